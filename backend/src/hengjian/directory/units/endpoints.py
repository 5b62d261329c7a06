from typing import Annotated

from fastapi import Query

from hengjian.contracts.codes import Code
from hengjian.directory.models import Unit, UnitClass
from hengjian.directory.permissions import UnitManager, UnitReader
from hengjian.directory.units import repository, service
from hengjian.directory.units.errors import KindIsFixed, KindMismatch, MoveBeforeLast, NameTaken, UnknownClass
from hengjian.directory.units.schemas import (
    Classification,
    UnitChange,
    UnitClassEntry,
    UnitClassView,
    UnitEntry,
    UnitKind,
    UnitView,
)
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.paging import Page, Paging, Rows
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatch, IfMatchGiven, check_version
from hengjian.kit.exchange.batches import Batch, BatchOutcome
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following
from hengjian.kit.problems.problems import (
    NotFound,
    PreconditionRequired,
    RefusedByPolicy,
    StaleVersion,
    found,
    problems,
)

router = service_router("/api/v1/directory", tag="units")


@router.get(
    "/unit-classes",
    operation_id="list_unit_classes",
    summary="Classes in which units are ranked",
    response_model=Page[UnitClassView],
)
async def list_unit_classes(session: Reading, page: Paging, _: UnitReader) -> Rows[UnitClass]:
    return await repository.list_classes(session, page)


@router.post(
    "/unit-classes:batch",
    operation_id="enter_unit_classes",
    summary="Create or update classes by code",
    responses=problems(KindIsFixed),
)
async def enter_unit_classes(session: Writing, batch: Batch[UnitClassEntry], _: UnitManager) -> BatchOutcome:
    return await service.enter_classes(session, batch)


@router.get(
    "/units", operation_id="list_units", summary="Units that the caller may see", response_model=FollowedPage[UnitView]
)
async def list_units(
    session: Reading,
    page: Following,
    principal: UnitReader,
    kind: UnitKind | None = None,
    search: Annotated[
        str | None, Query(max_length=80, description="Part of the name, first pinyin initials, or the code")
    ] = None,
) -> FollowedRows[Unit]:
    return await repository.list_units(session, principal.visibility, page, kind=kind, search=search)


@router.post(
    "/units:batch",
    operation_id="enter_units",
    summary="Create or update units by code",
    responses=problems(UnknownClass, KindMismatch, KindIsFixed, MoveBeforeLast),
)
async def enter_units(session: Writing, batch: Batch[UnitEntry], _: UnitManager) -> BatchOutcome:
    return await service.enter_units(session, batch)


@router.get(
    "/units/{code}",
    operation_id="get_unit",
    summary="A unit with its classes so far",
    response_model=UnitView,
    responses=problems(NotFound),
)
async def get_unit(session: Reading, code: Code, principal: UnitReader) -> Unit:
    return found(await repository.get_unit(session, principal.visibility, code))


@router.patch(
    "/units/{code}",
    operation_id="change_unit",
    summary="Rename a unit, or take it out of service",
    response_model=UnitView,
    responses=problems(NotFound, StaleVersion, PreconditionRequired, NameTaken),
)
async def change_unit(
    session: Writing, code: Code, change: UnitChange, version: IfMatch, principal: UnitManager
) -> Unit:
    unit = found(await repository.get_unit_for_update(session, principal.visibility, code))
    check_version(unit, version)
    await service.change_unit(session, unit, change)
    return unit


@router.post(
    "/units/{code}:classify",
    operation_id="classify_unit",
    summary="Move a unit to another class from a day on",
    response_model=UnitView,
    responses=problems(NotFound, UnknownClass, KindMismatch, MoveBeforeLast, RefusedByPolicy),
)
async def classify_unit(
    session: Writing, code: Code, classification: Classification, principal: UnitManager, version: IfMatchGiven
) -> Unit:
    unit = found(await repository.get_unit_for_update(session, principal.visibility, code))
    check_version(unit, version)
    await service.classify_unit(session, unit, classification, principal)
    return unit
