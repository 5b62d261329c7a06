"""A class under the reduced scheme of a day: what stands, who can be scored, and what the scores cover. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from hengjian.appraisal.cycle_search import cycle_search_off
from hengjian.appraisal.engine import DocumentRefusedError, evaluate, item_codes, item_kinds
from hengjian.appraisal.records.facts import Prepared

EVENT_RULES = frozenset({"deductions", "bonuses", "count"})


def standing_items(document: Mapping[str, Any], closed: Collection[str]) -> set[str]:
    """Events stand always, every other item once the round that feeds it is closed."""
    return {code for code, kind in item_kinds(document).items() if kind in EVENT_RULES} | {*closed}


def _may_lack(node: Mapping[str, Any]) -> dict[str, bool]:
    if "parts" not in node:
        return {node["code"]: node.get("missing", "error") != "error" or node["rule"]["type"] in EVENT_RULES}
    return {code: lacks for part in node["parts"] for code, lacks in _may_lack(part).items()}


def split_incomplete(
    document: Mapping[str, Any], prepared: Prepared, standing: set[str]
) -> tuple[list[dict[str, Any]], list[str]]:
    """Subjects that can be scored, and the codes of those that lack a standing fact."""
    needed = {code for code, may_lack in _may_lack(document["root"]).items() if not may_lack} & standing
    complete, incomplete = [], []
    for subject in prepared.subjects:
        facts = {code: fact for code, fact in subject["facts"].items() if code in standing}
        if needed <= facts.keys():
            complete.append({**subject, "facts": facts})
        else:
            incomplete.append(subject["code"])
    return complete, incomplete


def _weighty_parts(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The parts of the total as people speak of them: a part without weight or points gives way to its own parts."""
    for part in node.get("parts", [node]):
        if "parts" in part and "weight" not in part:
            yield from _weighty_parts(part)
        else:
            yield part


def describe_cover(document: Mapping[str, Any], standing: set[str]) -> list[dict[str, Any]]:
    """What the standings say: each top part with its weight or points, and whether it stands whole, in part or not."""
    covers = []
    for part in _weighty_parts(document["root"]):
        codes = set(item_codes({"root": part}))
        share = "all" if codes <= standing else "part" if codes & standing else "none"
        weight = part.get("weight") or part.get("points")
        covers.append({"code": part["code"], "name": part.get("name", part["code"]), "weight": weight, "stands": share})
    return covers


def evaluate_who_can(
    document: Mapping[str, Any], subjects: Sequence[dict[str, Any]], language: str, *, explained: bool = True
) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """The result, and the subjects in it: those whose facts cannot be scored stand aside and hold up nobody else."""
    left = list(subjects)
    while True:
        try:
            with cycle_search_off():
                return evaluate({"scheme": document, "subjects": left}, language, explained=explained), left
        except DocumentRefusedError as refused:
            faulty = _faulty(refused, left)
            if not faulty:
                return None, left
            left = [subject for subject in left if subject["code"] not in faulty]


def _faulty(refused: DocumentRefusedError, subjects: Sequence[dict[str, Any]]) -> set[str]:
    """Subjects whose facts cannot be scored until they are put right."""
    parts = [error["pointer"].split("/") for error in refused.errors]
    return {subjects[int(part[2])]["code"] for part in parts if len(part) > 2 and part[1] == "subjects"}
