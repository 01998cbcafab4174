"""Pictures: caption files and the images beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dateline.markup.convert import Markup
from dateline.model.bodies import Site
from dateline.model.nouns import Body, HtmlPart, Picture, Position
from dateline.read.content import Content
from dateline.read.records import Record

_CENTRE = (50.0, 50.0)


def build_pictures(content: Content, site: Site, captions: Mapping[str, Markup]) -> None:
    """Fill the site's pictures from caption files and images; a file without its other half is a problem."""
    records = {record.key: record for record in content.texts["picture"]}
    for stem, image in content.images.items():
        if stem not in records:
            site.problems.add(
                image.path, 0, "the picture has no caption file", f"write {stem}.md beside it: Alt, Credit"
            )
    for stem, record in records.items():
        beside = content.images.get(stem)
        withheld = record.text("withheld")
        if beside is None and not withheld:
            do = 'put one there, or say why it is not shown: "Withheld: rights" or "safety"'
            site.problems.add(record.path, record.line, "there is no image beside the caption file", do)
        if beside is not None and withheld:
            what = f"the picture is withheld, but {beside.file.name} lies beside it"
            site.problems.add(
                record.path, record.at("withheld"), what, "take the image out of the folder, or Withheld out"
            )
        site.pictures.things[stem] = _picture(record, content, site)
    for stem, record in records.items():
        picture = site.pictures.things[stem]
        site.pictures.things[stem] = replace(picture, caption=_caption(record, content, site, captions[stem]))


def _caption(record: Record, content: Content, site: Site, markup: Markup) -> Body:
    """Return the caption; an Alt that says the same is a problem."""
    image = content.images.get(record.key)
    caption = site.words(markup, record.path)
    alt = record.text("alt")
    if alt and _same(
        alt, "".join(part.html.striptags() for part in caption.parts if isinstance(part, HtmlPart))
    ):
        do = "describe what can be seen; the caption says the rest"
        site.problems.add(record.path, record.at("alt"), "Alt repeats the caption", do)
    elif alt and image and alt.casefold() in (record.key.casefold(), image.file.name.casefold()):
        site.problems.add(
            record.path, record.at("alt"), "Alt is the file's name", "describe what can be seen"
        )
    return caption


def _picture(record: Record, content: Content, site: Site) -> Picture:
    image = content.images.get(record.key)
    if "credit" not in record.written:
        site.problems.add(record.path, 1, '"Credit" is missing', "add Credit: photographer / agency")
    return Picture(
        key=record.key,
        file=image.file if image else None,
        alt=record.text("alt"),
        credit=record.text("credit"),
        licence=record.text("licence"),
        licence_url=record.text("licence_url"),
        source=record.text("source"),
        date=record.text("date"),
        places=site.data.places.each(record, "places"),
        focus=record.any("focus") or _CENTRE,
        blur=tuple(item.value for item in record.each("blur")),
        withheld=record.text("withheld"),
        caption=Body(),
        position=Position(record.path, record.line),
    )


def _same(one: str, other: str) -> bool:
    def folded(words: str) -> str:
        return " ".join(words.casefold().split()).rstrip(".")

    return folded(one) == folded(other)
