"""How near two records are, against distances known otherwise."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.supervision.deductions.likeness import SAME_PLACE_METRES, Matter, Spot, compare, metres_between

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
HERE = Spot(Decimal("27.5568"), Decimal("119.7170"))
SPOTS = st.builds(
    lambda latitude, longitude: Spot(Decimal(latitude).scaleb(-6), Decimal(longitude).scaleb(-6)),
    st.integers(-90_000_000, 90_000_000),
    st.integers(-180_000_000, 180_000_000),
)


def spot(latitude: str, longitude: str) -> Spot:
    return Spot(Decimal(latitude), Decimal(longitude))


def matter(rule: str = "A", place: str = "镇政府", spot: Spot | None = None, minutes: int = 0) -> Matter:
    return Matter(rule, place, spot, NOON + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("one", "other", "metres"),
    [
        (HERE, HERE, 0),
        (spot("0", "0"), spot("0", "1"), 111_195),
        (spot("0", "179.5"), spot("0", "-179.5"), 111_195),
        (spot("90", "0"), spot("90", "120"), 0),
        (spot("27.5568", "119.7170"), spot("27.5578", "119.7170"), 111),
        (spot("39.9042", "116.4074"), spot("31.2304", "121.4737"), 1_067_311),
        (spot("0", "0"), spot("0", "180"), 20_015_087),
    ],
)
def test_known_distances(one: Spot, other: Spot, metres: int) -> None:
    assert metres_between(one, other) == pytest.approx(metres, rel=1e-4, abs=1)


@given(SPOTS, SPOTS)
def test_as_far_there_as_back_and_never_further_than_half_way_round(one: Spot, other: Spot) -> None:
    assert metres_between(one, other) == metres_between(other, one)
    assert 0 <= metres_between(one, other) <= 20_015_088
    assert metres_between(one, one) == 0


def test_positions_count_where_both_have_one_and_words_otherwise() -> None:
    near, far = spot("27.5590", "119.7170"), spot("27.5650", "119.7170")
    assert compare(matter(spot=HERE), matter(place="别处", spot=near)).same_place
    apart = compare(matter(spot=HERE), matter(spot=far))
    assert not apart.same_place, "the same words, but too far"
    assert apart.distance_m is not None
    assert apart.distance_m > SAME_PLACE_METRES
    unknown = compare(matter(spot=HERE), matter(spot=None))
    assert (unknown.same_place, unknown.distance_m) == (True, None)


def test_rule_weighs_more_than_place_and_place_more_than_time() -> None:
    mine = matter()
    others = [
        matter(minutes=500),
        matter(place="车站", minutes=1),
        matter(rule="B", minutes=1),
        matter(rule="B", place="车站"),
    ]
    assert sorted([others[n] for n in (2, 0, 3, 1)], key=lambda other: compare(mine, other).order) == others
