"""What articles, entries and pages have in common: their place, their markup."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from pelican.utils import slugify

from dateline.dataclass import dataclass
from dateline.markup.convert import Converter, Markup, Written
from dateline.model.address import shortened
from dateline.model.bodies import Site
from dateline.model.nouns import Kind, Picture, Teaser
from dateline.names import is_device, latin
from dateline.read.records import Item, Record
from dateline.read.when import UNKNOWN, When

_UTC = ZoneInfo("UTC")


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
    made = str(slugify(latin(words), regex_subs=[(r"[^\w\s-]", ""), (r"\A\s*|\s*\Z", ""), (r"[-_\s]+", "-")]))
    return shortened(made.strip("-"))


def other_language(record: Record, item: Item) -> str:
    """Return the language of words that a translation lacks, so that they stand in that of the original; empty where they are in the text's own."""
    return original_language(record) if not item.path else ""


def original_language(record: Record) -> str:
    """Return the language of the text that a record translates; empty where it is no translation."""
    return record.original.text("lang") if record.original else ""


def picture_of(record: Record, name: str, site: Site) -> Picture | None:
    """Return the picture that a key of a text names, or None; what is wrong is in the site's problems."""
    return site.picture(record.text(name), record.path, record.at(name)) if record.has(name) else None
