"""Where everything lies on a map, and that nothing that is read lies on something else."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from maps.albers import Point
from maps.colours import INK, SHADE
from maps.lettering import BOLD, MEDIUM, OVERSAMPLING, SEMIBOLD, Box, Text, ink, width
from maps.table import AreaName, City, Key, Map


@dataclass(frozen=True)
class Sheet:
    """From longitude and latitude to pixels of one map."""

    map: Map

    @property
    def pixels_per_km(self) -> float:
        """The scale."""
        return self.map.size[0] / self.map.width_km

    def place(self, point: Point) -> Point:
        """Where a point lies in the picture."""
        x, y = self.map.projection.project(point)
        middle_x, middle_y = self.map.projection.project(self.map.centre)
        return (
            self.map.size[0] / 2 + (x - middle_x) * self.pixels_per_km,
            self.map.size[1] / 2 - (y - middle_y) * self.pixels_per_km,
        )

    def fine(self, points: Iterable[Point]) -> list[Point]:
        """The same in the pixels of the large drawing that is made smaller in the end."""
        return [(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in map(self.place, points)]


DOT, MAIN_DOT, RING, GAP = 15, 20, 5, 12
"""Radius of a dot, of a main dot, width of the pale ring round it, space before the name; pixels of the picture."""


def city_text(city: City, sheet: Sheet) -> Text:
    """Sets the name of a city beside its dot."""
    size = sheet.map.main_city_size if city.main else sheet.map.city_size
    weight = BOLD if city.main else SEMIBOLD
    x, y = sheet.place(city.at)
    wide = width(city.name, size, weight)
    away = radius(city) + GAP
    x_height = -ink("x", size, weight)[0]
    top, bottom = -ink("H", size, weight)[0], ink(city.name, size, weight)[1]
    left, baseline = {
        "right": (x + away, y + x_height / 2 + 0.06 * size),
        "left": (x - away - wide, y + x_height / 2 + 0.06 * size),
        "above": (x - wide / 2, y - away - bottom),
        "below": (x - wide / 2, y + away + top),
    }[city.side]
    return Text(city.name, left + city.shift[0], baseline + city.shift[1], size, weight, INK)


def radius(city: City) -> int:
    """Of its dot."""
    return MAIN_DOT if city.main else DOT


def area_texts(area: AreaName, sheet: Sheet) -> Iterator[Text]:
    """Sets the name of a country or sea round its point."""
    x, y = sheet.place(area.at)
    leading = 1.1 * area.size
    cap = -ink("H", area.size, area.weight)[0]
    first = y + cap / 2 - leading * (len(area.lines) - 1) / 2
    for index, words in enumerate(area.lines):
        left = x - width(words, area.size, area.weight, area.tracking) / 2
        yield Text(words, left, first + index * leading, area.size, area.weight, area.colour, area.tracking)


def surrounding(boxes: Sequence[Box], margin: float) -> Box:
    """The box round some boxes."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts) - margin, min(tops) - margin, max(rights) + margin, max(bottoms) + margin


def leader(area: AreaName, sheet: Sheet) -> tuple[Point, Point] | None:
    """The line from a name to its country: it starts at the edge of the name that is nearest."""
    if area.leader is None:
        return None
    x, y = sheet.place(area.leader)
    left, top, right, bottom = surrounding([text.box for text in area_texts(area, sheet)], GAP)
    return (min(max(x, left), right), min(max(y, top), bottom)), (x, y)


PATCH, ROW = (84, 52), 1.45
"""Width and height of a patch of the key, in pixels of the picture; height of a row, in ems."""


def key_texts(key: Key) -> Iterator[Text]:
    """Sets the words beside the patches."""
    for (_, words), (_, top, right, bottom) in zip(key.rows, patches(key), strict=True):
        baseline = (top + bottom - ink("H", key.size, SEMIBOLD)[0]) / 2
        yield Text(words, right + 2 * GAP, baseline, key.size, SEMIBOLD, INK)


def patches(key: Key) -> Iterator[Box]:
    """Where the patches of colour lie, from the first row to the last."""
    x, y = key.at
    for row in range(len(key.rows)):
        top = y + row * ROW * key.size
        yield x, top, x + PATCH[0], top + PATCH[1]


BAR_HEIGHT, BAR_SIZE = 8, 52


def scale_text(sheet: Sheet) -> Text:
    """The words over the scale bar."""
    x, y = sheet.map.scale_at
    return Text(f"{sheet.map.scale_km:,} km", x, y - 16, BAR_SIZE, MEDIUM, SHADE)


def scale_box(sheet: Sheet) -> Box:
    """The scale bar itself. Along its two parallels the projection is true to scale, between them nearly."""
    x, y = sheet.map.scale_at
    return x, y, x + sheet.map.scale_km * sheet.pixels_per_km, y + BAR_HEIGHT


def check(texts: Sequence[Text], sheet: Sheet) -> None:
    """Stops when anything that is read lies on something else that is read, or outside the picture."""
    boxes = [(text.words, text.box) for text in texts]
    for city in sheet.map.cities:
        (x, y), reach = sheet.place(city.at), radius(city)
        boxes.append((f"the dot of {city.name}", (x - reach, y - reach, x + reach, y + reach)))
    boxes.append(("the scale bar", scale_box(sheet)))
    if sheet.map.key:
        boxes += [("a patch of the key", box) for box in patches(sheet.map.key)]
    for name, (left, top, right, bottom) in boxes:
        inside = left >= 0 and top >= 0 and right <= sheet.map.size[0] and bottom <= sheet.map.size[1]
        assert inside, f"{sheet.map.name}: {name} leaves the picture: move it"
    for (name, a), (other, b) in combinations(boxes, 2):
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, f"{sheet.map.name}: {name} and {other} overlap: change a side or a shift"
    for area in sheet.map.areas:
        if line := leader(area, sheet):
            (start_x, start_y), (end_x, end_y) = line
            parts = [step / 100 for step in range(101)]
            way = [(start_x + (end_x - start_x) * part, start_y + (end_y - start_y) * part) for part in parts]
            for name, (left, top, right, bottom) in boxes:
                crossed = any(left <= x <= right and top <= y <= bottom for x, y in way)
                assert not crossed, f"{sheet.map.name}: the line of {area.lines[0]} crosses {name}: move it"
