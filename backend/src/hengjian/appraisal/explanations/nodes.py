"""Why a score is what it is: nodes in order, each with its sentence and the records behind it."""

from collections.abc import Iterator, Mapping
from typing import Any

from hengjian.appraisal.explanations.fact_records import Told
from hengjian.appraisal.explanations.schemas import NodeView
from hengjian.appraisal.scheme_documents.binding import Binding


def _walk(node: Mapping[str, Any], depth: int) -> Iterator[tuple[str, str, int]]:
    yield node["code"], node.get("name", node["code"]), depth
    for part in node.get("parts", ()):
        yield from _walk(part, depth + 1)


def explain(
    document: Mapping[str, Any],
    binding: Binding,
    subject: Mapping[str, Any],
    provenance: Mapping[str, list[str]],
    told: Mapping[str, Told],
) -> list[NodeView]:
    """``subject`` is the engine's result for one subject under ``document``; ``told`` by item what is behind it."""
    named = {code: (name, depth) for code, name, depth in _walk(document["root"], 0)}
    views = []
    for node in subject["nodes"]:
        name, depth = named[node["code"]]
        source = binding.get(node["code"])
        behind = told.get(node["code"], Told())
        views.append(
            NodeView(
                code=node["code"],
                name=name,
                depth=depth,
                score=node["score"],
                weighted=node["weighted"],
                why=behind.complete(node["why"]),
                source=source.source if source else None,
                records=provenance.get(f"{subject['code']}/{node['code']}", []),
                fact_records=behind.fact_records,
            )
        )
    return views
