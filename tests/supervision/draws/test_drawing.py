"""The lot itself: fair in load, blind to the order of its lists, and never against an exclusion."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.supervision.draws.drawing import DrawImpossibleError, Lots, draw_teams, make_seed

UNITS = [f"T{number:02d}" for number in range(1, 37)]
INSPECTORS = [f"inspector-{number}" for number in range(8)]


@st.composite
def lots(draw: st.DrawFn) -> Lots:
    units = UNITS[: draw(st.integers(1, 12))]
    inspectors = INSPECTORS[: draw(st.integers(1, 8))]
    pairs = [(inspector, unit) for inspector in inspectors for unit in units]
    return Lots(units, inspectors, draw(st.sets(st.sampled_from(pairs))), draw(st.integers(1, 3)))


def may_be_drawn(lots: Lots) -> bool:
    free = [sum((one, unit) not in lots.excluded for one in lots.inspectors) for unit in lots.units]
    return min(free) >= lots.team_size


@given(lots(), st.text())
def test_every_unit_has_a_whole_team_of_people_who_need_not_stand_aside(lots: Lots, seed: str) -> None:
    if not may_be_drawn(lots):
        with pytest.raises(DrawImpossibleError):
            draw_teams(lots, seed)
        return
    teams = draw_teams(lots, seed)
    assert list(teams) == list(lots.units)
    for unit, team in teams.items():
        assert len(set(team)) == len(team) == lots.team_size
        assert not any((one, unit) in lots.excluded for one in team)


@given(lots(), st.text())
def test_the_order_of_the_lists_changes_nothing(lots: Lots, seed: str) -> None:
    if not may_be_drawn(lots):
        return
    turned = Lots(list(reversed(lots.units)), list(reversed(lots.inspectors)), lots.excluded, lots.team_size)
    assert draw_teams(turned, seed) == draw_teams(lots, seed)


@pytest.mark.parametrize("team_size", [1, 2, 3])
def test_work_is_spread_evenly(team_size: int) -> None:
    teams = draw_teams(Lots(UNITS, INSPECTORS, set(), team_size), "seed")
    load = Counter(one for team in teams.values() for one in team)
    assert max(load.values()) == -(-len(UNITS) * team_size // len(INSPECTORS))


def test_one_who_may_inspect_little_is_drawn_first_for_it() -> None:
    only = {("a", unit) for unit in UNITS[1:]}
    teams = draw_teams(Lots(UNITS[:3], ["a", "b", "c"], only, 1), "seed")
    assert teams["T01"] == ["a"]
    assert sorted(teams["T02"] + teams["T03"]) == ["b", "c"]


def test_where_exclusions_leave_no_other_way_somebody_has_more() -> None:
    excluded = {("a", unit) for unit in UNITS[:4]}
    teams = draw_teams(Lots(UNITS[:4], ["a", "b"], excluded, 1), "seed")
    assert all(team == ["b"] for team in teams.values())


def test_every_pair_comes_about_equally_often() -> None:
    counted: Counter[tuple[str, str]] = Counter()
    for number in range(600):
        teams = draw_teams(Lots(UNITS[:4], INSPECTORS[:4], set(), 1), make_seed("secret", str(number)))
        counted.update((unit, team[0]) for unit, team in teams.items())
    assert len(counted) == 16
    assert min(counted.values()) > 100
    assert max(counted.values()) < 200
