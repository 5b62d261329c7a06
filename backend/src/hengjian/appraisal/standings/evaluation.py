"""One class scored under the reduced scheme of today, with everything that its explanation speaks of."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hengjian.appraisal.engine import digest_of, reduce_scheme
from hengjian.appraisal.models import Scheme
from hengjian.appraisal.records.closed_items import closed_by_class
from hengjian.appraisal.records.facts import Prepared, Records, prepare
from hengjian.appraisal.records.repository import gather
from hengjian.appraisal.scheme_documents.binding import Binding, IndicatorSource, PlanCompletionSource, read_binding
from hengjian.appraisal.standings import repository
from hengjian.appraisal.standings.reduced import evaluate_who_can, split_incomplete, standing_items
from hengjian.kit.data.database import AnySession
from hengjian.kit.data.decimals import write_decimal


@dataclass(frozen=True)
class EvaluatedClass:
    """``result`` is None where nothing stands yet; ``incomplete`` subjects lack a standing fact, or cannot be scored.

    ``spoken_of`` is what sentences say beyond facts and records: names, targets of plans, values they are held to.
    """

    document: Mapping[str, Any]
    binding: Binding
    reduced: Mapping[str, Any] | None
    result: Mapping[str, Any] | None
    prepared: Prepared
    incomplete: Sequence[str]
    standing: frozenset[str]
    spoken_of: Mapping[str, Any]

    @cached_property
    def digest(self) -> str:
        """Of all that a standing, its explanation or its outlook says: where it differs, the revision rises."""
        result = self.result or {}
        records = {key: ids for key, ids in self.prepared.provenance.items() if key.partition("/")[2] in self.standing}
        return digest_of(
            {
                "scores": [result.get("result"), result.get("input")],
                "incomplete": list(self.incomplete),
                "standing": sorted(self.standing),
                "records": records,
                "spoken_of": self.spoken_of,
            }
        )

    @property
    def scored_subjects(self) -> list[dict[str, Any]]:
        """With their standing facts, as the engine read them."""
        return [
            {**subject, "facts": {code: fact for code, fact in subject["facts"].items() if code in self.standing}}
            for subject in self.prepared.subjects
            if subject["code"] not in self.incomplete
        ]


async def evaluate_standing(
    session: AnySession, scheme: Scheme, class_code: str, language: str, *, explained: bool = True
) -> EvaluatedClass:
    """The class as its facts are at this moment."""
    binding = read_binding(scheme.binding)
    everybody = await gather(session, scheme, [class_code])
    prepared = prepare(binding, everybody)
    closed = (await closed_by_class(session, scheme)).get(class_code, set())
    standing = standing_items(scheme.document, closed)
    reduced = reduce_scheme(scheme.document, standing)
    spoken_of = await _read_what_is_spoken_of(session, scheme.year, class_code, binding, everybody)
    result, incomplete = None, list[str]()
    if reduced is not None:
        complete, incomplete = split_incomplete(reduced, prepared, standing)
        result, scored = await asyncio.to_thread(evaluate_who_can, reduced, complete, language, explained=explained)
        left = {subject["code"] for subject in complete} - {subject["code"] for subject in scored}
        incomplete = sorted({*incomplete, *left}) if left else incomplete
    return EvaluatedClass(
        scheme.document, binding, reduced, result, prepared, incomplete, frozenset(standing), spoken_of
    )


async def _read_what_is_spoken_of(
    session: AnySession, year: int, class_code: str, binding: Binding, everybody: Sequence[Records]
) -> dict[str, Any]:
    """Of a plan its whole explanation: targets, values and names of indicators, also those that change no score."""
    sources = binding.values()
    spoken_of: dict[str, Any] = {"class": await repository.read_class_name(session, class_code)}
    if any(isinstance(source, PlanCompletionSource) for source in sources):
        spoken_of["indicators"] = await repository.read_indicator_names(session, year, None)
        spoken_of["plans"] = await repository.read_plans(session, year, class_code)
        spoken_of["values"] = _list_values(everybody)
    elif codes := {source.indicator_code for source in sources if isinstance(source, IndicatorSource)}:
        spoken_of["indicators"] = await repository.read_indicator_names(session, year, codes)
    return spoken_of


def _list_values(everybody: Sequence[Records]) -> dict[str, list[list[str]]]:
    """Confirmed values by subject."""
    return {
        records.code: [[*key, value.id, write_decimal(value.actual)] for key, value in sorted(records.values.items())]
        for records in everybody
        if records.values
    }
