from typing import Any

from hengjian.appraisal.models import Standing
from hengjian.appraisal.permissions import StandingReader
from hengjian.appraisal.records.classes import name_classes
from hengjian.appraisal.schemes.binding import read_binding
from hengjian.appraisal.standings import repository
from hengjian.appraisal.standings.computing import evaluate_standing
from hengjian.appraisal.standings.explaining import explain
from hengjian.appraisal.standings.schemas import ClassStandingView, ExplanationView, StandingView
from hengjian.appraisal.why.fact_records import Subject, tell_fact_records
from hengjian.contracts.codes import Code, Year
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.paging import Page, Paging, Rows
from hengjian.kit.edge.problems import NotFound, found, problems
from hengjian.kit.edge.routing import Reading
from hengjian.kit.language import current_language

router = service_router("/api/v1/appraisal", tag="standings")


@router.get(
    "/standings",
    operation_id="list_standings",
    summary="Scores as far as they stand today",
    response_model=Page[StandingView],
)
async def list_standings(
    session: Reading, page: Paging, principal: StandingReader, year: Year | None = None, class_code: Code | None = None
) -> Rows[Standing]:
    return await repository.list_standings(session, principal.visibility, page, year=year, class_code=class_code)


@router.get(
    "/standings/{year}/classes/{class_code}",
    operation_id="get_class_standing",
    summary="The ranked list of a class today, and what it covers",
    response_model=ClassStandingView,
    responses=problems(NotFound),
)
async def get_class_standing(
    session: Reading, year: Year, class_code: Code, principal: StandingReader
) -> dict[str, object]:
    head, rows = found(await repository.get_class(session, principal.visibility, year, class_code))
    named = (await name_classes(session, [class_code]))[class_code]
    names = {"class_code": class_code, "class_name": named.name, "class_name_en": named.name_en}
    state = {"as_of": head.as_of, "facts_until": head.facts_until, "revision": head.revision}
    return {"year": year, **names, "covers": head.covers, **state, "items": rows}


@router.get(
    "/standings/{year}/units/{unit_code}",
    operation_id="explain_standing",
    summary="Why a unit stands where it stands today, down to the record behind each point",
    responses=problems(NotFound),
)
async def explain_standing(session: Reading, year: Year, unit_code: Code, principal: StandingReader) -> ExplanationView:
    row = found(await repository.get_own_standing(session, principal.visibility, year, unit_code))
    scheme = found(await repository.scheme_of_class(session, year, row.class_code))
    result, prepared, _, _ = await evaluate_standing(session, scheme, row.class_code, current_language.get())
    named = (await name_classes(session, [row.class_code]))[row.class_code]
    subjects = result["subjects"] if result else []
    subject = next((s for s in subjects if s["code"] == unit_code), None)
    binding = read_binding(scheme.binding)
    facts: dict[str, Any] = next((s["facts"] for s in prepared.subjects if s["code"] == unit_code), {})
    told = await tell_fact_records(session, binding, Subject(year, unit_code, unit_code, facts), prepared.provenance)
    return ExplanationView(
        year=year,
        class_code=row.class_code,
        class_name=named.name,
        class_name_en=named.name_en,
        subject_code=unit_code,
        name=row.name,
        total=row.total,
        rank=row.rank,
        of=row.of,
        flags=row.flags,
        nodes=explain(scheme.document, binding, subject, prepared.provenance, told) if subject else [],
    )
