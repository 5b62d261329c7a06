"""The unit's objection, and its judgement: rejected, accepted, or accepted in part by changing count, factor or
rule."""

from datetime import date
from decimal import Decimal
from typing import Any

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.data.decimals import write_decimal
from hengjian.kit.time.clock import office_now
from hengjian.supervision.decisions import repository
from hengjian.supervision.decisions.errors import ReductionNeeded, ReductionNotAllowed
from hengjian.supervision.decisions.schemas import JudgementEntry, ObjectionEntry
from hengjian.supervision.decisions.steps import announce_effective, check_impartial_step, take_step
from hengjian.supervision.errors import UnknownUnit
from hengjian.supervision.models import Deduction, DeductionRule, Judgement, Objection
from hengjian.supervision.points import Terms, is_reduction
from hengjian.supervision.queries.deductions import get_rule_of
from hengjian.supervision.queries.units import get_unit
from hengjian.supervision.rules.errors import UnknownRule
from hengjian.supervision.rules.repository import get_rule_of_year
from hengjian.supervision.rules.terms import check_in_force, keep_points, terms_of
from hengjian.supervision.workflows.deductions import DeductionState, DeductionVerb


async def raise_objection(
    session: WriteSession, deduction: Deduction, entry: ObjectionEntry, principal: Principal
) -> None:
    await check_impartial_step(session, principal, deduction, DeductionVerb.OBJECT)
    now = office_now()
    objection = Objection(
        deduction_id=deduction.id,
        grounds=entry.grounds,
        raised_at=now,
        raised_by=principal.person_id,
        raised_by_name=principal.name,
    )
    repository.add_objection(session, objection)
    take_step(session, deduction, DeductionState.OBJECTED, at=now, principal=principal, verb=DeductionVerb.OBJECT)


async def judge_objection(
    session: WriteSession, deduction: Deduction, entry: JudgementEntry, principal: Principal
) -> None:
    await check_impartial_step(session, principal, deduction, DeductionVerb.JUDGE)
    before = Terms(deduction.rule_code, deduction.points_each, deduction.count, deduction.factor)
    rule = await _rule_to_apply(session, deduction, entry)
    after = _decide(entry, rule, before)
    now = office_now()
    judgement = Judgement(
        deduction_id=deduction.id,
        outcome=entry.outcome,
        reason=entry.reason,
        points_before=before.points,
        points_after=Decimal(0) if entry.outcome == "accepted" else after.points,
        before=_write(before, deduction.rule_title),
        after=_write(after, rule.title),
        judged_at=now,
        judged_by=principal.person_id,
        judged_by_name=principal.name,
    )
    repository.add_judgement(session, judgement)
    if after != before:
        _apply(deduction, rule, after)
    state = DeductionState.REVOKED if entry.outcome == "accepted" else DeductionState.EFFECTIVE
    take_step(session, deduction, state, at=now, principal=principal, verb=DeductionVerb.JUDGE, reason=entry.reason)
    if state is DeductionState.EFFECTIVE:
        deduction.effective_at = now
        await announce_effective(session, deduction)


async def _rule_to_apply(session: WriteSession, deduction: Deduction, entry: JudgementEntry) -> DeductionRule:
    """The rule named in the judgement, in force on that day and for that unit, or the one recorded."""
    if entry.rule_code is None or entry.rule_code == deduction.rule_code:
        return await get_rule_of(session, deduction)
    rule = await get_rule_of_year(session, deduction.year, entry.rule_code)
    if rule is None:
        raise UnknownRule(year=deduction.year, rule_code=entry.rule_code)
    unit = await get_unit(session, deduction.unit_code)
    if unit is None:
        raise UnknownUnit(unit_code=deduction.unit_code)
    # December's report falls due in January: a year's catalogue then counts as on its last day.
    check_in_force(rule, unit.kind, min(deduction.occurred_on, date(deduction.year, 12, 31)))
    return rule


def _decide(entry: JudgementEntry, rule: DeductionRule, before: Terms) -> Terms:
    """The terms after the judgement; only accepting in part changes them, and only to fewer points."""
    if entry.outcome != "partly_accepted":
        if (entry.count, entry.factor, entry.rule_code) != (None, None, None):
            raise ReductionNotAllowed
        return before
    each = before.points_each if rule.code == before.rule_code else keep_points(rule, before.points_each)
    count = before.count if entry.count is None else entry.count
    factor = before.factor if entry.factor is None else entry.factor
    after = terms_of(rule, each, count, factor)
    if not is_reduction(before, after):
        raise ReductionNeeded(points=write_decimal(before.points))
    return after


def _write(terms: Terms, rule_title: str) -> dict[str, Any]:
    return {
        "rule_code": terms.rule_code,
        "rule_title": rule_title,
        "points_each": write_decimal(terms.points_each),
        "count": terms.count,
        "factor": write_decimal(terms.factor),
    }


def _apply(deduction: Deduction, rule: DeductionRule, terms: Terms) -> None:
    deduction.rule_id, deduction.rule_code, deduction.category = rule.id, rule.code, rule.category
    deduction.rule_title, deduction.rule_title_en = rule.title, rule.title_en
    deduction.points_each, deduction.count, deduction.factor = terms.points_each, terms.count, terms.factor
    deduction.points = terms.points
