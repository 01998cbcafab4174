"""What a translator translates of an event, as messages of a PO file: paragraphs and words of heads, words of data files. Pure functions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dateline import po
from dateline.dataclass import dataclass
from dateline.read.declared import Change
from dateline.read.keys import TRANSLATIONS
from dateline.read.paragraphs import CITATION, CITED, Paragraph, digest, paragraphs

from .data_words import Word
from .listing import Listing
from .texts import Text

EXPORTED = "#. exported: "
"""A comment with the digest of the translation that was exported: whoever imports sees by it whether the file was changed meanwhile."""
_WITHOUT_WORDS = ("code",)
_BREAK = re.compile(r"(?:  |\\)$", re.MULTILINE)
_ALT = re.compile(r"!\[\s*\w")
ABOUT = {
    "title": "A headline.",
    "site_name": "The name of the site.",
    "authors": "The name of an author, in the letters of your language.",
    "kicker": "A word or two above the headline.",
    "standfirst": "The sentence below the headline.",
    "summary": "One sentence for lists and search engines.",
    "dateline": "Where it was reported from.",
    "alt": "What can be seen, for those who cannot see it.",
    "sensitive": "What is to be seen in a picture that may distress, for those who decide whether to look.",
    "credit": "Who made the picture; translate it only where it is words.",
    "kinds": "A kind of entries: what stands before the = stays.",
    "when_note": "Why an entry has its date.",
    "claims": "Who says what: a key, of small letters and hyphens, stays; a name may be translated.",
    "correction": "The date stays.",
    "update": "What became known later; the date and time before the colon stay.",
    "read_more": "A link: its label, or its title before the |, may be translated.",
    "publisher": "Who publishes the site; the address behind the | may stay.",
    "licence": "The licence of the texts; the address behind the | may stay, or lead to the licence in your language.",
    "guides": "The title of a page elsewhere; the address behind the | may lead to that page in your language.",
    "from": "The name of a reader, in the letters of your language.",
    "answer": "What the editors answer to a reader's letter.",
    "text": "A paragraph; marks of Markdown, citations [@...] and addresses stay.",
    "heading": "A heading; its # stay.",
    "list": "A list; its marks stay.",
    "quotation": "A quotation; its > stay.",
    "table": "A table; its | and its row of dashes stay.",
    "html": "HTML; its tags stay.",
    "pictures": "Pictures: what stands in the square brackets describes them.",
    "placed": "A link elsewhere: its title and publisher stand between the |.",
    "footnote": "A footnote; its mark stays.",
}
"""What translators are told of a message, by the key of a head or the kind of a paragraph."""


@dataclass(frozen=True)
class Unit:
    """One message: what is to be translated, where it stands, how it is translated now.

    `file` and `line` are the original's, `text` or `word` is what it belongs to (with the file's path). `outdated` tells that the original
    has changed since, `former` what it was before, where that is known.
    """

    context: str
    message: str
    file: str
    line: int
    about: str
    translated: str = ""
    outdated: bool = False
    former: str = ""
    text: Text | None = None
    paragraph: Paragraph | None = None
    mine: Paragraph | None = None
    word: tuple[str, Word] | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What no other message has."""
        return self.context, self.message

    def entry(self) -> po.Entry:
        """Return the message as it stands in a PO file."""
        flags = ("fuzzy",) if self.outdated and self.translated else ()
        previous = (f"#| msgid {po.quoted(self.former)}",) if flags and self.former else ()
        exported = (f"{EXPORTED}{digest(self.translated)}",) if self.translated else ()
        comments = (f"#. {self.about}", *exported, f"#: {_reference(self.file)}:{self.line}", *previous)
        return po.Entry(self.message, (self.translated,), context=self.context, comments=comments, flags=flags)


def flowing(paragraph: Paragraph) -> str:
    """Return a paragraph's text as it is translated: in one line, unless its line ends mean something; claims without their sources."""
    if paragraph.name:
        return CITATION.sub("", paragraph.text) if paragraph.name in CITED else paragraph.text
    return " ".join(paragraph.text.split()) if paragraph.kind in ("text", "heading") and not _BREAK.search(paragraph.text) and "\n" in paragraph.text else paragraph.text


def units(listed: Listing, words: Iterable[tuple[str, Word]]) -> tuple[Unit, ...]:
    """Return all messages of a language, in the order of texts and data files; `words` are those of all data files."""
    found = [*(unit for text in listed.found for unit in _of_text(listed, text)), *(_of_word(listed, path, word) for path, word in words)]
    seen: Counter[tuple[str, str]] = Counter()
    told = []
    for unit in found:
        seen[unit.key] += 1
        # The same words may stand twice in a text, and be translated in two ways.
        told.append(replace(unit, context=f"{unit.context} ({seen[unit.key]})") if seen[unit.key] > 1 else unit)
    return tuple(told)


def translatable(text: Text) -> list[Paragraph]:
    """Return the paragraphs of an original that have words to translate."""
    takes = {key.name.lower() for key in TRANSLATIONS[text.original.kind]}
    return [each for each in paragraphs(text.original) if (each.name in takes if each.name else _has_words(each))]


def _has_words(paragraph: Paragraph) -> bool:
    if paragraph.kind == "pictures":
        return bool(_ALT.search(paragraph.text))
    if paragraph.kind == "placed":
        return "media" in paragraph.text and "|" in paragraph.text
    return paragraph.kind not in _WITHOUT_WORDS and any(map(str.isalpha, paragraph.text))


def _of_text(listed: Listing, text: Text) -> Iterator[Unit]:
    file = listed.texts.shown(text.original.path)
    mine = dict(text.pairs)
    changed = {each.original: each for each in text.standing.differences if each.original}
    untold = set(text.untold)
    for each in translatable(text):
        own, difference = mine.get(each), changed.get(each)
        said = "" if own is None or own in untold else flowing(own)
        former = listed.old_words(text, difference) if difference and difference.change is Change.CHANGED else ""
        yield Unit(
            f"{file}: {each.name or each.kind}", flowing(each), file, each.line, ABOUT[each.name or each.kind], said,
            outdated=difference is not None, former=former and flowing(replace(each, text=former)), text=text, paragraph=each, mine=own,
        )  # fmt: skip


def _of_word(listed: Listing, path: str, word: Word) -> Unit:
    file = listed.texts.shown(path)
    about = "What was said, which stays as it is: its translation stands below it." if word.name == "translation" else "A value of a data file."
    return Unit(f"{file}: {word}", word.text, file, word.line, about, word.further, word=(path, word))


def _reference(name: str) -> str:
    """Return the name of a file as PO files have it: where there are blanks in it, between isolates (GNU gettext 0.21)."""
    return f"\u2068{name}\u2069" if " " in name else name


def head(title: str, language: str, site: str) -> po.Entry:
    """Return the head of a PO file: nothing that changes with the time or the machine."""
    fields = {
        "Project-Id-Version": title,
        "Language": language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": site.replace("-", "_"),
    }
    return po.Entry("", ("".join(f"{name}: {value}\n" for name, value in fields.items()),))
