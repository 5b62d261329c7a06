from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.policy.actions import weigh
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.time.clock import office_now, office_today
from hengjian.targets.copies.repository import list_active_units
from hengjian.targets.models import AppraisalYear
from hengjian.targets.phases.repository import get_year
from hengjian.targets.reports.awaited import await_reports
from hengjian.targets.workflows import YearPhase
from hengjian.targets.years import policy, repository
from hengjian.targets.years.errors import HistoryIsPast, YearExists
from hengjian.targets.years.schemas import (
    OpeningPhase,
    OpenMatter,
    PhaseMove,
    YearChange,
    YearDetailView,
    YearEntry,
    YearView,
)


async def open_year(session: WriteSession, entry: YearEntry, principal: Principal) -> AppraisalYear:
    """Open an appraisal year; a past one may be opened as closed, to hold imported history."""
    if await get_year(session, entry.year) is not None:
        raise YearExists(year=entry.year)
    if entry.phase is OpeningPhase.CLOSED and entry.year >= office_today().year:
        raise HistoryIsPast
    year = AppraisalYear(
        **entry.model_dump(exclude={"phase"}),
        phase=entry.phase.value,
        phase_since=office_now(),
        opened_by=principal.person_id,
        opened_by_name=principal.name,
    )
    await repository.save_year(session, year)
    return year


async def advance_year(session: WriteSession, year: AppraisalYear, move: PhaseMove, principal: Principal) -> None:
    """One phase forward. When the year begins to run, every active unit gets its twelve monthly reports."""
    refuse_if(policy.find_obstacle(principal, year, move.to_phase))
    year.phase, year.phase_since = move.to_phase.value, office_now()
    if move.to_phase is YearPhase.RUNNING:
        await await_reports(session, year, await list_active_units(session))
        session.wake_jobs()
    await repository.save_year(session, year)


async def change_year(session: WriteSession, year: AppraisalYear, change: YearChange, principal: Principal) -> None:
    refuse_if(policy.find_obstacle_to_change(principal, year))
    for name, value in change.model_dump(exclude_unset=True, exclude_none=True).items():
        setattr(year, name, value)
    await repository.save_year(session, year)


async def describe_year(session: AnySession, year: AppraisalYear, principal: Principal) -> YearDetailView:
    """The year with what may be done and, for whoever takes it forward, what is still open."""
    to_phase = policy.next_phase(year.phase)
    move = weigh("advance", policy.find_obstacle(principal, year, to_phase or YearPhase(year.phase)))
    change = weigh("change", policy.find_obstacle_to_change(principal, year))
    matters = policy.CHECKLIST[YearPhase(year.phase)] if move.allowed else ()
    counts = await repository.count_open_matters(session, year.year) if matters else {}
    return YearDetailView(
        **YearView.model_validate(year).model_dump(),
        actions=[move, change],
        open_matters=[OpenMatter(name=name, count=counts[name]) for name in matters],
    )
