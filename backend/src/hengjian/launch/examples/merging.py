"""Puts what was recorded into the description of an operation."""

from collections.abc import Mapping
from typing import Any

PROBLEM_TYPE = "application/problem+json"
_JSON = "application/json"
_RECORDED = "recorded"


def merge_example(operation: dict[str, Any], example: Mapping[str, Any], common: Mapping[str, Any]) -> None:
    """``common`` are answers by name that many operations share; one that gets a problem of its own is written out."""
    if "request" in example:
        _show(operation["requestBody"]["content"][_JSON], example["request"])
    responses = operation["responses"]
    if "answer" in example:
        _show(responses[str(example["status"])]["content"][_JSON], example["answer"])
    if (problem := example.get("problem")) is not None:
        status = str(problem["status"])
        if (reference := responses[status].get("$ref")) is not None:
            shared = common[reference.rpartition("/")[2]]
            content = {PROBLEM_TYPE: {"schema": shared["content"][PROBLEM_TYPE]["schema"]}}
            responses[status] = {"description": shared["description"], "content": content}
        content = responses[status]["content"][PROBLEM_TYPE]
        content["examples"] = {_RECORDED: {"summary": "As recorded", "value": problem}, **content.get("examples", {})}


def _show(content: dict[str, Any], value: Any) -> None:
    """Instead of whatever stood there: a made-up example beside a recorded one says less."""
    content.pop("examples", None)
    content["example"] = value
