"""Where the invented county's units have their seats: townships spread over the hills, departments in the county
town."""

from math import cos, pi, radians, sin, sqrt

from hengjian.simulation.api import Json

TOWN = (27.556, 119.716)
_RADIUS_KM, _TOWN_RADIUS_KM = 24.0, 1.6
_KM_PER_DEGREE = 111.32
_GOLDEN_ANGLE = pi * (3 - sqrt(5))
_SPREADS = {"T": (36, _RADIUS_KM), "D": (60, _TOWN_RADIUS_KM)}


def seat_of(unit_code: str) -> Json:
    """Seats of one kind lie on a sunflower's spiral, so that no two are close and none lies in a row."""
    count, radius = _SPREADS[unit_code[0]]
    number = int(unit_code[1:])
    distance, angle = radius * sqrt((number - 0.4) / count), number * _GOLDEN_ANGLE
    north, east = distance * sin(angle) * 0.8, distance * cos(angle) * 1.15
    latitude = TOWN[0] + north / _KM_PER_DEGREE
    longitude = TOWN[1] + east / (_KM_PER_DEGREE * cos(radians(TOWN[0])))
    return {"latitude": f"{latitude:.5f}", "longitude": f"{longitude:.5f}"}
