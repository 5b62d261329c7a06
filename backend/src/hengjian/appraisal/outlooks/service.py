"""What would move a subject a place: foreseen by the engine, told with the names that the reader may know."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hengjian.appraisal.cycle_search import cycle_search_off
from hengjian.appraisal.engine.outlook import Outlook, look_ahead
from hengjian.appraisal.outlooks.schemas import OutlookView
from hengjian.appraisal.outlooks.views import tell_nothing, tell_outlook
from hengjian.appraisal.results.reading import Explainable
from hengjian.appraisal.standings.current import CurrentClasses
from hengjian.appraisal.standings.kept import KeptAnswers
from hengjian.appraisal.standings.repository import OwnStanding
from hengjian.kit.data.database import AnySession
from hengjian.kit.language import current_language
from hengjian.kit.problems.problems import found

KEPT_OUTLOOKS = 500


@dataclass(frozen=True)
class Foreseen:
    """An outlook by codes, without a name, under the scheme that it was foreseen with."""

    outlook: Outlook
    document: Mapping[str, Any]


KeptOutlooks = KeptAnswers[Foreseen | None]
"""Of units by revision, the same for all readers: whom they may know by name is put in for each of them."""


async def foresee_today(
    session: AnySession, own: OwnStanding, names: Mapping[str, str], classes: CurrentClasses, kept: KeptOutlooks
) -> OutlookView:
    """Of a unit, under the reduced scheme of today, which has no tiers."""
    row = own.row

    async def make() -> tuple[Foreseen | None, bool]:
        evaluated = await classes.evaluate(session, own, current_language.get())
        is_current = evaluated.digest == own.digest
        if evaluated.result is None or evaluated.reduced is None or row.subject_code in evaluated.incomplete:
            return None, is_current
        document = {"scheme": evaluated.reduced, "subjects": evaluated.scored_subjects}
        outlook = await asyncio.to_thread(_look_ahead, document, row.subject_code)
        return Foreseen(found(outlook), evaluated.reduced), is_current

    foreseen = await kept.get((row.year, row.subject_code, own.revision), make)
    if foreseen is None:
        return tell_nothing(row.subject_code, row.name, row.flags)
    return tell_outlook(foreseen.outlook, foreseen.document, row.name, names)


async def foresee_result(judged: Explainable, names: Mapping[str, str]) -> OutlookView:
    """Of a subject as its result was computed."""
    document = {"scheme": judged.scheme.document, "subjects": judged.result.subjects}
    outlook = await asyncio.to_thread(_look_ahead, document, judged.line.subject_code)
    return tell_outlook(found(outlook), judged.scheme.document, judged.line.name, names)


def _look_ahead(document: Mapping[str, Any], subject_code: str) -> Outlook | None:
    with cycle_search_off():
        return look_ahead(document, subject_code)
