"""Where the scheme language leaves room, what a county office would expect (docs/decisions/0012)."""

from typing import Any

import pytest

from hengjian.appraisal.engine import evaluate
from tests.appraisal.engine.test_rules import refused, scored


class TestReadings:
    def given(self, **more: Any) -> dict[str, Any]:
        scheme = {"root": {"code": "item", "rule": {"type": "given"}}}
        subjects = [{"code": "A", "class": "c", "facts": {"item": {"score": "1"}}}]
        return {"scheme": scheme, "subjects": subjects, **more}

    def test_rounding_without_places_is_the_default(self) -> None:
        document = self.given()
        document["scheme"]["rounding"] = {"note": "as everywhere"}
        assert evaluate(document)["subjects"][0]["total"] == "1.00"

    def test_case_and_source_are_texts_and_printed_is_free(self) -> None:
        assert refused(self.given(case=5, source=[])) == [("/case", "bad_shape"), ("/source", "bad_shape")]
        assert evaluate(self.given(case="c", source="s", printed={"A": 1.5}, note="n"))

    def test_subjects_are_judged_once_the_scheme_is_sound_whatever_stands_beside_it(self) -> None:
        document = self.given(extra=1)
        document["subjects"][0]["facts"]["item"]["score"] = "x"
        assert refused(document) == [("/subjects/0/facts/item/score", "not_a_number"), ("/extra", "bad_shape")]
        document["scheme"]["extra"] = 1
        assert refused(document) == [("/scheme/extra", "bad_shape"), ("/extra", "bad_shape")]

    def test_one_end_of_a_range_does_not_hide_the_other(self) -> None:
        for there, absent in (("worst", "best"), ("best", "worst")):
            document = self.given()
            document["scheme"]["root"]["rule"] = {"type": "range", "low": 1, "high": 2, "ends": {there: "x"}}
            place = "/scheme/root/rule/ends"
            assert refused(document) == [(f"{place}/{there}", "not_a_number"), (f"{place}/{absent}", "bad_shape")]

    def test_votes_may_be_parts_of_a_vote_and_places_may_not(self) -> None:
        rule = {"type": "rank_ballot", "first": "100", "step": "10"}
        assert scored(rule, {"places": {"1": "0.5", "2": "1.5"}}, {"rank_sum": "3.5", "ballots": "2"}) == ["92.5"] * 2
        item = {"code": "item", "rule": rule}
        for fact, place in (
            ({"places": {"1.5": 1}}, "places/1.5"),
            ({"places": {"0": 1}}, "places/0"),
            ({"places": {"1": -1}}, "places/1"),
            ({"rank_sum": 3, "ballots": 4}, "rank_sum"),
        ):
            subjects = [{"code": "A", "class": "c", "facts": {"item": fact}}]
            assert refused({"scheme": {"root": item}, "subjects": subjects}) == [
                (f"/subjects/0/facts/item/{place}", "out_of_range")
            ]

    @pytest.mark.parametrize(
        ("fact", "place"),
        [
            ({"rank": 1, "among": 0}, "rank"),
            ({"rank": 3, "among": -1}, "among"),
            ({"rank": 3, "among": "2.5"}, "among"),
            ({"ranks": [1, 4, 2], "among": 3}, "ranks/1"),
        ],
    )
    def test_a_place_outside_is_one_fault(self, fact: Any, place: str) -> None:
        item = {"code": "item", "points": "9", "rule": {"type": "rank", "award": "step", "step": "1"}}
        document = {"scheme": {"root": item}, "subjects": [{"code": "A", "class": "c", "facts": {"item": fact}}]}
        assert refused(document) == [(f"/subjects/0/facts/item/{place}", "out_of_range")]

    def test_the_same_veto_twice_is_borne_once(self) -> None:
        document = self.given()
        document["scheme"] |= {
            "tiers": [{"tier": "advanced", "top": {"count": 1}}],
            "vetoes": [{"code": "v", "effect": "drop_tier"}, {"code": "w", "effect": "drop_tier"}],
        }
        for borne, tier in ((["v", "v"], "standard"), (["v", "w"], "lagging")):
            document["subjects"][0]["vetoes"] = borne
            assert evaluate(document)["subjects"][0]["tier"] == tier

    def test_an_invalid_option_need_not_be_listed(self) -> None:
        bands = [{"from": "50", "points": "9"}, {"points": "1"}]
        rule = {
            "type": "vote_share",
            "share_of": ["good"],
            "options": ["good", "bad"],
            "invalid": ["unsure"],
            "bands": bands,
        }
        assert scored(rule, {"votes": {"good": 1, "bad": 1, "unsure": 9}}) == ["9"]

    def test_without_a_rate_no_target_is_too_low(self) -> None:
        rule = {"type": "proportional", "direction": "lower"}
        facts = [{"actual": "3", "target": "0"}, {"actual": "0", "target": "0"}, {"actual": "3", "target": "-1"}]
        assert scored(rule, *facts, points="10") == ["0", "10", "0"]

    def test_what_is_said_of_year_share_and_nan(self) -> None:
        document = self.given()
        document["scheme"] |= {"year": "二〇二六", "tiers": [{"tier": "t", "top": {"share": "-0.1"}}]}
        assert refused(document) == [
            ("/scheme/year", "not_a_number"),
            ("/scheme/tiers/0/top/share", "out_of_range"),
        ]
        document["scheme"] |= {"year": "2026", "tiers": []}
        assert evaluate(document)
        document["subjects"][0]["facts"]["item"]["score"] = float("nan")
        assert refused(document) == [("/subjects/0/facts/item/score", "not_a_number")]

    def test_a_part_worth_nothing_beside_one_that_may_be_left_out(self) -> None:
        parts = [
            {"code": "a", "points": "5", "missing": "exclude", "rule": {"type": "given"}},
            {"code": "b", "combine": "mean", "parts": [
                {"code": "c", "points": "0", "rule": {"type": "given"}},
                {"code": "d", "points": "0", "rule": {"type": "given"}},
            ]},
        ]  # fmt: skip
        scheme = {"root": {"code": "t", "combine": "sum", "parts": parts}}
        assert refused({"scheme": scheme, "subjects": []}) == [("/scheme/root/parts/1/parts/0/points", "out_of_range")]

    def test_what_could_not_be_read_is_not_held_against_the_rest(self) -> None:
        parts = [{"code": "a", "rule": {"type": "guess"}, "missing": "exclude"}, 5, {"code": "b", "rule": {}}]
        scheme = {
            "root": {"code": "t", "combine": "sum", "parts": parts},
            "ranking": {"break_by": ["unread"]},
            "tiers": [{"top": {"count": "x"}}],
        }
        assert refused({"scheme": scheme, "subjects": []}) == [
            ("/scheme/root/parts/0/rule/type", "unknown_rule"),
            ("/scheme/root/parts/1", "bad_shape"),
            ("/scheme/root/parts/2/rule/type", "bad_shape"),
            ("/scheme/tiers/0/top/count", "not_a_number"),
            ("/scheme/tiers/0/tier", "bad_shape"),
        ]

    def test_every_fault_of_a_fact_is_told(self) -> None:
        item = {"code": "item", "points": "9", "rule": {"type": "threshold", "of": "rate", "at": "1"}}
        fact = {"target": "0", "corrections": [{"points": "x"}]}
        document = {"scheme": {"root": item}, "subjects": [{"code": "A", "class": "c", "facts": {"item": fact}}]}
        place = "/subjects/0/facts/item"
        assert refused(document) == [
            (f"{place}/target", "zero_target"),
            (f"{place}/corrections/0/points", "not_a_number"),
            (f"{place}/actual", "bad_shape"),
        ]

    @pytest.mark.parametrize(
        ("fact", "place"),
        [({"among": 3}, "rank"), ({"actual": "5", "among": 3}, "among"), ({}, "actual"), ({"ranks": [1]}, "among")],
    )
    def test_a_ranked_fact_is_a_measured_value_or_a_place(self, fact: Any, place: str) -> None:
        item = {"code": "item", "points": "9", "rule": {"type": "rank", "award": "step", "step": "1"}}
        document = {"scheme": {"root": item}, "subjects": [{"code": "A", "class": "c", "facts": {"item": fact}}]}
        assert refused(document) == [(f"/subjects/0/facts/item/{place}", "bad_shape")]

    @pytest.mark.parametrize(
        ("fact", "place"), [({}, "places"), ({"ballots": 3}, "rank_sum"), ({"rank_sum": 3}, "ballots")]
    )
    def test_a_rank_ballot_has_places_or_a_sum_with_ballots(self, fact: Any, place: str) -> None:
        item = {"code": "item", "rule": {"type": "rank_ballot", "first": "100", "step": "1"}}
        document = {"scheme": {"root": item}, "subjects": [{"code": "A", "class": "c", "facts": {"item": fact}}]}
        assert refused(document) == [(f"/subjects/0/facts/item/{place}", "bad_shape")]
