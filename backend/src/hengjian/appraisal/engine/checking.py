"""``hengjian evaluate``: documents from files, compared with what they expect."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from hengjian.appraisal.engine.evaluation import evaluate, read_document
from hengjian.appraisal.engine.faults import DocumentRefused


def check_expectation(document: Any, outcome: Mapping[str, Any]) -> list[str]:
    """Differences between ``document["expect"]`` and the outcome: a result, or ``{"errors": [...]}``; the first first."""
    expect = document.get("expect") if isinstance(document, dict) else None
    if not isinstance(expect, dict):
        return ["no expectation"]
    errors = outcome.get("errors")
    if "error" in expect and set(expect) == {"error"}:
        wanted = expect["error"]
        found = [{key: error[key] for key in wanted if key in error} for error in errors or []]
        return [] if wanted in found else [f"error: expected {wanted}, got {found or 'a result'}"]
    if errors is not None:
        first = errors[0]
        return [f"refused: {first['code']} at {first['pointer']}"]
    subjects = {subject["code"]: subject for subject in outcome["subjects"]}
    return [
        difference
        for code, parts in expect.items()
        for difference in (_compare(code, parts, subjects[code]) if code in subjects else [f"{code}: no such subject"])
    ]


def _compare(code: str, expected: Mapping[str, Any], subject: Mapping[str, Any]) -> list[str]:
    differences = []
    for key, wanted in expected.items():
        if key == "nodes":
            scores = {node["code"]: node["score"] for node in subject["nodes"]}
            for node, score in wanted.items():
                if node not in scores or scores[node] != score:
                    differences.append(f"{code}.nodes.{node}: expected {score}, got {scores.get(node)}")
        elif subject.get(key) != wanted:
            differences.append(f"{code}.{key}: expected {wanted}, got {subject.get(key)}")
    return differences


def evaluate_files(paths: Sequence[Path], check: bool, language: str, out: Callable[[str], None]) -> int:
    """Print the result of each file, or a line a file with ``check``; returns the exit code."""
    is_well = True
    for path in paths:
        document, outcome = _evaluate_file(path, language)
        if check:
            differences = check_expectation(document, outcome)
            out(f"{path} FAILED: {differences[0]}" if differences else f"{path} ok")
            is_well &= not differences
        else:
            out(json.dumps(outcome, ensure_ascii=False, indent=2))
            is_well &= "errors" not in outcome
    return 0 if is_well else 1


def _evaluate_file(path: Path, language: str) -> tuple[Any, dict[str, Any]]:
    document = None
    try:
        document = read_document(path.read_bytes(), language)
        return document, evaluate(document, language)
    except DocumentRefused as refused:
        return document, {"errors": refused.errors}
    except OSError as error:
        return None, {"errors": [{"pointer": "", "code": "bad_shape", "message": str(error)}]}
