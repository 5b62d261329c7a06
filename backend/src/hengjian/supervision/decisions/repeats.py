"""The same rule broken again within the year: found when a deduction is confirmed, and fixed from then on.

See ``docs/decisions/0015-repeats-within-the-year.md``.
"""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.supervision.decisions import repository
from hengjian.supervision.models import Deduction, Repeat
from hengjian.supervision.points import Terms, plain
from hengjian.supervision.workflows.deductions import DeductionState


@dataclass(frozen=True)
class FoundRepeat:
    """The deduction in force that makes another one a repeat, and what that means for its terms."""

    earlier_id: UUID
    before: Terms
    after: Terms


def graver_factor(recorded: Decimal, repeat_factor: Decimal) -> Decimal:
    """The graver of the two applies; they are not multiplied, so that one fault is not counted twice."""
    return max(recorded, repeat_factor)


async def find_repeat(session: AnySession, deduction: Deduction, recorded_factor: Decimal) -> FoundRepeat | None:
    """The latest deduction in force of the same unit, rule and year that happened on an earlier day, if it weighs."""
    earlier = await repository.find_earlier_in_force(session, deduction, recorded_factor)
    if earlier is None:
        return None
    before = Terms(deduction.rule_code, deduction.points_each, deduction.count, recorded_factor)
    factor = graver_factor(before.factor, plain(earlier.repeat_factor))
    return FoundRepeat(earlier.id, before, Terms(before.rule_code, before.points_each, before.count, factor))


async def apply_repeat(session: WriteSession, deduction: Deduction, at: datetime) -> None:
    """Fix by an entry of its own that this is a repeat, and of what; what was recorded stays readable in it."""
    found = await find_repeat(session, deduction, deduction.factor)
    if found is None:
        return
    repeat = Repeat(
        deduction_id=deduction.id,
        earlier_id=found.earlier_id,
        factor_before=found.before.factor,
        factor_after=found.after.factor,
        points_before=found.before.points,
        points_after=found.after.points,
        found_at=at,
    )
    repository.add_repeat(session, repeat)
    deduction.factor, deduction.points = found.after.factor, found.after.points


async def find_lost_ground(session: AnySession, deduction: Deduction, repeat: Repeat | None) -> bool:
    """Whether it counts as a repeat although nothing in force makes it one any longer."""
    if repeat is None:
        return False
    earlier = await repository.get_earlier(session, repeat.earlier_id)
    if earlier.state != DeductionState.REVOKED:
        return False
    return await find_repeat(session, deduction, repeat.factor_before) is None
