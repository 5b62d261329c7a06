"""What a document expects of its own evaluation, compared with what came of it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any


def check_expectation(document: Any, outcome: Mapping[str, Any]) -> list[str]:
    """Differences between ``document["expect"]`` and the outcome, a result or ``{"errors": [...]}``; the first first.

    Sentences in English; texts are compared as they stand, so ``"91.6"`` is not ``"91.60"``. An expectation of the
    wrong
    shape is a difference too; raises nothing. Source: "Document" in scheme-language.md.
    """
    errors = outcome.get("errors")
    if not isinstance(document, dict) or "expect" not in document:
        return [f"no expectation; {_tell_refusal(errors[0])}" if errors else "no expectation"]
    expect = document["expect"]
    if not isinstance(expect, dict):
        return ["expect: not an object"]
    parts = {key: part for key, part in expect.items() if not (key == "note" and isinstance(part, str))}
    if _expects_error(parts):
        return _compare_errors(parts["error"], errors or [])
    if errors is not None:
        return [_tell_refusal(errors[0])]
    subjects = {subject["code"]: subject for subject in outcome["subjects"]}
    return [
        difference
        for code, wanted in parts.items()
        for difference in (_compare(code, wanted, subjects[code]) if code in subjects else [f"{code}: no such subject"])
    ]


def _tell_refusal(error: Mapping[str, str]) -> str:
    return f"refused: {error['code']} at {error['pointer'] or 'the whole file'}: {error['message']}"


def _expects_error(parts: Mapping[str, Any]) -> bool:
    """A subject may bear the code "error"; what is expected of one has other keys than an error has."""
    if set(parts) != {"error"}:
        return False
    wanted = parts["error"]
    return not isinstance(wanted, dict) or wanted.keys() <= {"code", "pointer", "message", "note"}


def _compare_errors(wanted: Any, errors: Sequence[Mapping[str, str]]) -> list[str]:
    if not isinstance(wanted, dict):
        return ["expect.error: not an object"]
    asked = {key: value for key, value in wanted.items() if key != "note"}
    found = [{key: error.get(key) for key in asked} for error in errors]
    return [] if asked in found else [f"error: expected {asked}, got {found or 'a result'}"]


def _compare(code: str, wanted: Any, subject: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(wanted, dict):
        yield f"expect.{code}: not an object"
        return
    for key, value in wanted.items():
        if key == "nodes":
            yield from _compare_nodes(code, value, subject)
        elif key == "note":
            continue
        elif key not in subject or not _equal(subject[key], value):
            yield f"{code}.{key}: expected {value}, got {subject.get(key, 'nothing of that name')}"


def _equal(found: Any, wanted: Any) -> bool:
    """In Python true equals 1."""
    return bool(found == wanted) and isinstance(found, bool) == isinstance(wanted, bool)


def _compare_nodes(code: str, wanted: Any, subject: Mapping[str, Any]) -> Iterator[str]:
    if not isinstance(wanted, dict):
        yield f"expect.{code}.nodes: not an object"
        return
    scores = {node["code"]: node["score"] for node in subject["nodes"]}
    for node, score in wanted.items():
        if node not in scores or scores[node] != score:
            yield f"{code}.nodes.{node}: expected {score}, got {scores.get(node, 'no such node')}"
