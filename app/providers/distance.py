"""Miles over the round earth, and the box that a circle fits into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import asin, cos, degrees, radians, sin, sqrt

EARTH_RADIUS_MILES = 3958.7613  # the mean radius of the earth, IUGG
MILES_A_DEGREE = EARTH_RADIUS_MILES * radians(1)


def miles_between(
    latitude: float, longitude: float, other_latitude: float, other_longitude: float
) -> float:
    """Great-circle miles between two points in degrees (haversine)."""
    north = radians(other_latitude - latitude)
    east = radians(other_longitude - longitude)
    half = (
        sin(north / 2) ** 2
        + cos(radians(latitude)) * cos(radians(other_latitude)) * sin(east / 2) ** 2
    )
    return 2 * EARTH_RADIUS_MILES * asin(min(1.0, sqrt(half)))


@dataclass(frozen=True)
class Circle:
    """Everything within `miles` of a point, with what a database needs to find it.

    The database measures without trigonometry, because not every SQLite has it:
    `slope` follows the cosine of the latitude half way between the two points. Within 25 miles
    that differs from the great circle by less than a yard.
    """

    latitude: float
    longitude: float
    miles: float

    def numbers(self) -> dict[str, float]:
        """The parameters of the search statements, in degrees and squared miles."""
        tall = self.miles / MILES_A_DEGREE
        flattest = max(0.01, cos(radians(min(89.0, abs(self.latitude) + tall))))
        wide = tall / flattest
        return {
            "latitude": self.latitude,
            "longitude": self.longitude,
            "south": self.latitude - tall,
            "north": self.latitude + tall,
            "west": self.longitude - wide,
            "east": self.longitude + wide,
            "per_degree": MILES_A_DEGREE,
            "flat": cos(radians(self.latitude)),
            "slope": sin(radians(self.latitude)) / degrees(1) / 2,
            "miles_squared": self.miles**2,
        }

    def measure(self) -> Callable[[float, float], float]:
        """Squared miles from the middle to a point in degrees, as the database measures them."""
        flat, slope = cos(radians(self.latitude)), sin(radians(self.latitude)) / degrees(1) / 2
        latitude, longitude = self.latitude, self.longitude

        def far(north: float, east: float) -> float:
            up, along = north - latitude, (east - longitude) * (flat - slope * (north - latitude))
            return MILES_A_DEGREE * MILES_A_DEGREE * (up * up + along * along)

        return far
