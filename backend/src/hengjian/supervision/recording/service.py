"""Recording a deduction: the one write that inspectors wait for, so it takes two statements and no more.

One reads everything that recording asks about; one inserts, with the audit row, and meets a repeated id at the unique
index.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hengjian.kit.data.database import WriteSession
from hengjian.kit.data.decimals import write_decimal
from hengjian.kit.edge.auth import Principal
from hengjian.kit.edge.problems import Problem
from hengjian.kit.time.clock import COUNTY_ZONE
from hengjian.supervision import record_numbers
from hengjian.supervision.recording import repository
from hengjian.supervision.recording.errors import DeductionIdTaken, NoCatalogue
from hengjian.supervision.recording.rows import content_digest_of, draw_up, questions_of
from hengjian.supervision.recording.schemas import DeductionEntry
from hengjian.supervision.workflows.deductions import DeductionState


async def record_deduction(session: WriteSession, entry: DeductionEntry, principal: Principal) -> dict[str, Any]:
    """The receipt of a new deduction; for a repeated post, the receipt of the first."""
    digest = content_digest_of(entry, principal)
    try:
        row = await _draw_up(session, entry, principal)
    except Problem:
        # What was accepted once stays accepted: the rules, the unit or the caller's post may have changed since.
        first = await _find_first(session, entry, digest)
        if first is None:
            raise
        return first
    if await repository.insert_deduction(session, row, digest):
        return write_receipt(entry, row, row["points"])
    first = await _find_first(session, entry, digest)
    if first is None:
        raise DeductionIdTaken(id=str(entry.id))
    return first


async def _draw_up(session: WriteSession, entry: DeductionEntry, principal: Principal) -> dict[str, Any]:
    """The row to insert, after every rule of recording has been asked."""
    asked = questions_of(entry, principal)
    answer = await repository.answer_questions(session, asked)
    if answer is None and not await repository.find_catalogued(session, {asked["year"]}):
        raise NoCatalogue(year=asked["year"])
    row = draw_up(entry, principal, answer)
    assert answer is not None, "without a rule nothing is drawn up"
    return row | {"number": record_numbers.write_number(record_numbers.DEDUCTION, row["year"], answer.serial)}


async def _find_first(session: WriteSession, entry: DeductionEntry, digest: bytes) -> dict[str, Any] | None:
    recorded = await repository.get_recorded(session, entry.id)
    if recorded is None or recorded["content_digest"] != digest:
        return None
    return write_receipt(entry, recorded, recorded["points_recorded"])


def write_receipt(entry: DeductionEntry, row: Mapping[Any, Any], points: Any) -> dict[str, Any]:
    recorded_at: datetime = row["recorded_at"]
    return {
        "id": entry.id,
        "number": row["number"],
        "year": row["year"],
        "unit_code": entry.unit_code,
        "unit_name": row["unit_name"],
        "rule_code": entry.rule_code,
        "points": write_decimal(points),
        "state": DeductionState.RECORDED.value,
        "occurred_at": entry.occurred_at,
        "recorded_at": recorded_at.astimezone(COUNTY_ZONE),
    }
