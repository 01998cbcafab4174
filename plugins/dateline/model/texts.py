"""What articles, entries and pages have in common: their place, their markup, their corrections."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from pelican.utils import slugify

from dateline.markup.convert import Converter, Markup
from dateline.model.bodies import Site
from dateline.model.data import dated
from dateline.model.nouns import Correction, Kind, Picture, Teaser
from dateline.read.records import Record
from dateline.read.when import UNKNOWN, When

_UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class Made:
    """A text after the second pass: its record, its place, its markup, and for an entry its time and kind."""

    record: Record
    slug: str
    status: str
    teaser: Teaser
    markup: Markup
    when: When = UNKNOWN
    zone: ZoneInfo = _UTC
    kind: Kind | None = None


def markup_of(
    record: Record, convert: Converter, *, long: bool = True, taken: frozenset[str] = frozenset()
) -> Markup:
    """Return the markup of a record's text, in its language; `taken` are anchors that its page has besides."""
    language = record.text("lang")
    return convert.text(record.body, record.body_line, record.path, long=long, language=language, taken=taken)


def slug_of(record: Record) -> str:
    """Return the last part of a text's address: its own, else from the title, else from the file's name."""
    return record.text("slug") or _slugify(record.text("title")) or _slugify(record.key) or "text"


def _slugify(words: str) -> str:
    return str(slugify(words, regex_subs=[(r"[^\w\s-]", ""), (r"\A\s*|\s*\Z", ""), (r"[-_\s]+", "-")])).strip(
        "-"
    )


def corrections_of(record: Record, site: Site, convert: Converter) -> tuple[Correction, ...]:
    """Return the corrections of a text, newest first; what is wrong is in the site's problems."""
    found = []
    for item in record.each("correction"):
        day, text = dated(str(item.value), record, "Correction", item.line, site.problems)
        if day:
            markup = convert.line(text, item.line, record.path, language=record.text("lang"))
            found.append(Correction(day, site.words(markup, record.path)))
    return tuple(sorted(found, key=lambda correction: correction.date, reverse=True))


def picture_of(record: Record, name: str, site: Site) -> Picture | None:
    """Return the picture that a key of a text names, or None; what is wrong is in the site's problems."""
    return site.picture(record.text(name), record.path, record.at(name)) if record.has(name) else None
