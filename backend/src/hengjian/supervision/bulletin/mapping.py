"""Laying units out on a drawn map: where each dot lies, how large it is, and which names fit beside them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, radians, sqrt

WIDTH = 420
_LOWEST, _HIGHEST = 240, 420
_MARGIN = 34
_SMALLEST_DOT, _LARGEST_DOT = 3.0, 15.0
_KM_PER_DEGREE = 111.32
_SMALLEST_SPAN = 0.005
_CORNER = 30
_LETTER, _LINE, _GAP = 13.5, 15, 3


@dataclass(frozen=True)
class UnitOnMap:
    """A unit with its points in force; degrees of WGS 84, or none where nobody has placed it."""

    code: str
    name: str
    kind: str
    entries: int
    points: Decimal
    latitude: Decimal | None
    longitude: Decimal | None


@dataclass(frozen=True)
class Dot:
    unit: UnitOnMap
    x: float
    y: float
    radius: float
    label_x: float | None
    label_y: float | None
    label_anchor: str


@dataclass(frozen=True)
class DrawnMap:
    width: int
    height: int
    dots: Sequence[Dot]
    scale_length: float
    scale_label: str


_Box = tuple[float, float, float, float]


def draw_map(units: Sequence[UnitOnMap]) -> DrawnMap | None:
    """The placed ones among the units, large dots first so that small ones lie above; None where nobody is placed."""
    places = [
        (unit, float(unit.longitude), float(unit.latitude))
        for unit in sorted(units, key=lambda unit: (-unit.points, unit.code))
        if unit.latitude is not None and unit.longitude is not None
    ]
    if not places:
        return None
    west, east = min(place[1] for place in places), max(place[1] for place in places)
    south, north = min(place[2] for place in places), max(place[2] for place in places)
    shrink = cos(radians((south + north) / 2))
    span_x, span_y = max((east - west) * shrink, _SMALLEST_SPAN), max(north - south, _SMALLEST_SPAN)
    height = min(max(round((WIDTH - 2 * _MARGIN) * span_y / span_x) + 2 * _MARGIN, _LOWEST), _HIGHEST)
    scale = min((WIDTH - 2 * _MARGIN) / span_x, (height - 2 * _MARGIN) / span_y)
    most = max(place[0].points for place in places)
    circles = [
        (
            unit,
            round(WIDTH / 2 + ((longitude - (west + east) / 2) * shrink) * scale, 1),
            round(height / 2 - (latitude - (south + north) / 2) * scale, 1),
            _radius(unit.points, most),
        )
        for unit, longitude, latitude in places
    ]
    return DrawnMap(WIDTH, height, _label(circles, height), *_scale_bar(_KM_PER_DEGREE / scale))


def _scale_bar(km_per_unit: float) -> tuple[float, str]:
    """A round distance that is drawn between a tenth and a third of the width."""
    for km in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50):
        if km / km_per_unit >= WIDTH / 10:
            break
    return round(min(km / km_per_unit, WIDTH / 3), 1), f"{km:g} km"


def _radius(points: Decimal, most: Decimal) -> float:
    """The area of a dot is as its points."""
    if points <= 0:
        return _SMALLEST_DOT
    return round(_SMALLEST_DOT + (_LARGEST_DOT - _SMALLEST_DOT) * sqrt(float(points / most)), 1)


def _label(circles: Sequence[tuple[UnitOnMap, float, float, float]], height: int) -> list[Dot]:
    """A name stands beside its dot where it covers neither another dot nor another name; the table names all."""
    taken: list[_Box] = [(x - r, y - r, x + r, y + r) for _, x, y, r in circles]
    corner = (WIDTH - _CORNER, 0, WIDTH, 50)
    dots = []
    for place, (unit, x, y, r) in enumerate(circles):
        width = len(unit.name) * _LETTER
        others = [*taken[:place], *taken[place + 1 :], corner]
        for left, top, anchor in (
            (x + r + _GAP, y - _LINE / 2, "start"),
            (x - r - _GAP - width, y - _LINE / 2, "end"),
            (x - width / 2, y - r - _GAP - _LINE, "middle"),
            (x - width / 2, y + r + _GAP, "middle"),
        ):
            box = (left, top, left + width, top + _LINE)
            is_inside = left >= 0 and top >= 0 and box[2] <= WIDTH and box[3] <= height
            if is_inside and not any(_overlap(box, other) for other in others):
                taken.append(box)
                at = {"start": left, "end": box[2], "middle": x}[anchor]
                dots.append(Dot(unit, x, y, r, round(at, 1), round(top + _LINE * 0.78, 1), anchor))
                break
        else:
            dots.append(Dot(unit, x, y, r, None, None, ""))
    return dots


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
