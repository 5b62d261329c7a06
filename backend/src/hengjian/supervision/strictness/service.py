"""How strictly who inspects, for the supervision office alone: to even out, never to rank people by."""

from decimal import Decimal

from hengjian.kit.data.database import AnySession
from hengjian.kit.data.decimals import round_half_up
from hengjian.kit.time.clock import office_now
from hengjian.supervision.strictness import repository
from hengjian.supervision.strictness.schemas import ClassStrictness, InspectorStrictness, Strictness

LEAST_CASES = 10
"""Fewer say more about chance than about anybody."""


def _mean(total: Decimal | int, count: int, cases: int) -> Decimal | None:
    return round_half_up(Decimal(total) / count, 2) if cases >= LEAST_CASES and count else None


async def compare_strictness(session: AnySession, year: int) -> Strictness:
    inspectors = await repository.count_by_inspector(session, year)
    classes = await repository.count_by_class(session, year)
    return Strictness(
        year=year,
        as_of=office_now(),
        least_cases=LEAST_CASES,
        inspectors=[
            InspectorStrictness(
                account_id=row.account_id,
                name=row.name,
                visits=row.visits,
                records=row.records,
                decided=row.decided,
                points_each=_mean(row.points, row.in_force, row.in_force),
                upheld_percent=_mean(row.upheld * 100, row.decided, row.decided),
            )
            for row in inspectors
        ],
        classes=[
            ClassStrictness(
                class_code=row.class_code,
                units=row.units,
                visits=row.visits,
                in_force=row.in_force,
                visits_per_unit=_mean(row.visits, row.units, row.visits),
                points_per_unit=_mean(row.points, row.units, row.in_force),
            )
            for row in classes
        ],
    )
