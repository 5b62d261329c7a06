"""From records to facts: the same records give the same facts, whatever order they arrived in."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.appraisal.engine import digest_of, evaluate
from hengjian.appraisal.records.facts import (
    BonusRecord,
    DeductionRecord,
    ItemRecord,
    Prepared,
    Records,
    UnitResult,
    ValueRecord,
    prepare,
)
from hengjian.appraisal.scheme_documents.binding import read_binding

BINDING = read_binding(
    {
        "visits": {"source": "deductions", "rule_codes": ["VISIT-1", "VISIT-2"]},
        "meetings": {"source": "deductions", "rule_codes": ["MEETING"]},
        "revenue": {"source": "indicator", "indicator_code": "REV"},
        "extra": {"source": "bonus_claims", "kinds": ["award"]},
        "plan": {"source": "plan_completion"},
        "opinion": {"source": "ballot_round"},
        "team": {"source": "unit_result"},
    }
)
RULES = ("VISIT-1", "VISIT-2", "MEETING", "ELSEWHERE")


def deduction(number: int, rule_code: str = "VISIT-1", day: int = 1, **changes: Any) -> DeductionRecord:
    content: dict[str, Any] = {"points": Decimal("0.5"), "count": 1, "factor": Decimal(1), **changes}
    return DeductionRecord(f"id-{number}", f"K-{number:04}", rule_code, occurred_on=date(2026, 3, day), **content)


def township(code: str = "T01", **records: Any) -> Records:
    return Records(code, "township-1", "青岭镇", code, **records)


def only(prepared: Prepared) -> dict[str, Any]:
    [subject] = prepared.subjects
    return subject


class TestDeductions:
    def test_each_code_counts_for_the_item_that_names_it(self) -> None:
        records = township(deductions=[deduction(1), deduction(2, "MEETING"), deduction(3, "ELSEWHERE")])
        prepared = prepare(BINDING, [records])
        assert only(prepared)["facts"] == {
            "visits": {"events": [{"points": "0.5"}]},
            "meetings": {"events": [{"points": "0.5"}]},
        }
        assert prepared.provenance == {"T01/visits": ["id-1"], "T01/meetings": ["id-2"]}

    def test_count_and_factor_are_handed_on_not_multiplied(self) -> None:
        records = township(deductions=[deduction(1, count=3, factor=Decimal("0.5"))])
        event = only(prepare(BINDING, [records]))["facts"]["visits"]["events"][0]
        assert event == {"points": "0.5", "count": 3, "factor": "0.5"}

    def test_a_star_takes_every_code(self) -> None:
        binding = read_binding({"daily": {"source": "deductions", "rule_codes": ["*"]}})
        records = township(deductions=[deduction(n, rule) for n, rule in enumerate(RULES)])
        assert len(only(prepare(binding, [records]))["facts"]["daily"]["events"]) == len(RULES)

    def test_beside_named_codes_a_star_takes_the_rest(self) -> None:
        binding = read_binding(
            {
                "daily": {"source": "deductions", "rule_codes": ["*"]},
                "meetings": {"source": "deductions", "rule_codes": ["MEETING"]},
            }
        )
        records = township(deductions=[deduction(1), deduction(2, "MEETING"), deduction(3, "ELSEWHERE")])
        assert prepare(binding, [records]).provenance == {"T01/daily": ["id-1", "id-3"], "T01/meetings": ["id-2"]}

    def test_events_stand_in_the_order_in_which_they_happened(self) -> None:
        records = township(deductions=[deduction(1, day=9), deduction(2, day=3), deduction(3, day=3)])
        assert prepare(BINDING, [records]).provenance["T01/visits"] == ["id-2", "id-3", "id-1"]

    def test_nothing_on_record_is_an_absent_fact(self) -> None:
        prepared = prepare(BINDING, [township()])
        assert only(prepared)["facts"] == {}
        assert prepared.provenance == {}


class TestMeasuredValues:
    def test_a_value_carries_its_target(self) -> None:
        values = {("REV", "annual"): ValueRecord("v1", Decimal("85.0"), Decimal(100))}
        prepared = prepare(BINDING, [township(values=values)])
        assert only(prepared)["facts"]["revenue"] == {"actual": "85.0", "target": "100"}
        assert prepared.provenance["T01/revenue"] == ["v1"]

    def test_a_value_without_target_has_none(self) -> None:
        values = {("REV", "annual"): ValueRecord("v1", Decimal(85), None)}
        assert only(prepare(BINDING, [township(values=values)]))["facts"]["revenue"] == {"actual": "85"}

    def test_another_value_of_the_indicator_is_not_taken_for_it(self) -> None:
        values = {("REV", "half_year"): ValueRecord("v1", Decimal(40), Decimal(50))}
        assert "revenue" not in only(prepare(BINDING, [township(values=values)]))["facts"]

    @pytest.mark.parametrize(("actual", "met"), [("99.99", "0"), ("100", "1"), ("120", "1")])
    def test_a_plan_counts_the_targets_that_are_met(self, actual: str, met: str) -> None:
        values = {("REV", "annual"): ValueRecord("v1", Decimal(actual), Decimal(100))}
        targets = {"REV": Decimal(100), "JOBS": Decimal(20)}
        fact = only(prepare(BINDING, [township(values=values, targets=targets)]))["facts"]["plan"]
        assert fact == {"actual": met, "target": "2"}


class TestOtherSources:
    def test_a_bonus_keeps_kind_and_matter(self) -> None:
        bonuses = [
            BonusRecord("b2", "award", "省级文明镇", Decimal(2)),
            BonusRecord("b1", "other", "其他", Decimal(9)),
        ]
        prepared = prepare(BINDING, [township(bonuses=bonuses)])
        assert only(prepared)["facts"]["extra"] == {
            "events": [{"points": "2", "kind": "award", "matter": "省级文明镇"}]
        }
        assert prepared.provenance["T01/extra"] == ["b2"]

    def test_what_a_round_left_is_taken_as_it_is(self) -> None:
        items = {"opinion": ItemRecord("round", {"votes": {"good": 60}})}
        assert only(prepare(BINDING, [township(items=items)]))["facts"]["opinion"] == {"votes": {"good": 60}}

    def test_a_cadre_is_measured_against_the_best_unit_of_the_class(self) -> None:
        cadre = Records("C1", "chief-township-1", "林岳川", "T01")
        cadre.unit_result = UnitResult("r1", Decimal("88.00"), Decimal("92.00"))
        prepared = prepare(BINDING, [cadre])
        assert only(prepared)["facts"]["team"] == {"actual": "88.00", "target": "92.00"}
        assert prepared.provenance["C1/team"] == ["r1"]

    def test_coefficient_and_vetoes_stand_with_the_subject(self) -> None:
        subject = only(prepare(BINDING, [township(coefficient="1.05", vetoes=["safety", "finance"])]))
        assert subject["coefficient"] == "1.05"
        assert subject["vetoes"] == ["finance", "safety"]


@st.composite
def arrivals(draw: st.DrawFn) -> tuple[Sequence[DeductionRecord], Sequence[DeductionRecord]]:
    """The same deductions in two orders of arrival."""
    drawn = draw(
        st.lists(
            st.tuples(
                st.sampled_from(RULES),
                st.integers(1, 28),
                st.decimals(0, 20, places=2),
                st.integers(1, 3),
                st.sampled_from([Decimal(1), Decimal(2), Decimal("0.5")]),
            ),
            max_size=12,
        )
    )
    events = [
        deduction(number, rule, day, points=points, count=count, factor=factor)
        for number, (rule, day, points, count, factor) in enumerate(drawn)
    ]
    return events, draw(st.permutations(events))


@given(arrivals(), st.permutations(["T01", "T02", "T03"]))
def test_the_order_of_arrival_changes_no_digest(
    orders: tuple[Sequence[DeductionRecord], Sequence[DeductionRecord]], codes: Sequence[str]
) -> None:
    one, other = orders
    first = prepare(BINDING, [township(code, deductions=list(one)) for code in sorted(codes)])
    second = prepare(BINDING, [township(code, deductions=list(other)) for code in codes])
    assert digest_of(first.subjects) == digest_of(second.subjects)
    assert digest_of(first.provenance) == digest_of(second.provenance)


@given(arrivals())
def test_provenance_names_one_record_for_each_event_in_the_same_order(
    orders: tuple[Sequence[DeductionRecord], Sequence[DeductionRecord]],
) -> None:
    events, _ = orders
    by_id = {record.id: record for record in events}
    prepared = prepare(BINDING, [township(deductions=list(events))])
    for item in ("visits", "meetings"):
        fact = only(prepared)["facts"].get(item, {"events": []})
        ids = prepared.provenance.get(f"T01/{item}", [])
        points = [Decimal(event["points"]) for event in fact["events"]]
        assert points == [by_id[record_id].points for record_id in ids]


@given(arrivals())
def test_the_engine_loses_exactly_the_points_on_record(
    orders: tuple[Sequence[DeductionRecord], Sequence[DeductionRecord]],
) -> None:
    events, _ = orders
    rule = {"type": "deductions", "start": "0", "floor_at": None}
    scheme = {"root": {"code": "daily", "rule": rule}}
    binding = read_binding({"daily": {"source": "deductions", "rule_codes": ["*"]}})
    subject = only(prepare(binding, [township(deductions=list(events))]))
    [line] = evaluate({"scheme": scheme, "subjects": [subject]})["subjects"]
    assert Decimal(line["nodes"][0]["score"]) == -sum(
        (record.points * record.count * record.factor for record in events), Decimal(0)
    )
