"""Map projections of the sphere of radius 1, and which one suits which part of the earth.

Equations and their numbers: Snyder, J. P. (1987), Map Projections: A Working Manual, U.S. Geological Survey Professional Paper
1395. Points are (longitude, latitude) in degrees, east and north positive; results are (x, y) in radii of the earth, y upwards.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from math import asin, atan, atan2, cos, degrees, hypot, log, pi, radians, sin, sqrt, tan

from dateline.dataclass import dataclass

Point = tuple[float, float]

_WIDE, _SMALL, _POLAR, _LOW = 35.0, 6.0, 70.0, 12.0
_HEMISPHERE = 150.0


@dataclass(frozen=True)
class Extent:
    """A part of the earth in degrees; `east` is greater than `west` and may exceed 180 where it crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    @property
    def centre(self) -> Point:
        """The middle of its meridians and parallels."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2

    def near(self, longitude: float) -> float:
        """Return a longitude as the one, 360 degrees this way or that, that lies nearest to the centre."""
        middle = self.centre[0]
        return middle + (longitude - middle + 180.0) % 360.0 - 180.0

    def holds(self, point: Point) -> bool:
        """Tell whether a point lies in it."""
        return self.west <= self.near(point[0]) <= self.east and self.south <= point[1] <= self.north

    def grown(self, share: float, least: float = 0.0) -> Extent:
        """Return it with a margin on all sides: a share of its width and height, at least so many degrees of latitude."""
        stretch = cos(radians(min(abs(self.centre[1]), 85.0)))
        across = max((self.east - self.west) * share, least / stretch)
        along = max((self.north - self.south) * share, least)
        west, east = self.west - across, self.east + across
        if east - west > 360.0:
            west, east = self.centre[0] - 180.0, self.centre[0] + 180.0
        return Extent(west, max(self.south - along, -90.0), east, min(self.north + along, 90.0))

    def stretched(self, across: float, along: float) -> Extent:
        """Return it so many times as wide and as high round the same centre; what does not fit beyond a pole is added below it."""
        x, y = self.centre
        half = min((self.east - self.west) * across / 2, 180.0)
        high = min((self.north - self.south) * along, 180.0)
        south = min(max(y - high / 2, -90.0), 90.0 - high)
        return Extent(x - half, south, x + half, south + high)

    def joined(self, other: Extent) -> Extent:
        """Return the extent that holds both, on the nearer way round the earth."""
        shift = self.near(other.centre[0]) - other.centre[0]
        west, east = min(self.west, other.west + shift), max(self.east, other.east + shift)
        if east - west > 360.0:
            west, east = self.centre[0] - 180.0, self.centre[0] + 180.0
        return Extent(west, min(self.south, other.south), east, max(self.north, other.north))


def extent_of(points: Iterable[Point]) -> Extent:
    """Return the smallest extent that holds all points (at least one): it leaves out the widest gap between their meridians."""
    found = list(points)
    longitudes = sorted({longitude % 360.0 % 360.0 for longitude, _ in found})  # -1e-20 % 360 is 360
    gaps = [(after - before) % 360.0 or 360.0 for before, after in zip(longitudes, longitudes[1:] + longitudes[:1], strict=True)]
    widest = max(range(len(gaps)), key=lambda number: gaps[number])
    first = longitudes[(widest + 1) % len(longitudes)]
    west = first - 360.0 if first >= 180.0 else first
    latitudes = [latitude for _, latitude in found]
    return Extent(west, min(latitudes), west + (360.0 - gaps[widest]), max(latitudes))


class Projection(ABC):
    """From degrees to the plane and back."""

    @abstractmethod
    def project(self, point: Point) -> Point:
        """Return where a point of the earth lies in the plane."""

    @abstractmethod
    def invert(self, point: Point) -> Point:
        """Return the point of the earth that lies at a point of the plane."""


@dataclass(frozen=True)
class _Conic(Projection):
    """A cone that cuts the sphere along two parallels (degrees); `origin` lies at (0, 0)."""

    south: float
    north: float
    origin: Point

    @property
    @abstractmethod
    def n(self) -> float:
        """The cone's constant."""

    @abstractmethod
    def _rho(self, latitude: float) -> float:
        """Return how far a parallel (radians) lies from the tip."""

    @abstractmethod
    def _latitude(self, rho: float) -> float:
        """Return the parallel (radians) that lies so far from the tip."""

    def project(self, point: Point) -> Point:
        """Return x and y (14-1, 14-2, 14-4; 15-1 to 15-4 are the same)."""
        theta = self.n * radians(_turned(point[0] - self.origin[0]))
        rho = self._rho(radians(point[1]))
        return rho * sin(theta), self._rho(radians(self.origin[1])) - rho * cos(theta)

    def invert(self, point: Point) -> Point:
        """Return longitude and latitude (14-10, 14-11, 14-9; 15-10, 15-11 and 14-9)."""
        sign = 1.0 if self.n > 0 else -1.0
        across, down = sign * point[0], sign * (self._rho(radians(self.origin[1])) - point[1])
        rho = sign * hypot(across, down)
        theta = atan2(across, down)
        return self.origin[0] + degrees(theta / self.n), degrees(self._latitude(rho))


@dataclass(frozen=True)
class LambertConformalConic(_Conic):
    """Keeps angles and so shapes: for countries (Snyder, pages 104 to 110)."""

    @property
    def n(self) -> float:
        """15-3."""
        south, north = radians(self.south), radians(self.north)
        if abs(south - north) < 1e-9:
            return sin(south)
        return log(cos(south) / cos(north)) / log(_t(north) / _t(south))

    @property
    def _f(self) -> float:
        """15-2."""
        return float(cos(radians(self.south)) * _t(radians(self.south)) ** self.n / self.n)

    def _rho(self, latitude: float) -> float:
        # 15-1. One of the poles lies infinitely far away: stop short of both.
        return float(self._f / _t(max(min(latitude, radians(89.9)), radians(-89.9))) ** self.n)

    def _latitude(self, rho: float) -> float:
        return 2 * atan(float((self._f / rho) ** (1 / self.n))) - pi / 2  # 15-5


@dataclass(frozen=True)
class Albers(_Conic):
    """Keeps areas: for continents, where what is far apart is compared (Snyder, pages 98 to 103)."""

    @property
    def n(self) -> float:
        """14-6."""
        return (sin(radians(self.south)) + sin(radians(self.north))) / 2

    @property
    def _c(self) -> float:
        """14-5."""
        return cos(radians(self.south)) ** 2 + 2 * self.n * sin(radians(self.south))

    def _rho(self, latitude: float) -> float:
        return sqrt(max(self._c - 2 * self.n * sin(latitude), 0.0)) / self.n  # 14-3

    def _latitude(self, rho: float) -> float:
        return asin(max(-1.0, min(1.0, (self._c - (rho * self.n) ** 2) / (2 * self.n))))  # 14-8


@dataclass(frozen=True)
class AzimuthalEqualArea(Projection):
    """Lambert's, seen from above `centre`: for cities, for the tropics and round the poles (Snyder, pages 182 to 190)."""

    centre: Point

    def project(self, point: Point) -> Point:
        """Return x and y (22-4, 22-5, 24-2); the point opposite to the centre has no place, so it gets a far one."""
        turn, latitude, middle = radians(point[0] - self.centre[0]), radians(point[1]), radians(self.centre[1])
        facing = 1 + sin(middle) * sin(latitude) + cos(middle) * cos(latitude) * cos(turn)
        k = sqrt(2 / max(facing, 1e-9))
        return (
            k * cos(latitude) * sin(turn),
            k * (cos(middle) * sin(latitude) - sin(middle) * cos(latitude) * cos(turn)),
        )

    def invert(self, point: Point) -> Point:
        """Return longitude and latitude (20-14, 20-15, 24-16)."""
        rho = hypot(*point)
        if rho < 1e-12:
            return self.centre
        c, middle = 2 * asin(min(rho / 2, 1.0)), radians(self.centre[1])
        latitude = asin(max(-1.0, min(1.0, cos(c) * sin(middle) + point[1] * sin(c) * cos(middle) / rho)))
        turn = atan2(point[0] * sin(c), rho * cos(middle) * cos(c) - point[1] * sin(middle) * sin(c))
        return self.centre[0] + degrees(turn), degrees(latitude)


@dataclass(frozen=True)
class Equirectangular(Projection):
    """Meridians and parallels as a grid, true to scale along `parallel`: for (nearly) the whole earth (Snyder, pages 90, 91)."""

    meridian: float
    parallel: float

    def project(self, point: Point) -> Point:
        """Return x and y (12-1, 12-2)."""
        turn = radians(_turned(point[0] - self.meridian))
        return turn * cos(radians(self.parallel)), radians(point[1])

    def invert(self, point: Point) -> Point:
        """Return longitude and latitude (12-4, 12-5)."""
        return self.meridian + degrees(point[0] / cos(radians(self.parallel))), degrees(point[1])


def choose(extent: Extent) -> Projection:
    """Return the projection for a part of the earth.

    Azimuthal for what is small (at most 6 degrees), polar or at the equator, where a cone would open to a cylinder;
    conic for the rest: conformal for countries, equal-area for what is wider than 35 degrees. Standard parallels lie one
    sixth of the height in from the southern and northern limits (Snyder, page 99).
    """
    longitude, latitude = extent.centre
    wide, high = extent.east - extent.west, extent.north - extent.south
    polar = abs(latitude) > _POLAR or max(abs(extent.south), abs(extent.north)) > 85.0
    if (wide > _HEMISPHERE and not polar) or high > _HEMISPHERE:
        return Equirectangular(longitude, 35.0)
    if polar:
        return AzimuthalEqualArea((longitude, 90.0 if latitude > 0 else -90.0) if wide > 90.0 else extent.centre)
    if max(wide * cos(radians(latitude)), high) <= _SMALL or abs(latitude) < _LOW or extent.south * extent.north < 0:
        return AzimuthalEqualArea(extent.centre)
    sixth = high / 6
    conic = Albers if wide > _WIDE else LambertConformalConic
    return conic(extent.south + sixth, extent.north - sixth, extent.centre)


def _t(latitude: float) -> float:
    return tan(pi / 4 + latitude / 2)


def _turned(angle: float) -> float:
    """Return an angle between -180 and 180 degrees."""
    return angle if -180.0 <= angle <= 180.0 else (angle + 180.0) % 360.0 - 180.0
