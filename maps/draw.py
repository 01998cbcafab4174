"""Draws the maps of the site: one row of MAPS is one picture in content/pictures/.

    python maps/draw.py             all maps
    python maps/draw.py --check     draws nothing: exit status 1 when a picture differs from what would be drawn

Nothing here reads a clock, a locale or an installed font, so the same Pillow makes the same bytes.
"""

import argparse
import io
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any, Literal

from PIL import Image, ImageChops, ImageDraw, ImageFont

HERE = Path(__file__).parent
PICTURES = HERE.parent / "content" / "pictures"
COUNTRIES = HERE / "data" / "neighbours_natural_earth.geojson"
EURASIA = HERE / "data" / "eurasia_natural_earth.geojson"
REGIONS = HERE / "data" / "kz_admin1_natural_earth.geojson"
FONT = HERE / "SourceSans3-wght.ttf"

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Side = Literal["left", "right", "above", "below"]

OVERSAMPLING = 3
SHADES = 11
"""How many steps an edge has from one colour to the other."""
APART = 8
"""How far, of 255, a step must be from the flat colours."""

# The palette, then what each colour is for.
PAPER, STONE, MIST, SAND, ASH = "#fbf9f5", "#e9e5dc", "#d5e0e5", "#bdb5a6", "#b0a797"
RED, INK, SHADE, SLATE, CLAY, FAINT = "#a4161a", "#1d1c1a", "#57524a", "#4f7484", "#857d6f", "#c8c0b1"
CREAM, ROSE = "#f3efe8", "#e7c4b7"
HOME, ABROAD, SEA = PAPER, STONE, MIST
REST, SENDER = CREAM, ROSE
HOME_BORDER, BORDER, REGION_BORDER = SHADE, SAND, FAINT
GROUNDS = {
    HOME: (INK, RED, HOME_BORDER, REGION_BORDER, ASH, ABROAD, SEA),
    ABROAD: (INK, HOME_BORDER, BORDER, CLAY, RED, SEA),
    SEA: (INK, HOME_BORDER, BORDER, SLATE, RED),
}
"""Which colours meet: each ground, and what lies on it or beside it."""
CLOSE_GROUNDS = {
    HOME: (INK, RED, HOME_BORDER, REGION_BORDER, CLAY, ABROAD, SEA),
    REST: (INK, HOME_BORDER, REGION_BORDER, CLAY, HOME, ABROAD, SEA),
    ABROAD: (INK, HOME_BORDER, BORDER, CLAY, SEA),
    SEA: (INK, HOME_BORDER, BORDER, SLATE),
}
ALLIANCE_GROUNDS = {
    HOME: (INK, RED, HOME_BORDER, ABROAD, SEA),
    SENDER: (INK, RED, HOME_BORDER, HOME, ABROAD, SEA),
    ABROAD: (INK, HOME_BORDER, BORDER, CLAY, SEA),
    SEA: (INK, HOME_BORDER, BORDER, SLATE),
}

SEMIBOLD, BOLD, MEDIUM = 600, 700, 500
KERNING = {
    "Ta": -0.075, "At": -0.01, "ty": -0.01, "yz": -0.01, "ay": -0.015, "ra": -0.008, "r-": -0.02, "AZ": -0.01, "KA": -0.02,
    "TA": -0.06, "AT": -0.06, "ZA": -0.01, "RK": -0.01, "YR": -0.02, "KY": -0.03, "GY": -0.02,
}  # fmt: skip
"""In ems. Pillow's basic layout, the one that is the same everywhere, does not read the font's own kerning."""


@dataclass(frozen=True)
class Albers:
    """The Albers equal-area conic projection of a sphere.

    Snyder, J. P. (1987), Map Projections: A Working Manual, U.S. Geological Survey Professional Paper 1395,
    pages 98 to 103; equations 14-1 to 14-6. Angles in degrees, results in the unit of the radius, y upwards.
    The first numerical example of the manual (page 291):

    >>> x, y = Albers(south=29.5, north=45.5, origin=(-96.0, 23.0), radius=1.0).project((-75.0, 35.0))
    >>> f"{x:.7f} {y:.7f}"
    '0.2952720 0.2416774'
    """

    south: float
    north: float
    origin: Point
    radius: float = 6371.0072
    """Kilometres: the sphere with the area of the earth (Snyder's authalic sphere)."""

    def project(self, point: Point) -> Point:
        """Longitude and latitude to x and y."""
        longitude, latitude = (math.radians(angle) for angle in point)
        longitude_0, latitude_0 = (math.radians(angle) for angle in self.origin)
        south, north = math.radians(self.south), math.radians(self.north)
        n = (math.sin(south) + math.sin(north)) / 2  # 14-6
        c = math.cos(south) ** 2 + 2 * n * math.sin(south)  # 14-5
        rho = self.radius * math.sqrt(c - 2 * n * math.sin(latitude)) / n  # 14-3
        rho_0 = self.radius * math.sqrt(c - 2 * n * math.sin(latitude_0)) / n  # 14-3a
        theta = n * (longitude - longitude_0)  # 14-4
        return rho * math.sin(theta), rho_0 - rho * math.cos(theta)  # 14-1, 14-2


@dataclass(frozen=True)
class City:
    """A dot and its name; `shift` moves the name from where `side` puts it, in pixels of the picture."""

    name: str
    at: Point
    side: Side = "right"
    shift: Point = (0, 0)
    main: bool = False


@dataclass(frozen=True)
class AreaName:
    """The name of a country, a region or a sea, centred on a point; one string a line."""

    lines: Sequence[str]
    at: Point
    size: int = 54
    colour: str = CLAY
    tracking: float = 0.14
    weight: int = MEDIUM
    leader: Point | None = None
    """Where a line from the name ends, for a country that is too small for its name."""


@dataclass(frozen=True)
class Key:
    """What the fills mean: a row is a patch of colour and its words."""

    rows: Sequence[tuple[str, str]]
    at: Point
    """Upper left corner of the first patch, in pixels of the picture."""
    size: int = 58


@dataclass(frozen=True)
class Map:
    """One picture: where, how large, and what is named on it."""

    name: str
    projection: Albers
    centre: Point
    width_km: float
    size: tuple[int, int]
    cities: Sequence[City]
    areas: Sequence[AreaName]
    scale_km: int
    scale_at: Point
    """Left end of the scale bar, in pixels of the picture."""
    city_size: int = 74
    main_city_size: int = 86
    countries: Path = COUNTRIES
    grounds: Mapping[str, Sequence[str]] = field(default_factory=lambda: GROUNDS)
    regions: Path | None = REGIONS
    region: str | None = None
    """The region that the map is about: the rest of the country is shaded."""
    whole: Sequence[str] = ()
    """Regions whose borders would only crowd a dot."""
    senders: Sequence[str] = ()
    """Countries with a tint and a border like those of the home country."""
    key: Key | None = None


# Longitude and latitude as in content/data/places.yaml.
AKTAU, ZHANAOZEN, TENGIZ, ATYRAU = (51.17, 43.65), (52.86, 43.34), (53.38, 46.15), (51.88, 47.1)
ORAL, AKTOBE, BAIKONUR, KYZYLORDA = (51.43, 51.25), (57.21, 50.28), (63.32, 45.62), (65.51, 44.85)
SHYMKENT, TARAZ, ALMATY, TALDYKORGAN = (69.6, 42.31), (71.37, 42.9), (76.89, 43.24), (78.37, 45.02)
SEMEY, KARAGANDA, NUR_SULTAN = (80.25, 50.42), (73.1, 49.8), (71.43, 51.17)
ZHETYBAY, KASKELEN = (52.1, 43.59), (76.63, 43.2)

MAPS = (
    Map(
        name="kazakhstan-map",
        # One sixth of the country's height in from its southern and northern limits (Snyder 1987, page 99).
        projection=Albers(south=43.0, north=53.0, origin=(67.0, 48.0)),
        centre=(66.7, 47.75),
        width_km=3240,
        size=(2400, 1500),
        cities=(
            City("Zhanaozen", ZHANAOZEN, main=True),
            City("Aktau", AKTAU, "left", main=True),
            City("Almaty", ALMATY, "above", main=True),
            City("Nur-Sultan", NUR_SULTAN, "above", main=True),
            City("Taraz", TARAZ, "above", (30, 0)),
            City("Shymkent", SHYMKENT, "left"),
            City("Kyzylorda", KYZYLORDA),
            City("Baikonur", BAIKONUR, "above"),
            City("Aktobe", AKTOBE, "below"),
            City("Atyrau", ATYRAU, "right", (0, -22)),
            City("Tengiz", TENGIZ, "right", (0, 4)),
            City("Oral", ORAL, "below"),
            City("Taldykorgan", TALDYKORGAN, "above", (-76, 0)),
            City("Karaganda", KARAGANDA),
            City("Semey", SEMEY, "left"),
        ),
        areas=(
            AreaName(("KAZAKHSTAN",), (66.9, 47.95), 88, ASH, 0.3),
            AreaName(("RUSSIA",), (57.5, 53.6), 64),
            AreaName(("CHINA",), (84.2, 43.7), 64),
            AreaName(("UZBEKISTAN",), (59.05, 43.06), tracking=0.06),
            AreaName(("TURKMENISTAN",), (58.7, 39.7)),
            AreaName(("KYRGYZSTAN",), (74.75, 41.5), tracking=0.08),
            AreaName(("Caspian", "Sea"), (51.3, 38.75), 60, SLATE, 0.02),
        ),
        scale_km=500,
        scale_at=(1916, 1404),
    ),
    Map(
        name="mangystau-map",
        projection=Albers(south=42.0, north=46.5, origin=(53.5, 44.2)),
        centre=(53.3, 44.23),
        width_km=1060,
        size=(2400, 1740),
        cities=(
            City("Zhanaozen", ZHANAOZEN, "below", (120, 0), main=True),
            City("Aktau", AKTAU, "left", main=True),
            City("Zhetybay", ZHETYBAY, "above", (60, 0)),
            City("Atyrau", ATYRAU, "right", (0, -30)),
            City("Tengiz", TENGIZ, "above", (100, -6)),
        ),
        areas=(
            AreaName(("MANGYSTAU", "REGION"), (53.6, 44.75), 76, tracking=0.16),
            AreaName(("KAZAKHSTAN",), (57.0, 47.0), 76, tracking=0.16),
            AreaName(("UZBEKISTAN",), (57.9, 43.6), 66, tracking=0.06),
            AreaName(("TURKMENISTAN",), (57.5, 40.98), 66, tracking=0.06),
            AreaName(("RUSSIA",), (47.3, 46.3), 66),
            AreaName(("AZERBAIJAN",), (48.0, 41.0), 58, tracking=0.02),
            AreaName(("Caspian", "Sea"), (49.6, 42.9), 78, SLATE, 0.02),
        ),
        scale_km=200,
        scale_at=(590, 1650),
        city_size=88,
        main_city_size=104,
        grounds=CLOSE_GROUNDS,
        region="Mangghystau",
    ),
    Map(
        name="almaty-map",
        projection=Albers(south=41.5, north=45.5, origin=(74.0, 43.5)),
        centre=(74.0, 43.15),
        width_km=1220,
        size=(2400, 1560),
        cities=(
            City("Almaty", ALMATY, main=True),
            City("Kaskelen", KASKELEN, "left", (0, -40)),
            City("Taldykorgan", TALDYKORGAN, "above"),
            City("Taraz", TARAZ, "above"),
            City("Shymkent", SHYMKENT, "above", (-60, 0)),
        ),
        areas=(
            AreaName(("KAZAKHSTAN",), (72.0, 44.75), 88, tracking=0.15),
            AreaName(("KYRGYZSTAN",), (75.6, 41.75), 66, tracking=0.2),
            AreaName(("UZBEKISTAN",), (67.98, 40.4), 60, tracking=0.04),
            AreaName(("CHINA",), (80.3, 41.6), 66),
        ),
        scale_km=200,
        scale_at=(1900, 1464),
        city_size=88,
        main_city_size=104,
        grounds=CLOSE_GROUNDS,
        whole=("Almaty City",),
    ),
    Map(
        name="csto-map",
        projection=Albers(south=40.0, north=60.0, origin=(62.0, 50.0)),
        centre=(61.5, 49.4),
        width_km=5300,
        size=(2400, 1720),
        cities=(City("Almaty", ALMATY, "above", (-56, 0), main=True),),
        areas=(
            AreaName(("RUSSIA",), (62.0, 60.0), 96, INK, 0.2, BOLD),
            AreaName(("KAZAKHSTAN",), (66.5, 48.2), 76, INK, 0.08, BOLD),
            AreaName(("BELARUS",), (27.75, 53.4), 58, INK, 0.0, BOLD),
            AreaName(("ARMENIA",), (45.5, 36.9), 66, INK, 0.04, BOLD, (45.0, 40.2)),
            AreaName(("KYRGYZSTAN",), (87.0, 39.3), 66, INK, 0.04, BOLD, (75.5, 41.6)),
            AreaName(("TAJIKISTAN",), (84.75, 36.05), 66, INK, 0.04, BOLD, (72.5, 38.4)),
            AreaName(("UKRAINE",), (31.5, 49.0), 60, tracking=0.06),
            AreaName(("TURKEY",), (34.6, 39.3), 60),
            AreaName(("UZBEKISTAN",), (61.75, 42.55), 52, tracking=0.0),
            AreaName(("IRAN",), (56.9, 36.1), 60),
            AreaName(("CHINA",), (90.3, 43.0), 60),
            AreaName(("MONGOLIA",), (93.7, 47.2), 54, tracking=0.0),
        ),
        scale_km=1000,
        scale_at=(1880, 1640),
        countries=EURASIA,
        grounds=ALLIANCE_GROUNDS,
        regions=None,
        senders=("Armenia", "Belarus", "Kyrgyzstan", "Russia", "Tajikistan"),
        key=Key(
            ((SENDER, "CSTO members that sent troops"), (HOME, "CSTO member that received them")), (60, 1566)
        ),
    ),
)


@dataclass(frozen=True)
class Text:
    """A line of type that has its place: baseline's left end, in pixels of the picture."""

    words: str
    x: float
    y: float
    size: int
    weight: int
    colour: str
    tracking: float = 0.0

    @property
    def box(self) -> Box:
        """What the ink covers."""
        top, bottom = ink(self.words, self.size, self.weight)
        return (
            self.x,
            self.y + top,
            self.x + width(self.words, self.size, self.weight, self.tracking),
            self.y + bottom,
        )


@cache
def font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    """The one font file at a size in pixels and a weight."""
    face = ImageFont.truetype(str(FONT), size, layout_engine=ImageFont.Layout.BASIC)
    face.set_variation_by_axes([weight])
    return face


def steps(words: str, size: int, weight: int, tracking: float) -> Iterator[float]:
    """How far each letter moves the pen: its width, the tracking and the kerning with the next one."""
    large = font(size * OVERSAMPLING, weight)
    for letter, following in zip(words, [*words[1:], ""], strict=True):
        space = (tracking + KERNING.get(letter + following, 0.0)) * size if following else 0.0
        yield large.getlength(letter) / OVERSAMPLING + space


def width(words: str, size: int, weight: int, tracking: float = 0.0) -> float:
    """How wide a line of type is."""
    return sum(steps(words, size, weight, tracking))


def ink(words: str, size: int, weight: int) -> tuple[float, float]:
    """How far a line of type reaches above (negative) and below its baseline."""
    box = font(size * OVERSAMPLING, weight).getbbox(words, anchor="ls")
    return box[1] / OVERSAMPLING, box[3] / OVERSAMPLING


def polygons(path: Path) -> Iterator[tuple[str, list[list[Point]]]]:
    """Each polygon of a GeoJSON file with the name of its feature: outer ring first, then holes."""
    collection: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for feature in collection["features"]:
        for rings in feature["geometry"]["coordinates"]:
            yield feature["properties"]["name"], [[(x, y) for x, y in ring] for ring in rings]


def inner_borders(rings: Iterable[list[Point]]) -> list[tuple[Point, Point]]:
    """The segments that two regions share, in the order in which they are met.

    The outer ones are left out: the country's own, finer outline is drawn instead.
    """
    segments = [(min(pair), max(pair)) for ring in rings for pair in pairwise(ring)]
    return [segment for segment, count in Counter(segments).items() if count == 2]


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


HALO = 11
"""How far lines keep away from type; more for tracked type, so that no stubs are left between its letters."""


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


def write(canvas: ImageDraw.ImageDraw, text: Text, colour: str | int, halo: float = 0) -> None:
    """Draws a line of type letter by letter, grown by a halo on all sides."""
    large = font(text.size * OVERSAMPLING, text.weight)
    x = text.x * OVERSAMPLING
    for letter, step in zip(
        text.words, steps(text.words, text.size, text.weight, text.tracking), strict=True
    ):
        at = (round(x), round(text.y * OVERSAMPLING))
        canvas.text(at, letter, fill=colour, font=large, anchor="ls", stroke_width=round(halo * OVERSAMPLING))
        x += step * OVERSAMPLING


def draw(spec: Map) -> Image.Image:
    """Draws one map: fills, then lines with room left for the type, then dots and type."""
    sheet = Sheet(spec)
    size = (spec.size[0] * OVERSAMPLING, spec.size[1] * OVERSAMPLING)
    countries = list(polygons(spec.countries))
    regions = [] if spec.regions is None else list(polygons(spec.regions))
    names = [text for area in spec.areas for text in area_texts(area, sheet)]
    texts = [*names, *(city_text(city, sheet) for city in spec.cities), scale_text(sheet)]
    texts += key_texts(spec.key) if spec.key else ()
    check(texts, sheet)

    picture = Image.new("RGB", size, SEA)
    canvas = ImageDraw.Draw(picture)
    home = Image.new("L", size, 0)
    for name, (outer, *_) in countries:
        # Holes are other countries' land (there are no lakes in the data), which is drawn over them, is of the same colour
        # or, in the coarser data, too small to be seen.
        canvas.polygon(sheet.fine(outer), fill=SENDER if name in spec.senders else ABROAD)
        if name in ("Kazakhstan", "Baikonur"):
            ImageDraw.Draw(home).polygon(sheet.fine(outer), fill=255)
    picture.paste(HOME, mask=home)
    if spec.region:
        picture.paste(REST, mask=ImageChops.multiply(home, rest_of_country(spec.region, regions, sheet)))

    room = Image.new("L", size, 255)
    for text in texts:
        write(ImageDraw.Draw(room), text, 0, halo=HALO + text.tracking * text.size)

    if spec.key:
        left, top, right, bottom = surrounding(
            [*patches(spec.key), *(text.box for text in key_texts(spec.key))], HALO * 2
        )
        ImageDraw.Draw(room).rectangle([edge * OVERSAMPLING for edge in (left, top, right, bottom)], fill=0)

    def rule(
        lines: Iterable[Sequence[Point]], colour: str, thickness: float, within: Image.Image | None = None
    ) -> None:
        """Draws lines of one kind where there is room for them."""
        mask = Image.new("L", size, 0)
        pen = ImageDraw.Draw(mask)
        wide = round(thickness * OVERSAMPLING)
        for line in lines:
            points = sheet.fine(line)
            pen.line(points, fill=255, width=wide, joint="curve")
            for x, y in (points[0], points[-1]):
                pen.ellipse((x - wide / 2, y - wide / 2, x + wide / 2, y + wide / 2), fill=255)
        visible = Image.composite(mask, Image.new("L", size, 0), room)
        picture.paste(
            colour,
            mask=visible if within is None else Image.composite(visible, Image.new("L", size, 0), within),
        )

    rule((rings[0] for name, rings in countries if name not in ("Kazakhstan", "Baikonur")), BORDER, 2.4)
    inner = inner_borders(ring for name, rings in regions if name not in spec.whole for ring in rings)
    rule(inner, REGION_BORDER, 3, within=home)
    if spec.region:
        own = {point for name, (outer, *_) in regions if name == spec.region for point in outer}
        rule((pair for pair in inner if own.issuperset(pair)), CLAY, 4.6, within=home)
    rule((rings[0] for name, rings in countries if name in spec.senders), HOME_BORDER, 3)
    rule((rings[0] for name, rings in countries if name == "Kazakhstan"), HOME_BORDER, 4.6)
    for line in filter(None, (leader(area, sheet) for area in spec.areas)):
        canvas.line([(x * OVERSAMPLING, y * OVERSAMPLING) for x, y in line], fill=INK, width=4 * OVERSAMPLING)
    if spec.key:
        for (colour, _), box in zip(spec.key.rows, patches(spec.key), strict=True):
            canvas.rectangle(
                [edge * OVERSAMPLING for edge in box],
                fill=colour,
                outline=HOME_BORDER,
                width=3 * OVERSAMPLING,
            )

    for city in spec.cities:
        ((x, y),) = sheet.fine([city.at])
        for reach, colour in ((radius(city) + RING, HOME), (radius(city), RED)):
            fine = reach * OVERSAMPLING
            canvas.ellipse((x - fine, y - fine, x + fine, y + fine), fill=colour)
    for text in texts:
        write(canvas, text, text.colour)
    left, top, right, bottom = scale_box(sheet)
    canvas.rectangle([edge * OVERSAMPLING for edge in (left, top, right, bottom)], fill=SHADE)

    picture = picture.resize(spec.size, Image.Resampling.LANCZOS)
    return picture.quantize(palette=palette(spec.grounds), dither=Image.Dither.NONE)


def rest_of_country(
    region: str, regions: Iterable[tuple[str, list[list[Point]]]], sheet: Sheet
) -> Image.Image:
    """Where all other regions lie, and a little more at their edges, which are coarser than the country's outline."""
    mask = Image.new("L", (sheet.map.size[0] * OVERSAMPLING, sheet.map.size[1] * OVERSAMPLING), 0)
    pen = ImageDraw.Draw(mask)
    for name, (outer, *_) in sorted(regions, key=lambda pair: pair[0] == region):
        points = sheet.fine(outer)
        pen.polygon(points, fill=0 if name == region else 255)
        if name != region:
            pen.line(points, fill=255, width=round(20 * OVERSAMPLING), joint="curve")
    return mask


def palette(meetings: Mapping[str, Sequence[str]]) -> Image.Image:
    """Makes a picture with the colours of the map and their mixtures at edges, so that flat colours stay exact.

    Pillow rounds a colour before it looks for the nearest in a palette, so no mixture may be too like a ground.
    """
    grounds = [rgb(ground) for ground in meetings]
    colours = dict.fromkeys(grounds)
    for ground, inks in meetings.items():
        for start, end in ((rgb(ground), rgb(colour)) for colour in inks):
            for step in range(1, SHADES + 1):
                red, green, blue = (a + (b - a) * step // SHADES for a, b in zip(start, end, strict=True))
                if all(max(abs(red - r), abs(green - g), abs(blue - b)) >= APART for r, g, b in grounds):
                    colours[red, green, blue] = None
    assert len(colours) <= 256, "a palette holds 256 colours: fewer SHADES or fewer meetings"
    holder = Image.new("P", (1, 1))
    holder.putpalette([channel for colour in colours for channel in colour])
    return holder


def rgb(colour: str) -> tuple[int, int, int]:
    """Reads `#rrggbb`."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def png(picture: Image.Image) -> bytes:
    """The picture as a file, without metadata."""
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def main() -> int:
    """Draws all maps, or says which are not as they would be drawn."""
    options = argparse.ArgumentParser(description="Draws the maps of the site.")
    options.add_argument(
        "--check", action="store_true", help="write nothing; exit status 1 when a picture is out of date"
    )
    only_check: bool = options.parse_args().check
    stale = 0
    for spec in MAPS:
        path, data = PICTURES / f"{spec.name}.png", png(draw(spec))
        if only_check:
            if not path.exists() or path.read_bytes() != data:
                print(f"{path.name} is not what maps/draw.py draws: run `python maps/draw.py`")
                stale = 1
        else:
            path.write_bytes(data)
    return stale


if __name__ == "__main__":
    sys.exit(main())
