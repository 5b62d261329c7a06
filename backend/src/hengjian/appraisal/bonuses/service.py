"""Bonus claims: the unit claims a matter once, an owner of another unit verifies it."""

from hengjian.appraisal.bonuses import policy, repository
from hengjian.appraisal.bonuses.errors import UnknownBonusKind
from hengjian.appraisal.bonuses.schemas import BonusEntry, BonusJudgement
from hengjian.appraisal.errors import NoSuchSubject
from hengjian.appraisal.models import BonusClaim
from hengjian.appraisal.recomputation.repository import mark_units
from hengjian.appraisal.records.copies.repository import find_standing
from hengjian.appraisal.results.reading import find_judged_unit
from hengjian.appraisal.scheme_documents.binding import claimable_kinds, read_binding
from hengjian.appraisal.schemes import repository as schemes
from hengjian.appraisal.workflows.bonuses import BonusState, BonusVerb
from hengjian.contracts.impartiality import Matter
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.policy.refusals import refuse_if


async def _kinds_for(session: AnySession, year: int, unit_code: str) -> set[str]:
    class_code = await repository.get_class_of_unit(session, unit_code)
    for scheme in await schemes.issued_schemes(session, year):
        if scheme.subject_kind == "unit" and class_code in scheme.class_codes:
            return claimable_kinds(read_binding(scheme.binding))
    return set()


async def claim_bonus(session: WriteSession, entry: BonusEntry, principal: Principal) -> BonusClaim:
    standing = await find_standing(session, principal)
    if standing.find_bar("claim_bonus", Matter((entry.unit_code,))):
        raise NoSuchSubject(subject_code=entry.unit_code)
    if entry.kind not in await _kinds_for(session, entry.year, entry.unit_code):
        raise UnknownBonusKind(kind=entry.kind)
    claimant = {"claimant": principal.person_id, "claimant_name": principal.name}
    claim = BonusClaim(**entry.model_dump(), state=BonusState.CLAIMED, **claimant)
    await repository.add_claim(session, claim)
    return claim


async def judge_bonus(
    session: WriteSession, claim: BonusClaim, judgement: BonusJudgement, principal: Principal
) -> None:
    """The points may be reduced, never raised."""
    refuse_if(policy.find_obstacle(claim, await find_standing(session, principal), BonusVerb.JUDGE))
    refuse_if(policy.find_excess(claim, judgement.points))
    outcome = BonusState(judgement.outcome)
    if outcome is BonusState.VERIFIED:
        refuse_if(await find_judged_unit(session, claim.year, claim.unit_code))
    claim.state, claim.verifier_name, claim.reason = outcome, principal.name, judgement.reason
    if judgement.points is not None:
        claim.points = judgement.points
    await repository.save_claim(session, claim)
    await mark_units(session, claim.year, [claim.unit_code])
