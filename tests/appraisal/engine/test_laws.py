"""What holds for every sound document, whatever its rules."""

import copy
import json
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hengjian.appraisal.engine import DocumentRefusedError, evaluate
from tests.appraisal.engine.drawing import draw_document
from tests.appraisal.engine.oracle import nodes_of

Document = dict[str, Any]


def _can_be_scored(document: Document) -> bool:
    try:
        evaluate(document)
    except DocumentRefusedError:
        return False
    return True


documents = st.integers(0, 2**32).map(draw_document).filter(_can_be_scored)


def places(document: Document) -> dict[str, tuple[Any, ...]]:
    keys = ("total", "rank", "of", "tier", "flags", "margin")
    return {s["code"]: tuple(s[key] for key in keys) for s in evaluate(document)["subjects"]}


@given(documents, st.integers())
def test_the_order_of_subjects_changes_nothing(document: Document, seed: int) -> None:
    before = evaluate(document)
    Random(seed).shuffle(document["subjects"])
    after = evaluate(document)
    assert after["subjects"] == before["subjects"]
    assert after["result"] == before["result"]


@given(documents, st.integers())
def test_the_order_of_parts_changes_no_place(document: Document, seed: int) -> None:
    before = places(document)
    for node in nodes_of(document["scheme"]["root"]):
        if "parts" in node:
            Random(seed).shuffle(node["parts"])
    assert places(document) == before


@given(documents, st.sampled_from(["2", "0.1", "1/3", "100/7"]))
def test_scaling_the_weights_of_a_group_changes_nothing(document: Document, factor: str) -> None:
    before = places(document)
    groups = [node for node in nodes_of(document["scheme"]["root"]) if node.get("combine") == "weighted"]
    assume(groups)
    above, _, below = factor.partition("/")
    for part in groups[0]["parts"]:
        numerator, _, denominator = str(part["weight"]).partition("/")
        part["weight"] = f"{Decimal(numerator) * Decimal(above):f}/{int(denominator or 1) * int(below or 1)}"
    assert places(document) == before


@given(documents)
def test_competition_ranks_are_consistent(document: Document) -> None:
    document["scheme"]["ranking"] = {**document["scheme"]["ranking"], "ties": "competition", "unranked": []}
    is_ascending = document["scheme"]["ranking"].get("order") == "asc"
    subjects = evaluate(document)["subjects"]
    for one in subjects:
        peers = [other for other in subjects if other["class"] == one["class"]]
        assert one["of"] == len(peers)
        assert one["rank"] == 1 + sum(other["rank"] < one["rank"] for other in peers)
        for other in peers:
            difference = Decimal(other["total"]) - Decimal(one["total"])
            if difference:
                assert (other["rank"] < one["rank"]) == ((difference < 0) is is_ascending)


@given(documents, st.sampled_from(["0", "0.5", "40"]))
def test_one_more_deduction_never_helps(document: Document, points: str) -> None:
    codes = [n["code"] for n in nodes_of(document["scheme"]["root"]) if n.get("rule", {}).get("type") == "deductions"]
    assume(codes)
    document["scheme"]["ranking"] |= {"order": "desc"}
    before = places(document)
    subject = document["subjects"][0]
    fact = subject["facts"].get(codes[0]) or {"events": []}
    subject["facts"][codes[0]] = {"events": [*fact["events"], {"points": points}]}
    after = places(document)
    total, rank, *_ = before[subject["code"]]
    assert Decimal(after[subject["code"]][0]) <= Decimal(total)
    assert rank is None or after[subject["code"]][1] >= rank
    assert all(after[code][0] == before[code][0] for code in before if code != subject["code"])


@given(documents)
def test_the_same_input_gives_the_same_bytes(document: Document) -> None:
    untouched = copy.deepcopy(document)
    first, second = (json.dumps(evaluate(document), ensure_ascii=False) for _ in range(2))
    assert first == second
    assert document == untouched
    again = json.loads(json.dumps(document, sort_keys=True))
    digests = [{key: result[key] for key in ("scheme", "input")} for result in (json.loads(first), evaluate(again))]
    assert digests[0] == digests[1]


@given(documents)
def test_parts_add_up_to_their_group(document: Document) -> None:
    groups = [node for node in nodes_of(document["scheme"]["root"]) if "parts" in node]
    for subject in evaluate(document)["subjects"]:
        nodes = {node["code"]: node for node in subject["nodes"]}
        for group in groups:
            score = nodes[group["code"]]["score"]
            brought = [nodes[part["code"]]["weighted"] for part in group["parts"]]
            if score is None:
                assert set(brought) == {None}
            elif "cap" not in group and "floor" not in group:
                off = abs(sum(Decimal(part) for part in brought if part) - Decimal(score))
                assert off <= Decimal("0.000001") * len(brought)


@given(documents)
def test_only_sentences_depend_on_the_language(document: Document) -> None:
    plain = evaluate(document, explained=False)
    for language in ("zh", "en"):
        result = evaluate(document, language)
        for subject in result["subjects"]:
            assert all(node.pop("why") for node in subject["nodes"])
        assert result == plain


RISING: list[tuple[dict[str, Any], bool]] = [
    ({"type": "threshold", "at": "50"}, True),
    ({"type": "threshold", "at": "50", "direction": "lower"}, False),
    ({"type": "proportional"}, True),
    ({"type": "proportional", "direction": "lower"}, False),
    *(
        ({"type": "step", "size": "7", "up": "0.5", "down": "1", "of": "actual", "partial": p, "zero_at": "20"}, True)
        for p in ("prorate", "whole", "started")
    ),
    ({"type": "step", "size": "7", "up": "0.5", "down": "1", "direction": "lower", "max_down": "5"}, False),
    ({"type": "bands", "bands": [{"to": "30", "points": "1"}, {"to": "60", "points": "4"}, {"points": "9"}]}, True),
    ({"type": "range", "low": "2", "high": "9", "ends": {"worst": "10", "best": "90"}}, True),
    ({"type": "range", "low": "2", "high": "9", "direction": "lower"}, False),
    ({"type": "brackets", "brackets": [{"width": "9", "per": "0.3"}, {"per": "1/7"}]}, True),
    ({"type": "relative_to_best"}, True),
    ({"type": "rank", "award": "step", "step": "3"}, True),
    ({"type": "rank", "award": "spread", "first": "9", "last": "2", "direction": "lower"}, False),
]


@pytest.mark.parametrize(("rule", "is_rising"), RISING)
@given(st.lists(st.decimals(0, 200, places=1).map(lambda x: f"{x:f}"), min_size=2, max_size=6))
def test_a_better_value_never_scores_less(rule: dict[str, Any], is_rising: bool, values: list[str]) -> None:
    values = sorted(values, key=Decimal, reverse=not is_rising)
    subjects = [
        {"code": f"S{at}", "class": "c", "facts": {"item": {"actual": value, "target": "90"}}}
        for at, value in enumerate(values)
    ]
    document = {"scheme": {"root": {"code": "item", "points": "10", "rule": rule}}, "subjects": subjects}
    totals = {s["code"]: Decimal(s["nodes"][0]["score"]) for s in evaluate(document)["subjects"]}
    ordered = [totals[f"S{at}"] for at in range(len(values))]
    assert ordered == sorted(ordered)
