from typing import Annotated
from uuid import UUID

from fastapi import Query, Response

from hengjian.appraisal.permissions import ResultReader
from hengjian.appraisal.results import policy, reading
from hengjian.appraisal.results.errors import BundleNotForAll
from hengjian.appraisal.seals import repository as seals
from hengjian.appraisal.seals.files import SEALED_FILE, download
from hengjian.appraisal.seals.schemas import Version
from hengjian.appraisal.seals.sealing import write_bundle
from hengjian.appraisal.seals.service import list_versions as list_sealed_versions
from hengjian.appraisal.seals.service import show_seal
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading
from hengjian.kit.problems.problems import NotFound, found, problems

router = service_router("/api/v1/appraisal", tag="seals")


@router.get(
    "/results/{result_id}/versions",
    operation_id="list_versions",
    summary="Every published version of a result, with what changed and why",
    responses=problems(NotFound),
)
async def list_versions(session: Reading, result_id: UUID, principal: ResultReader) -> list[Version]:
    row = await reading.find_result(session, principal, result_id)
    codes = frozenset(line.subject_code for line in reading.list_visible_lines(principal, row))
    return await list_sealed_versions(session, row.id, codes)


@router.get(
    "/results/{result_id}/bundle",
    operation_id="get_result_bundle",
    summary="The sealed bundle: everything needed to compute the result again; for auditor and monitoring team",
    response_class=Response,
    responses={**problems(NotFound, BundleNotForAll), **SEALED_FILE},
)
async def get_result_bundle(
    session: Reading,
    result_id: UUID,
    principal: ResultReader,
    edition: Annotated[int | None, Query(ge=1, le=10_000, description="Which version; the latest if not given")] = None,
) -> Response:
    row = await reading.find_result(session, principal, result_id)
    if not policy.may_read_bundle(principal):
        raise BundleNotForAll
    sealed = found(await seals.get_version(session, row.id, edition or row.edition))
    return download(write_bundle(sealed), show_seal(sealed), "")
