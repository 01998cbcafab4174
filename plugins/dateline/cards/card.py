"""What stands on a share card, and what its file is called: known before anything is drawn."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, fields
from functools import cached_property
from operator import attrgetter

from PIL import __version__ as pillow_version

from dateline.dataclass import dataclass
from dateline.model.address import Address, shared
from dateline.pictures.notice import Notice

RECIPE = "2"
"""Changes whenever the same card would give other bytes."""
WIDTH, HEIGHT = 1200, 630
"""Pixels: the shape that Open Graph's readers crop least (1.91 to 1)."""
MOST = 100_000
"""Bytes of a card at most: messengers leave out what takes them long."""


@dataclass(frozen=True)
class Shown:
    """The picture on a card: a rendition that is published, by its name and SHA-256; what a crop keeps (in percent), and what it says of itself.

    `whole`: a drawing, of which nothing is cropped: words on it would be cut in two.
    """

    name: str
    digest: str
    focus: tuple[float, float]
    notice: Notice
    whole: bool = False


@dataclass(frozen=True)
class Card:
    """A card, in words as the page has them; each but the title may be empty. `mark` is a word in a frame, "Disputed".

    `dir` is the side from which it is laid out; every line has the direction of its own words. `press` says what it is set in (`Press.version`).
    """

    site: str
    kicker: str
    title: str
    text: str
    mark: str
    when: str
    where: str
    sources: str
    dir: str
    accent: str
    alt: str
    picture: Shown | None
    press: str

    @property
    def lines(self) -> tuple[str, ...]:
        """All words that are drawn."""
        credit = credit_of(self.picture.notice) if self.picture else ""
        return (self.site, self.kicker, self.title, self.text, self.mark, self.when, self.where, self.sources, credit)

    @cached_property
    def name(self) -> str:
        """The name of its file: a hash of all that shapes it."""
        # As `astuple` would have it, which copies every word of it, many times as slowly.
        shown = tuple(astuple(part) if isinstance(part, Shown) else part for part in _parts(self))
        shaping = (RECIPE, pillow_version, shown)
        return f"{hashlib.sha256(repr(shaping).encode()).hexdigest()[:20]}.jpg"

    @property
    def address(self) -> Address:
        """Where it is published."""
        return shared(f"cards/{self.name}")


_parts = attrgetter(*(field.name for field in fields(Card)))


def credit_of(notice: Notice) -> str:
    """Return what stands below the picture: who made it, and under which licence."""
    return " · ".join(part for part in (notice.credit, notice.licence) if part)
