"""Pictures, their files, what their style says, and what covers them."""

from __future__ import annotations

from dateline.dataclass import dataclass
from dateline.pages.values.body import Body
from dateline.pages.values.links import Link


@dataclass(frozen=True)
class Rendition:
    """An image file: address and width in pixels."""

    url: str
    width: int


@dataclass(frozen=True)
class PictureSource:
    """A format that browsers may choose: its media type, where it counts (a media query; empty: everywhere), its files."""

    type: str
    media: str
    renditions: tuple[Rendition, ...]


@dataclass(frozen=True)
class PictureFile:
    """One file of a picture: its media type, its address."""

    type: str
    url: str


@dataclass(frozen=True)
class PictureStyle:
    """What a page's style says of one picture: class, width over height, colour until it is loaded, what crops keep.

    Of a covered one, `files` are what is loaded when it is opened, one of them, in the order in which browsers shall choose; `moving`
    those for who does not mind that it moves. A rule and not an attribute, because the pages' policy allows no `style=""`; empty where
    there is nothing to say.
    """

    name: str
    ratio: str
    colour: str
    focus: str
    files: tuple[PictureFile, ...] = ()
    moving: tuple[PictureFile, ...] = ()


@dataclass(frozen=True)
class Cover:
    """What stands in the place of a picture that may distress until the visitor opens it: what is to be seen, the size of what is then loaded.

    Where there is no size, the picture is not opened on this page, but on its own.
    """

    words: str
    size: str
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture as it is shown; without renditions it is a withheld one, and `withheld` says why.

    `sources` are the formats before the one that every browser knows (`renditions`, `url`); `page` shows the picture large; `anchor` is
    empty where the same picture stands on the page already. `lang` and `dir` are those of a caption in another language than the page's.
    """

    key: str
    alt: str
    caption: Body
    credit: str
    licence: Link
    source: Link
    date: str
    renditions: tuple[Rendition, ...]
    url: str
    width: int
    height: int
    withheld: str
    layout: tuple[str, ...] = ()
    lead: bool = False
    sources: tuple[PictureSource, ...] = ()
    page: str = ""
    anchor: str = ""
    style: PictureStyle | None = None
    cover: Cover | None = None
    lang: str = ""
    dir: str = ""
