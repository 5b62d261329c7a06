from uuid import UUID

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatchGiven, check_version
from hengjian.kit.problems.problems import NotFound, RefusedByPolicy, found, problems
from hengjian.supervision.models import Round, RoundItem
from hengjian.supervision.permissions import RoundAnswerer, RoundFinder, RoundReader
from hengjian.supervision.rounds import errors, repository, service, views
from hengjian.supervision.rounds.schemas import RoundItemDetail, RoundNote, RoundRecheck

router = service_router("/api/v1/supervision", tag="quarterly rounds")

_STEP = (NotFound, RefusedByPolicy, errors.RoundIsClosed, errors.ItemStateForbids)


async def _locked(session: WriteSession, principal: Principal, item_id: UUID) -> tuple[Round, RoundItem]:
    item = found(await repository.get_item_for_update(session, principal.visibility, item_id))
    return found(await repository.get_round_against_closing(session, item.round_id)), item


async def _show(session: AnySession, principal: Principal, item_id: UUID) -> RoundItemDetail:
    item = found(await repository.get_item(session, principal.visibility, item_id))
    current = found(await repository.get_round(session, item.round_id))
    [shown] = await views.show_items(session, current, [item], principal)
    return shown


@router.get(
    "/round-items/{item_id}",
    operation_id="get_round_item",
    summary="One line of a checklist with its history and what the caller may do now",
    responses=problems(NotFound),
)
async def get_round_item(session: Reading, item_id: UUID, principal: RoundReader) -> RoundItemDetail:
    return await _show(session, principal, item_id)


@router.post(
    "/round-items/{item_id}:answer",
    operation_id="answer_round_finding",
    summary="Say something to a finding in the name of the unit; it changes no light",
    responses=problems(*_STEP),
)
async def answer_round_finding(
    session: Writing, item_id: UUID, entry: RoundNote, principal: RoundAnswerer, version: IfMatchGiven
) -> RoundItemDetail:
    current, item = await _locked(session, principal, item_id)
    check_version(item, version)
    await service.answer_finding(session, current, item, entry, principal)
    return await _show(session, principal, item_id)


@router.post(
    "/round-items/{item_id}:make-good",
    operation_id="report_making_good",
    summary="Report in the name of the unit that a red light was made good, before the term is over",
    responses=problems(*_STEP, errors.MakingGoodOver),
)
async def report_making_good(
    session: Writing, item_id: UUID, entry: RoundNote, principal: RoundAnswerer, version: IfMatchGiven
) -> RoundItemDetail:
    current, item = await _locked(session, principal, item_id)
    check_version(item, version)
    await service.report_making_good(session, current, item, entry, principal)
    return await _show(session, principal, item_id)


@router.post(
    "/round-items/{item_id}:recheck",
    operation_id="check_round_item_again",
    summary="Check again what a unit made good; confirmed, the red light becomes yellow",
    responses=problems(*_STEP),
)
async def check_round_item_again(
    session: Writing, item_id: UUID, entry: RoundRecheck, principal: RoundFinder, version: IfMatchGiven
) -> RoundItemDetail:
    current, item = await _locked(session, principal, item_id)
    check_version(item, version)
    await service.check_again(session, current, item, entry, principal)
    return await _show(session, principal, item_id)
