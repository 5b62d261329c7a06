"""Records that may speak of the same matter, for whoever decides whether to merge them."""

from collections.abc import Sequence
from datetime import timedelta

from hengjian.kit.data.database import AnySession
from hengjian.supervision.deductions import repository
from hengjian.supervision.deductions.likeness import Likeness, Matter, Spot, compare
from hengjian.supervision.models import Deduction

NEARBY_DAYS = 3
_SHOWN = 10
_COMPARED = 200


def _matter_of(deduction: Deduction) -> Matter:
    latitude, longitude = deduction.latitude, deduction.longitude
    spot = None if latitude is None or longitude is None else Spot(latitude, longitude)
    return Matter(deduction.rule_code, deduction.place, spot, deduction.occurred_at)


async def find_similar(session: AnySession, deduction: Deduction) -> Sequence[tuple[Deduction, Likeness]]:
    """Of the same unit and within three days: first those of the same rule and place, then by how near in time."""
    rows = await repository.list_nearby(session, deduction, timedelta(days=NEARBY_DAYS), _COMPARED)
    mine = _matter_of(deduction)
    compared = [(row, compare(mine, _matter_of(row))) for row in rows]
    return sorted(compared, key=lambda pair: (pair[1].order, str(pair[0].id)))[:_SHOWN]
