"""The contract's examples of a new feature, as ``hengjian openapi --record`` records them from its errand."""

from typing import Any

from hengjian.launch.new_feature.names import FeatureNames

_MADE, _REQUEST = "01990000-0000-7000-8000-000000000001", "4f1d3c0e9a7b4f0c8d2e6a5b7c9d0e1f"


def examples_of(names: FeatureNames) -> dict[str, Any]:
    entry = {"unit_code": "T01", "name": f"{names.zh}一"}
    times = {"recorded_at": "2026-03-05T09:00:00+08:00", "version": 1, "updated_at": "2026-03-05T09:01:00+08:00"}
    row = {"id": _MADE, **entry, **times}
    limit = {
        "pointer": "/query/limit",
        "code": "greater_than_equal",
        "message": "This must be at least 1.",
    }
    return {
        f"get_{names.snake}": {
            "status": 200,
            "answer": row,
            "problem": _problem(404, "Not Found", "not_found", "There is no such record."),
        },
        f"list_{names.folder}": {
            "status": 200,
            "answer": {"items": [row], "next": None},
            "problem": _problem(
                422,
                "Unprocessable Entity",
                "invalid_input",
                "Some of the input is not right; see each fault.",
                limit,
            ),
        },
        f"record_{names.snake}": {
            "status": 201,
            "request": entry,
            "answer": row,
            "problem": _problem(
                409,
                "Conflict",
                f"{names.snake}_exists",
                f"The unit has {names.article} {names.words} of this name already.",
            ),
        },
    }


def _problem(status: int, title: str, code: str, detail: str, *errors: dict[str, str]) -> dict[str, Any]:
    return {
        "type": f"urn:hengjian:problem:{code}",
        "title": title,
        "status": status,
        "code": code,
        "detail": detail,
        "params": {},
        "request_id": _REQUEST,
        "errors": list(errors),
    }
