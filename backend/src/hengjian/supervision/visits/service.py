from hengjian.contracts.impartiality import Matter
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.policy.actions import weigh
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.time.clock import COUNTY_ZONE, office_now, real_now
from hengjian.supervision import record_numbers
from hengjian.supervision.content_digest import digest_of
from hengjian.supervision.device_clock import lies_ahead
from hengjian.supervision.errors import UnknownUnit
from hengjian.supervision.models import Visit
from hengjian.supervision.queries.impartiality import find_standing
from hengjian.supervision.queries.units import get_active_unit
from hengjian.supervision.sight import may_see_names
from hengjian.supervision.visits import policy, repository
from hengjian.supervision.visits.errors import VisitIdTaken, VisitInTheFuture
from hengjian.supervision.visits.schemas import VisitEntry, VisitRow, VisitView


async def record_visit(session: WriteSession, entry: VisitEntry, principal: Principal) -> Visit:
    """A new visit, or the first one where the same was posted before."""
    digest = digest_of(entry, principal.subject)
    first = await repository.get_by_id(session, entry.id)
    if first is None:
        first = await _insert(session, entry, principal, digest)
    if first.content_digest != digest:
        raise VisitIdTaken(id=str(entry.id))
    return first


async def _insert(session: WriteSession, entry: VisitEntry, principal: Principal, digest: bytes) -> Visit:
    standing = await find_standing(session, principal)
    refuse_if(standing.find_bar("record_visit", Matter((entry.unit_code,))))
    if lies_ahead(entry.visited_at):
        raise VisitInTheFuture(office_now())
    unit = await get_active_unit(session, entry.unit_code)
    if unit is None:
        raise UnknownUnit(unit_code=entry.unit_code)
    year = entry.visited_at.astimezone(COUNTY_ZONE).year
    row = {
        **entry.model_dump(),
        "kind": entry.kind.value,
        "number": await record_numbers.take_number(session, record_numbers.VISIT, year),
        "year": year,
        "unit_name": unit.name,
        "recorded_at": office_now(),
        "recorded_by": principal.person_id,
        "recorded_by_name": principal.name,
        "version": 1,
        "updated_at": real_now(),
    }
    await repository.insert_visit(session, row, digest)
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
    refusal = policy.find_deduction_refusal(principal, visit, await find_standing(session, principal))
    return VisitView(**show_row(visit, principal).model_dump(), actions=[weigh("record_deduction", refusal)])
