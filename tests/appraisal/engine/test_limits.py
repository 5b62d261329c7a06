"""What the contract limits is refused as too large; what it does not limit is taken, in time that grows with its
size."""

import time
from typing import Any

import pytest

from hengjian.appraisal.engine import DocumentRefusedError, check_scheme, evaluate

GIVEN = {"type": "given"}


def faults(document: Any) -> list[tuple[str, str]]:
    with pytest.raises(DocumentRefusedError) as caught:
        evaluate(document)
    return [(error["pointer"], error["code"]) for error in caught.value.errors]


def one(item: dict[str, Any], fact: Any) -> dict[str, Any]:
    root = {"code": "i", "points": "100", **item}
    return {"scheme": {"root": root}, "subjects": [{"code": "A", "class": "c", "facts": {"i": fact}}]}


def score(item: dict[str, Any], fact: Any) -> str:
    return str(evaluate(one(item, fact))["subjects"][0]["nodes"][0]["score"])


class TestLimits:
    @pytest.mark.parametrize("number", ["9" * 101, "0." + "1" * 100, "-" + "1" * 101, 10**100, "1/" + "3" * 101])
    def test_a_number_of_over_100_digits(self, number: Any) -> None:
        root = {"code": "i", "rule": GIVEN, "cap": number}
        assert faults({"scheme": {"root": root}, "subjects": []}) == [("/scheme/root/cap", "too_large")]

    @pytest.mark.parametrize("number", ["9" * 100, "-" + "1" * 100, "0." + "1" * 99])
    def test_a_number_of_100_digits_is_taken(self, number: str) -> None:
        assert check_scheme({"root": {"code": "i", "rule": GIVEN, "cap": number}}) == []

    def test_long_lists_of_parts_bands_and_events(self) -> None:
        parts = [{"code": f"p{at}", "rule": GIVEN} for at in range(10_001)]
        scheme = {"root": {"code": "t", "combine": "sum", "parts": parts}, "ranking": {"break_by": ["p7"]}}
        assert faults({"scheme": scheme, "subjects": []}) == [("/scheme/root/parts", "too_large")]
        bands = [{"points": "1"}] * 10_001
        for rule in ({"type": "bands", "bands": bands}, {"type": "vote_share", "share_of": ["a"], "bands": bands}):
            assert faults(one({"rule": rule}, None)) == [("/scheme/root/rule/bands", "too_large")]
        for kind in ("deductions", "bonuses"):
            fact = {"events": [{"points": "1"}] * 10_001}
            assert faults(one({"rule": {"type": kind}}, fact)) == [("/subjects/0/facts/i/events", "too_large")]

    def test_more_than_200_000_subjects(self) -> None:
        document = one({"rule": GIVEN}, None)
        assert faults({**document, "subjects": [None] * 200_001}) == [("/subjects", "too_large")]

    def test_a_total_of_more_places_than_a_number_may_have(self) -> None:
        scheme = {"root": {"code": "i", "rule": GIVEN}, "rounding": {"places": 101}}
        assert faults({"scheme": scheme, "subjects": []}) == [("/scheme/rounding/places", "too_large")]
        document = one({"rule": GIVEN}, {"score": "1"})
        document["scheme"]["rounding"] = {"places": 100}
        assert evaluate(document)["subjects"][0]["total"] == "1." + "0" * 100


class TestNoLimits:
    def test_facts_votes_counts_and_scores(self) -> None:
        names = [f"o{at}" for at in range(10_001)]
        assert score({"rule": {"type": "panel"}}, {"scores": ["9"] * 10_001}) == "9.000000"
        votes = {"votes": dict.fromkeys(names, 1)}
        assert score({"rule": {"type": "ballot", "values": dict.fromkeys(names, "7")}}, votes) == "7.000000"
        counts = {"counts": dict.fromkeys(names, 1)}
        assert score({"rule": {"type": "count", "per": dict.fromkeys(names, "2")}}, counts) == "20002.000000"
        ranks = {"ranks": [1] * 10_001, "among": 3}
        assert score({"rule": {"type": "rank", "award": "step", "step": "1"}}, ranks) == "100.000000"
        brackets = [{"width": "1", "per": "1"}] * 10_001
        rule = {"type": "brackets", "of": "actual", "brackets": brackets}
        assert score({"rule": rule}, {"actual": "110"}) == "110.000000"
        corrections = [{"points": "0.01"}] * 10_001
        rule = {"type": "threshold", "at": "200"}
        assert score({"rule": rule}, {"actual": "100", "corrections": corrections}) == "100.000000"

    def test_more_facts_of_a_subject_than_a_list_has_entries(self) -> None:
        codes = [[f"i{group}-{at}" for at in range(6_000)] for group in range(2)]
        groups = [
            {"code": f"g{at}", "combine": "sum", "parts": [{"code": code, "rule": GIVEN} for code in below]}
            for at, below in enumerate(codes)
        ]
        facts = {code: {"score": "0.5"} for below in codes for code in below}
        scheme = {"root": {"code": "t", "combine": "sum", "parts": groups}}
        subjects = [{"code": "A", "class": "c", "facts": facts}]
        assert evaluate({"scheme": scheme, "subjects": subjects})["subjects"][0]["total"] == "6000.00"


def seconds(document: Any) -> float:
    begun = time.process_time()
    try:
        evaluate(document)
    except DocumentRefusedError as refused:
        assert refused.errors
    return time.process_time() - begun


class TestNothingHangs:
    def test_weights_with_many_different_denominators(self) -> None:
        parts = [{"code": f"p{at}", "weight": f"1/{10**40 + 2 * at + 1}", "rule": GIVEN} for at in range(1_000)]
        scheme = {"root": {"code": "t", "combine": "weighted", "parts": parts}}
        facts = {part["code"]: {"score": "1"} for part in parts}
        document = {"scheme": scheme, "subjects": [{"code": "A", "class": "c", "facts": facts}]}
        assert seconds(document) < 5
        assert evaluate(document)["subjects"][0]["total"] == "1.00"

    def test_as_many_faults_as_facts(self) -> None:
        facts = {f"x{at}": 1 for at in range(20_000)}
        document = one({"rule": GIVEN}, {"score": "1"})
        document["subjects"][0]["facts"] |= facts
        assert seconds(document) < 5
        assert len(faults(document)) == 20_000

    def test_a_tie_broken_by_one_node_again_and_again(self) -> None:
        document = one({"rule": GIVEN}, {"score": "1"})
        [subject] = document["subjects"]
        document["scheme"]["ranking"] = {"break_by": [document["scheme"]["root"]["code"]] * 10_000}
        document["subjects"] = [subject | {"code": f"s{at}"} for at in range(2_000)]
        assert seconds(document) < 5

    def test_sums_within_sums_that_all_ask_for_points(self) -> None:
        node: dict[str, Any] = {
            "code": "innermost",
            "combine": "sum",
            "parts": [{"code": f"p{at}", "missing": "exclude", "rule": GIVEN} for at in range(5_000)],
        }
        for depth in range(60):
            beside = {"code": f"e{depth}", "missing": "exclude", "rule": GIVEN}
            node = {"code": f"g{depth}", "combine": "sum", "parts": [node, beside]}
        document = {"scheme": {"root": node}, "subjects": []}
        assert seconds(document) < 5
        assert {code for _, code in faults(document)} == {"points_needed"}
        assert len(faults(document)) == 5_060

    def test_numbers_as_large_as_they_may_be(self) -> None:
        huge = "9" * 100
        assert score({"rule": {"type": "panel", "trim": huge}}, {"scores": ["1"]}) == "1.000000"
        rank = {"type": "rank", "award": "spread", "first": huge, "last": "0"}
        assert len(score({"rule": rank}, {"rank": "8" * 100, "among": huge})) == 107
        document = one({"rule": GIVEN}, {"score": "1"})
        document["scheme"]["tiers"] = [
            {"tier": "good", "top": {"count": huge}},
            {"tier": "bad", "top": {"share": huge}},
        ]
        assert evaluate(document)["subjects"][0]["tier"] == "good"
