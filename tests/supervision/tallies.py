"""What the tallies say, and what adding up every deduction anew gives."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

_TOLD = (
    """SELECT year, unit_code, rule_code, sum(in_force), sum(points), sum(pending)
       FROM (SELECT year, unit_code, rule_code, in_force, points, pending FROM deduction_tally
             UNION ALL
             SELECT year, unit_code, rule_code, in_force, points, pending FROM deduction_tally_change) t
       GROUP BY 1, 2, 3 HAVING sum(in_force) <> 0 OR sum(pending) <> 0 OR sum(points) <> 0""",
    """SELECT year, recorded_by, recorded_by_name,
              sum(records), sum(decided), sum(upheld), sum(in_force), sum(points)
       FROM (SELECT year, recorded_by, recorded_by_name, records, decided, upheld, in_force, points FROM recorder_tally
             UNION ALL
             SELECT year, recorded_by, recorded_by_name, records, decided, upheld, in_force, points
             FROM recorder_tally_change) t
       GROUP BY 1, 2, 3 HAVING sum(records) <> 0""",
    """SELECT year, unit_code, recorded_by, recorded_by_name, sum(visits)
       FROM (SELECT year, unit_code, recorded_by, recorded_by_name, visits FROM visit_tally
             UNION ALL
             SELECT year, unit_code, recorded_by, recorded_by_name, visits FROM visit_tally_change) t
       GROUP BY 1, 2, 3, 4""",
    """SELECT unit_code, month, sum(entries), sum(corrections), sum(points), sum(in_force), sum(points_in_force)
       FROM (SELECT unit_code, month, entries, corrections, points, in_force, points_in_force FROM bulletin_tally
             UNION ALL
             SELECT unit_code, month, entries, corrections, points, in_force, points_in_force
             FROM bulletin_tally_change) t
       GROUP BY 1, 2""",
)
_ADDED_UP = (
    """SELECT year, unit_code, rule_code,
              count(*) FILTER (WHERE state = 'effective') AS in_force,
              coalesce(sum(points) FILTER (WHERE state = 'effective'), 0) AS points,
              count(*) FILTER (WHERE state IN ('recorded', 'confirmed', 'notified', 'objected')) AS pending
       FROM deduction GROUP BY 1, 2, 3
       HAVING count(*) FILTER (WHERE state IN ('effective', 'recorded', 'confirmed', 'notified', 'objected')) > 0""",
    """SELECT d.year, d.recorded_by, d.recorded_by_name, count(*),
              count(*) FILTER (WHERE state IN ('effective', 'returned', 'revoked')),
              count(*) FILTER (WHERE state = 'effective' AND (j.points_after = j.points_before) IS NOT FALSE),
              count(*) FILTER (WHERE state = 'effective'),
              coalesce(sum(least(d.points, r.points_before)) FILTER (WHERE state = 'effective'), 0)
       FROM deduction d
       LEFT JOIN judgement j ON j.deduction_id = d.id
       LEFT JOIN repeat r ON r.deduction_id = d.id
       WHERE d.source = 'person' AND d.corrects_id IS NULL GROUP BY 1, 2, 3""",
    "SELECT year, unit_code, recorded_by, recorded_by_name, count(*) FROM visit GROUP BY 1, 2, 3, 4",
    """SELECT unit_code, date_trunc('month', occurred_on)::date, count(*) FILTER (WHERE reverses IS NULL),
              count(*) FILTER (WHERE reverses IS NOT NULL), sum(points),
              count(*) FILTER (WHERE reverses IS NULL AND state = 'effective'),
              coalesce(sum(points) FILTER (WHERE reverses IS NULL AND state = 'effective'), 0)
       FROM bulletin_entry GROUP BY 1, 2""",
)


async def _read(session: AsyncSession, statements: tuple[str, ...]) -> list[list[tuple[Any, ...]]]:
    await session.execute(text("SET LOCAL search_path TO supervision"))
    return [sorted(map(tuple, (await session.execute(text(statement))).all())) for statement in statements]


async def check_tallies(session: AsyncSession) -> None:
    assert await _read(session, _TOLD) == await _read(session, _ADDED_UP)
