from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Response

from hengjian.appraisal.permissions import Anyone, ResultReader
from hengjian.appraisal.results import policy
from hengjian.appraisal.results.repository import get_result
from hengjian.appraisal.seals import repository, service
from hengjian.appraisal.seals.errors import BundleNotForAll
from hengjian.appraisal.seals.schemas import SealView, Version
from hengjian.appraisal.seals.sealing import write_bundle, write_public_file
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.paging import Page, Paging, Rows
from hengjian.kit.edge.problems import NotFound, found, problems
from hengjian.kit.edge.routing import Reading
from hengjian.kit.exchange.attachments import attach

router = service_router("/api/v1/appraisal", tag="seals")

_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/json": {"schema": {"type": "object"}}}, "description": "What to verify"}
}


def _download(body: bytes, view: SealView, kind: str) -> Response:
    name = f"hengjian-{view.year}-{view.scheme_code}-{view.class_code}-{view.edition}{kind}.json"
    return attach(body, name, "application/json")


@router.get(
    "/seals",
    operation_id="list_seals",
    summary="Digest, signature and public key of every published version; for anybody to check",
    response_model=Page[SealView],
)
async def list_seals(session: Reading, page: Paging, principal: Anyone) -> Rows[SealView]:
    rows = await repository.list_seals(session, page)
    return Rows([service.show_publicly(row) for row in rows.items], rows.next)


@router.get(
    "/seals/{seal_id}/public-file",
    operation_id="get_public_file",
    summary="Scheme and published list of a version under its seal, without any fact; for everybody",
    response_class=Response,
    responses={**problems(NotFound), **_FILE},
)
async def get_public_file(session: Reading, seal_id: UUID, principal: Anyone) -> Response:
    sealed = found(await repository.get_seal(session, seal_id))
    view = service.show_seal(sealed)
    if not view.has_public_file:
        raise NotFound
    return _download(write_public_file(sealed), view, "-public")


@router.get(
    "/results/{result_id}/versions",
    operation_id="list_versions",
    summary="Every published version of a result, with what changed and why",
    responses=problems(NotFound),
)
async def list_versions(session: Reading, result_id: UUID, principal: ResultReader) -> list[Version]:
    row = found(await get_result(session, principal, result_id))
    codes = frozenset(line.subject_code for line in policy.visible_lines(principal, row))
    return await service.list_versions(session, row.id, codes)


@router.get(
    "/results/{result_id}/bundle",
    operation_id="get_result_bundle",
    summary="The sealed bundle: everything needed to compute the result again; for auditor and monitoring team",
    response_class=Response,
    responses={**problems(NotFound, BundleNotForAll), **_FILE},
)
async def get_result_bundle(
    session: Reading,
    result_id: UUID,
    principal: ResultReader,
    edition: Annotated[int | None, Query(ge=1, le=10_000, description="Which version; the latest if not given")] = None,
) -> Response:
    row = found(await get_result(session, principal, result_id))
    if not policy.may_read_bundle(principal):
        raise BundleNotForAll
    sealed = found(await repository.get_version(session, row.id, edition or row.edition))
    return _download(write_bundle(sealed), service.show_seal(sealed), "")
