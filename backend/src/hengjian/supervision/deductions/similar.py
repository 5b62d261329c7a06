"""Records that may speak of the same matter, for whoever decides whether to merge them."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select

from hengjian.kit.data.database import AnySession
from hengjian.supervision.deductions.likeness import Likeness, Matter, Spot, compare
from hengjian.supervision.deductions.states import DeductionState
from hengjian.supervision.models import Deduction

NEARBY_DAYS = 3
_SHOWN = 10
_COMPARED = 200
_GONE = (DeductionState.RETURNED, DeductionState.MERGED, DeductionState.REVOKED)


def _matter_of(deduction: Deduction) -> Matter:
    latitude, longitude = deduction.latitude, deduction.longitude
    spot = None if latitude is None or longitude is None else Spot(latitude, longitude)
    return Matter(deduction.rule_code, deduction.place, spot, deduction.occurred_at)


async def find_similar(session: AnySession, deduction: Deduction) -> Sequence[tuple[Deduction, Likeness]]:
    """Of the same unit and within three days: first those of the same rule and place, then by how near in time."""
    near = timedelta(days=NEARBY_DAYS)
    statement = (
        select(Deduction)
        .where(
            Deduction.unit_code == deduction.unit_code,
            Deduction.id != deduction.id,
            Deduction.state.not_in(_GONE),
            Deduction.occurred_on.between(deduction.occurred_on - near, deduction.occurred_on + near),
        )
        .order_by(func.abs(func.extract("epoch", Deduction.occurred_at - deduction.occurred_at)), Deduction.id)
        .limit(_COMPARED)
    )
    mine = _matter_of(deduction)
    compared = [(row, compare(mine, _matter_of(row))) for row in await session.scalars(statement)]
    return sorted(compared, key=lambda pair: (pair[1].order, str(pair[0].id)))[:_SHOWN]
