import asyncio
from typing import Annotated
from uuid import UUID

from fastapi import File, Query, Response, UploadFile

from hengjian.appraisal.permissions import SchemeWriter
from hengjian.appraisal.schemes import repository
from hengjian.appraisal.schemes.errors import SchemeNotSound
from hengjian.appraisal.trials import facts_table, service
from hengjian.appraisal.trials.errors import TooManyFacts
from hengjian.appraisal.trials.schemas import SampleFacts, Trial, TrialOrder
from hengjian.appraisal.trials.workbook import write_trial
from hengjian.contracts.codes import Year
from hengjian.kit.data.database import AnySession
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading
from hengjian.kit.exchange.attachments import WORKBOOK, attach
from hengjian.kit.exchange.errors import OVERSIZED_TABLES, UNFIT_WORKBOOKS
from hengjian.kit.language import current_language
from hengjian.kit.problems.problems import NotFound, found, problems

router = service_router("/api/v1/appraisal", tag="schemes")


FactsYear = Annotated[Year | None, Query(description="The scheme's own year where it is not given")]


async def _try(session: AnySession, scheme_id: UUID, order: TrialOrder) -> Trial:
    scheme = found(await repository.get_scheme(session, scheme_id))
    against = found(await repository.get_scheme(session, order.against_id)) if order.against_id else None
    return await service.try_scheme(session, scheme, order, against)


@router.post(
    "/schemes/{scheme_id}:try",
    operation_id="try_scheme",
    summary=(
        "What if: a scheme, draft or not, on the facts of a year or invented ones, beside another; nothing is stored"
    ),
    responses=problems(NotFound, SchemeNotSound),
)
async def try_scheme(session: Reading, scheme_id: UUID, order: TrialOrder, _: SchemeWriter) -> Trial:
    return await _try(session, scheme_id, order)


@router.post(
    "/schemes/{scheme_id}/trial.xlsx",
    operation_id="download_trial",
    summary="The same as an Excel workbook: who moves and which items decide",
    response_class=Response,
    responses={**WORKBOOK, **problems(NotFound, SchemeNotSound)},
)
async def download_trial(session: Reading, scheme_id: UUID, order: TrialOrder, _: SchemeWriter) -> Response:
    trial = await _try(session, scheme_id, order)
    content = await asyncio.to_thread(write_trial, trial, current_language.get())
    return attach(content, f"{trial.scheme.name} {trial.facts_year}.xlsx")


@router.get(
    "/schemes/{scheme_id}/sample-facts.xlsx",
    operation_id="get_sample_facts",
    summary="The facts of a year that a trial of the scheme reads, as an Excel workbook to be changed",
    response_class=Response,
    responses={**WORKBOOK, **problems(NotFound, SchemeNotSound, *OVERSIZED_TABLES)},
)
async def get_sample_facts(
    session: Reading, scheme_id: UUID, _: SchemeWriter, facts_year: FactsYear = None
) -> Response:
    scheme = found(await repository.get_scheme(session, scheme_id))
    year = facts_year or scheme.year
    content = await facts_table.write_sample_facts(session, scheme, year)
    return attach(content, f"{scheme.name} {year}.xlsx")


@router.post(
    "/schemes/{scheme_id}/sample-facts",
    operation_id="read_sample_facts",
    summary="What the changed workbook says otherwise than the record, to be typed in a trial; nothing is stored",
    responses=problems(NotFound, SchemeNotSound, *UNFIT_WORKBOOKS, TooManyFacts),
)
async def read_sample_facts(
    session: Reading,
    scheme_id: UUID,
    file: Annotated[UploadFile, File(description="The workbook (.xlsx)")],
    _: SchemeWriter,
    facts_year: FactsYear = None,
) -> SampleFacts:
    scheme = found(await repository.get_scheme(session, scheme_id))
    return await facts_table.read_sample_facts(session, scheme, facts_year or scheme.year, await file.read())
