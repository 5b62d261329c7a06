"""Whether an item's rule can read facts that somebody entered. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from hengjian.appraisal.engine import DocumentRefusedError, evaluate, reduce_scheme
from hengjian.kit.language import Language
from hengjian.kit.problems.problems import FieldError


def judge_facts(
    document: Mapping[str, Any], item_code: str, facts: Sequence[tuple[str, Mapping[str, Any]]], language: Language
) -> list[FieldError]:
    """Every fault, with a pointer from the fact's place in the list, such as ``/rows/3/target``.

    ``facts`` go by the codes of their subjects.
    """
    subjects = [{"code": code, "class": "-", "facts": {item_code: fact}} for code, fact in facts]
    reduced = {"scheme": reduce_scheme(document, {item_code}), "subjects": subjects}
    try:
        evaluate(reduced, language, explained=False)
    except DocumentRefusedError as refused:
        return [_place(**error) for error in refused.errors]
    return []


def _place(pointer: str, code: str, message: str) -> FieldError:
    """From the subject's fact to the row that it was made of."""
    parts = pointer.split("/")
    within = ["subject_code"] if parts[3:] == ["code"] else parts[5:]
    return FieldError("/".join(["/rows", parts[2], *within]), code, message, message)
