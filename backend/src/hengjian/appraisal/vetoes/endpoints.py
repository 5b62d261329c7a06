"""One-vote vetoes: proposed with grounds, decided by the committee under a document number."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Response
from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select, true
from sqlalchemy.exc import IntegrityError

from hengjian.appraisal.errors import AlreadyThere, NoSuchSubject, ResultsStand, WrongState
from hengjian.appraisal.models import Unit, Veto
from hengjian.appraisal.permissions import VetoDecider, VetoProposer, VetoReader
from hengjian.appraisal.records.dirty import mark_units_dirty
from hengjian.appraisal.records.inputs import refuse_where_unit_is_judged
from hengjian.appraisal.schemes import repository as schemes
from hengjian.contracts.codes import Code, Year
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.auth import Principal, Visibility
from hengjian.kit.edge.paging import Page, Paging, Rows, SortKey, fetch_page
from hengjian.kit.edge.problems import NotFound, Problem, RefusedByPolicy, found, problems
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import set_etag
from hengjian.kit.language import current_language

router = service_router("/api/v1/appraisal", tag="vetoes")

Text = Annotated[str, Field(min_length=1, max_length=1000)]


class UnknownVeto(Problem):
    status, code = 422, "unknown_veto"
    zh, en = "该单位适用的办法没有一票否决项 {veto_code}。", "The unit's scheme has no veto {veto_code}."


class VetoEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    year: Year
    unit_code: Code
    veto_code: Annotated[str, Field(min_length=1, max_length=60)]
    grounds: Text


class VetoDecision(BaseModel):
    model_config = ConfigDict(extra="forbid")

    outcome: Literal["decided", "declined"]
    document_number: Annotated[str, Field(min_length=1, max_length=80)]
    reason: Text


class VetoView(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    year: int
    unit_code: str
    veto_code: str
    grounds: str
    state: Literal["proposed", "decided", "declined"]
    proposer_name: str
    decider_name: str | None
    document_number: str | None
    reason: str | None
    version: int
    updated_at: datetime


async def _veto_codes(session: AnySession, year: int, unit: Unit) -> set[str]:
    for scheme in await schemes.issued_schemes(session, year):
        if scheme.subject_kind == "unit" and unit.class_code in scheme.class_codes:
            return {veto["code"] for veto in scheme.document.get("vetoes", [])}
    return set()


async def propose_veto(session: WriteSession, entry: VetoEntry, principal: Principal) -> Veto:
    unit = await session.get(Unit, entry.unit_code)
    if unit is None or not unit.is_active:
        raise NoSuchSubject(subject_code=entry.unit_code)
    if entry.veto_code not in await _veto_codes(session, entry.year, unit):
        raise UnknownVeto(veto_code=entry.veto_code)
    veto = Veto(**entry.model_dump(), state="proposed", proposer=principal.subject, proposer_name=principal.name)
    session.add(veto)
    try:
        await session.flush()
    except IntegrityError as error:
        raise AlreadyThere from error
    return veto


async def decide_veto(session: WriteSession, veto: Veto, decision: VetoDecision, principal: Principal) -> None:
    if veto.state != "proposed":
        raise WrongState(state=veto.state)
    if veto.proposer == principal.subject:
        zh, en = "提出人不能自己决定。", "Whoever proposed it cannot decide it."
        raise RefusedByPolicy(reason=en if current_language.get() == "en" else zh)
    if decision.outcome == "decided":
        await refuse_where_unit_is_judged(session, veto.year, veto.unit_code)
    veto.state, veto.decider_name = decision.outcome, principal.name
    veto.document_number, veto.reason = decision.document_number, decision.reason
    await session.flush()
    await mark_units_dirty(session, veto.year, [veto.unit_code])


async def list_rows(
    session: AnySession, visible: Visibility, page: Paging, *, year: int | None, unit_code: str | None
) -> Rows[Veto]:
    statement = select(Veto).where(true() if visible.whole_county else Veto.unit_code.in_(visible.unit_codes))
    if year is not None:
        statement = statement.where(Veto.year == year)
    if unit_code is not None:
        statement = statement.where(Veto.unit_code == unit_code)
    if page.updated_since is not None:
        statement = statement.where(Veto.updated_at >= page.updated_since)
    return await fetch_page(session, statement, [SortKey(Veto.id, descending=True)], page)


@router.get("/vetoes", operation_id="list_vetoes", summary="Vetoes proposed and decided", response_model=Page[VetoView])
async def list_vetoes(
    session: Reading, page: Paging, principal: VetoReader, year: Year | None = None, unit_code: Code | None = None
) -> Rows[Veto]:
    return await list_rows(session, principal.visibility, page, year=year, unit_code=unit_code)


@router.post(
    "/vetoes",
    operation_id="propose_veto",
    summary="Propose a veto against a unit",
    status_code=201,
    response_model=VetoView,
    responses=problems(NoSuchSubject, UnknownVeto, AlreadyThere),
)
async def post_veto(session: Writing, entry: VetoEntry, response: Response, principal: VetoProposer) -> Veto:
    veto = await propose_veto(session, entry, principal)
    set_etag(response, veto)
    return veto


@router.post(
    "/vetoes/{veto_id}:decide",
    operation_id="decide_veto",
    summary="The committee decides or declines a proposed veto; once the unit's result stands it can only decline",
    response_model=VetoView,
    responses=problems(NotFound, WrongState, RefusedByPolicy, ResultsStand),
)
async def post_decision(session: Writing, veto_id: UUID, decision: VetoDecision, principal: VetoDecider) -> Veto:
    veto = found(await session.scalar(select(Veto).where(Veto.id == veto_id).with_for_update()))
    await decide_veto(session, veto, decision, principal)
    return veto
