"""A scheme in all its parts, and those of the engine's cases, for what is said of schemes and their tables."""

import json
from pathlib import Path
from typing import Any

import pytest

from hengjian.appraisal.scheme_documents.differences import Edition
from hengjian.appraisal.scheme_documents.tree import NoTreeError, walk_tree

CASES = sorted((Path(__file__).parent / "engine" / "cases").glob("*.json"))
BINDING: dict[str, dict[str, Any]] = {
    "daily": {"source": "deductions", "rule_codes": ["*"]},
    "revenue": {"source": "indicator", "indicator_code": "REV", "value_name": "annual"},
}
DOCUMENT: dict[str, Any] = {
    "title": "2026 年度考核办法",
    "root": {
        "code": "total",
        "name": "总分",
        "combine": "sum",
        "parts": [
            {"code": "daily", "name": "日常督查", "points": "40", "rule": {"type": "deductions"}},
            {
                "code": "targets",
                "name": "=目标",
                "combine": "weighted",
                "parts": [
                    {
                        "code": "revenue",
                        "name": "财政收入",
                        "weight": "60",
                        "points": "60",
                        "owner": "财政局",
                        "rule": {
                            "type": "bands",
                            "of": "rate",
                            "bands": [{"from": "90", "points": "60"}, {"points": 7}],
                        },
                    }
                ],
            },
        ],
    },
}  # fmt: skip


def edition(document: Any, binding: Any = BINDING, **changes: Any) -> Edition:
    whole: dict[str, Any] = {"name": "甲", "class_codes": ["a"], "coefficients": {"T1": "1.05"}, "full_score": "100"}
    return Edition(**{**whole, "document": document, "binding": binding, **changes})


def trees() -> list[Any]:
    found = []
    for path in CASES:
        scheme = json.loads(path.read_text())["scheme"]
        try:
            walk_tree(scheme)
        except NoTreeError:
            continue
        found.append(pytest.param(scheme, id=path.stem))
    return found
