from sqlalchemy.exc import IntegrityError

from hengjian.contracts.events import RoundClosed
from hengjian.contracts.permissions import Permission
from hengjian.kit.auth import Principal
from hengjian.kit.batches import Applied, Batch, BatchOutcome, apply_batch
from hengjian.kit.clock import office_now
from hengjian.kit.database import AnySession, WriteSession
from hengjian.kit.events import publish
from hengjian.kit.routing import constraint_of
from hengjian.supervision.deductions.policy import NO_PERMISSION
from hengjian.supervision.models import Round, RoundFinding
from hengjian.supervision.rounds import repository
from hengjian.supervision.rounds.errors import RoundExists, RoundIsClosed, UnitNotInRound, UnknownUnitClass
from hengjian.supervision.rounds.schemas import (
    FindingEntry,
    FindingGrade,
    RoundAction,
    RoundDetail,
    RoundEntry,
    RoundView,
)


async def open_round(session: WriteSession, entry: RoundEntry, principal: Principal) -> Round:
    class_codes = sorted(set(entry.class_codes))
    if unknown := sorted(set(class_codes) - await repository.find_class_codes(session, class_codes)):
        raise UnknownUnitClass(class_codes=", ".join(unknown))
    opened = Round(
        year=entry.year,
        period=entry.period.value,
        title=entry.title,
        class_codes=class_codes,
        state="open",
        opened_at=office_now(),
        opened_by_name=principal.name,
    )
    session.add(opened)
    try:
        await session.flush()
    except IntegrityError as error:
        if constraint_of(error) == "uq_round_year_period":
            raise RoundExists(year=entry.year, period=entry.period.value) from error
        raise
    return opened


def _refuse_closed(current: Round) -> None:
    if current.state == "closed":
        raise RoundIsClosed


async def record_findings(session: WriteSession, current: Round, batch: Batch[FindingEntry]) -> BatchOutcome:
    """Create findings, or change them while the round is open, by unit and subject."""
    _refuse_closed(current)
    codes = {entry.unit_code for entry in batch.items}
    units = await repository.find_units(session, codes, current.class_codes)
    known = await repository.find_findings(session, current.id, codes)

    async def apply(entry: FindingEntry) -> Applied:
        unit, key = units.get(entry.unit_code), (entry.unit_code, entry.subject)
        if unit is None:
            raise UnitNotInRound(unit_code=entry.unit_code)
        finding = known.get(key)
        if finding is None:
            known[key] = RoundFinding(
                round_id=current.id,
                unit_code=unit.code,
                unit_name=unit.name,
                subject=entry.subject,
                grade=entry.grade.value,
                finding=entry.finding,
                due_on=entry.due_on,
            )
            session.add(known[key])
            return entry.unit_code, "created"
        if (finding.grade, finding.finding, finding.due_on) == (entry.grade, entry.finding, entry.due_on):
            return entry.unit_code, "unchanged"
        finding.grade, finding.finding, finding.due_on = entry.grade.value, entry.finding, entry.due_on
        return entry.unit_code, "updated"

    return await apply_batch(session, batch, apply, lambda entry: entry.unit_code)


async def close_round(session: WriteSession, current: Round, principal: Principal) -> None:
    """Freeze the round; what it found stands from now on."""
    _refuse_closed(current)
    current.state, current.closed_at, current.closed_by_name = "closed", office_now(), principal.name
    await session.flush()
    await publish(
        session,
        RoundClosed(
            round_id=current.id,
            year=current.year,
            kind="quarterly",
            period=current.period,
            class_codes=tuple(current.class_codes),
            indicator_codes=(),
        ),
    )


async def show_round(session: AnySession, current: Round, principal: Principal) -> RoundDetail:
    counts = await repository.count_grades(session, principal.visibility, current.id)
    allowed = principal.may(Permission.SUPERVISION_ROUND_MANAGE)
    reason = None if allowed else NO_PERMISSION.reason
    actions = [RoundAction(name="record_findings", allowed=allowed, reason=reason)]
    actions.append(RoundAction(name="close", allowed=allowed, reason=reason))
    return RoundDetail(
        **RoundView.model_validate(current).model_dump(),
        grade_counts={grade: counts.get(grade, 0) for grade in FindingGrade},
        actions=actions if current.state == "open" else [],
    )
