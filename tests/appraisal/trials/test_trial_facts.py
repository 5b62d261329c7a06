"""Invented, typed and taken facts: what each rule reads, and the same on every machine."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.appraisal.engine import DocumentRefusedError, check_scheme, evaluate
from hengjian.appraisal.engine.rules import RULES
from hengjian.appraisal.records.fact_parts import shape_of
from hengjian.appraisal.trials.fact_choice import Donor, Wish, arrange, list_items
from hengjian.appraisal.trials.fact_conversion import (
    DoesNotFitError,
    explain_typing,
    fit_items,
    read_typed,
)
from hengjian.appraisal.trials.sampling import draw_fact
from tests.appraisal.engine.drawing import draw_document


def fitted(fact: dict[str, Any], giver: dict[str, Any], taker: dict[str, Any]) -> dict[str, Any] | None:
    fitting = fit_items(giver, taker)
    return fitting(fact) if fitting is not None else None


BALLOT = {
    "code": "b",
    "rule": {
        "type": "ballot",
        "values": {"good": "100", "bad": "0"},
        "invalid": ["unknown"],
    },
}
RATE = {"code": "r", "points": "10", "rule": {"type": "proportional"}}
GIVEN = {"code": "g", "points": "50", "rule": {"type": "given"}}
PANEL = {"code": "p", "points": "60", "rule": {"type": "panel"}}


@given(st.integers(0, 2**32), st.text("abc123-", min_size=1, max_size=8))
def test_every_rule_reads_what_is_drawn_for_it(seed: int, chance: str) -> None:
    """Only bands may be left out of the drawing: a vote share that no band holds, or bands that hold nothing."""
    scheme = draw_document(seed)["scheme"]
    subjects = [
        {
            "code": f"S{number}",
            "class": "a",
            "facts": {code: draw_fact(item, chance, f"S{number}") for code, item in list_items(scheme).items()},
        }
        for number in range(3)
    ]
    try:
        assert len(evaluate({"scheme": scheme, "subjects": subjects}, explained=False)["subjects"]) == 3
    except DocumentRefusedError as refused:
        assert {error["code"] for error in refused.errors} <= {
            "no_band",
            "nothing_to_score",
        }, refused.errors


def test_every_rule_is_drawn_for() -> None:
    seen: set[str] = set()
    for seed in range(60):
        for item in list_items(draw_document(seed)["scheme"]).values():
            seen.add(item["rule"]["type"])
            assert draw_fact(item, "x", "S1")
    assert seen == set(RULES)


def test_the_same_seed_draws_the_same_and_another_does_not() -> None:
    drawn = [draw_fact(PANEL, seed, "T01") for seed in ("1", "1", "2")]
    assert drawn[0] == drawn[1] != drawn[2]
    assert draw_fact(PANEL, "1", "T01") != draw_fact(PANEL, "1", "T02")
    # Written down once: should the drawing ever change, trials that people have kept would say something else.
    assert draw_fact(RATE, "1", "T01") == {"actual": "91.5", "target": "100"}


@pytest.mark.parametrize(
    ("item", "text", "fact"),
    [
        (RATE, "85", {"actual": "85", "target": "100"}),
        (RATE, "85.5 / 90", {"actual": "85.5", "target": "90"}),
        ({"code": "t", "rule": {"type": "threshold", "at": "3"}}, "4", {"actual": "4"}),
        (
            {"code": "t", "rule": {"type": "threshold", "at": "3", "of": "gap"}},
            "-4",
            {"actual": "-4", "target": "0"},
        ),
        (GIVEN, "45.25", {"score": "45.25"}),
        (PANEL, "50/55/60", {"scores": ["50", "55", "60"]}),
        (BALLOT, "60/5/2", {"votes": {"good": 60, "bad": 5, "unknown": 2}}),
        (
            {"code": "d", "points": "20", "rule": {"type": "deductions"}},
            "3.5",
            {"events": [{"points": "3.5"}]},
        ),
        (
            {"code": "c", "rule": {"type": "count", "per": {"x": "1"}}},
            "3",
            {"counts": {"x": 3}},
        ),
        (
            {"code": "k", "rule": {"type": "rank_ballot"}},
            "30/10",
            {"rank_sum": 30, "ballots": 10},
        ),
    ],
)
def test_what_is_typed(item: dict[str, Any], text: str, fact: dict[str, Any]) -> None:
    assert read_typed(item, text) == fact


@pytest.mark.parametrize(
    ("item", "text"),
    [
        (RATE, "much"),
        (RATE, "1/2/3"),
        (GIVEN, "1/2"),
        (BALLOT, "60/5"),
        (BALLOT, "1.5/2/3"),
        (PANEL, "5//6"),
        (RATE, "１"),
    ],
)
def test_what_no_item_can_read(item: dict[str, Any], text: str) -> None:
    with pytest.raises(DoesNotFitError):
        read_typed(item, text)


def test_names_of_several_numbers() -> None:
    assert explain_typing(BALLOT) == ("votes", ["good", "bad", "unknown"])
    assert explain_typing(RATE) == ("measured", [])


def test_scores_are_brought_to_the_points_of_the_taker() -> None:
    assert fitted({"score": "45"}, GIVEN, {**GIVEN, "points": "20"}) == {"score": "18"}
    assert fitted({"scores": ["60", "50"]}, PANEL, {**PANEL, "points": "100"}) == {"scores": ["100", "83.333333333333"]}
    assert fitted({"actual": "9", "target": "10"}, RATE, {**RATE, "points": "1"}) == {
        "actual": "9",
        "target": "10",
    }


DAILY: dict[str, Any] = {"code": "d", "points": "9", "rule": {"type": "deductions"}}
DOCUMENT: dict[str, Any] = {"root": {"code": "total", "combine": "sum", "parts": [RATE, GIVEN, DAILY]}}
SOURCES = {"r": "indicator", "g": "manual", "d": "deductions"}
SUBJECT = {"code": "T01", "class": "a", "name": "T01", "facts": {"r": {"actual": "1", "target": "2"}}}
DONOR = Donor({"g": GIVEN, "old": {**GIVEN, "code": "old", "points": "100"}}, {"T01": {"old": {"score": "80"}}})


class TestArranging:
    def arranged(self, **wish: Any) -> Any:
        assert check_scheme(DOCUMENT) == []
        [of_class] = arrange(DOCUMENT, SOURCES, [SUBJECT], [DONOR], Wish(**wish))
        return of_class

    def test_what_has_no_facts_is_left_out_but_having_no_events_is_a_fact(self) -> None:
        assert self.arranged().left_out == ["g"]
        assert self.arranged(left_out={"r"}).left_out == ["r", "g"]

    def test_another_item_of_the_year_gives_its_facts(self) -> None:
        of_class = self.arranged(taken_from={"g": "old"})
        assert (of_class.left_out, of_class.origins["g"]) == ([], {"taken"})
        assert of_class.subjects[0]["facts"]["g"] == {"score": "40"}

    def test_typed_goes_before_drawn_before_what_is_on_record(self) -> None:
        typed = {("r", "T01"): {"actual": "9", "target": "9"}}
        of_class = self.arranged(drawn={"*"}, typed=typed)
        origins = {code: [*found] for code, found in of_class.origins.items()}
        assert origins == {"r": ["typed"], "g": ["drawn"], "d": ["drawn"]}
        assert of_class.subjects[0]["facts"]["r"] == {"actual": "9", "target": "9"}

    def test_shapes(self) -> None:
        shapes = [shape_of({"rule": {"type": kind}}) for kind in ("rank", "step", "given", "vote_share")]
        assert shapes == ["measured", "measured", "score", "votes"]
