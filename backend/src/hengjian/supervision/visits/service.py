from hengjian.audit.recording import insert_once
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.auth import Principal
from hengjian.kit.time.clock import COUNTY_ZONE, office_now, real_now
from hengjian.supervision import numbers
from hengjian.supervision.deductions.policy import refuse_own_unit
from hengjian.supervision.faults import UnknownUnit
from hengjian.supervision.models import Visit, metadata
from hengjian.supervision.people import digest_of, lies_ahead, may_see_names
from hengjian.supervision.recusals.standing_aside import refuse_standing_aside, stands_aside
from hengjian.supervision.visits import policy, repository
from hengjian.supervision.visits.errors import VisitIdTaken, VisitInTheFuture
from hengjian.supervision.visits.schemas import VisitAction, VisitEntry, VisitRow, VisitView

_visit = metadata.tables["supervision.visit"]


async def record_visit(session: WriteSession, entry: VisitEntry, principal: Principal) -> Visit:
    """A new visit, or the first one where the same was posted before. The unique index is the check."""
    digest = digest_of(entry, principal.subject)
    first = await repository.get_by_id(session, entry.id)
    if first is None:
        first = await _insert(session, entry, principal, digest)
    if first.content_digest != digest:
        raise VisitIdTaken(id=str(entry.id))
    return first


async def _insert(session: WriteSession, entry: VisitEntry, principal: Principal, digest: bytes) -> Visit:
    refuse_own_unit(principal, entry.unit_code)
    await refuse_standing_aside(session, principal, entry.unit_code)
    if lies_ahead(entry.visited_at):
        raise VisitInTheFuture(office_now())
    unit = await repository.get_active_unit(session, entry.unit_code)
    if unit is None:
        raise UnknownUnit(unit_code=entry.unit_code)
    year = entry.visited_at.astimezone(COUNTY_ZONE).year
    row = {
        **entry.model_dump(),
        "kind": entry.kind.value,
        "number": await numbers.take_number(session, numbers.VISIT, year),
        "year": year,
        "unit_name": unit.name,
        "recorded_at": office_now(),
        "recorded_by": principal.subject,
        "recorded_by_name": principal.name,
        "version": 1,
        "updated_at": real_now(),
    }
    await insert_once(session, _visit, row, unaudited={"content_digest": digest})
    visit = await repository.get_by_id(session, entry.id)
    assert visit is not None, "inserted just now, here or by the post that came first"
    return visit


def show_row(visit: Visit, principal: Principal) -> VisitRow:
    named = may_see_names(principal)
    return VisitRow(
        id=visit.id,
        number=visit.number,
        year=visit.year,
        kind=visit.kind,
        unit_code=visit.unit_code,
        unit_name=visit.unit_name,
        visited_at=visit.visited_at,
        place=visit.place,
        companions=visit.companions if named else [],
        findings=visit.findings,
        recorded_at=visit.recorded_at,
        recorded_by=visit.recorded_by_name if named else None,
        version=visit.version,
        updated_at=visit.updated_at,
    )


async def show_visit(session: AnySession, visit: Visit, principal: Principal) -> VisitView:
    aside = await stands_aside(session, principal, visit.unit_code)
    refusal = policy.find_deduction_refusal(principal, visit, aside)
    reason = refusal.reason if refusal else None
    action = VisitAction(name="record_deduction", allowed=reason is None, reason=reason)
    return VisitView(**show_row(visit, principal).model_dump(), actions=[action])
