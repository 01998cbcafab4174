"""Pages of their own (about, 404), in two passes: what others need to know of them, then the whole."""

from __future__ import annotations

from datetime import UTC, datetime

from dateline.markup.convert import Converter
from dateline.model.address import Address
from dateline.model.bodies import Site
from dateline.model.nouns import Position, Teaser, TextPage
from dateline.model.texts import Made, markup_of, slug_of
from dateline.read.records import Record


def page_head(record: Record, convert: Converter) -> Made:
    """Return a page of its own after the second pass: its place and its markup."""
    slug = slug_of(record) if record.key != "404" else "404"
    status = record.text("status", "published")
    teaser = Teaser(
        kind="page",
        slug=slug,
        title=record.text("title"),
        address=Address(_address(slug, status)),
        summary=record.text("summary"),
        genre="",
        genre_label="",
        when=None,
        published=record.moment("date") or datetime.min.replace(tzinfo=UTC),
        lang=record.text("lang"),
    )
    return Made(record, slug, status, teaser, markup_of(record, convert))


def _address(slug: str, status: str) -> str:
    if status == "draft":
        return f"drafts/{slug}/"
    return "404.html" if slug == "404" else f"{slug}/"


def build_page(made: Made, site: Site) -> TextPage:
    """Return a page of its own with all that it refers to; what is wrong is in the site's problems."""
    record = made.record
    return TextPage(
        slug=made.slug,
        title=record.text("title"),
        summary=record.text("summary"),
        body=site.body(made.markup, record.text_path),
        status=made.status,
        lang=record.text("lang"),
        modified=record.moment("modified"),
        address=made.teaser.address,
        position=Position(record.path, record.line),
    )
