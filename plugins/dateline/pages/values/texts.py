"""What stands in texts and what leads to them."""

from __future__ import annotations

from dataclasses import field

from dateline.dataclass import dataclass
from dateline.fonts.letters import UNSEEN
from dateline.model.address import Html
from dateline.pages.values.links import Link
from dateline.pages.values.pictures import Picture
from dateline.wording import Time


@dataclass(frozen=True)
class HtmlPart:
    """A piece of trusted HTML."""

    html: Html
    component: str = "html"


@dataclass(frozen=True)
class CitationPart:
    """Citation marks."""

    marks: tuple[Mark, ...]
    component: str = "citation"


@dataclass(frozen=True)
class PicturesPart:
    """One picture, or a gallery."""

    pictures: tuple[Picture, ...]
    component: str = "pictures"


@dataclass(frozen=True)
class Mark:
    """A citation mark: its number, the anchor of the source on the page, what it says to those who hear it."""

    number: str
    anchor: str
    label: str = field(metadata=UNSEEN)
    locator: str


@dataclass(frozen=True)
class Quotation:
    """Words with their speaker and sources; what they mean in the page's language, and whose translation that is.

    `key` is that of its anchor, on the page of who said it alone.
    """

    text: str
    speaker: Link
    role: str
    date: Time | None
    context: str
    lang: str
    sources: tuple[Link, ...]
    component: str = "quotation"
    dir: str = ""
    translation: str = ""
    translator: str = ""
    key: str = ""


@dataclass(frozen=True)
class Teaser:
    """A link to a text: `label` comes before it (an author's word, or its kind); `thumbnail` is its lead picture, cropped.

    `lang` and `dir` are those of its title and summary, where they are not the site's. `corrected`: when the text was corrected last.
    """

    label: str
    title: str
    url: str
    summary: str
    date: Time | None
    publisher: str = ""
    outside: bool = False
    thumbnail: Picture | None = None
    component: str = "read"
    lang: str = ""
    dir: str = ""
    corrected: Time | None = None


@dataclass(frozen=True)
class Media:
    """A link to something elsewhere; nothing is loaded from there."""

    url: str
    title: str
    publisher: str
    host: str
    component: str = "media"


@dataclass(frozen=True)
class TimelineExcerpt:
    """A part of the timeline inside a text; `more` says how many entries it leaves out, and leads to the day of the first of them."""

    label: str
    teasers: tuple[Teaser, ...]
    more: Link | None = None
    component: str = "timeline"


@dataclass(frozen=True)
class Mention:
    """A text that mentions something, in one line: its link, its date, the language of its title where not the site's, its last correction."""

    link: Link
    date: Time | None
    lang: str = ""
    dir: str = ""
    corrected: Time | None = None
