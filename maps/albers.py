"""The projection of the maps."""

import math
from dataclasses import dataclass

Point = tuple[float, float]


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
