"""What holds for every document, found by trying many."""

import json
from decimal import Decimal
from random import Random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hengjian.appraisal.engine import DocumentRefused, evaluate, evaluate_text, item_codes, reduce_scheme

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


@given(counties(), st.integers())
def test_the_order_of_subjects_changes_nothing_but_the_input(subjects: list[dict[str, Any]], seed: int) -> None:
    shuffled = subjects[:]
    Random(seed).shuffle(shuffled)
    first, second = (evaluate({"scheme": scheme(), "subjects": order}) for order in (subjects, shuffled))
    assert first["result"] == second["result"]
    assert first["subjects"] == second["subjects"]


@given(counties())
def test_parts_add_up_to_their_group(subjects: list[dict[str, Any]]) -> None:
    for subject in evaluate({"scheme": scheme(), "subjects": subjects})["subjects"]:
        nodes = {node["code"]: node for node in subject["nodes"]}
        brought = sum(Decimal(n["weighted"]) for code, n in nodes.items() if code != "total" and n["weighted"])
        assert abs(brought - Decimal(nodes["total"]["score"])) <= Decimal("0.000002")


@given(counties())
def test_a_better_total_never_has_a_worse_rank(subjects: list[dict[str, Any]]) -> None:
    by_class: dict[str, list[dict[str, Any]]] = {}
    for subject in evaluate({"scheme": scheme(), "subjects": subjects})["subjects"]:
        by_class.setdefault(subject["class"], []).append(subject)
    for members in by_class.values():
        for one in members:
            better = sum(Decimal(other["total"]) > Decimal(one["total"]) for other in members)
            assert one["rank"] == better + 1
            assert one["of"] == len(members)


@given(counties())
def test_places_of_a_tier_are_never_exceeded(subjects: list[dict[str, Any]]) -> None:
    for class_code in "ab":
        members = [
            s for s in evaluate({"scheme": scheme(), "subjects": subjects})["subjects"] if s["class"] == class_code
        ]
        places = int((Decimal("0.3") * len(members)).quantize(Decimal(1), "ROUND_HALF_UP"))
        assert sum(s["tier"] == "advanced" for s in members) <= places
        assert all(Decimal(s["total"]) >= 60 for s in members if s["tier"] == "advanced")


@given(counties(), scores)
def test_one_more_deduction_never_helps(subjects: list[dict[str, Any]], points: str) -> None:
    before = {s["code"]: Decimal(s["total"]) for s in evaluate({"scheme": scheme(), "subjects": subjects})["subjects"]}
    subjects[0]["facts"]["daily"]["events"].append({"points": points})
    after = {s["code"]: Decimal(s["total"]) for s in evaluate({"scheme": scheme(), "subjects": subjects})["subjects"]}
    assert after["S00"] <= before["S00"]
    assert all(after[code] == before[code] for code in before if code != "S00")


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


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.fixed_dictionaries({"scheme": json_values, "subjects": json_values}) | json_values)
def test_anything_is_evaluated_or_refused(document: Any) -> None:
    try:
        evaluate(document)
    except DocumentRefused as refused:
        assert refused.errors


@st.composite
def damaged_documents(draw: st.DrawFn) -> Any:
    """A sound document with one value replaced by something else."""
    document = {"scheme": scheme(), "subjects": draw(counties())}
    spot: Any = document
    while True:
        keys = list(spot) if isinstance(spot, dict) else list(range(len(spot)))
        key = draw(st.sampled_from(keys))
        if isinstance(spot[key], (dict, list)) and spot[key] and draw(st.integers(0, 3)):
            spot = spot[key]
            continue
        spot[key] = draw(json_values)
        return document


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(damaged_documents())
def test_a_damaged_document_is_evaluated_or_refused(document: Any) -> None:
    try:
        evaluate(document)
    except DocumentRefused as refused:
        assert refused.errors


@given(st.text() | st.binary())
def test_any_text_is_evaluated_or_refused(text: str | bytes) -> None:
    try:
        evaluate_text(text)
    except DocumentRefused as refused:
        assert refused.errors[0]["pointer"] == ""


def test_nesting_without_end_is_refused() -> None:
    for text in ("[" * 100_000, json.dumps({"scheme": 1})[:-1] + ', "note": ' + '{"a":' * 50_000):
        try:
            evaluate_text(text)
        except DocumentRefused as refused:
            assert refused.errors
