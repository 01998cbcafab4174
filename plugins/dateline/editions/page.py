"""An edition as one .html: it asks for nothing, and its own policy would not let it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path

from markupsafe import Markup

from dateline.dataclass import dataclass
from dateline.deliver.policy import style_hash
from dateline.deliver.render import Renderer
from dateline.deliver.sheets import small
from dateline.editions.book import Book, book_of, homes
from dateline.editions.compact import compacted
from dateline.editions.markup import (
    SCHEME,
    Around,
    Links,
    Token,
    classes_in,
    inside,
    placed,
    settled,
    tokens,
)
from dateline.editions.pictures import Album, data_url, shown
from dateline.model.address import Place, located, rooted
from dateline.pages import values
from dateline.pages.frame import Desk
from dateline.wording import Wording

TEMPLATE = "edition.html"
SHEET = "static/edition.css"
_STYLE, _HASH = "\0style\0", "\0hash\0"
"""What stands for the style and its hash while the template is filled: what the style needs shows only then."""
_HERE = "\0"
"""The address of no page: no link is one to the page itself."""


@dataclass(frozen=True)
class Telling:
    """The event in one language, what fills it into HTML, and the hash of what was read besides texts."""

    desk: Desk
    renderer: Renderer
    facts: str

    @property
    def words(self) -> Wording:
        """The words of its language."""
        return self.desk.words

    @cached_property
    def book(self) -> Book:
        """The event as a value."""
        return book_of(self.desk, self.facts)

    def filled(self, album: Album, name: str, several: Sequence[values.Link] = (), others: Sequence[Markup] = (), *, whole: bool = True) -> str:
        """Return it as HTML in which links are not settled yet. Raises SetupBroken where the template cannot show it."""
        place = Place(SCHEME, _HERE, self.desk.site.prefix)
        book = located(shown(self.book, album, self.words), place)
        return self.renderer.fragment(
            TEMPLATE, book=book, whole=whole, name=name, several=tuple(several), others=tuple(others), style=_STYLE, style_hash=_HASH
        )


def apart(text: str) -> tuple[str, str]:
    """Return what stands before the body of a document, and what stands in it."""
    head, _, body = text.partition("<body>")
    return head.strip(), body.rpartition("</body>")[0].strip()


def sheet(telling: Telling) -> str:
    """Return the style of editions, without needless bytes."""
    return small(telling.desk.settings.theme.find(SHEET).read_text("utf-8"))


def homes_in(tellings: Sequence[Telling]) -> Mapping[str, str]:
    """Return where what each page of the site shows stands in a file that holds it in some languages: ids, by the pages' addresses."""
    found: dict[str, str] = {}
    for telling in tellings:
        scope = f"{telling.words.language}." if len(tellings) > 1 else ""
        prefix = telling.desk.site.prefix
        found |= {rooted(address, prefix): f"{scope}{name}" for address, name in homes(telling.desk).items()}
    return found


def html_of(tellings: Sequence[Telling], name: str, album: Album, renditions: Path) -> bytes:
    """Return the .html of an edition in one language, or in several one after the other; `name` is that of the file.

    Raises SetupBroken where the template cannot show it, or a picture is not what was made.
    """
    first, *further = tellings
    several = [values.Link(each.words.own_name, f"#{each.words.language}", each.words.language) for each in tellings] if further else []
    others = [Markup(each.filled(album, name, several, whole=False)) for each in further]
    head, body = apart(first.filled(album, name, several, others))
    style = sheet(first)
    found: list[tuple[Token, Around]] = list(placed(tokens(body)))

    def image(file: str) -> str:
        return data_url(album.used[file], renditions)

    links = Links(inside(found), homes_in(tellings), first.desk.settings.siteurl, image, classes_in(style))
    written, style = compacted((token for token, _ in settled(found, links)), head, style)
    return f"{head.replace(_HASH, style_hash(style)).replace(_STYLE, style)}<body>\n{written}\n</body>\n</html>\n".encode()
