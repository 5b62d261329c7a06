"""The records behind a subject's facts, each told as far as anybody may be told of it; links are the reader's to
follow."""

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from hengjian.appraisal.evaluations.groups import read_counting
from hengjian.appraisal.explanations import repository, sentences
from hengjian.appraisal.explanations.schemas import FactRecordView
from hengjian.appraisal.scheme_documents.binding import Binding, IndicatorSource, ManualSource, PlanCompletionSource
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
    """``lead`` goes before the rule's sentence, where that speaks of sums and not of a mean."""

    fact_records: Sequence[FactRecordView] = field(default_factory=tuple)
    lead: str | None = None

    def complete(self, sentence: str) -> str:
        """The rule's sentence as the reader gets it."""
        return f"{self.lead}: {sentence}" if self.lead else sentence


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
    by_id = await repository.get_deductions(session, item.ids)
    return Told(
        [
            _view("deduction", key, sentences.tell_deduction(by_id[key]), number=by_id[key].number)
            for key in item.ids
            if key in by_id
        ]
    )


async def _tell_indicator(session: AnySession, subject: Subject, item: _Item) -> Told:
    assert isinstance(item.source, IndicatorSource)
    indicators = await repository.get_indicators(session, subject.year, [item.source.indicator_code])
    sentence = sentences.tell_value(indicators.get(item.source.indicator_code), subject.facts.get(item.code, {}))
    return Told([_view("value", key, sentence) for key in item.ids])


async def _tell_plan(session: AnySession, subject: Subject, item: _Item) -> Told:
    """Every target of the plan with what came of it; those without a value have no record of their own."""
    targets = await repository.list_targets(session, subject.year, subject.unit_code)
    values = await repository.get_values(session, item.ids)
    indicators = await repository.get_indicators(session, subject.year, [target.indicator_code for target in targets])
    found = [_view("plan", plan_id, sentences.tell_plan()) for plan_id in dict.fromkeys(t.plan_id for t in targets)]
    for target in targets:
        value = values.get(target.indicator_code)
        if target.target is not None:
            sentence = sentences.tell_target(indicators.get(target.indicator_code), target, value)
            found.append(_view("value", None if value is None else value.record_id, sentence))
    return Told(found)


async def _tell_sheet(session: AnySession, _subject: Subject, item: _Item) -> Told:
    sheets = await repository.get_sheets(session, item.ids)
    told = [(sheet, sentences.tell_sheet(len(sheet.scores))) for sheet in sheets]
    return Told([_view("sheet", sheet.id, sentence, within=sheet.round_id) for sheet, sentence in told])


async def _tell_evaluation(session: AnySession, subject: Subject, item: _Item) -> Told:
    """Count and mean, no more, whoever reads it; what too few gave is no fact."""
    row = await repository.get_evaluation_round(session, item.ids[0])
    if row is None:
        return Told()
    given = await repository.read_evaluations(session, row.id, subject.code)
    mean = read_counting(row).mean(given)
    if mean is None:
        return Told()
    sentence = sentences.tell_evaluation(len(given), row.trim, mean)
    return Told([_view("evaluation_round", row.id, sentence)], lead=sentence)


async def _tell_ballot(session: AnySession, subject: Subject, item: _Item) -> Told:
    row = await repository.get_ballot_round(session, item.ids[0])
    if row is None:
        return Told()
    fact = subject.facts.get(item.code, {})
    count = sum(fact.get("votes", fact.get("places", {})).values())
    return Told([_view("ballot_round", row.id, sentences.tell_ballot(count))])


async def _tell_bonuses(session: AnySession, _subject: Subject, item: _Item) -> Told:
    by_id = await repository.get_claims(session, item.ids)
    return Told([_view("bonus_claim", key, sentences.tell_bonus(by_id[key])) for key in item.ids if key in by_id])


async def _tell_claims(session: AnySession, _subject: Subject, item: _Item) -> Told:
    """Each counts as one of its kind: the points it was claimed at say nothing here."""
    by_id = await repository.get_claims(session, item.ids)
    return Told([_view("bonus_claim", key, sentences.tell_claim(by_id[key])) for key in item.ids if key in by_id])


async def _tell_unit_result(session: AnySession, subject: Subject, item: _Item) -> Told:
    name = await repository.get_unit_name(session, subject.unit_code)
    sentence = sentences.tell_unit_result(name or subject.unit_code, subject.facts[item.code])
    return Told([_view("unit_result", key, sentence, subject_code=subject.unit_code) for key in item.ids])


async def _tell_manual(session: AnySession, subject: Subject, item: _Item) -> Told:
    assert isinstance(item.source, ManualSource)
    row = await repository.get_entry(session, item.ids, subject.code, item.code)
    sentence = sentences.tell_manual(item.source.owner, row, subject.facts.get(item.code, {}))
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
