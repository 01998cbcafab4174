"""Pictures (schema.org: ImageObject; Google, "Image metadata": who made it, under which licence, where to ask for one)."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.model.nouns import Body, Picture, PicturesPart
from dateline.pages.excerpts import plain
from dateline.structured.ground import Ground, licence
from dateline.structured.node import Node, node

_MOST = 10
"""Pictures that a text names."""


def images(ground: Ground, pictures: Iterable[Picture | None]) -> tuple[Node, ...]:
    """Return pictures with their files. One that is withheld has none, and one that is covered is for those alone who open it."""
    # By their keys: to hash a picture takes all that its caption holds.
    once = {picture.key: picture for picture in pictures if picture}
    found = (image(ground, picture) for picture in once.values())
    return tuple(each for each in found if each)[:_MOST]


def image(ground: Ground, picture: Picture) -> Node | None:
    """Return a picture with its file; None for a withheld or a covered one."""
    made = None if picture.sensitive or picture.withheld else ground.largest(picture)
    if made is None:
        return None
    return node(
        "ImageObject",
        ground.thing(picture.address),
        contentUrl=ground.page(made.address),
        width=made.width,
        height=made.height,
        caption=plain(picture.caption),
        creditText=picture.credit,
        copyrightNotice=picture.copyright,
        license=licence(picture.licence, picture.licence_url),
        # Who wants to use it asks where it comes from, or reads the page that says all that is known of it.
        acquireLicensePage=picture.source if picture.source.startswith(("http://", "https://")) else ground.page(picture.address),
        dateCreated=picture.date,
    )


def in_text(first: Picture | None, body: Body) -> tuple[Picture | None, ...]:
    """Return the pictures of a text: the one that leads it, then those in it."""
    return (first, *(picture for part in body.parts if isinstance(part, PicturesPart) for picture in part.pictures))
