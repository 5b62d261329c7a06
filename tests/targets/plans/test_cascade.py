"""Coverage: pure, so it is tried on whatever a county may plan."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from hengjian.targets.plans.cascade import Link, milestones_agree, resolve_carried, trace_coverage

codes = st.sampled_from(["A", "B", "C", "D"])
unit_codes = st.sampled_from(["T1", "T2", "T3"])


@st.composite
def unit_links(draw: st.DrawFn) -> Link[None]:
    unit = draw(unit_codes)
    return Link(unit, unit, draw(codes), draw(codes), None)


@st.composite
def person_links(draw: st.DrawFn) -> Link[None]:
    return Link(draw(st.sampled_from(["P1", "P2", "P3", "P4"])), draw(unit_codes), draw(codes), draw(codes), None)


def _distinct(links: list[Link[None]]) -> list[Link[None]]:
    """A plan holds an indicator once."""
    return list({(link.holder, link.indicator_code): link for link in links}.values())


class TestCoverage:
    @given(st.lists(codes, unique=True), st.lists(unit_links()), st.lists(person_links()))
    def test_every_county_target_once_and_flags_tell_the_truth(
        self, county: list[str], units: list[Link[None]], persons: list[Link[None]]
    ) -> None:
        units, persons = _distinct(units), _distinct(persons)
        covered = trace_coverage(county, units, persons)
        assert [line.indicator_code for line in covered] == county
        for line in covered:
            carrying = [unit for unit in units if unit.carries == line.indicator_code]
            assert [carried.unit for carried in line.units] == carrying
            assert line.is_uncovered == (not carrying)
            holders = set()
            for carried in line.units:
                own = [
                    person
                    for person in persons
                    if (person.unit_code, person.carries) == (carried.unit.unit_code, carried.unit.indicator_code)
                ]
                assert list(carried.persons) == own
                assert carried.is_uncovered == (not own)
                holders |= {person.holder for person in own}
            assert line.person_count == len(holders)
            assert line.uncovered_unit_count == sum(not carried.persons for carried in line.units)

    @given(st.lists(codes, unique=True, min_size=1), st.lists(unit_links()), unit_links())
    def test_one_more_carrier_never_uncovers(
        self, county: list[str], units: list[Link[None]], more: Link[None]
    ) -> None:
        before = {line.indicator_code for line in trace_coverage(county, units, []) if line.is_uncovered}
        after = {line.indicator_code for line in trace_coverage(county, [*units, more], []) if line.is_uncovered}
        assert after == before - {more.carries}


class TestCarried:
    def test_is_the_one_named_else_the_same_code_above(self) -> None:
        assert resolve_carried("A", "B", {"A"}) == "B"
        assert resolve_carried("A", None, {"A"}) == "A"
        assert resolve_carried("A", None, {"B"}) is None


class TestMilestones:
    def test_do_not_fall_and_end_at_the_target(self) -> None:
        ten, twenty = Decimal(10), Decimal(20)
        assert milestones_agree("higher", twenty, {3: ten, 12: twenty})
        assert not milestones_agree("higher", twenty, {3: twenty, 6: ten})
        assert not milestones_agree("higher", twenty, {12: ten})
        assert milestones_agree("lower", ten, {3: twenty, 6: ten})
