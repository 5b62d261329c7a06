from sqlalchemy.exc import IntegrityError

from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.auth import Principal
from hengjian.kit.edge.problems import RefusedByPolicy
from hengjian.kit.edge.routing import constraint_of
from hengjian.kit.time.clock import office_now
from hengjian.supervision.deductions.policy import Refusal
from hengjian.supervision.faults import UnknownUnit
from hengjian.supervision.models import Recusal, StandingAsideTerm
from hengjian.supervision.people import is_only_inspector
from hengjian.supervision.recusals import repository
from hengjian.supervision.recusals.errors import RecusalEnded, RecusalInForce
from hengjian.supervision.recusals.schemas import RecusalEntry, StandingAsideEntry, StandingAsideView
from hengjian.supervision.recusals.standing_aside import USUAL_YEARS
from hengjian.supervision.visits.repository import get_active_unit

ONLY_ONES_OWN = Refusal("督查员只能登记本人的回避。", "Inspectors declare their own recusals only.")


async def declare_recusal(session: WriteSession, entry: RecusalEntry, principal: Principal) -> Recusal:
    if is_only_inspector(principal) and str(entry.account_id) != principal.subject:
        raise RefusedByPolicy(reason=ONLY_ONES_OWN.reason)
    if await get_active_unit(session, entry.unit_code) is None:
        raise UnknownUnit(unit_code=entry.unit_code)
    recusal = Recusal(
        account_id=str(entry.account_id),
        name=entry.name,
        unit_code=entry.unit_code,
        ground=entry.ground.value,
        declared_at=office_now(),
        declared_by_name=principal.name,
    )
    session.add(recusal)
    try:
        await session.flush()
    except IntegrityError as error:
        if constraint_of(error) == "ix_recusal_in_force":
            raise RecusalInForce from error
        raise
    return recusal


async def end_recusal(session: WriteSession, recusal: Recusal, principal: Principal) -> None:
    if recusal.ended_at is not None:
        raise RecusalEnded
    recusal.ended_at, recusal.ended_by_name = office_now(), principal.name
    await session.flush()


async def set_term(session: WriteSession, entry: StandingAsideEntry, principal: Principal) -> StandingAsideTerm:
    """Holds from now on, for recording, deciding and drawing alike; draws that were opened stay as they are."""
    term = StandingAsideTerm(years=entry.years, reason=entry.reason, set_at=office_now(), set_by_name=principal.name)
    session.add(term)
    await session.flush()
    return term


async def show_term(session: AnySession) -> StandingAsideView:
    term = await repository.get_term(session)
    if term is None:
        return StandingAsideView(years=USUAL_YEARS, reason=None, set_at=None, set_by_name=None)
    return StandingAsideView.model_validate(term)
