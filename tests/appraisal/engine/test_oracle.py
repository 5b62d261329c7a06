"""The engine and a second, plain reading of the contract come to the same result."""

from typing import Any

import pytest

from hengjian.appraisal.engine import DocumentRefusedError, evaluate
from tests.appraisal.engine.drawing import KINDS, draw_document
from tests.appraisal.engine.oracle import nodes_of, rank_document

DOCUMENTS = 600


def evaluated(document: Any) -> dict[str, dict[str, Any]]:
    subjects = {}
    for subject in evaluate(document)["subjects"]:
        nodes = {node["code"]: (node["score"], node["weighted"]) for node in subject.pop("nodes")}
        code = subject.pop("code")
        subjects[code] = {**subject, "nodes": nodes}
    return subjects


@pytest.mark.parametrize("start", range(0, DOCUMENTS, 100))
def test_both_readings_agree(start: int) -> None:
    refusals = 0
    for seed in range(start, start + 100):
        document = draw_document(seed)
        try:
            result = evaluated(document)
        except DocumentRefusedError as refused:
            assert {error["code"] for error in refused.errors} <= {"nothing_to_score"}, seed
            refusals += 1
            continue
        expected = rank_document(document)
        assert result == expected, seed
    assert refusals < 50


def test_what_is_drawn_holds_every_rule() -> None:
    documents = [draw_document(seed) for seed in range(100)]
    assert {n["rule"]["type"] for d in documents for n in nodes_of(d["scheme"]["root"]) if "rule" in n} == {*KINDS}
