"""A later last day: asked for by the unit, granted or declined by the office, each an entry of its own."""

from datetime import date, timedelta

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.time.calendar import is_working_day
from hengjian.kit.time.clock import office_now, office_today
from hengjian.supervision.models import Rectification
from hengjian.supervision.queries.impartiality import find_standing
from hengjian.supervision.rectifications import policy, repository
from hengjian.supervision.rectifications.errors import DueDateUnfit
from hengjian.supervision.rectifications.schemas import Extension, ExtensionRefusal, ExtensionRequest
from hengjian.supervision.rectifications.service import keep_step
from hengjian.supervision.workflows.rectifications import RECTIFICATIONS, RectificationVerb, StepKind

_AT_MOST = timedelta(days=366)


def _check_day(rectification: Rectification, due_on: date) -> None:
    present = rectification.due_on
    if not max(present + timedelta(days=1), office_today()) <= due_on <= present + _AT_MOST or not is_working_day(
        due_on
    ):
        raise DueDateUnfit(due_on=present.isoformat())


async def _keep(
    session: WriteSession,
    rectification: Rectification,
    verb: RectificationVerb,
    kind: StepKind,
    principal: Principal,
    reason: str,
    due_on: date | None,
) -> None:
    await repository.load_steps(session, rectification)
    standing = await find_standing(session, principal)
    refuse_if(policy.find_obstacle(principal, rectification, verb, standing))
    if due_on is not None:
        _check_day(rectification, due_on)
    keep_step(
        session,
        rectification,
        kind,
        at=office_now(),
        principal=principal,
        permission=RECTIFICATIONS.permission_for(verb),
        note=reason,
        due_on=due_on,
    )


async def ask_for_extension(
    session: WriteSession, rectification: Rectification, request: ExtensionRequest, principal: Principal
) -> None:
    """Before the term is over; until it is answered, the term does not pass."""
    verb, kind = RectificationVerb.ASK_EXTENSION, StepKind.EXTENSION_ASKED
    await _keep(session, rectification, verb, kind, principal, request.reason, request.due_on)
    rectification.wanted_due_on = request.due_on


async def extend_rectification(
    session: WriteSession, rectification: Rectification, extension: Extension, principal: Principal
) -> None:
    """Set a later last day, whether the unit asked or not; the day may be another than it asked for."""
    verb, kind = RectificationVerb.EXTEND, StepKind.EXTENDED
    await _keep(session, rectification, verb, kind, principal, extension.reason, extension.due_on)
    rectification.due_on, rectification.wanted_due_on = extension.due_on, None


async def decline_extension(
    session: WriteSession, rectification: Rectification, refusal: ExtensionRefusal, principal: Principal
) -> None:
    """The day stays; where it has passed meanwhile, the rectification is overdue from that day on."""
    verb, kind = RectificationVerb.DECLINE_EXTENSION, StepKind.EXTENSION_DECLINED
    await _keep(session, rectification, verb, kind, principal, refusal.reason, None)
    rectification.wanted_due_on = None
