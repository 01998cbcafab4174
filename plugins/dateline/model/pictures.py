"""Pictures: caption files and the images beside them."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import replace

from markupsafe import escape

from dateline.markup.convert import Converter, Markup
from dateline.model.bodies import Site
from dateline.model.nouns import Body, HtmlPart, Picture, Position
from dateline.model.texts import markup_of
from dateline.names import slugs
from dateline.read.content import Content
from dateline.read.fields import Fields, licence_name
from dateline.read.records import Record

CENTRE = (50.0, 50.0)
"""What crops keep when the author says nothing: percent from the left and from the top."""


def convert_captions(content: Content, convert: Converter) -> dict[str, Markup]:
    """Return the markup of every caption: the caption file's text, or else the description in the picture's own fields."""
    captions = {}
    for record in content.texts["picture"]:
        captions[record.key] = markup_of(record, convert, long=False)
        described = _fields(record, content).caption
        if described and not record.body.strip():
            captions[record.key] = Markup(f"<p>{escape(described)}</p>")
    return captions


def build_pictures(content: Content, site: Site, captions: Mapping[str, Markup]) -> None:
    """Fill the site's pictures from caption files and images; a file without its other half is a problem."""
    records = {record.key: record for record in content.texts["picture"]}
    by_folded = {stem.casefold(): stem for stem in records}
    refused = {posixpath.splitext(posixpath.basename(name))[0] for name in content.refused if name.startswith("pictures/")}
    renamed = {by_folded.get(stem.casefold()) for stem in content.images if stem not in records}
    for stem, image in content.images.items():
        if stem in records or stem in refused:
            continue
        if other := by_folded.get(stem.casefold()):
            what = f"the caption file is called {other}.md"
            site.problems.add(image.path, 0, what, f"rename it to {stem}.md: upper and lower case count", topic="pictures")
        else:
            site.problems.add(
                image.path, 0, "the picture has no caption file", f"write {stem}.md beside it: Alt, Credit", topic="pictures"
            )
    slug = slugs(records, "picture")
    for stem, record in records.items():
        site.records[record.text_path] = record
        beside = content.images.get(stem)
        withheld = record.text("withheld")
        if beside is None and not withheld and stem not in renamed | refused:
            do = 'put one there, or say why it is not shown: "Withheld: rights" or "safety"'
            site.problems.add(record.path, record.line, "there is no image beside the caption file", do, topic="pictures")
        if beside is not None and withheld:
            what = f"the picture is withheld, but {posixpath.basename(beside.path)} lies beside it"
            site.problems.add(
                record.path, record.at("withheld"), what, "take the image out of the folder, or Withheld out", topic="pictures"
            )
        _tell_cover(record, site)
        if beside is not None and beside.facts and beside.facts.format == "SVG" and record.has("blur"):
            do = "export the drawing as PNG, or change what it shows"
            site.problems.add(record.path, record.at("blur"), "Blur cannot be applied to a drawing (SVG)", do, topic="pictures")
        site.pictures.things[stem] = _picture(record, content, site, slug[stem])
    for stem, record in records.items():
        picture = site.pictures.things[stem]
        site.pictures.things[stem] = replace(picture, caption=_caption(record, content, site, captions[stem]))


def _tell_cover(record: Record, site: Site) -> None:
    """Tell words that cover no picture, and those that only the original or only its translation has."""
    path, line = record.place("sensitive")
    if record.has("sensitive") and record.text("withheld"):
        do = "delete the line: Alt says what the picture would show"
        site.problems.add(path, line, "Sensitive covers nothing: the picture is withheld", do, topic="pictures")
    elif record.original and record.has("sensitive") and "sensitive" not in record.original.written:
        do = f"write Sensitive in {posixpath.basename(record.path)}, too, or delete the line"
        site.problems.add(path, line, "Sensitive: the original does not cover the picture", do, topic="pictures")
    elif record.original and record.has("sensitive") and path != record.text_path and not site.problems.concern(record.text_path):
        do = "say in this language what is to be seen: its words cover the picture"
        site.problems.add(record.text_path, 1, '"Sensitive" is missing', do, topic="pictures")


def _caption(record: Record, content: Content, site: Site, markup: Markup) -> Body:
    """Return the caption; an Alt that says the same is a problem."""
    image = content.images.get(record.key)
    caption = site.words(markup, record.text_path)
    alt = record.text("alt")
    path, line = record.place("alt")
    if alt and _same(
        alt, "".join(part.html.striptags() for part in caption.parts if isinstance(part, HtmlPart))
    ):
        do = "describe what can be seen; the caption says the rest"
        site.problems.add(path, line, "Alt repeats the caption", do, topic="pictures")
    elif alt and image and alt.casefold() in (record.key.casefold(), posixpath.basename(image.path).casefold()):
        site.problems.add(
            path, line, "Alt is the file's name", "describe what can be seen", topic="pictures"
        )
    return caption


def _picture(record: Record, content: Content, site: Site, slug: str) -> Picture:
    """Return a picture: what its caption file says, and what it leaves out from the picture's own fields. Never an Alt."""
    image = content.images.get(record.key)
    fields = _fields(record, content)
    credit = record.text("credit") or fields.credit
    # A file that could not be read has its own problem; what its fields say is not known.
    if not credit and "credit" not in record.written and not (image and image.facts is None):
        site.problems.add(record.path, 1, '"Credit" is missing', "add Credit: photographer / agency", topic="pictures")
    licence, licence_url = record.text("licence"), record.text("licence_url")
    if not licence and not licence_url:
        licence, licence_url = fields.licence, fields.licence_url
    return Picture(
        key=record.key,
        slug=slug,
        file=image.file if image else None,
        label=image.path if image else "",
        facts=image.facts if image else None,
        alt=record.text("alt"),
        credit=credit,
        copyright=fields.copyright,
        licence=licence or licence_name(licence_url),
        licence_url=licence_url,
        source=record.text("source"),
        date=record.text("date") or fields.date,
        places=site.data.places.each(record, "places"),
        focus=record.any("focus") or CENTRE,
        blur=tuple(item.value for item in record.each("blur")),
        withheld=record.text("withheld"),
        caption=Body(),
        position=Position(record.path, record.line),
        lang=record.text("lang"),
        sensitive=record.text("sensitive"),
        caption_lang=_caption_lang(record),
    )


def _caption_lang(record: Record) -> str:
    """Return the language of the caption: a translation that has none leaves it in that of the original."""
    original = record.original
    return (original if original and original.body == record.body else record).text("lang")


def _fields(record: Record, content: Content) -> Fields:
    image = content.images.get(record.key)
    return image.facts.fields if image and image.facts else Fields()


def _same(one: str, other: str) -> bool:
    def folded(words: str) -> str:
        return " ".join(words.casefold().split()).rstrip(".")

    return folded(one) == folded(other)
