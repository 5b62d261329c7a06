from typing import Annotated, Any
from uuid import UUID

from fastapi import File, Query, Response, UploadFile

from hengjian.appraisal.errors import WrongState
from hengjian.appraisal.models import Scheme
from hengjian.appraisal.permissions import SchemeReader, SchemeWriter
from hengjian.appraisal.scheme_tables import errors, service
from hengjian.appraisal.scheme_tables.schemas import TableOutcome
from hengjian.appraisal.schemes import repository
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading, Writing
from hengjian.kit.edge.versions import IfMatchGiven, check_version, mark
from hengjian.kit.exchange.attachments import WORKBOOK, attach
from hengjian.kit.exchange.errors import OVERSIZED_TABLES, UNFIT_WORKBOOKS
from hengjian.kit.exchange.workbooks import XLSX
from hengjian.kit.problems.problems import (
    NotFound,
    PreconditionRequired,
    RefusedByPolicy,
    StaleVersion,
    found,
    problems,
)

router = service_router("/api/v1/appraisal", tag="schemes")


_DOCUMENT: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/json": {"schema": {"type": "object"}}}, "description": "The document"}
}


def _attach(content: bytes, scheme: Scheme, media_type: str, ending: str) -> Response:
    response = attach(content, f"{scheme.year} {scheme.name} v{scheme.edition}.{ending}", media_type)
    response.headers.update(mark(scheme))
    return response


@router.get(
    "/schemes/{scheme_id}/table.xlsx",
    operation_id="get_scheme_table",
    summary="The indicator table of a scheme as an Excel workbook",
    response_class=Response,
    responses={**WORKBOOK, **problems(NotFound, errors.NoTable, *OVERSIZED_TABLES)},
)
async def get_scheme_table(session: Reading, scheme_id: UUID, _: SchemeReader) -> Response:
    scheme = found(await repository.get_scheme(session, scheme_id))
    return _attach(await service.write_table(scheme), scheme, XLSX, "xlsx")


@router.get(
    "/schemes/{scheme_id}/document.json",
    operation_id="get_scheme_document",
    summary="The document of a scheme in the scheme language",
    response_class=Response,
    responses={**_DOCUMENT, **problems(NotFound)},
)
async def get_scheme_document(session: Reading, scheme_id: UUID, _: SchemeReader) -> Response:
    scheme = found(await repository.get_scheme(session, scheme_id))
    return _attach(service.write_document(scheme), scheme, "application/json", "json")


@router.post(
    "/schemes/{scheme_id}/table",
    operation_id="upload_scheme_table",
    summary="What an edited table or document would change in a scheme; or, for a draft, change it",
    responses=problems(
        NotFound, errors.NoTable, errors.NotATable, *UNFIT_WORKBOOKS, errors.TableRefused,
        WrongState, RefusedByPolicy, StaleVersion, PreconditionRequired,
    ),
)  # fmt: skip
async def upload_scheme_table(
    session: Writing,
    scheme_id: UUID,
    file: Annotated[UploadFile, File(description="The workbook (.xlsx), or a document of the scheme language (.json)")],
    principal: SchemeWriter,
    version: IfMatchGiven,
    dry_run: Annotated[bool, Query(description="Judge without writing")] = True,
) -> TableOutcome:
    content = await file.read()
    if dry_run:
        scheme = found(await repository.get_scheme(session, scheme_id))
        return await service.preview_table(session, scheme, content, principal)
    scheme = found(await repository.get_scheme_for_update(session, scheme_id))
    if version is None:
        raise PreconditionRequired
    check_version(scheme, version)
    return await service.apply_table(session, scheme, content, principal)
