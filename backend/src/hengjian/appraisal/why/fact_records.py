"""The records behind a subject's facts, each told as far as anybody may be told of it; links are the reader's to follow."""

from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from hengjian.appraisal.evaluations.tiers import mean_of, read_tiers
from hengjian.appraisal.models import (
    BallotRound,
    BonusClaim,
    DeductionFact,
    EvaluationRound,
    EvaluationScore,
    Indicator,
    ItemFact,
    PlanTarget,
    Sheet,
    Unit,
    ValueFact,
)
from hengjian.appraisal.schemes.binding import Binding, IndicatorSource, ManualSource, PlanCompletionSource
from hengjian.appraisal.standings.schemas import FactRecordView
from hengjian.appraisal.why import wording
from hengjian.kit.data.database import AnySession


@dataclass(frozen=True)
class Subject:
    """Whose score is explained; ``facts`` by item as the score was made of them."""

    year: int
    code: str
    unit_code: str
    facts: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Told:
    """``why`` takes the place of the rule's sentence, where that would tell more than may be told.

    ``lead`` goes before it, where it speaks of sums and not of a mean.
    """

    fact_records: Sequence[FactRecordView] = field(default_factory=tuple)
    why: str | None = None
    lead: str | None = None

    def complete(self, sentence: str) -> str:
        """The rule's sentence as the reader gets it."""
        return self.why or (f"{self.lead}: {sentence}" if self.lead else sentence)


@dataclass(frozen=True)
class _Item:
    code: str
    source: Any
    ids: Sequence[UUID]


async def tell_fact_records(
    session: AnySession, binding: Binding, subject: Subject, provenance: Mapping[str, Sequence[str]]
) -> dict[str, Told]:
    """By item, what its fact was made of, in the order of the fact's events."""
    told: dict[str, Told] = {}
    for code, source in binding.items():
        ids = [UUID(text) for text in provenance.get(f"{subject.code}/{code}", ())]
        if ids or isinstance(source, PlanCompletionSource):
            told[code] = await _TELLERS[source.source](session, subject, _Item(code, source, ids))
    return told


async def _tell_deductions(session: AnySession, _subject: Subject, item: _Item) -> Told:
    rows = await session.scalars(select(DeductionFact).where(DeductionFact.deduction_id.in_(item.ids)))
    by_id = {row.deduction_id: row for row in rows}
    return Told(
        [
            _view("deduction", key, wording.tell_deduction(by_id[key]), number=by_id[key].number)
            for key in item.ids
            if key in by_id
        ]
    )


async def _tell_indicator(session: AnySession, subject: Subject, item: _Item) -> Told:
    assert isinstance(item.source, IndicatorSource)
    indicators = await _indicators(session, subject.year, [item.source.indicator_code])
    sentence = wording.tell_value(indicators.get(item.source.indicator_code), subject.facts.get(item.code, {}))
    return Told([_view("value", key, sentence) for key in item.ids])


async def _tell_plan(session: AnySession, subject: Subject, item: _Item) -> Told:
    """Every target of the plan with what came of it; those without a value have no record of their own."""
    of_unit = PlanTarget.year == subject.year, PlanTarget.unit_code == subject.unit_code
    targets = (await session.scalars(select(PlanTarget).where(*of_unit).order_by(PlanTarget.indicator_code))).all()
    rows = await session.scalars(select(ValueFact).where(ValueFact.record_id.in_(item.ids)))
    values = {row.indicator_code: row for row in rows}
    indicators = await _indicators(session, subject.year, [target.indicator_code for target in targets])
    found = [_view("plan", plan_id, wording.tell_plan()) for plan_id in dict.fromkeys(t.plan_id for t in targets)]
    for target in targets:
        value = values.get(target.indicator_code)
        if target.target is not None:
            sentence = wording.tell_target(indicators.get(target.indicator_code), target, value)
            found.append(_view("value", None if value is None else value.record_id, sentence))
    return Told(found)


async def _tell_sheet(session: AnySession, _subject: Subject, item: _Item) -> Told:
    statement = select(Sheet).where(Sheet.id.in_(item.ids)).options(selectinload(Sheet.scores))
    sheets = (await session.scalars(statement)).all()
    told = [(sheet, wording.tell_sheet(len(sheet.scores))) for sheet in sheets]
    return Told([_view("sheet", sheet.id, sentence, within=sheet.round_id) for sheet, sentence in told])


async def _tell_evaluation(session: AnySession, subject: Subject, item: _Item) -> Told:
    """Count and mean, or that there were too few; no more, whoever reads it."""
    row = await session.get(EvaluationRound, item.ids[0])
    if row is None:
        return Told()
    of_subject = EvaluationScore.round_id == row.id, EvaluationScore.subject_code == subject.code
    given = {
        score.evaluator: score.score for score in await session.scalars(select(EvaluationScore).where(*of_subject))
    }
    enough = len(given) >= row.minimum
    if _is_panel(subject, item):
        sentence = wording.tell_evaluators(len(given)) if enough else wording.tell_too_few(row.minimum)
        return Told([_view("evaluation_round", row.id, sentence)], why=None if enough else sentence)
    if not enough:
        sentence = wording.tell_too_few(row.minimum)
        return Told([_view("evaluation_round", row.id, sentence)], why=sentence)
    sentence = wording.tell_evaluation(len(given), mean_of(read_tiers(row.tiers), given))
    return Told([_view("evaluation_round", row.id, sentence)], lead=sentence)


def _is_panel(subject: Subject, item: _Item) -> bool:
    """Its rule may drop the lowest and highest; a mean of all beside that would tell what was dropped."""
    return "scores" in subject.facts.get(item.code, {})


async def _tell_ballot(session: AnySession, subject: Subject, item: _Item) -> Told:
    row = await session.get(BallotRound, item.ids[0])
    if row is None:
        return Told()
    fact = subject.facts.get(item.code, {})
    count = sum(fact.get("votes", fact.get("places", {})).values())
    sentence = wording.tell_ballot(count, row.minimum)
    return Told([_view("ballot_round", row.id, sentence)], why=sentence if count < row.minimum else None)


async def _tell_bonuses(session: AnySession, _subject: Subject, item: _Item) -> Told:
    by_id = {row.id: row for row in await session.scalars(select(BonusClaim).where(BonusClaim.id.in_(item.ids)))}
    return Told([_view("bonus_claim", key, wording.tell_bonus(by_id[key])) for key in item.ids if key in by_id])


async def _tell_claims(session: AnySession, _subject: Subject, item: _Item) -> Told:
    """Each counts as one of its kind: the points it was claimed at say nothing here."""
    by_id = {row.id: row for row in await session.scalars(select(BonusClaim).where(BonusClaim.id.in_(item.ids)))}
    return Told([_view("bonus_claim", key, wording.tell_claim(by_id[key])) for key in item.ids if key in by_id])


async def _tell_unit_result(session: AnySession, subject: Subject, item: _Item) -> Told:
    unit = await session.get(Unit, subject.unit_code)
    sentence = wording.tell_unit_result(unit.name if unit else subject.unit_code, subject.facts[item.code])
    return Told([_view("unit_result", key, sentence, subject_code=subject.unit_code) for key in item.ids])


async def _tell_manual(session: AnySession, subject: Subject, item: _Item) -> Told:
    assert isinstance(item.source, ManualSource)
    of_subject = (
        ItemFact.record_id.in_(item.ids),
        ItemFact.subject_code == subject.code,
        ItemFact.item_code == item.code,
    )
    row = await session.scalar(select(ItemFact).where(*of_subject))
    sentence = wording.tell_manual(item.source.owner, row, subject.facts.get(item.code, {}))
    return Told([_view("manual_entry", key, sentence) for key in item.ids])


_Teller = Callable[[AnySession, Subject, _Item], Coroutine[Any, Any, Told]]
_TELLERS: Mapping[str, _Teller] = {
    "ballot_round": _tell_ballot,
    "bonus_claims": _tell_bonuses,
    "claim_counts": _tell_claims,
    "deductions": _tell_deductions,
    "evaluation_round": _tell_evaluation,
    "indicator": _tell_indicator,
    "manual": _tell_manual,
    "plan_completion": _tell_plan,
    "sheet": _tell_sheet,
    "unit_result": _tell_unit_result,
}


async def _indicators(session: AnySession, year: int, codes: Collection[str]) -> dict[str, wording.Named]:
    """Name and owning unit of indicators, by code."""
    statement = select(Indicator, Unit.name).outerjoin(Unit, Unit.code == Indicator.owner_unit_code)
    rows = await session.execute(statement.where(Indicator.year == year, Indicator.code.in_(codes)))
    return {row.code: wording.Named(row.name, row.name_en or row.name, owner) for row, owner in rows}


def _view(
    kind: str,
    key: UUID | None,
    sentence: str,
    *,
    number: str | None = None,
    within: UUID | None = None,
    subject_code: str | None = None,
) -> FactRecordView:
    content = {"kind": kind, "id": key, "number": number, "within_id": within, "subject_code": subject_code}
    return FactRecordView.model_validate({**content, "sentence": sentence})
