"""Why a unit or cadre has its score: every node with its sentence, down to the records behind it."""

import asyncio
from typing import Any

from hengjian.appraisal.classes.repository import name_classes
from hengjian.appraisal.cycle_search import cycle_search_off
from hengjian.appraisal.engine import evaluate
from hengjian.appraisal.explanations.fact_records import Subject, tell_fact_records
from hengjian.appraisal.explanations.nodes import explain
from hengjian.appraisal.explanations.schemas import ExplanationView
from hengjian.appraisal.results.reading import Explainable
from hengjian.appraisal.scheme_documents.binding import read_binding
from hengjian.appraisal.standings.current import CurrentClasses
from hengjian.appraisal.standings.kept import KeptAnswers
from hengjian.appraisal.standings.repository import OwnStanding
from hengjian.kit.data.database import AnySession
from hengjian.kit.language import Language, current_language

KEPT_EXPLANATIONS = 500

KeptExplanations = KeptAnswers[ExplanationView]
"""Of units, by revision and language; asked for after it is known that the reader may see the unit's detail."""


async def explain_standing(
    session: AnySession, own: OwnStanding, classes: CurrentClasses, kept: KeptExplanations
) -> ExplanationView:
    language = current_language.get()

    async def make() -> tuple[ExplanationView, bool]:
        return await _explain_today(session, own, classes, language)

    return await kept.get((own.row.year, own.row.subject_code, own.revision, language), make)


async def _explain_today(
    session: AnySession, own: OwnStanding, classes: CurrentClasses, language: Language
) -> tuple[ExplanationView, bool]:
    row = own.row
    evaluated = await classes.evaluate(session, own, language)
    named = (await name_classes(session, [row.class_code]))[row.class_code]
    subjects = evaluated.result["subjects"] if evaluated.result else []
    subject = next((s for s in subjects if s["code"] == row.subject_code), None)
    facts: dict[str, Any] = next((s["facts"] for s in evaluated.prepared.subjects if s["code"] == row.subject_code), {})
    judged = Subject(row.year, row.subject_code, row.subject_code, facts)
    provenance = evaluated.prepared.provenance
    told = await tell_fact_records(session, evaluated.binding, judged, provenance)
    view = ExplanationView(
        year=row.year,
        class_code=row.class_code,
        class_name=named.name,
        class_name_en=named.name_en,
        subject_code=row.subject_code,
        name=row.name,
        total=row.total,
        rank=row.rank,
        of=row.of,
        flags=row.flags,
        nodes=explain(evaluated.document, evaluated.binding, subject, provenance, told) if subject else [],
    )
    return view, evaluated.digest == own.digest


async def explain_result(session: AnySession, judged: Explainable) -> ExplanationView:
    """As the result was computed."""
    row, line, scheme = judged.result, judged.line, judged.scheme
    document = {"scheme": scheme.document, "subjects": row.subjects}
    subject = await asyncio.to_thread(_evaluate_one, document, line.subject_code, current_language.get())
    binding = read_binding(scheme.binding)
    facts = next(s["facts"] for s in row.subjects if s["code"] == line.subject_code)
    told = await tell_fact_records(
        session, binding, Subject(row.year, line.subject_code, line.unit_code, facts), row.provenance
    )
    return ExplanationView(
        year=row.year,
        class_code=row.class_code,
        class_name=row.class_name,
        class_name_en=row.class_name_en,
        subject_code=line.subject_code,
        name=line.name,
        total=line.total,
        rank=line.rank,
        of=line.of,
        flags=line.flags,
        nodes=explain(scheme.document, binding, subject, row.provenance, told),
    )


def _evaluate_one(document: dict[str, Any], subject_code: str, language: Language) -> dict[str, Any]:
    with cycle_search_off():
        result = evaluate(document, language)
    return next(subject for subject in result["subjects"] if subject["code"] == subject_code)
