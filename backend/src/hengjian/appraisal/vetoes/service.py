"""One-vote vetoes: proposed with grounds, decided by the committee under a document number."""

from hengjian.appraisal.errors import NoSuchSubject
from hengjian.appraisal.models import Unit, Veto
from hengjian.appraisal.recomputation.repository import mark_units
from hengjian.appraisal.records.copies.repository import find_standing
from hengjian.appraisal.results.reading import find_judged_unit
from hengjian.appraisal.schemes import repository as schemes
from hengjian.appraisal.vetoes import policy, repository
from hengjian.appraisal.vetoes.errors import UnknownVeto
from hengjian.appraisal.vetoes.schemas import VetoDecision, VetoEntry
from hengjian.appraisal.workflows.vetoes import VetoState, VetoVerb
from hengjian.contracts.impartiality import Matter
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.policy.refusals import refuse_if


async def _veto_codes(session: AnySession, year: int, unit: Unit) -> set[str]:
    for scheme in await schemes.issued_schemes(session, year):
        if scheme.subject_kind == "unit" and unit.class_code in scheme.class_codes:
            return {veto["code"] for veto in scheme.document.get("vetoes", [])}
    return set()


async def propose_veto(session: WriteSession, entry: VetoEntry, principal: Principal) -> Veto:
    unit = await repository.get_active_unit(session, entry.unit_code)
    if unit is None:
        raise NoSuchSubject(subject_code=entry.unit_code)
    if entry.veto_code not in await _veto_codes(session, entry.year, unit):
        raise UnknownVeto(veto_code=entry.veto_code)
    standing = await find_standing(session, principal)
    refuse_if(standing.find_bar("propose_veto", Matter((entry.unit_code,))))
    proposer = {"proposer": principal.person_id, "proposer_name": principal.name}
    veto = Veto(**entry.model_dump(), state=VetoState.PROPOSED, **proposer)
    await repository.add_veto(session, veto)
    return veto


async def decide_veto(session: WriteSession, veto: Veto, decision: VetoDecision, principal: Principal) -> None:
    """Once the unit's result stands it can only be declined."""
    refuse_if(policy.find_obstacle(veto, await find_standing(session, principal), VetoVerb.DECIDE))
    outcome = VetoState(decision.outcome)
    if outcome is VetoState.DECIDED:
        refuse_if(await find_judged_unit(session, veto.year, veto.unit_code))
    veto.state, veto.decider_name = outcome, principal.name
    veto.document_number, veto.reason = decision.document_number, decision.reason
    await repository.save_veto(session, veto)
    await mark_units(session, veto.year, [veto.unit_code])
