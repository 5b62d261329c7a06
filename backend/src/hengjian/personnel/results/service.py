from hengjian.contracts.events import ResultLine, ResultsFinal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.data.ids import new_id
from hengjian.kit.time.clock import office_now
from hengjian.personnel.models import FinalResult, UnitTier
from hengjian.personnel.results import repository
from hengjian.personnel.terms import RecordSource


def _is_ordinary(event: ResultsFinal) -> bool:
    """Ordinary cadres are ranked inside their unit: the class bears the unit's code."""
    return event.subject_kind == "cadre" and all(line.unit_code == event.class_code for line in event.lines)


def _row(line: ResultLine) -> dict[str, object]:
    return {
        "code": line.code,
        "name": line.name,
        "unit_code": line.unit_code,
        "total": line.total,
        "rank": line.rank,
        "of_count": line.of,
        "tier": line.tier,
        "flags": list(line.flags),
    }


async def keep_final_result(session: WriteSession, event: ResultsFinal) -> FinalResult | None:
    """Keep a final result by value; the version that it replaces, where there is one.

    Nothing changes where this version, or a newer one, is here already.
    """
    newest = await repository.get_newest_for_update(session, event.year, event.class_code)
    if newest is not None:
        if newest.result_version >= event.version:
            return None
        newest.is_current = False
        await repository.save_result(session, newest)
    result = FinalResult(
        id=new_id(),
        result_id=event.result_id,
        year=event.year,
        scheme_code=event.scheme_code,
        class_code=event.class_code,
        subject_kind=event.subject_kind,
        result_version=event.version,
        digest=event.digest,
        is_ordinary=_is_ordinary(event),
        is_current=True,
        received_at=office_now(),
    )
    await repository.save_result(session, result)
    await repository.store_lines(session, [{"final_result_id": result.id, **_row(line)} for line in event.lines])
    if event.subject_kind == "unit":
        await _keep_tiers(session, result, event)
    return newest


async def _keep_tiers(session: WriteSession, result: FinalResult, event: ResultsFinal) -> None:
    known = await repository.find_tiers(session, event.year, [line.code for line in event.lines])
    for line in event.lines:
        tier = known.setdefault(line.code, UnitTier(year=event.year, unit_code=line.code))
        tier.tier, tier.source, tier.final_result_id = line.tier, RecordSource.FINAL, result.id
    await repository.save_tiers(session, known.values())
