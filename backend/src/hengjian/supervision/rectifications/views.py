"""A rectification as one reader may see it: history with or without names, and what the reader may do now."""

from typing import Any

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession
from hengjian.kit.time.calendar import has_calendar
from hengjian.supervision.models import Rectification
from hengjian.supervision.queries.impartiality import find_standing
from hengjian.supervision.rectifications import policy, repository
from hengjian.supervision.rectifications.schemas import (
    RectificationRow,
    RectificationStepView,
    RectificationView,
)
from hengjian.supervision.schemas import DeductionRow
from hengjian.supervision.sight import may_see_names
from hengjian.supervision.workflows.rectifications import RectificationState, StepKind

_DERIVED = {"due_is_provisional"}


def _columns(rectification: Rectification) -> dict[str, Any]:
    columns = {name: getattr(rectification, name) for name in RectificationRow.model_fields if name not in _DERIVED}
    return {**columns, "due_is_provisional": not has_calendar(rectification.due_on.year)}


def show_row(rectification: Rectification) -> RectificationRow:
    return RectificationRow(**_columns(rectification))


async def show_rectification(
    session: AnySession, rectification: Rectification, principal: Principal
) -> RectificationView:
    named = may_see_names(principal)
    rule = await repository.get_rule_behind(session, rectification)
    standing = await find_standing(session, principal)
    return RectificationView(
        **_columns(rectification),
        overdue_rule_code=rule.overdue_rule_code,
        history=[
            RectificationStepView(
                kind=StepKind(step.kind),
                state=RectificationState(step.state),
                at=step.at,
                office=step.office,
                by=step.by_name if named else None,
                note=step.note,
                due_on=step.due_on,
            )
            for step in rectification.steps
        ],
        further=[DeductionRow.model_validate(row) for row in await repository.list_further(session, rectification)],
        actions=list(policy.list_actions(principal, rectification, standing)),
    )
