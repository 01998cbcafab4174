"""Maps as drawings: outlines, dots, names, and what the dots mean."""

from __future__ import annotations

from dateline.dataclass import dataclass
from dateline.pages.values.links import Link


@dataclass(frozen=True)
class MapDot:
    """A place on a map: its link, its label for those who hear it or point at it, its circle in units, where its name stands.

    `area`: the circle stands for a country or region round other places, not for one point.
    `small` and `large` are where the name stands in small and in large type: x, y and anchor, or nothing where it has no room.
    """

    link: Link
    label: str
    x: int
    y: int
    r: int
    small: MapName | None
    large: MapName | None
    area: bool = False


@dataclass(frozen=True)
class MapTown:
    """A town that is no place of the event, shown so that readers know where they are; its name as in MapDot."""

    name: str
    x: int
    y: int
    small: MapName | None
    large: MapName | None


@dataclass(frozen=True)
class MapName:
    """Where the name of a place stands, in units; `anchor` is the value of SVG's text-anchor."""

    x: int
    y: int
    anchor: str


@dataclass(frozen=True)
class MapSpot:
    """A circle on the map of one day, in units; `area` as in MapDot."""

    x: int
    y: int
    r: int
    area: bool = False


@dataclass(frozen=True)
class MapSize:
    """What a size of dots means: an example of it, in units, and how many entries that is, in words."""

    x: int
    r: int
    label: str


@dataclass(frozen=True)
class MapKey:
    """What the sizes of dots mean, in a row of its own below the map and, in `days`, beside the small maps; `note` says it in words, `areas` what a ring is."""

    height: int
    sizes: tuple[MapSize, ...]
    note: str
    areas: str = ""
    days: tuple[MapSpot, ...] = ()
    days_label: str = ""


@dataclass(frozen=True)
class MapDay:
    """The map of one day: where its entries are."""

    link: Link
    label: str
    spots: tuple[MapSpot, ...]


@dataclass(frozen=True)
class Map:
    """A map as inline SVG: its size in units, path data of its outlines, its dots.

    `days` are small maps of the same outlines, for days on which something has a place; `elsewhere` leads to what lies beyond.
    """

    label: str
    width: int
    height: int
    land: str
    home: str
    borders: str
    dots: tuple[MapDot, ...]
    elsewhere: tuple[Link, ...]
    days: tuple[MapDay, ...] = ()
    towns: tuple[MapTown, ...] = ()
    key: MapKey | None = None
    component: str = "map"

    @property
    def tall(self) -> bool:
        """Tell whether the height of the window, not its width, says how large the map is shown."""
        return self.height > 0.6 * self.width
