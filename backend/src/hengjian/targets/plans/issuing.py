"""Issuing plans: the moment from which they bind. Bulk issue of thousands runs in a handful of statements."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from hengjian.audit.recording import record_write
from hengjian.contracts.events import PlanIssued, PlannedTarget
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.data.decimals import read_decimal
from hengjian.kit.messaging.events import publish
from hengjian.kit.policy.refusals import Obstacle, reason_of, refuse_if
from hengjian.kit.problems.problems import (
    FieldError,
    InvalidInput,
    NotFound,
    Problem,
    ProblemFieldError,
    RefusedByPolicy,
)
from hengjian.kit.time.clock import office_now, office_today
from hengjian.targets.copies.repository import find_standing
from hengjian.targets.indicators.repository import find_indicators
from hengjian.targets.letters.repository import add_letters
from hengjian.targets.letters.service import make_letter
from hengjian.targets.models import Indicator, Letter, Plan, PlanTarget
from hengjian.targets.phases.policy import PLANNING
from hengjian.targets.phases.service import require_phase
from hengjian.targets.plans import policy, repository
from hengjian.targets.plans.cascade import resolve_carried
from hengjian.targets.plans.drafts import COPIED
from hengjian.targets.plans.schemas import PlanIssue, PlanIssueLine, PlanIssueOutcome
from hengjian.targets.terms import PlanLevel
from hengjian.targets.workflows import PlanState

Higher = Mapping[str | None, Collection[str]]


async def read_higher(session: WriteSession, plans: Sequence[Plan]) -> Higher:
    """Targets of the issued plans one level up, by the unit whose plan it is; the county's under None."""
    if not plans or plans[0].level == PlanLevel.COUNTY:
        return {}
    if plans[0].level == PlanLevel.UNIT:
        return await repository.issued_codes(session, plans[0].year, PlanLevel.COUNTY)
    units = {plan.unit_code for plan in plans if plan.unit_code}
    return await repository.issued_codes(session, plans[0].year, PlanLevel.UNIT, units)


def _codes_above(plan: Plan, higher: Higher) -> Collection[str] | None:
    return higher.get(plan.unit_code if plan.level == PlanLevel.PERSON else None)


def planned(target: PlanTarget) -> PlannedTarget:
    milestones = {int(month): read_decimal(value) for month, value in target.milestones.items()}
    return PlannedTarget(indicator_code=target.indicator_code, target=target.target, milestones=milestones)


def _copy_indicator(target: PlanTarget, indicator: Indicator) -> None:
    for name, copy in COPIED.items():
        if getattr(target, copy) != getattr(indicator, name):
            setattr(target, copy, getattr(indicator, name))


async def issue(session: WriteSession, plans: Sequence[Plan], higher: Higher, principal: Principal) -> list[Letter]:
    """Freeze the plans by value, write their letters, announce them. They have been found ready."""
    codes = {target.indicator_code for plan in plans for target in plan.targets}
    indicators = await find_indicators(session, {plan.year for plan in plans}, codes)
    for plan in plans:
        for target in plan.targets:
            _copy_indicator(target, indicators[plan.year, target.indicator_code])
            carries = resolve_carried(
                target.indicator_code, target.carries_indicator_code, _codes_above(plan, higher) or ()
            )
            if plan.level != PlanLevel.COUNTY and carries != target.carries_indicator_code:
                target.carries_indicator_code = carries
    letters = [make_letter(plan, plan.targets, office_today()) for plan in plans if plan.level != PlanLevel.COUNTY]
    add_letters(session, letters)
    await _freeze(session, plans, principal)
    for plan in plans:
        await publish(
            session,
            PlanIssued(
                plan_id=plan.id,
                year=plan.year,
                level=plan.level,
                unit_code=plan.unit_code,
                cadre_code=plan.cadre_code,
                version=1,
                targets=tuple(planned(target) for target in plan.targets),
            ),
        )
    return letters


async def _freeze(session: WriteSession, plans: Sequence[Plan], principal: Principal) -> None:
    """Each letter's own audit row says what was issued."""
    ids = [plan.id for plan in plans]
    issued = {"state": PlanState.ISSUED, "issue_version": 1, "issued_at": office_now()}
    issued |= {"issued_by": principal.person_id, "issued_by_name": principal.name}
    await repository.freeze_plans(session, ids, issued)
    after = {**issued, "plan_ids": ids}
    await record_write(
        session, "plan", f"{plans[0].year}/{plans[0].level}", before={"state": PlanState.DRAFT}, after=after
    )


def _tell(obstacle: Obstacle) -> ProblemFieldError:
    code = obstacle.code if isinstance(obstacle, Problem) else RefusedByPolicy.code
    return ProblemFieldError(pointer="", code=code, message=reason_of(obstacle))


def _line(plan: Plan, obstacle: Obstacle | None, letter: Letter | None, *, dry_run: bool) -> PlanIssueLine:
    return PlanIssueLine(
        plan_id=plan.id,
        unit_code=plan.unit_code,
        cadre_code=plan.cadre_code,
        subject_name=plan.subject_name,
        target_count=plan.target_count,
        status="refused" if obstacle else "ready" if dry_run else "issued",
        letter_id=letter.id if letter else None,
        digest=letter.digest if letter else None,
        errors=[_tell(obstacle)] if obstacle else [],
    )


async def issue_plans(session: WriteSession, wanted: PlanIssue, principal: Principal) -> PlanIssueOutcome:
    """Issue every draft that is asked for, or none and say which is not ready."""
    await require_phase(session, wanted.year, PLANNING)
    plans = await repository.list_drafts_for_update(
        session, wanted.year, wanted.level, class_code=wanted.class_code, plan_ids=wanted.plan_ids
    )
    if wanted.plan_ids is not None and len(plans) < len(set(wanted.plan_ids)):
        raise NotFound
    higher = await read_higher(session, plans)
    faults = {plan.id: fault for plan in plans if (fault := policy.find_unreadiness(plan, _codes_above(plan, higher)))}
    standing = await find_standing(session, principal)
    barred = {plan.id: bar for plan in plans if (bar := policy.find_writer("issue_plans", standing, plan))}
    letters: dict[object, Letter] = {}
    if not wanted.dry_run:
        refuse_if(next(iter(barred.values()), None))
        if faults:
            raise InvalidInput([FieldError(f"/plans/{key}", f.code, *f.sentences) for key, f in faults.items()])
        if plans:
            letters = {letter.plan_id: letter for letter in await issue(session, plans, higher, principal)}
    obstacles: dict[UUID, Obstacle] = dict(barred)
    obstacles.update(faults)
    lines = [_line(p, obstacles.get(p.id), letters.get(p.id), dry_run=wanted.dry_run) for p in plans]
    issued = 0 if wanted.dry_run else len(plans)
    return PlanIssueOutcome(items=lines, issued=issued, refused=len(obstacles), dry_run=wanted.dry_run)


async def issue_plan(session: WriteSession, plan: Plan, principal: Principal) -> None:
    """Issue one draft."""
    await require_phase(session, plan.year, PLANNING)
    higher = await read_higher(session, [plan])
    refuse_if(policy.find_unreadiness(plan, _codes_above(plan, higher)))
    refuse_if(policy.find_writer("issue_plan", await find_standing(session, principal), plan))
    await issue(session, [plan], higher, principal)
    await repository.reread_plan(session, plan)
