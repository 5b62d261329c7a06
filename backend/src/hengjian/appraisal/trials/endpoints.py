import asyncio
from urllib.parse import quote
from uuid import UUID

from fastapi import Response

from hengjian.appraisal.permissions import SchemeWriter
from hengjian.appraisal.schemes import repository
from hengjian.appraisal.schemes.errors import SchemeNotSound
from hengjian.appraisal.trials import service
from hengjian.appraisal.trials.schemas import Trial, TrialOrder
from hengjian.appraisal.trials.workbook import write_trial
from hengjian.kit.app import service_router
from hengjian.kit.database import AnySession
from hengjian.kit.language import current_language
from hengjian.kit.problems import NotFound, found, problems
from hengjian.kit.routing import Reading, only_reads
from hengjian.kit.workbooks import XLSX

router = service_router("/api/v1/appraisal", tag="schemes")


async def _try(session: AnySession, scheme_id: UUID, order: TrialOrder) -> Trial:
    scheme = found(await repository.get_scheme(session, scheme_id))
    against = found(await repository.get_scheme(session, order.against_id)) if order.against_id else None
    return await service.try_scheme(session, scheme, order, against)


@router.post(
    "/schemes/{scheme_id}:try",
    operation_id="try_scheme",
    summary="What if: a scheme, draft or not, on the facts of a year or invented ones, beside another; nothing is stored",
    responses=problems(NotFound, SchemeNotSound),
)
@only_reads
async def try_scheme(session: Reading, scheme_id: UUID, order: TrialOrder, principal: SchemeWriter) -> Trial:
    return await _try(session, scheme_id, order)


@router.post(
    "/schemes/{scheme_id}/trial.xlsx",
    operation_id="download_trial",
    summary="The same as an Excel workbook: who moves and which items decide",
    response_class=Response,
    responses={
        200: {"content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}, "description": "The file"},
        **problems(NotFound, SchemeNotSound),
    },
)
@only_reads
async def download_trial(session: Reading, scheme_id: UUID, order: TrialOrder, principal: SchemeWriter) -> Response:
    trial = await _try(session, scheme_id, order)
    content = await asyncio.to_thread(write_trial, trial, current_language.get())
    name = quote(f"{trial.scheme.name} {trial.facts_year}.xlsx", safe="")
    disposition = f"attachment; filename=\"trial.xlsx\"; filename*=UTF-8''{name}"
    return Response(content, media_type=XLSX, headers={"Content-Disposition": disposition})
