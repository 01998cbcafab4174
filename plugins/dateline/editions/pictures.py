"""What stands in an edition in the place of a picture: a file, or its words."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import Path
from typing import Any

from markupsafe import escape

from dateline.cache import read_whole
from dateline.dataclass import dataclass
from dateline.editions.markup import PICTURE, SCHEME
from dateline.model.address import Html
from dateline.pages import values
from dateline.pages.placed import rewritten
from dateline.pictures.outcome import Outcome, Rendition, Series
from dateline.problems import SetupBroken
from dateline.read.names import label_of
from dateline.wording import Wording

OLD = ("image/jpeg", "image/png", "image/gif")
"""What every browser of the last twenty years shows."""
BOOK = ("image/jpeg", "image/webp", "image/png", "image/gif")
"""What a book may hold, best first: EPUB 3.3, 3.2, has all of these among its core media types, and not AVIF."""


@dataclass(frozen=True)
class Shown:
    """A picture's file: its media type, what was made."""

    type: str
    made: Rendition


@dataclass
class Album:
    """The pictures of one edition: of each the file that is at most `width` pixels wide, if it is in a format that the edition takes.

    `once`: a picture's file can stand in only one place, for it is written there. `used` are the files that are asked for, by their names.
    """

    outcomes: Mapping[str, Outcome]
    width: int
    formats: tuple[str, ...]
    once: bool
    used: dict[str, Shown] = field(default_factory=dict)

    def chosen(self, key: str) -> Shown | None:
        """Return the file of a picture; None where the edition shows no pictures, or none is made of this one."""
        outcome = self.outcomes.get(key)
        series = _best(outcome, self.formats) if outcome and self.width else None
        if series is None:
            return None
        fitting = [made for made in series.renditions if made.width <= self.width]
        return Shown(series.type, fitting[-1] if fitting else series.renditions[0])


def _best(outcome: Outcome, formats: tuple[str, ...]) -> Series | None:
    still = {series.type: series for series in outcome.series if not series.moving}
    return next((still[kind] for kind in formats if kind in still), None)


def shown(value: Any, album: Album, words: Wording) -> Any:
    """Return a value with what stands in the place of each picture. Covered ones stay covered, as words; thumbnails are left out, and drawn maps where there are no pictures."""

    def picture(found: values.Picture) -> values.Picture | None:
        if not found.anchor:
            return None
        if found.withheld:
            return found
        bare = replace(found, renditions=(), sources=(), page="", style=None, cover=None, url="", lead=False)
        if found.cover:
            return replace(bare, alt=found.cover.words, withheld=words("Covered, because it may distress."))
        chosen = album.chosen(found.key)
        if chosen is None:
            return replace(bare, withheld=words("The picture is not in this edition."))
        if album.once and chosen.made.name in album.used:
            text = words("The picture stands further up.")
            return replace(bare, withheld=Html(f'<a href="{SCHEME}{escape(found.page)}">{escape(text)}</a>'))
        album.used[chosen.made.name] = chosen
        return replace(bare, url=f"{PICTURE}{chosen.made.name}", width=chosen.made.width, height=chosen.made.height)

    return rewritten(value, {values.Picture: picture, values.Map: lambda drawn: drawn if album.width else None})


def read(made: Rendition, folder: Path) -> bytes:
    """Return a file from the cache of renditions. Raises SetupBroken where it is not what was made."""
    file = folder / made.name
    data = read_whole(str(file))
    if data is None or hashlib.sha256(data).hexdigest() != made.digest:
        raise SetupBroken(label_of(file), 0, "the picture in the cache is not what was made", "delete the cache, then build again", topic="pictures")
    return data


def data_url(found: Shown, folder: Path) -> str:
    """Return a picture as an address that holds it (RFC 2397)."""
    return f"data:{found.type};base64,{base64.b64encode(read(found.made, folder)).decode()}"
