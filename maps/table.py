"""What each map shows: one row of MAPS is one picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from maps.albers import Albers, Point
from maps.colours import ALLIANCE_GROUNDS, ASH, CLAY, CLOSE_GROUNDS, GROUNDS, HOME, INK, SENDER, SLATE
from maps.lettering import BOLD, MEDIUM

HERE = Path(__file__).parent
COUNTRIES = HERE / "data" / "neighbours_natural_earth.geojson"
EURASIA = HERE / "data" / "eurasia_natural_earth.geojson"
REGIONS = HERE / "data" / "kz_admin1_natural_earth.geojson"

Side = Literal["left", "right", "above", "below"]


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
