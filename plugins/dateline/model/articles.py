"""Articles, in two passes: what others need to know of them, then the whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from dateline.markup.convert import Converter
from dateline.model.address import Address
from dateline.model.bodies import Site
from dateline.model.corrections import corrections_of, in_order, last_correction
from dateline.model.nouns import Article, Link, Position, Teaser
from dateline.model.sources import LOOKS_LIKE_A_KEY
from dateline.model.texts import Made, markup_of, original_language, picture_of, slug_of
from dateline.problems import Misread
from dateline.read import values
from dateline.read.characters import trimmed
from dateline.read.keys import KINDS_OF_ARTICLE
from dateline.read.records import Item, Record


def article_head(record: Record, convert: Converter) -> Made:
    """Return an article after the second pass: its place and its markup."""
    slug = slug_of(record)
    status = record.text("status", "published")
    kind = record.text("kind", KINDS_OF_ARTICLE[0])
    published = record.moment("date") or datetime.min.replace(tzinfo=UTC)
    teaser = Teaser(
        kind="article",
        slug=slug,
        title=record.text("title"),
        address=Address(f"drafts/{slug}/" if status == "draft" else f"articles/{slug}/"),
        summary=record.text("summary") or record.text("standfirst"),
        genre=kind,
        genre_label="",
        when=None,
        published=published,
        lang=record.text("lang"),
        corrected=last_correction(record),
    )
    return Made(record, slug, status, teaser, markup_of(record, convert))


def build_article(made: Made, site: Site, convert: Converter) -> Article:
    """Return an article with all that it refers to; what is wrong is in the site's problems."""
    record = made.record
    in_order(record, site)
    return Article(
        slug=made.slug,
        title=record.text("title"),
        date=made.teaser.published,
        modified=record.moment("modified"),
        authors=tuple(str(item.value) for item in record.each("authors")),
        tags=tuple(str(item.value) for item in record.each("tags")),
        summary=made.teaser.summary,
        kind=made.teaser.genre,
        kicker=record.text("kicker"),
        standfirst=record.text("standfirst"),
        dateline=record.text("dateline"),
        picture=picture_of(record, "lead_picture", site),
        places=site.data.places.each(record, "places"),
        people=site.data.people.each(record, "people"),
        organisations=site.data.organisations.each(record, "organisations"),
        corrections=corrections_of(record, site, convert),
        read_more=tuple(_read_more(record, site)),
        body=site.body(made.markup, record.text_path),
        status=made.status,
        lang=record.text("lang"),
        teaser=made.teaser,
        position=Position(record.path, record.line),
        original=original_language(record),
        digest=record.digest,
    )


def _read_more(record: Record, site: Site) -> Iterator[Link]:
    for item in record.each("read_more"):
        link = _link(item, record, site)
        if link is None:
            continue
        if link.address and link.address == site.targets[record.path].address:
            site.problems.add(
                record.path_of(item), item.line, "Read_more: the link leads to this text itself", "delete it", topic="links"
            )
            continue
        yield link


def _link(item: Item, record: Record, site: Site) -> Link | None:
    written, path = str(item.value), record.path_of(item)
    label, rest = _labelled(written)
    if "|" in rest:
        title, _, address = (part.strip() for part in rest.rpartition("|"))
        try:
            return Link(label, values.text(title), None, values.web_address(address), "", None)
        except Misread as wrong:
            site.problems.add(path, item.line, f"Read_more: {wrong.what}", wrong.do, topic=wrong.topic)
            return None
    if rest.startswith("{"):
        found = site.link(rest, path, item.line)
        teaser = site.texts.get(found) if found else None
        if found and not teaser:
            what = f'Read_more: "{rest}" is no article and no entry'
            site.problems.add(path, item.line, what, "link to one, or write Title | https://...", topic="links")
        return Link(label, teaser.title, found, "", "", teaser) if found and teaser else None
    if not LOOKS_LIKE_A_KEY.match(rest):
        what = f'Read_more: "{rest}" is neither a link nor a source'
        do = "write {filename}other.md, the key of a source, or Title | https://..."
        site.problems.add(path, item.line, what, do, topic="links")
        return None
    source = site.data.sources.find(rest, path, item.line)
    if source is None:
        return None
    return Link(
        label, source.title, None if source.url else source.address, source.url, source.publisher, None, source.language
    )


def _labelled(written: str) -> tuple[str, str]:
    """Return an optional label and the link behind it: a colon inside a title is not taken for one."""
    label, rest = values.labelled(written)
    if label and "|" not in label and (rest.startswith("{") or "|" in rest or LOOKS_LIKE_A_KEY.match(rest)):
        return label, rest
    return "", trimmed(written)
