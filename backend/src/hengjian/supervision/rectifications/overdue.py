"""What time and revocations bring: terms that pass, with a further deduction by rule, and demands without ground."""

from hengjian.kit.data.database import WriteSession
from hengjian.kit.observability import log
from hengjian.kit.time.calendar import end_of_day
from hengjian.kit.time.clock import office_now, office_today
from hengjian.supervision.models import Rectification
from hengjian.supervision.queries.units import get_unit
from hengjian.supervision.recording.proposals import Proposal, propose_deduction
from hengjian.supervision.rectifications import repository
from hengjian.supervision.rectifications.service import take_step
from hengjian.supervision.rules.repository import get_rule_of_year
from hengjian.supervision.workflows.rectifications import RectificationState


async def settle_rectifications(session: WriteSession, limit: int = 200) -> int:
    """Returns how many it moved."""
    groundless = await repository.get_groundless_for_update(session, limit)
    for rectification in groundless:
        take_step(session, rectification, RectificationState.LAPSED, at=office_now())
    overdue = await repository.get_overdue_for_update(session, office_today(), limit)
    for rectification in overdue:
        take_step(session, rectification, RectificationState.OVERDUE, at=end_of_day(rectification.due_on))
        await _propose_further(session, rectification)
    return len(groundless) + len(overdue)


async def _propose_further(session: WriteSession, rectification: Rectification) -> None:
    """Under the rule that the catalogue names for it, in the year in which the term passed; a person confirms it."""
    code = (await repository.get_rule_behind(session, rectification)).overdue_rule_code
    if code is None:
        return
    rule = await get_rule_of_year(session, rectification.due_on.year, code)
    unit = await get_unit(session, rectification.unit_code)
    if rule is None or rule.points is None or unit is None or unit.kind not in rule.unit_kinds:
        log.warning("overdue_rectification_without_rule", number=rectification.number, rule_code=code)
        return
    behind = await repository.get_deduction_behind(session, rectification)
    await propose_deduction(
        session,
        Proposal(
            cause=f"{rectification.id}/{rectification.due_on.isoformat()}",
            year=rectification.due_on.year,
            rule=rule,
            unit=unit,
            occurred_at=end_of_day(rectification.due_on),
            place=behind.place,
            description=f"{rectification.number} 截至期限未报告整改完成（系统提出）：{rectification.demand}"[:2000],
            rectification_id=rectification.id,
        ),
    )
