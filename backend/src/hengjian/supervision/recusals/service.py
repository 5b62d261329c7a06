from hengjian.contracts.impartiality import USUAL_YEARS
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.time.clock import office_now
from hengjian.supervision.errors import UnknownUnit
from hengjian.supervision.models import Recusal, StandingAsideTerm
from hengjian.supervision.queries.saving import save
from hengjian.supervision.queries.units import get_active_unit
from hengjian.supervision.recusals import policy, repository
from hengjian.supervision.recusals.errors import RecusalEnded, RecusalInForce
from hengjian.supervision.recusals.schemas import RecusalEntry, StandingAsideEntry, StandingAsideView


async def declare_recusal(session: WriteSession, entry: RecusalEntry, principal: Principal) -> Recusal:
    refuse_if(policy.find_refusal(principal, entry))
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
    if not await repository.add_recusal(session, recusal):
        raise RecusalInForce
    return recusal


async def end_recusal(session: WriteSession, recusal: Recusal, principal: Principal) -> None:
    if recusal.ended_at is not None:
        raise RecusalEnded
    recusal.ended_at, recusal.ended_by_name = office_now(), principal.name
    await save(session)


async def set_term(session: WriteSession, entry: StandingAsideEntry, principal: Principal) -> StandingAsideTerm:
    """Holds from now on, for recording, deciding and drawing alike; draws that were opened stay as they are."""
    term = StandingAsideTerm(years=entry.years, reason=entry.reason, set_at=office_now(), set_by_name=principal.name)
    await repository.add_term(session, term)
    return term


async def show_term(session: AnySession) -> StandingAsideView:
    term = await repository.get_term(session)
    if term is None:
        return StandingAsideView(years=USUAL_YEARS, reason=None, set_at=None, set_by_name=None)
    return StandingAsideView.model_validate(term)
