"""The result of a class as one table: every subject with what each part of the scheme brings to its total."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from hengjian.appraisal.classes.repository import list_unit_names
from hengjian.appraisal.cycle_search import cycle_search_off
from hengjian.appraisal.engine import evaluate
from hengjian.appraisal.models import ResultRow, ResultSet
from hengjian.appraisal.result_tables.schemas import ComponentView, ResultTable, ResultTableRow
from hengjian.appraisal.results import reading
from hengjian.appraisal.scheme_documents.sums import list_brought
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession

Brought = Mapping[str, Mapping[str, str | None]]
"""By subject what each node brings to the node above it."""


async def draw_table(session: AnySession, principal: Principal, result_id: UUID) -> ResultTable:
    """As the result was computed; parts of a neighbour's total stay with the neighbour."""
    result = await reading.find_result(session, principal, result_id)
    scheme = await reading.get_scheme(session, result)
    root: Mapping[str, Any] = scheme.document["root"]
    full = list_brought(root)
    parts = [
        ComponentView(code=part["code"], name=part.get("name") or part["code"], full=full[part["code"]])
        for part in root.get("parts", ())
    ]
    brought = await asyncio.to_thread(_score_again, scheme.document, result.subjects)
    units = await list_unit_names(session)
    lines = reading.list_visible_lines(principal, result)
    holders = Counter(line.rank for line in result.lines if line.rank is not None)
    return ResultTable(
        **{name: getattr(result, name) for name in _OWN},
        result_id=result.id,
        scheme_name=scheme.name,
        scheme_edition=scheme.edition,
        scheme_document_number=scheme.document_number,
        components=parts,
        rows=[_draw_row(principal, result, line, units, holders, brought, parts) for line in lines],
    )


_OWN = (
    "year",
    "class_code",
    "class_name",
    "class_name_en",
    "subject_kind",
    "state",
    "edition",
    "computed_at",
    "approved_by",
    "published_at",
    "digest",
)


def _score_again(document: dict[str, Any], subjects: list[dict[str, Any]]) -> Brought:
    with cycle_search_off():
        result = evaluate({"scheme": document, "subjects": subjects}, explained=False)
    return {
        subject["code"]: {node["code"]: node["weighted"] for node in subject["nodes"]} for subject in result["subjects"]
    }


def _draw_row(
    principal: Principal,
    result: ResultSet,
    line: ResultRow,
    units: Mapping[str, str],
    holders: Counter[int],
    brought: Brought,
    parts: list[ComponentView],
) -> ResultTableRow:
    own = brought[line.subject_code]
    is_shown = reading.find_detail(principal, result, line.subject_code) is not None
    return ResultTableRow(
        subject_code=line.subject_code,
        name=line.name,
        unit_code=line.unit_code,
        unit_name=units.get(line.unit_code, line.unit_code),
        rank=line.rank,
        is_tied=line.rank is not None and holders[line.rank] > 1,
        total=line.total,
        tier=line.tier,
        flags=line.flags,
        components={part.code: own[part.code] for part in parts} if is_shown else None,
    )
