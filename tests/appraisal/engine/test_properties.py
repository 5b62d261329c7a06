"""What holds for every document, found by trying many."""

import json
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hengjian.appraisal.engine import (
    DocumentRefusedError,
    check_scheme,
    evaluate,
    evaluate_text,
    item_codes,
    reduce_scheme,
)
from tests.appraisal.engine.drawing import draw_document

scores = st.decimals(min_value=0, max_value=100, places=2).map(lambda value: format(value, "f"))


def scheme(**changes: Any) -> dict[str, Any]:
    parts = [
        {"code": "year-end", "points": "100", "rule": {"type": "given"}, "weight": "60"},
        {"code": "daily", "points": "100", "rule": {"type": "deductions"}, "weight": "20"},
        {"code": "review", "points": "100", "rule": {"type": "given"}, "weight": "20", "missing": "exclude"},
    ]
    tiers = [
        {"tier": "advanced", "top": {"share": "0.3"}, "at_least": "60"},
        {"tier": "lagging", "bottom": {"count": 1}, "below": "50"},
    ]
    return {"root": {"code": "total", "combine": "weighted", "parts": parts}, "tiers": tiers, **changes}


@st.composite
def counties(draw: st.DrawFn) -> list[dict[str, Any]]:
    subjects = []
    for number in range(draw(st.integers(1, 12))):
        facts: dict[str, Any] = {"year-end": {"score": draw(scores)}}
        facts["daily"] = {"events": [{"points": points} for points in draw(st.lists(scores, max_size=3))]}
        if draw(st.booleans()):
            facts["review"] = {"score": draw(scores)}
        subjects.append({"code": f"S{number:02}", "class": draw(st.sampled_from("ab")), "facts": facts})
    return subjects


@given(counties())
def test_places_of_a_tier_are_never_exceeded(subjects: list[dict[str, Any]]) -> None:
    for class_code in "ab":
        members = [
            s for s in evaluate({"scheme": scheme(), "subjects": subjects})["subjects"] if s["class"] == class_code
        ]
        places = int((Decimal("0.3") * len(members)).quantize(Decimal(1), "ROUND_HALF_UP"))
        assert sum(s["tier"] == "advanced" for s in members) <= places
        assert all(Decimal(s["total"]) >= 60 for s in members if s["tier"] == "advanced")


@given(counties(), st.sets(st.sampled_from(["year-end", "daily", "review"])))
def test_a_reduced_scheme_can_always_be_scored(subjects: list[dict[str, Any]], standing: set[str]) -> None:
    reduced = reduce_scheme(scheme(), standing)
    if reduced is None:
        assert standing == set()
        return
    assert set(item_codes(reduced)) == standing
    for subject in subjects:
        subject["facts"] = {code: fact for code, fact in subject["facts"].items() if code in standing}
        subject["facts"].setdefault("review", {"score": "1"}) if "review" in standing else None
    assert all(s["tier"] == "standard" for s in evaluate({"scheme": reduced, "subjects": subjects})["subjects"])


@given(st.integers(0, 2**32), st.integers())
def test_a_reduced_scheme_is_sound(seed: int, choice: int) -> None:
    whole, random = draw_document(seed)["scheme"], Random(choice)
    standing = {code for code in item_codes(whole) if random.random() < 0.6}
    reduced = reduce_scheme(whole, standing)
    assert reduced is None or (check_scheme(reduced) == [] and set(item_codes(reduced)) == standing)


def test_a_group_left_of_excludable_parts_is_not_excluded_from_a_sum_that_cannot_bear_it() -> None:
    review = {"code": "review", "points": "10", "rule": {"type": "given"}, "missing": "exclude"}
    fixed = {"code": "fixed", "points": "10", "rule": {"type": "given"}}
    mean = {"code": "mean", "combine": "mean", "parts": [review, fixed]}
    bonus = {"code": "bonus", "rule": {"type": "bonuses"}}
    whole = {"root": {"code": "total", "combine": "sum", "parts": [mean, bonus]}}
    assert check_scheme(whole) == []
    reduced = reduce_scheme(whole, ["review", "bonus"])
    assert reduced is not None
    assert check_scheme(reduced) == []
    subject = {"code": "A", "class": "c", "facts": {"review": {"score": "8"}}}
    assert evaluate({"scheme": reduced, "subjects": [subject]})["subjects"][0]["total"] == "8.00"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["1", "given", "sum", "c"]),
    lambda children: (
        st.lists(children, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["code", "combine", "parts", "rule", "type", "points", "class", "facts", "weight", "events"]
            )
            | st.text(max_size=3),
            children,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@given(st.fixed_dictionaries({"scheme": json_values, "subjects": json_values}) | json_values)
def test_anything_is_evaluated_or_refused(document: Any) -> None:
    try:
        evaluate(document)
    except DocumentRefusedError as refused:
        assert refused.errors


CODES = {
    "bad_shape", "not_a_number", "out_of_range", "points_needed", "unknown_rule", "unknown_node", "duplicate_code",
    "duplicate_subject", "unknown_item", "unknown_veto", "unknown_option", "unknown_kind", "missing_fact",
    "zero_target", "too_large", "no_band", "nothing_to_score",
}  # fmt: skip


@st.composite
def damaged_documents(draw: st.DrawFn) -> Any:
    """A sound document with one value, or one key, replaced by something else."""
    document = draw_document(draw(st.integers(0, 2**32)))
    spot: Any = document
    while True:
        keys = list(spot) if isinstance(spot, dict) else list(range(len(spot)))
        key = draw(st.sampled_from(keys))
        if isinstance(spot[key], (dict, list)) and spot[key] and draw(st.integers(0, 3)):
            spot = spot[key]
            continue
        if isinstance(spot, dict) and draw(st.booleans()):
            spot[draw(st.sampled_from([*keys, "note", "weight", "\ud800", "~/"]))] = spot.pop(key)
        else:
            spot[key] = draw(json_values | st.sampled_from(["-1", "0", "1/3", "1e5", 1.5, 2**60, None, True, "x"]))
        return document


@given(damaged_documents())
def test_a_damaged_document_is_evaluated_or_refused(document: Any) -> None:
    try:
        json.dumps(evaluate(document), ensure_ascii=False).encode()
    except DocumentRefusedError as refused:
        assert refused.errors
        assert {error["code"] for error in refused.errors} <= CODES
        json.dumps(refused.errors, ensure_ascii=False).encode()
        places = [(error["pointer"], error["code"]) for error in refused.errors]
        assert len(places) == len(set(places))


@given(st.text() | st.binary())
def test_any_text_is_evaluated_or_refused(text: str | bytes) -> None:
    try:
        evaluate_text(text)
    except DocumentRefusedError as refused:
        assert refused.errors[0]["pointer"] == ""


def test_nesting_without_end_is_refused() -> None:
    for text in ("[" * 100_000, json.dumps({"scheme": 1})[:-1] + ', "note": ' + '{"a":' * 50_000):
        try:
            evaluate_text(text)
        except DocumentRefusedError as refused:
            assert refused.errors
