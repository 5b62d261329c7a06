from uuid import UUID

from fastapi import Response

from hengjian.appraisal.permissions import Anyone
from hengjian.appraisal.seals import repository, service
from hengjian.appraisal.seals.files import SEALED_FILE, download
from hengjian.appraisal.seals.schemas import SealView
from hengjian.appraisal.seals.sealing import write_public_file
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.paging import Page, Paging, Rows
from hengjian.kit.edge.routing import Reading
from hengjian.kit.problems.problems import NotFound, found, problems

router = service_router("/api/v1/appraisal", tag="seals")


@router.get(
    "/seals",
    operation_id="list_seals",
    summary="Digest, signature and public key of every published version; for anybody to check",
    response_model=Page[SealView],
)
async def list_seals(session: Reading, page: Paging, _: Anyone) -> Rows[SealView]:
    rows = await repository.list_seals(session, page)
    return Rows([service.show_publicly(row) for row in rows.items], rows.next)


@router.get(
    "/seals/{seal_id}/public-file",
    operation_id="get_public_file",
    summary="Scheme and published list of a version under its seal, without any fact; for everybody",
    response_class=Response,
    responses={**problems(NotFound), **SEALED_FILE},
)
async def get_public_file(session: Reading, seal_id: UUID, _: Anyone) -> Response:
    sealed = found(await repository.get_seal(session, seal_id))
    view = service.show_seal(sealed)
    if not view.has_public_file:
        raise NotFound
    return download(write_public_file(sealed), view, "-public")
