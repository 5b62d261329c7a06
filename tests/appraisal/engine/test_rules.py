"""The examples that the scheme language gives for each rule, and each kind of fault."""

from typing import Any

import pytest

from hengjian.appraisal.engine import DocumentRefusedError, evaluate


def scored(rule: dict[str, Any], *facts: Any, points: str | None = None, **item: Any) -> list[str]:
    """Scores of subjects with these facts under one item."""
    node = {"code": "item", "rule": rule, **({"points": points} if points else {}), **item}
    subjects = [{"code": f"S{index:02}", "class": "c", "facts": {"item": fact}} for index, fact in enumerate(facts)]
    result = evaluate({"scheme": {"root": node}, "subjects": subjects})
    by_code = {subject["code"]: subject["nodes"][0]["score"] for subject in result["subjects"]}
    return [by_code[code].rstrip("0").rstrip(".") for code in sorted(by_code)]


def refused(document: Any) -> list[tuple[str, str]]:
    with pytest.raises(DocumentRefusedError) as caught:
        evaluate(document)
    return [(error["pointer"], error["code"]) for error in caught.value.errors]


def actual(*values: str) -> list[dict[str, str]]:
    return [{"actual": value, "target": "100"} for value in values]


def test_threshold() -> None:
    assert scored({"type": "threshold", "at": "50"}, *actual("49.9", "50"), points="8") == ["0", "8"]
    lower = {"type": "threshold", "at": "50", "direction": "lower"}
    assert scored(lower, *actual("49.9", "50", "50.1"), points="8") == ["8", "8", "0"]


def test_proportional() -> None:
    assert scored({"type": "proportional"}, *actual("85", "120", "-5"), points="10") == ["8.5", "10", "0"]
    assert scored({"type": "proportional", "uncapped": True}, *actual("120"), points="10") == ["12"]
    lower = {"type": "proportional", "direction": "lower"}
    assert scored(lower, *actual("200", "50", "0"), points="10") == ["5", "10", "10"]


@pytest.mark.parametrize(
    ("partial", "scores"),
    [("prorate", ["7.75", "8", "6"]), ("whole", ["7.5", "8", "6"]), ("started", ["8", "8", "6"])],
)
def test_step(partial: str, scores: list[str]) -> None:
    rule = {
        "type": "step", "size": "10", "up": "0.5", "down": "0.5", "max_up": "1", "max_down": "1", "base": "7",
        "partial": partial,
    }  # fmt: skip
    assert scored(rule, *actual("115", "135", "60")) == scores


def test_step_is_nothing_at_the_zero_line() -> None:
    rule = {"type": "step", "size": "10", "up": "1", "down": "1", "base": "7", "zero_at": "80"}
    assert scored(rule, *actual("80", "80.1", "79")) == ["0", "5.01", "0"]


def test_step_changes_nothing_at_the_line_itself() -> None:
    rule = {"type": "step", "size": "10", "up": "1", "down": "1", "max_up": "-3", "max_down": "-2", "base": "7"}
    assert scored(rule, *actual("100", "110", "90")) == ["7", "4", "9"]


def test_bands_take_the_first_that_holds() -> None:
    bands = [{"from": "90", "points": "10"}, {"from": "80", "to": "90", "points": "7"}, {"points": "0"}]
    assert scored({"type": "bands", "bands": bands}, *actual("90", "89.99", "80", "79")) == ["10", "7", "7", "0"]


def test_range() -> None:
    rule = {"type": "range", "low": "50", "high": "100"}
    assert scored(rule, *actual("60", "30", "10")) == ["100", "70", "50"]
    assert scored({**rule, "direction": "lower"}, *actual("60", "30", "10")) == ["50", "80", "100"]
    assert scored(rule, *actual("5", "5")) == ["100", "100"]
    fixed = {**rule, "ends": {"worst": "0", "best": "50"}}
    assert scored(fixed, *actual("25", "80", "-1")) == ["75", "100", "50"]


def test_brackets() -> None:
    brackets = [{"width": "10", "per": "0.5"}, {"width": "10", "per": "0.25"}, {"per": "10/60"}]
    rule = {"type": "brackets", "brackets": brackets}
    assert scored(rule, *actual("125", "90", "0"), points="10") == ["18.333333", "5", "0"]


def test_relative_to_best() -> None:
    assert scored({"type": "relative_to_best"}, *actual("880", "920"), points="600") == ["573.913043", "600"]
    assert scored({"type": "relative_to_best"}, *actual("0", "-1"), points="600") == ["0", "0"]


def test_rank() -> None:
    step = {"type": "rank", "award": "step", "step_percent": "2"}
    assert scored(step, {"rank": 5, "among": 11}, points="200") == ["184"]
    spread = {"type": "rank", "award": "spread", "first": "600", "last": "500"}
    assert scored(spread, {"rank": 4, "among": 11}) == ["570"]
    assert scored(step, {"ranks": [1, 3, 2], "among": 3}, points="100") == ["98"]
    assert scored({**step, "direction": "lower"}, *actual("3", "1", "1"), points="100") == ["96", "100", "100"]


def test_deductions_bonuses_and_counts() -> None:
    events = {"events": [{"points": "2", "count": 3}, {"points": "10", "count": 2}]}
    assert scored({"type": "deductions"}, events, None, points="30") == ["4", "30"]
    assert scored({"type": "deductions"}, {"events": [{"points": "30", "factor": "2"}]}, points="50") == ["0"]
    three = {"events": [{"points": "3", "matter": "a"}, {"points": "3", "matter": "b"}, {"points": "1", "matter": "a"}]}
    assert scored({"type": "bonuses", "at_most": "5"}, three) == ["5"]
    assert scored({"type": "bonuses", "once_per_matter": False}, three) == ["7"]
    assert scored({"type": "count", "per": {"new": "5", "kept": "2"}}, {"counts": {"new": 2, "kept": 1}}) == ["12"]


def test_votes_and_panels() -> None:
    ballot = {"type": "ballot", "values": {"good": "100", "fair": "70", "bad": "30"}, "invalid": ["unsure"]}
    votes = {"votes": {"good": 60, "fair": 30, "bad": 5, "unsure": 5}}
    assert scored(ballot, votes) == ["86.842105"]
    bands = [
        {"from": "100/3", "share_of": ["fair", "bad"], "points": "130"},
        {"from": "80", "points": "190"},
        {"points": "160"},
    ]
    share = {"type": "vote_share", "share_of": ["good"], "bands": bands}
    assert scored(share, {"votes": {"good": 62, "fair": 38}}, {"votes": {"good": 80, "bad": 20}}) == ["130", "190"]
    places = {"type": "rank_ballot", "first": "100", "step": "3"}
    assert scored(places, {"places": {"1": 10, "2": 5}}, {"rank_sum": 20, "ballots": 15}) == ["99", "99"]
    panel = {"type": "panel", "trim": 1}
    assert scored(panel, {"scores": ["10", "8", "0"]}, {"scores": ["10", "0"]}, points="10") == ["8", "5"]


class TestRefusals:
    def one(self, item: dict[str, Any], fact: Any = None, **subject: Any) -> dict[str, Any]:
        facts = {} if fact is None else {item["code"]: fact}
        return {"scheme": {"root": item}, "subjects": [{"code": "A", "class": "c", "facts": facts, **subject}]}

    @pytest.mark.parametrize(
        ("item", "fact", "fault"),
        [
            ({"code": "i", "rule": {"type": "given"}}, None, ("/subjects/0/facts/i", "missing_fact")),
            ({"code": "i", "rule": {"type": "panel"}}, None, ("/scheme/root/points", "points_needed")),
            (
                {"code": "i", "rule": {"type": "given"}, "missing": "full"},
                None,
                ("/scheme/root/points", "points_needed"),
            ),
            ({"code": "i", "rule": {"type": "guess"}}, None, ("/scheme/root/rule/type", "unknown_rule")),
            ({"code": "i", "rule": {"type": "threshold"}, "points": "1"}, None, ("/scheme/root/rule/at", "bad_shape")),
            ({"code": "i", "rule": {"type": "given"}, "weight": "0"}, None, ("/scheme/root/weight", "out_of_range")),
            ({"code": "i", "rule": {"type": "given"}, "cap": "1/0"}, None, ("/scheme/root/cap", "not_a_number")),
            ({"code": "i", "rule": {"type": "given"}}, {"score": "1/3"}, ("/subjects/0/facts/i/score", "not_a_number")),
            ({"code": "i", "rule": {"type": "given"}}, {"score": 2**53}, ("/subjects/0/facts/i/score", "not_a_number")),
            (
                {"code": "i", "rule": {"type": "given"}},
                {"score": "9" * 101},
                ("/subjects/0/facts/i/score", "too_large"),
            ),
            ({"code": "i", "rule": {"type": "given"}}, {"scor": "1"}, ("/subjects/0/facts/i/scor", "bad_shape")),
            (
                {"code": "i", "rule": {"type": "bonuses", "kinds": {"award": {}}}},
                None,
                ("/scheme/root/rule/kinds/award/at_most", "bad_shape"),
            ),
            (
                {"code": "i", "points": "9", "rule": {"type": "rank", "award": "step", "step": "1"}},
                {"rank": 5, "among": 4},
                ("/subjects/0/facts/i/rank", "out_of_range"),
            ),
            (
                {"code": "i", "points": "9", "rule": {"type": "threshold", "of": "rate", "at": "1"}},
                {"actual": "1", "target": "0"},
                ("/subjects/0/facts/i/target", "zero_target"),
            ),
        ],
    )  # fmt: skip
    def test_points_at_the_fault(self, item: dict[str, Any], fact: Any, fault: tuple[str, str]) -> None:
        assert fault in refused(self.one(item, fact))

    def test_names_that_the_scheme_lacks(self) -> None:
        document = self.one({"code": "i", "rule": {"type": "given"}}, {"score": "1"}, vetoes=["none"])
        document["scheme"]["ranking"] = {"break_by": ["i"]}
        assert refused(document) == [("/subjects/0/vetoes/0", "unknown_veto")]
        document["scheme"]["ranking"] = {"break_by": ["j"]}
        assert refused(document) == [("/scheme/ranking/break_by/0", "unknown_node")]

    def test_a_subject_twice(self) -> None:
        document = self.one({"code": "i", "rule": {"type": "given"}}, {"score": "1"})
        document["subjects"] *= 2
        assert refused(document) == [("/subjects/1/code", "duplicate_subject")]

    def test_every_fault_of_a_stage_in_document_order(self) -> None:
        document = {
            "subjects": [],
            "scheme": {"extra": 1, "root": {"rule": {"type": "given"}, "weight": "x", "code": 5}, "tiers": {}},
        }
        assert refused(document) == [
            ("/scheme/extra", "bad_shape"),
            ("/scheme/root/weight", "not_a_number"),
            ("/scheme/root/code", "bad_shape"),
            ("/scheme/tiers", "bad_shape"),
        ]

    def test_a_tree_too_deep(self) -> None:
        node: dict[str, Any] = {"code": "leaf", "rule": {"type": "given"}}
        for depth in range(64):
            node = {"code": f"g{depth}", "combine": "sum", "parts": [node]}
        assert [code for _, code in refused({"scheme": {"root": node}, "subjects": []})] == ["too_large"]

    @pytest.mark.parametrize("document", [None, [], 5, "text", {}, {"scheme": None, "subjects": None}])
    def test_what_is_no_document(self, document: Any) -> None:
        assert refused(document)


class TestOneFaultIsOneError:
    def test_absent_facts(self) -> None:
        scheme = {"root": {"code": "item", "rule": {"type": "given"}}}
        assert refused({"scheme": scheme, "subjects": [{"code": "A", "class": "c"}]}) == [
            ("/subjects/0/facts", "bad_shape")
        ]
        assert refused({"scheme": scheme, "subjects": [{"code": "A", "class": "c", "facts": []}]}) == [
            ("/subjects/0/facts", "bad_shape")
        ]

    def test_an_unknown_award(self) -> None:
        root = {"code": "item", "points": "10", "rule": {"type": "rank", "award": "prize"}}
        assert refused({"scheme": {"root": root}, "subjects": []}) == [("/scheme/root/rule/award", "bad_shape")]

    def test_codes_that_are_no_text(self) -> None:
        parts = [{"code": 1, "rule": {"type": "given"}}, {"code": 2, "rule": {"type": "given"}}]
        scheme = {"root": {"code": "t", "combine": "sum", "parts": parts}, "ranking": {"break_by": [3]}}
        assert refused({"scheme": scheme, "subjects": []}) == [
            ("/scheme/root/parts/0/code", "bad_shape"),
            ("/scheme/root/parts/1/code", "bad_shape"),
            ("/scheme/ranking/break_by/0", "bad_shape"),
        ]
        subjects: list[dict[str, Any]] = [{"code": None, "class": "c", "vetoes": [5], "facts": {}}] * 2
        scheme = {"root": {"code": "t", "missing": "zero", "rule": {"type": "given"}}}
        assert [code for _, code in refused({"scheme": scheme, "subjects": subjects})] == ["bad_shape"] * 4


def test_every_fault_of_the_scheme_is_told_at_once() -> None:
    parts = [
        {"code": "a", "points": "5", "missing": "exclude", "rule": {"type": "given"}},
        {"code": "b", "rule": {"type": "given"}},
        {"code": "c", "points": "-1", "rule": {"type": "given"}},
    ]
    scheme = {"root": {"code": "t", "combine": "sum", "parts": parts}}
    assert refused({"scheme": scheme, "subjects": []}) == [
        ("/scheme/root/parts/1/points", "points_needed"),
        ("/scheme/root/parts/2/points", "out_of_range"),
    ]


def test_a_correction_has_no_negative_factor() -> None:
    scheme = {"root": {"code": "item", "points": "8", "rule": {"type": "threshold", "at": "1"}}}
    fact = {"actual": "1", "corrections": [{"points": "-1", "factor": "-2"}]}
    subjects = [{"code": "A", "class": "c", "facts": {"item": fact}}]
    assert refused({"scheme": scheme, "subjects": subjects}) == [
        ("/subjects/0/facts/item/corrections/0/factor", "out_of_range")
    ]


def test_only_parts_bands_and_events_are_limited() -> None:
    many = [{"points": "1"}] * 10_001
    scheme = {"root": {"code": "item", "points": "10", "rule": {"type": "deductions"}}}
    subject = {"code": "A", "class": "c", "facts": {"item": {"events": many}}}
    assert refused({"scheme": scheme, "subjects": [subject]}) == [("/subjects/0/facts/item/events", "too_large")]
    assert scored({"type": "panel"}, {"scores": ["9"] * 10_001}, points="10") == ["9"]


@pytest.mark.parametrize(("number", "code"), [(10**100, "too_large"), (2**53, "not_a_number")])
def test_long_integers_are_too_large_however_they_come(number: int, code: str) -> None:
    scheme = {"root": {"code": "item", "points": number, "rule": {"type": "given"}}}
    assert refused({"scheme": scheme, "subjects": []}) == [("/scheme/root/points", code)]


def test_half_characters_do_not_reach_a_pointer() -> None:
    [(pointer, code)] = refused(
        {"scheme": {"root": {"code": "a", "rule": {"type": "given"}}, "\ud800": 1}, "subjects": []}
    )
    assert (pointer, code) == ("/scheme/?", "bad_shape")
