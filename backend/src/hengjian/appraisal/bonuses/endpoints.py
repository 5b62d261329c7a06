"""Bonus claims: the unit claims a matter once, an owner of another unit verifies it."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlalchemy import select, true
from sqlalchemy.exc import IntegrityError

from hengjian.appraisal.errors import AlreadyThere, NoSuchSubject, ResultsStand, WrongState
from hengjian.appraisal.models import BonusClaim, Unit
from hengjian.appraisal.permissions import BonusClaimant, BonusReader, BonusVerifier
from hengjian.appraisal.records.dirty import mark_units_dirty
from hengjian.appraisal.records.inputs import refuse_where_unit_is_judged
from hengjian.appraisal.schemes import repository as schemes
from hengjian.appraisal.schemes.binding import claimable_kinds, read_binding
from hengjian.contracts.codes import Code, Year
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.decimals import DecimalString
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.auth import Principal, Visibility
from hengjian.kit.edge.paging import Page, Paging, Rows, SortKey, fetch_page
from hengjian.kit.edge.problems import NotFound, Problem, RefusedByPolicy, found, problems
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import set_etag
from hengjian.kit.language import current_language

router = service_router("/api/v1/appraisal", tag="bonuses")

Text = Annotated[str, Field(min_length=1, max_length=1000)]
Points = Annotated[DecimalString, Field(gt=0, le=100)]


class UnknownBonusKind(Problem):
    status, code = 422, "unknown_bonus_kind"
    zh, en = "该单位适用的办法没有加分类别 {kind}。", "The unit's scheme has no bonuses of kind {kind}."


class BonusEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    year: Year
    unit_code: Code
    kind: Code
    matter: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120)]
    points: Points
    evidence: Text


class BonusJudgement(BaseModel):
    """``points`` may be lower than what was claimed."""

    model_config = ConfigDict(extra="forbid")

    outcome: Literal["verified", "refused"]
    points: Points | None = None
    reason: Text


class BonusView(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    year: int
    unit_code: str
    kind: str
    matter: str
    points: DecimalString
    evidence: str
    state: Literal["claimed", "verified", "refused"]
    claimant_name: str
    verifier_name: str | None
    reason: str | None
    version: int
    updated_at: datetime


def _refuse(zh: str, en: str) -> RefusedByPolicy:
    return RefusedByPolicy(reason=en if current_language.get() == "en" else zh)


async def _kinds_for(session: AnySession, year: int, unit_code: str) -> set[str]:
    unit = await session.get(Unit, unit_code)
    for scheme in await schemes.issued_schemes(session, year):
        if unit is not None and scheme.subject_kind == "unit" and unit.class_code in scheme.class_codes:
            return claimable_kinds(read_binding(scheme.binding))
    return set()


async def claim_bonus(session: WriteSession, entry: BonusEntry, principal: Principal) -> BonusClaim:
    if principal.unit_code != entry.unit_code:
        raise NoSuchSubject(subject_code=entry.unit_code)
    if entry.kind not in await _kinds_for(session, entry.year, entry.unit_code):
        raise UnknownBonusKind(kind=entry.kind)
    claim = BonusClaim(**entry.model_dump(), state="claimed", claimant=principal.subject, claimant_name=principal.name)
    session.add(claim)
    try:
        await session.flush()
    except IntegrityError as error:
        raise AlreadyThere from error
    return claim


async def judge_bonus(
    session: WriteSession, claim: BonusClaim, judgement: BonusJudgement, principal: Principal
) -> None:
    if claim.state != "claimed":
        raise WrongState(state=claim.state)
    if principal.unit_code == claim.unit_code or principal.subject == claim.claimant:
        raise _refuse("不能审核本单位的加分申请。", "A claim of one's own unit is for others to verify.")
    if judgement.points is not None and judgement.points > claim.points:
        raise _refuse("核定分值不得高于申请分值。", "No more can be granted than was claimed.")
    if judgement.outcome == "verified":
        await refuse_where_unit_is_judged(session, claim.year, claim.unit_code)
    claim.state, claim.verifier_name, claim.reason = judgement.outcome, principal.name, judgement.reason
    if judgement.points is not None:
        claim.points = judgement.points
    await session.flush()
    await mark_units_dirty(session, claim.year, [claim.unit_code])


async def list_rows(
    session: AnySession,
    visible: Visibility,
    page: Paging,
    *,
    year: int | None,
    unit_code: str | None,
    state: str | None,
) -> Rows[BonusClaim]:
    statement = select(BonusClaim).where(
        true() if visible.whole_county else BonusClaim.unit_code.in_(visible.unit_codes)
    )
    if year is not None:
        statement = statement.where(BonusClaim.year == year)
    if unit_code is not None:
        statement = statement.where(BonusClaim.unit_code == unit_code)
    if state is not None:
        statement = statement.where(BonusClaim.state == state)
    if page.updated_since is not None:
        statement = statement.where(BonusClaim.updated_at >= page.updated_since)
    return await fetch_page(session, statement, [SortKey(BonusClaim.id, descending=True)], page)


@router.get("/bonus-claims", operation_id="list_bonus_claims", summary="Bonus claims", response_model=Page[BonusView])
async def list_bonus_claims(
    session: Reading,
    page: Paging,
    principal: BonusReader,
    year: Year | None = None,
    unit_code: Code | None = None,
    state: Literal["claimed", "verified", "refused"] | None = None,
) -> Rows[BonusClaim]:
    return await list_rows(session, principal.visibility, page, year=year, unit_code=unit_code, state=state)


@router.post(
    "/bonus-claims",
    operation_id="claim_bonus",
    summary="Claim a bonus for one's own unit; one matter counts once",
    status_code=201,
    response_model=BonusView,
    responses=problems(NoSuchSubject, UnknownBonusKind, AlreadyThere),
)
async def post_claim(session: Writing, entry: BonusEntry, response: Response, principal: BonusClaimant) -> BonusClaim:
    claim = await claim_bonus(session, entry, principal)
    set_etag(response, claim)
    return claim


@router.post(
    "/bonus-claims/{claim_id}:judge",
    operation_id="judge_bonus_claim",
    summary="Verify or refuse a claim; the points may be reduced, never raised",
    response_model=BonusView,
    responses=problems(NotFound, WrongState, RefusedByPolicy, ResultsStand),
)
async def post_judgement(
    session: Writing, claim_id: UUID, judgement: BonusJudgement, principal: BonusVerifier
) -> BonusClaim:
    claim = found(await session.scalar(select(BonusClaim).where(BonusClaim.id == claim_id).with_for_update()))
    await judge_bonus(session, claim, judgement, principal)
    return claim
