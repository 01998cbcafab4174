"""What was made of a picture: its files, their sizes and hashes, its colour. Kept in the cache beside the files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dateline.dataclass import dataclass
from dateline.model.address import Address, shared


@dataclass(frozen=True)
class Rendition:
    """A picture at one width in one format. Width and height in pixels, `size` in bytes, `digest` its SHA-256."""

    name: str
    width: int
    height: int
    size: int
    digest: str

    @property
    def address(self) -> Address:
        """Where it is published."""
        return shared(f"pictures/{self.name}")


@dataclass(frozen=True)
class Series:
    """A picture in one format (a media type), smallest first; `moving` where it is the animation and not its first frame."""

    type: str
    renditions: tuple[Rendition, ...]
    moving: bool = False

    @property
    def size(self) -> int:
        """Bytes of all renditions together."""
        return sum(made.size for made in self.renditions)


@dataclass(frozen=True)
class Outcome:
    """What was made of a picture: series in the order in which browsers shall choose, the last one for those that know no other.

    `colour` is the average of an opaque picture, #rrggbb, shown until it has been loaded.
    """

    series: tuple[Series, ...]
    colour: str

    @property
    def fallback(self) -> Series:
        """The series that every browser can show."""
        return self.series[-1]

    def renditions(self) -> Iterator[Rendition]:
        """Yield every file."""
        for series in self.series:
            yield from series.renditions


def read_outcome(written: Mapping[str, Any]) -> Outcome:
    """Return an outcome from what `dataclasses.asdict` made of it. Raises KeyError or TypeError for anything else."""
    return Outcome(
        tuple(
            Series(series["type"], tuple(Rendition(**each) for each in series["renditions"]), series["moving"])
            for series in written["series"]
        ),
        written["colour"],
    )
