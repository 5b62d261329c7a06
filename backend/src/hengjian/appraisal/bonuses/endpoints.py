from typing import Literal
from uuid import UUID

from hengjian.appraisal.bonuses import repository, service
from hengjian.appraisal.bonuses.errors import UnknownBonusKind
from hengjian.appraisal.bonuses.schemas import BonusEntry, BonusJudgement, BonusView
from hengjian.appraisal.errors import AlreadyThere, NoSuchSubject, ResultsStand, WrongState
from hengjian.appraisal.models import BonusClaim
from hengjian.appraisal.permissions import BonusClaimant, BonusReader, BonusVerifier
from hengjian.contracts.codes import Code, Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatchGiven, check_version
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.problems.problems import NotFound, RefusedByPolicy, found, problems

router = service_router("/api/v1/appraisal", tag="bonuses")


@router.get(
    "/bonus-claims", operation_id="list_bonus_claims", summary="Bonus claims", response_model=FollowedPage[BonusView]
)
async def list_bonus_claims(
    session: Reading,
    page: Following,
    principal: BonusReader,
    year: Year | None = None,
    unit_code: Code | None = None,
    state: Literal["claimed", "verified", "refused"] | None = None,
) -> FollowedRows[BonusClaim]:
    return await repository.list_claims(
        session, principal.visibility, page, year=year, unit_code=unit_code, state=state
    )


@router.post(
    "/bonus-claims",
    operation_id="claim_bonus",
    summary="Claim a bonus for one's own unit; one matter counts once",
    status_code=201,
    response_model=BonusView,
    responses=problems(NoSuchSubject, UnknownBonusKind, AlreadyThere),
)
async def post_claim(session: Writing, entry: BonusEntry, principal: BonusClaimant) -> BonusClaim:
    return await service.claim_bonus(session, entry, principal)


@router.post(
    "/bonus-claims/{claim_id}:judge",
    operation_id="judge_bonus_claim",
    summary="Verify or refuse a claim; the points may be reduced, never raised",
    response_model=BonusView,
    responses=problems(NotFound, WrongState, RefusedByPolicy, ResultsStand),
)
async def post_judgement(
    session: Writing, claim_id: UUID, judgement: BonusJudgement, principal: BonusVerifier, version: IfMatchGiven
) -> BonusClaim:
    claim = found(await repository.get_claim_for_update(session, principal.visibility, claim_id))
    check_version(claim, version)
    await service.judge_bonus(session, claim, judgement, principal)
    return claim
