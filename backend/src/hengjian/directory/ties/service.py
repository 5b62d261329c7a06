from datetime import timedelta

from hengjian.contracts.events import StandingAsideTermSet, TieChanged, TieSnapshot
from hengjian.contracts.impartiality import USUAL_YEARS
from hengjian.directory.cadres.errors import UnknownUnit
from hengjian.directory.models import StandingAsideTerm, Tie
from hengjian.directory.ties import policy, repository
from hengjian.directory.ties.errors import TieInForce, UnknownPerson
from hengjian.directory.ties.schemas import OwnTieEntry, StandingAsideEntry, StandingAsideView, TieEntry
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.messaging.events import publish
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.time.clock import office_now, office_today


async def declare_own_tie(session: WriteSession, entry: OwnTieEntry, principal: Principal) -> Tie:
    return await _add_tie(session, principal.person_id, entry, principal, document_number=None)


async def enter_tie(session: WriteSession, entry: TieEntry, principal: Principal) -> Tie:
    return await _add_tie(session, entry.person_code, entry, principal, entry.document_number)


async def _add_tie(
    session: WriteSession, person_code: str, entry: OwnTieEntry, principal: Principal, document_number: str | None
) -> Tie:
    refuse_if(policy.find_entry_obstacle(person_code, entry))
    if entry.unit_code is not None and not await repository.has_active_unit(session, entry.unit_code):
        raise UnknownUnit(unit_code=entry.unit_code)
    tie = Tie(
        person_code=person_code,
        person_name=await _name(session, person_code),
        other_code=entry.other_code,
        other_name=await _name(session, entry.other_code) if entry.other_code is not None else None,
        unit_code=entry.unit_code,
        kind=entry.kind.value,
        reason=entry.reason,
        from_on=entry.from_on,
        document_number=document_number,
        declared_at=office_now(),
        declared_by=principal.person_id,
        declared_by_name=principal.name,
    )
    if not await repository.add_tie(session, tie):
        raise TieInForce
    await _announce(session, tie)
    return tie


async def _name(session: AnySession, person_code: str) -> str:
    name = await repository.find_person_name(session, person_code)
    if name is None:
        raise UnknownPerson(person_code=person_code)
    return name


async def end_tie(session: WriteSession, tie: Tie, reason: str, principal: Principal) -> None:
    """From now on it binds nobody; what was done while it held is judged by it as before."""
    refuse_if(policy.find_end_obstacle(principal, tie))
    tie.to_on = max(office_today(), tie.from_on) - timedelta(days=1)
    tie.ended_at, tie.ended_by_name, tie.end_reason = office_now(), principal.name, reason
    await repository.save_tie(session, tie)
    await _announce(session, tie)


async def _announce(session: WriteSession, tie: Tie) -> None:
    """Between whom and when, and nothing of why."""
    told = TieSnapshot(
        id=tie.id,
        person_code=tie.person_code,
        other_code=tie.other_code,
        unit_code=tie.unit_code,
        from_on=tie.from_on,
        to_on=tie.to_on,
    )
    await publish(session, TieChanged(ties=(told,)))


async def set_term(session: WriteSession, entry: StandingAsideEntry, principal: Principal) -> StandingAsideTerm:
    """Holds from now on for every act; draws that were opened stay as they are."""
    term = StandingAsideTerm(years=entry.years, reason=entry.reason, set_at=office_now(), set_by_name=principal.name)
    await repository.add_term(session, term)
    await publish(session, StandingAsideTermSet(years=term.years))
    return term


async def show_term(session: AnySession) -> StandingAsideView:
    term = await repository.get_term(session)
    if term is None:
        return StandingAsideView(years=USUAL_YEARS, reason=None, set_at=None, set_by_name=None)
    return StandingAsideView.model_validate(term)
