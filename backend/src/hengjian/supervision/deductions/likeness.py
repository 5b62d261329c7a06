"""How much two records look like one matter: rule, place and time, as a reader would compare them. Pure."""

import math
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

SAME_PLACE_METRES = 300
"""Within this distance two positions are one place: a phone's own error outdoors, and a yard to walk across."""

_EARTH_RADIUS_METRES = 6_371_000


@dataclass(frozen=True)
class Spot:
    latitude: Decimal
    longitude: Decimal


@dataclass(frozen=True)
class Matter:
    """What of a record says which matter it is about; ``spot`` is None where the phone knew none."""

    rule_code: str
    place: str
    spot: Spot | None
    occurred_at: datetime


@dataclass(frozen=True)
class Likeness:
    """``distance_m`` is None where either record has no position; then the written places are compared."""

    same_rule: bool
    same_place: bool
    distance_m: int | None
    minutes_apart: int

    @property
    def order(self) -> tuple[int, int, int]:
        """The likeliest first: rule weighs more than place, place more than time."""
        return (0 if self.same_rule else 2) + (0 if self.same_place else 1), self.minutes_apart, self.distance_m or 0


def metres_between(a: Spot, b: Spot) -> int:
    """Along a great circle on a sphere: within half a per cent of the truth, far finer than a phone's position."""
    south, north = math.radians(a.latitude), math.radians(b.latitude)
    across = math.radians(b.longitude - a.longitude)
    chord = math.sin((north - south) / 2) ** 2 + math.cos(south) * math.cos(north) * math.sin(across / 2) ** 2
    return round(2 * _EARTH_RADIUS_METRES * math.asin(math.sqrt(min(1.0, chord))))


def compare(one: Matter, other: Matter) -> Likeness:
    distance = metres_between(one.spot, other.spot) if one.spot and other.spot else None
    return Likeness(
        same_rule=one.rule_code == other.rule_code,
        same_place=one.place == other.place if distance is None else distance <= SAME_PLACE_METRES,
        distance_m=distance,
        minutes_apart=round(abs((one.occurred_at - other.occurred_at).total_seconds()) / 60),
    )
