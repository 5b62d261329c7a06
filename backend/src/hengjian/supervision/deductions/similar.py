"""Records that may speak of the same matter, for whoever decides whether to merge them."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import case, func, select

from hengjian.kit.database import AnySession
from hengjian.supervision.deductions.states import DeductionState
from hengjian.supervision.models import Deduction

NEARBY_DAYS = 3
_SHOWN = 10
_GONE = (DeductionState.RETURNED, DeductionState.MERGED, DeductionState.REVOKED)


async def find_similar(session: AnySession, deduction: Deduction) -> Sequence[Deduction]:
    """Of the same unit and within three days: first those of the same rule and place, then by how near in time."""
    apart = func.abs(func.extract("epoch", Deduction.occurred_at - deduction.occurred_at))
    unlike = case((Deduction.rule_code == deduction.rule_code, 0), else_=2) + case(
        (Deduction.place == deduction.place, 0), else_=1
    )
    statement = (
        select(Deduction)
        .where(
            Deduction.unit_code == deduction.unit_code,
            Deduction.id != deduction.id,
            Deduction.state.not_in(_GONE),
            Deduction.occurred_on.between(
                deduction.occurred_on - timedelta(days=NEARBY_DAYS), deduction.occurred_on + timedelta(days=NEARBY_DAYS)
            ),
        )
        .order_by(unlike, apart, Deduction.id)
        .limit(_SHOWN)
    )
    return (await session.scalars(statement)).all()
