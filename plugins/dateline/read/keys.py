"""Every key that an author may write, in one table: the documentation and the checks are held against it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dateline.dataclass import dataclass
from dateline.read import values
from dateline.read.mirrors import mirror, onion
from dateline.read.public_key import public_key


@dataclass(frozen=True)
class Key:
    """One key: its name, how its value is read, whether it must be there, whether it takes several lines.

    `read` is None where the value needs the model to be understood (a `When` needs the zone of its place);
    `many` means that the key may be repeated or continued, one value a line; where a value `begins` with a pattern, a line
    that does not goes on with the one before it.
    """

    name: str
    about: str
    read: Callable[[str], Any] | None = values.text
    required: bool = False
    many: bool = False
    begins: str = ""


KINDS_OF_ARTICLE = ("news", "analysis", "explainer", "profile")
CERTAINTIES = ("confirmed", "reported", "disputed")
STATUSES = ("published", "draft", "hidden")
KINDS_OF_SOURCE = (
    "state media",
    "official",
    "aggregator",
    "copy",
    "press",
    "rights group",
    "monitor",
    "encyclopaedia",
    "social media",
)

_FORMERLY = Key("Formerly", "an old address of it, which then leads here, one a line", values.parts, many=True)
_PELICAN = (
    Key("Slug", "the last part of the address; made from the title when missing", values.slug),
    _FORMERLY,
    Key("Status", "published (default), draft or hidden", values.choice(*STATUSES)),
    Key("Lang", "the language of the text (BCP 47)", values.language),
    Key("Modified", "when the text was last changed", values.moment),
)
_ABOUT = (
    Key("Places", "keys of places.yaml", values.keys),
    Key("People", "keys of people.yaml", values.keys),
    Key("Organisations", "keys of organisations.yaml", values.keys),
)
_CORRECTION = Key("Correction", 'YYYY-MM-DD: what was wrong, and what is right; or YYYY-MM-DD: "old words" -> "new words"', many=True, begins=r"\W?\d")
_UPDATE = Key("Update", "YYYY-MM-DDTHH:MM: what became known then [@source]", many=True, begins=r"\W?\d")

FRONT_MATTER: Mapping[str, tuple[Key, ...]] = {
    "event": (
        Key("Title", "the name of the event", values.prose, required=True),
        Key("Kicker", "a word or two above the title", values.prose),
        Key("Standfirst", "what happened, in two sentences", values.prose),
        Key("Starts", "the first day", values.day, required=True),
        Key("Ends", "the last day; missing = still going on", values.day),
        Key("Timezone", "the IANA zone of times without a place", values.zone, required=True),
        Key("Status", "developing or ended (default: by Ends)", values.choice("developing", "ended")),
        Key("Updates", "which update of an entry stands first: newest (default) or oldest", values.choice("newest", "oldest")),
        Key("Lead_picture", "a picture's name"),
        Key("Kinds", "key = label, one a line: the kinds of entries, in order", required=True, many=True),
        Key("Figures", "keys of the series on the front page, in order", values.keys),
        Key("Accent", "the accent colour, #rrggbb; a second one is for the dark", values.colours),
        Key("Report_errors", "an e-mail or web address, or {filename}pages/about.md", values.report_address),
        Key("Contact", "a way to the editors, one a line: email, signal, hushline or onion: address", many=True),
        Key("Guides", "pages that say how to send safely, one a line: title | https://...", many=True),
        Key("Site_name", "the name of the site (default: SITENAME)", values.prose),
        Key("Publisher", "who publishes the site: name | https://...", values.name_and_address),
        Key("Licence", "the licence of the texts: name | https://...", values.name_and_address),
        Key("Mirrors", "addresses of copies of the site, one a line: https://...", mirror, many=True),
        Key("Onion", "the site's address in Tor: http://....onion", onion),
        Key("Public_key", "the key by which SHA256SUMS is checked: RW...", public_key),
        Key("Share", "where readers can share to: mail; telegram; whatsapp ...", values.services),
        Key("Languages", "language tags, in the order of the switcher, the site's own among them", values.languages),
    ),
    "entry": (
        Key("Title", "the headline", values.prose, required=True),
        Key("When", "when it happened; undated where nobody knows", None, required=True),
        Key("When_note", "why we think so [@source]"),
        Key("Order", "its place among the entries of its day, whatever its time; 1 is the first", values.place),
        Key("Kind", "one of the event's kinds", values.word, required=True),
        *_ABOUT,
        Key("Highlight", "yes or no (default)", values.yes_no),
        Key("Certainty", "confirmed, reported (default) or disputed", values.choice(*CERTAINTIES)),
        Key("Claims", "who: what they say [@source], one a line", many=True),
        Key("Sources", "keys of sources.yaml, besides the citations", values.keys),
        Key("Picture", "a picture's name"),
        _UPDATE,
        _CORRECTION,
        *_PELICAN,
        Key("Date", "when the entry was published (default: when it happened)", values.moment),
    ),
    "article": (
        Key("Title", "the headline", values.prose, required=True),
        Key("Date", "when it was published", values.moment, required=True),
        Key("Authors", "names, separated by semicolons", values.names),
        Key("Tags", "words, separated by semicolons or commas", values.names),
        Key("Summary", "one sentence for lists and search engines", values.prose),
        Key("Kind", "news (default), analysis, explainer or profile", values.choice(*KINDS_OF_ARTICLE)),
        Key("Kicker", "a word or two above the headline", values.prose),
        Key("Standfirst", "the sentence below the headline", values.prose),
        Key("Dateline", "where it was reported from", values.prose),
        Key("Lead_picture", "a picture's name"),
        *_ABOUT,
        _CORRECTION,
        Key("Read_more", "related links, one a line", many=True),
        *_PELICAN,
    ),
    "page": (
        Key("Title", "the headline", values.prose, required=True),
        Key("Date", "when it was published", values.moment),
        Key("Summary", "one sentence for search engines", values.prose),
        *_PELICAN,
    ),
    "picture": (
        Key("Alt", "what can be seen, for those who cannot see it", values.prose, required=True),
        Key("Credit", "photographer / agency", values.prose, required=True),
        Key("Licence", "its name"),
        Key("Licence_url", "the licence's address", values.web_address),
        Key("Source", "where it comes from: a name or an address", values.name_or_address),
        Key("Date", "when it was taken", values.partial_date),
        Key("Places", "keys of places.yaml", values.keys),
        Key("Focus", "what crops keep: 50% 30%", values.focus),
        Key("Blur", "x,y,w,h in percent: made unrecognisable", values.box, many=True),
        Key("Sensitive", "what is to be seen in a picture that may distress, in words: they cover it until a visitor opens it", values.seen),
        Key("Withheld", "rights or safety: why there is no image", values.choice("rights", "safety")),
        _FORMERLY,
    ),
    "response": (
        Key("About", "the entry or article that it is about: {filename}../timeline/name.md, or its slug", required=True),
        Key("From", "who wrote it, as they want to be named", values.prose, required=True),
        Key("Date", "the day of the letter", values.day, required=True),
        Key("Consent", "how and when its writer agreed that it is published; this is not published itself"),
        Key("Answer", "what the editors answer"),
        Key("Led_to", "the day of the correction that it led to", values.day),
        Key("Status", "published (default) or draft", values.choice("published", "draft")),
        Key("Lang", "the language of the letter (BCP 47)", values.language),
    ),
}
"""Front matter, by the kind of file."""

_IN_TRANSLATION = (
    Key("Status", "draft: not shown yet where drafts are not; published (default)", values.choice("published", "draft")),
    Key("Translated", "what it was made from; written by `dateline translated`", values.digests),
)
_TITLE = Key("Title", "the headline in this language", values.prose, required=True)

TRANSLATIONS: Mapping[str, tuple[Key, ...]] = {
    "event": (
        Key("Title", "the name of the event in this language", values.prose, required=True),
        Key("Site_name", "the name of the site in this language (default: SITENAME)", values.prose),
        Key("Kicker", "a word or two above the title", values.prose),
        Key("Standfirst", "what happened, in two sentences", values.prose),
        Key("Kinds", "key = label, one a line: the same keys", many=True),
        Key("Guides", "pages in this language in place of the original's, one a line: title | https://...", many=True),
        Key("Publisher", "who publishes the site, in this language; the address is the original's where none is given", values.name_and_address),
        Key("Licence", "the licence of the texts, in this language; the address likewise", values.name_and_address),
        *_IN_TRANSLATION,
    ),
    "entry": (
        _TITLE,
        Key("When_note", "why we think that it was then"),
        Key("Claims", "who: what they say, as many lines as in the original, in its order", many=True),
        _UPDATE,
        _CORRECTION,
        *_IN_TRANSLATION,
    ),
    "article": (
        _TITLE,
        Key("Kicker", "a word or two above the headline", values.prose),
        Key("Standfirst", "the sentence below the headline", values.prose),
        Key("Summary", "one sentence for lists and search engines", values.prose),
        Key("Dateline", "where it was reported from", values.prose),
        Key("Authors", "the same authors, as their names are written in this language", values.names),
        _CORRECTION,
        Key("Read_more", "related links in place of the original's, one a line", many=True),
        *_IN_TRANSLATION,
    ),
    "page": (_TITLE, Key("Summary", "one sentence for search engines", values.prose), *_IN_TRANSLATION),
    "picture": (
        Key("Alt", "what can be seen, for those who cannot see it", values.prose, required=True),
        Key("Sensitive", "what is to be seen, in words, where the original covers the picture", values.seen),
        Key("Credit", "photographer / agency", values.prose),
        *_IN_TRANSLATION,
    ),
    "response": (
        Key("From", "who wrote it, in the letters of this language", values.prose),
        Key("Answer", "what the editors answer, in this language"),
        *_IN_TRANSLATION,
    ),
}
"""Heads of translations, by the kind of file: words only. What is no word is written once, in the original."""


def keys_of(kind: str, *, translation: bool = False) -> tuple[Key, ...]:
    """Return the keys that the head of a file takes, or that of its translation."""
    return (TRANSLATIONS if translation else FRONT_MATTER)[kind]


@dataclass(frozen=True)
class DataKey:
    """One key of an entry in a data file; `shape` is text, forms (a text, or one for each category of numbers), texts (one or a list), number, list, named (a list of texts, some by their language), names, value, or one of NESTED.

    `words` may be written in further languages: `role_ru: ...` beside `role: ...`, or `role: {en: ..., ru: ...}`.
    """

    name: str
    about: str
    shape: str = "text"
    read: Callable[[str], Any] = values.text
    required: bool = False
    words: bool = False


NESTED = ("reports", "kept")
"""Shapes of keys that hold a list of records of their own, which have a table of this name in DATA, and no file."""

_NAMES = DataKey("names", "the name in other scripts, by language: {kk: ..., ru: ...}", "names")
_SOURCES = DataKey("sources", "keys of sources.yaml", "list", values.word)
_NOTE = DataKey("note", "what to be careful about", read=values.prose, words=True)
_MOVED = DataKey("formerly", "an old address of its page, which then leads here, or a list of them", "texts")

DATA: Mapping[str, tuple[DataKey, ...]] = {
    "sources": (
        DataKey("title", "its headline; in [square brackets] when described", required=True),
        DataKey("publisher", "who published it", read=values.prose, required=True, words=True),
        DataKey("authors", "names", "list"),
        DataKey("date", "when it was published: day, month or year", read=values.partial_date),
        DataKey("url", "its address", read=values.web_address),
        DataKey("archived", "the address of an archived copy", read=values.web_address),
        DataKey("read", "when it was read", read=values.partial_date),
        DataKey("from", "the agency whose text it passes on: its name, its key in organisations.yaml, or the key of another source; or a list", "texts"),
        DataKey("kept", "files that show what it said", "kept"),
        DataKey("kind", "what kind of source it is", read=values.choice(*KINDS_OF_SOURCE)),
        DataKey("language", "its language (BCP 47), when not the site's", read=values.language),
        _NOTE,
        _MOVED,
    ),
    "kept": (
        DataKey("file", "its name below content/kept/", read=values.below, required=True),
        DataKey("sha256", "the SHA-256 of its bytes; written by `dateline keep`", read=values.sha256, required=True),
        DataKey("captured", "when: a day, or a time with its offset", read=values.captured, required=True),
        DataKey("by", "who captured it"),
        DataKey("with", "the program that captured it"),
        DataKey("publish", "yes: it is published; no (default): only its hash and its date are", read=values.yes_no),
        _NOTE,
    ),
    "people": (
        DataKey("name", "the name in the site's language", read=values.prose, required=True, words=True),
        _NAMES,
        DataKey("role", "what they were at the time", read=values.prose, words=True),
        DataKey("organisation", "a key of organisations.yaml", read=values.word),
        DataKey("family_first", "yes where the family name stands first: Xi Jinping", read=values.yes_no),
        _NOTE,
        _SOURCES,
        _MOVED,
    ),
    "organisations": (
        DataKey("name", "its name", read=values.prose, required=True, words=True),
        DataKey("short", "its short name", read=values.prose, words=True),
        _NAMES,
        DataKey("what", "what it is", read=values.prose, words=True),
        _NOTE,
        _SOURCES,
        _MOVED,
    ),
    "places": (
        DataKey("name", "its name", read=values.prose, required=True, words=True),
        DataKey("type", "what it is: city, square, region", read=values.prose, words=True),
        _NAMES,
        DataKey("other_names", "other and former names: [one, {ru: another}]", "named"),
        DataKey("lat", "latitude in degrees, north positive (WGS 84)", "number"),
        DataKey("lon", "longitude in degrees, east positive (WGS 84)", "number"),
        DataKey("zone", "its IANA time zone (default: the event's)", read=values.zone),
        DataKey("within", "key of the place that it lies in", read=values.word),
        _NOTE,
        _SOURCES,
        _MOVED,
    ),
    "figures": (
        DataKey("title", "what is counted", read=values.prose, required=True, words=True),
        DataKey("unit", "of what: people, per cent; {one: person, other: people} where that changes with the number", "forms", values.prose, required=True, words=True),
        _NOTE,
        DataKey("chart", "no where its reports cannot be set against one another (default: a chart from three numbers on)", read=values.yes_no),
        DataKey("reports", "each report of it", "reports", required=True),
    ),
    "reports": (
        DataKey("value", "a number; 160 to 164, at least 160, at most 164; or words", "value", required=True, words=True),
        DataKey("by", "who says so: a key or a name", read=values.prose, required=True, words=True),
        DataKey(
            "as_of", "the day, month or year for which it is said", read=values.partial_date, required=True
        ),
        DataKey("what", "what exactly was counted", read=values.prose, words=True),
        DataKey("about", "yes when the source says about", read=values.yes_no),
        DataKey("withdrawn", '"YYYY-MM-DD: why"', read=values.prose, words=True),
        DataKey("id", "a word of your own, by which another report can name it", read=values.own_word),
        DataKey("replaces", "id of the earlier report by the same speaker that it takes the place of", read=values.own_word),
        DataKey("counts_with", "key of the figure that those counted here are counted in too", read=values.own_word),
        DataKey("sources", "keys of sources.yaml", "list", values.word, required=True),
    ),
    "quotes": (
        DataKey("text", "the words, letter by letter", required=True),
        DataKey("speaker", "who spoke: a key or a name", read=values.prose, required=True, words=True),
        DataKey("date", "when", read=values.partial_date),
        DataKey("context", "where or in what form", read=values.prose, words=True),
        DataKey("language", "the language of the words (BCP 47)", read=values.language),
        DataKey("translation", "the words in the site's language, shown below them", read=values.prose, words=True),
        DataKey("translator", "who translated them (default: the editors)", read=values.prose, words=True),
        DataKey("sources", "keys of sources.yaml", "list", values.word, required=True),
    ),
}
"""Data files, by file name; `reports` are the items of a figure's list, `kept` those of a source's."""


def in_language(name: str, language: str) -> str:
    """Return under which name a record holds the words of a field in a further language."""
    return f"{name}@{language}"
