"""What articles, entries and pages have in common: their place, their markup, their corrections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pelican.utils import slugify

from dateline.markup.convert import Converter, Markup, Written
from dateline.model.address import shortened
from dateline.model.bodies import Site
from dateline.model.data import dated
from dateline.model.nouns import Correction, Kind, Picture, Teaser
from dateline.names import is_device
from dateline.problems import Misread
from dateline.read.records import Item, Record
from dateline.read.when import UNKNOWN, When, parse_day

_UTC = ZoneInfo("UTC")
_EAST, _WEST = timedelta(hours=14), timedelta(hours=12)
"""How much earlier and later than in UTC a day begins elsewhere."""


@dataclass(frozen=True)
class Made:
    """A text after the second pass: its record, its place, its markup, and for an entry its time, its kind, its name among all entries."""

    record: Record
    slug: str
    status: str
    teaser: Teaser
    markup: Markup
    when: When = UNKNOWN
    zone: ZoneInfo = _UTC
    kind: Kind | None = None
    anchor: str = ""


def markup_of(
    record: Record, convert: Converter, *, long: bool = True, taken: frozenset[str] = frozenset()
) -> Markup:
    """Return the markup of a record's text, in its language; `taken` are anchors that its page has besides."""
    language = record.text("lang")
    return convert.text(record.body, record.body_line, record.text_path, long=long, language=language, taken=taken, newer=_newer(record))


def written_of(record: Record, convert: Converter, *, long: bool = True) -> Written:
    """Return a record's text as `markup_of` will ask for it."""
    return convert.written(record.body, long=long, language=record.text("lang"), newer=_newer(record))


def _newer(record: Record) -> tuple[tuple[int, str], ...]:
    """Return where the original of a text is newer, by the lines of its body."""
    return tuple((each.line - record.body_line + 1, each.what) for each in record.newer)


def slug_of(record: Record) -> str:
    """Return the last part of a text's address: its own, else from the title, else from the file's name; it is the same in all languages."""
    if record.original:
        return slug_of(record.original)
    made = record.text("slug") or _slugify(record.text("title")) or _slugify(record.key) or "text"
    return f"{made}-{record.kind}" if is_device(made) else made


def _slugify(words: str) -> str:
    made = str(slugify(words, regex_subs=[(r"[^\w\s-]", ""), (r"\A\s*|\s*\Z", ""), (r"[-_\s]+", "-")]))
    return shortened(made.strip("-"))


def in_order(record: Record, site: Site) -> None:
    """Note a problem where a text was changed, or corrected, before it was published."""
    published = record.moment("date")
    if published is None:
        return
    modified = record.moment("modified")
    if modified and published - modified > _doubt(published, modified):
        what = f"Modified lies before Date, which is {published.date()}"
        site.problems.add(record.path, record.at("modified"), what, "correct one of the two", topic="dates")
    doubt = timedelta() if _is_day(published) else timedelta(days=1) + _WEST
    for item in record.each("correction"):
        day = str(item.value)[:10]
        try:
            corrected = datetime.combine(parse_day(day), time(), UTC)
        except Misread:
            continue
        if published - corrected > doubt:
            what = f"Correction: {day} lies before Date, which is {published.date()}"
            site.problems.add(record.path_of(item), item.line, what, "correct one of the two", topic="dates")


def _doubt(published: datetime, modified: datetime) -> timedelta:
    """Return how much later than written a change may have been: of a day, nobody knows the hour or the zone."""
    if _is_day(published) == _is_day(modified):
        return timedelta()
    return _EAST if _is_day(published) else timedelta(days=1) + _WEST


def _is_day(moment: datetime) -> bool:
    """Tell whether a moment was written as a day, without a time."""
    return moment.time() == time()


def corrections_of(record: Record, site: Site, convert: Converter) -> tuple[Correction, ...]:
    """Return the corrections of a text, newest first; what is wrong is in the site's problems."""
    found = []
    for item in record.each("correction"):
        path, other = record.path_of(item), other_language(record, item)
        day, text = dated(str(item.value), path, "Correction", item.line, site.problems)
        if day:
            markup = convert.line(text, item.line, path, language=other or record.text("lang"))
            found.append(Correction(day, site.words(markup, path), other))
    return tuple(sorted(found, key=lambda correction: correction.date, reverse=True))


def other_language(record: Record, item: Item) -> str:
    """Return the language of words that a translation lacks, so that they stand in that of the original; empty where they are in the text's own."""
    return record.original.text("lang") if record.original and not item.path else ""


def picture_of(record: Record, name: str, site: Site) -> Picture | None:
    """Return the picture that a key of a text names, or None; what is wrong is in the site's problems."""
    return site.picture(record.text(name), record.path, record.at(name)) if record.has(name) else None
