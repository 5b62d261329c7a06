from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request

from hengjian.appraisal.explanations import service
from hengjian.appraisal.explanations.schemas import ExplanationView
from hengjian.appraisal.explanations.service import KeptExplanations
from hengjian.appraisal.permissions import ResultReader, StandingReader
from hengjian.appraisal.results.reading import find_explainable
from hengjian.appraisal.standings.current import Current
from hengjian.appraisal.standings.repository import get_own_standing
from hengjian.contracts.codes import Code, Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading
from hengjian.kit.problems.problems import NotFound, found, problems

standings_router = service_router("/api/v1/appraisal", tag="standings")
results_router = service_router("/api/v1/appraisal", tag="results")


async def _kept_explanations(request: Request) -> KeptExplanations:
    kept: KeptExplanations = request.app.state.kept_explanations
    return kept


@standings_router.get(
    "/standings/{year}/units/{unit_code}",
    operation_id="explain_standing",
    summary="Why a unit stands where it stands today, down to the record behind each point",
    responses=problems(NotFound),
)
async def explain_standing(
    session: Reading,
    year: Year,
    unit_code: Code,
    principal: StandingReader,
    classes: Current,
    kept: Annotated[KeptExplanations, Depends(_kept_explanations)],
) -> ExplanationView:
    own = found(await get_own_standing(session, principal.visibility, year, unit_code))
    return await service.explain_standing(session, own, classes, kept)


@results_router.get(
    "/results/{result_id}/subjects/{subject_code}",
    operation_id="explain_result",
    summary="Why a subject has its result, down to the record behind each point",
    responses=problems(NotFound),
)
async def explain_result(
    session: Reading, result_id: UUID, subject_code: Code, principal: ResultReader
) -> ExplanationView:
    judged = await find_explainable(session, principal, result_id, subject_code)
    return await service.explain_result(session, judged)
