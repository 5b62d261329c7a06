"""Who moves under a draft, and which items decide. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from hengjian.appraisal.engine import DocumentRefused, evaluate, item_codes, reduce_scheme

Result = Mapping[str, Any]
"""A result document of the engine."""


def pair_subjects(before: Result | None, after: Result | None) -> list[tuple[str, Any, Any]]:
    """Code, earlier and later line of every subject that has one: in the later order, then who is scored no more."""
    earlier = {subject["code"]: subject for subject in (before or {"subjects": ()})["subjects"]}
    later = (after or {"subjects": ()})["subjects"]
    pairs = [(subject["code"], earlier.pop(subject["code"], None), subject) for subject in later]
    return [*pairs, *((code, subject, None) for code, subject in earlier.items())]


def scores_of(result: Result, item_code: str) -> list[str]:
    """The item's scores as printed, of the subjects that it applies to."""
    nodes = (node for subject in result["subjects"] for node in subject["nodes"] if node["code"] == item_code)
    return [node["score"] for node in nodes if node["score"] is not None]


def count_decided(document: Mapping[str, Any], subjects: Sequence[Mapping[str, Any]]) -> dict[str, int | None]:
    """For each item, how many subjects stand on another rank without it; None where the rest cannot be scored."""
    codes = item_codes(document)
    with_all = _ranks(document, subjects)
    decided: dict[str, int | None] = {}
    for code in codes:
        rest = [other for other in codes if other != code]
        reduced = reduce_scheme(document, rest)
        left = [{**s, "facts": {k: v for k, v in s["facts"].items() if k != code}} for s in subjects]
        without = None if reduced is None else _ranks(reduced, left)
        if with_all is None or without is None:
            decided[code] = None
        else:
            decided[code] = sum(without[subject] != rank for subject, rank in with_all.items())
    return decided


def _ranks(document: Mapping[str, Any], subjects: Sequence[Mapping[str, Any]]) -> dict[str, int | None] | None:
    try:
        result = evaluate({"scheme": document, "subjects": list(subjects)})
    except DocumentRefused:
        return None
    return {subject["code"]: subject["rank"] for subject in result["subjects"]}
