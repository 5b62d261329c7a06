"""A deduction as one reader may see it: history with or without names, and what the reader may do now."""

from typing import Any

from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession
from hengjian.kit.policy.actions import weigh
from hengjian.kit.time.calendar import has_calendar
from hengjian.kit.time.clock import COUNTY_ZONE, office_now
from hengjian.supervision.decisions import policy
from hengjian.supervision.decisions.repeats import find_lost_ground, find_repeat
from hengjian.supervision.decisions.repository import get_earlier
from hengjian.supervision.deductions import repository
from hengjian.supervision.deductions.likeness import SAME_PLACE_METRES
from hengjian.supervision.deductions.schemas import (
    CadreOnDeduction,
    DeductionStepView,
    DeductionSummary,
    DeductionTerms,
    DeductionView,
    JudgementView,
    LikenessView,
    LinkedDeduction,
    ObjectionView,
    RepeatView,
    ReversalView,
    RuleCount,
    SimilarDeduction,
    SimilarDeductions,
    UnitDeductions,
    UnitHistory,
)
from hengjian.supervision.deductions.signals import clock_skew_of, list_signals, may_see_circumstances
from hengjian.supervision.deductions.similar import NEARBY_DAYS, find_similar
from hengjian.supervision.evidence.policy import find_refusal as find_evidence_refusal
from hengjian.supervision.models import Deduction, Judgement, Reversal
from hengjian.supervision.queries.deductions import get_rule_of
from hengjian.supervision.queries.impartiality import find_standing
from hengjian.supervision.rules.schemas import DeductionRuleView
from hengjian.supervision.schemas import DeductionRow, Position
from hengjian.supervision.sight import may_see_names, sight_of
from hengjian.supervision.workflows.deductions import DeductionState, DeductionVerb


def _history(deduction: Deduction, named: bool) -> list[DeductionStepView]:
    recorded = DeductionStepView(
        state=DeductionState.RECORDED,
        at=deduction.recorded_at,
        office=deduction.recorded_office,
        by=deduction.recorded_by_name if named else None,
        reason=None,
    )
    later = [
        DeductionStepView(
            state=DeductionState(step.state),
            at=step.at,
            office=step.office,
            by=step.by_name if named else None,
            reason=step.reason,
        )
        for step in deduction.steps
    ]
    return [recorded, *later]


def _judgement(judgement: Judgement | None, named: bool) -> JudgementView | None:
    if judgement is None:
        return None
    return JudgementView.model_validate(
        {
            "outcome": judgement.outcome,
            "reason": judgement.reason,
            "before": DeductionTerms(**judgement.before),
            "after": DeductionTerms(**judgement.after),
            "points_before": judgement.points_before,
            "points_after": judgement.points_after,
            "judged_at": judgement.judged_at,
            "by": judgement.judged_by_name if named else None,
        }
    )


def _reversal(reversal: Reversal | None, named: bool) -> ReversalView | None:
    if reversal is None:
        return None
    return ReversalView(
        number=reversal.number,
        reason=reversal.reason,
        reversed_at=reversal.reversed_at,
        by=reversal.reversed_by_name if named else None,
    )


async def _repeat(session: AnySession, deduction: Deduction, has_lost_ground: bool) -> RepeatView | None:
    """As fixed at the confirmation, or before it as it would be fixed now."""
    if deduction.repeat is not None:
        fixed, earlier = deduction.repeat, deduction.repeat.earlier
        terms = (fixed.factor_before, fixed.factor_after, fixed.points_before, fixed.points_after)
    else:
        foreseen = None
        if deduction.state == DeductionState.RECORDED:
            foreseen = await find_repeat(session, deduction, deduction.factor)
        if foreseen is None:
            return None
        earlier = await get_earlier(session, foreseen.earlier_id)
        before, after = foreseen.before, foreseen.after
        terms = (before.factor, after.factor, before.points, after.points)
    return RepeatView(
        is_fixed=deduction.repeat is not None,
        earlier_id=earlier.id,
        earlier_number=earlier.number,
        earlier_occurred_at=earlier.occurred_at,
        earlier_state=DeductionState(earlier.state),
        factor_before=terms[0],
        factor_after=terms[1],
        points_before=terms[2],
        points_after=terms[3],
        has_lost_ground=has_lost_ground,
    )


def _objection(deduction: Deduction, principal: Principal, standing: Standing, named: bool) -> ObjectionView | None:
    objection = deduction.objection
    if objection is None:
        return None
    actions = []
    if deduction.state == DeductionState.OBJECTED:
        actions = [
            weigh("add_evidence", find_evidence_refusal(principal, deduction)),
            weigh("judge", policy.find_refusal(principal, deduction, DeductionVerb.JUDGE, standing)),
        ]
    return ObjectionView(
        grounds=objection.grounds,
        raised_at=objection.raised_at,
        by=objection.raised_by_name if named else None,
        actions=actions,
    )


def _linked(deduction: Deduction | None) -> LinkedDeduction | None:
    return None if deduction is None else LinkedDeduction.model_validate(deduction)


def _position(deduction: Deduction) -> Position | None:
    return None if deduction.latitude is None else Position.model_validate(deduction)


def _circumstances(deduction: Deduction, shown: bool) -> dict[str, Any]:
    """How the record came to be, for the few who may know; for the others the same fields without content."""
    if not shown:
        hidden = ("device_at", "clock_skew_seconds", "position", "second_recorder_name")
        return {**dict.fromkeys(hidden), "signals": []}
    skew = clock_skew_of(deduction)
    return {
        "device_at": deduction.device_at,
        "clock_skew_seconds": None if skew is None else round(skew.total_seconds()),
        "position": _position(deduction),
        "second_recorder_name": deduction.second_recorder_name,
        "signals": list_signals(deduction),
    }


async def show_deduction(session: AnySession, deduction: Deduction, principal: Principal) -> DeductionView:
    named = may_see_names(principal)
    rule = await get_rule_of(session, deduction)
    cadres = await repository.find_cadres(session, deduction.cadre_codes)
    standing = await find_standing(session, principal)
    lost_ground = await find_lost_ground(session, deduction, deduction.repeat)
    corrected = await repository.get_corrected(session, deduction)
    return DeductionView(
        **DeductionRow.model_validate(deduction).model_dump(),
        source=deduction.source,
        source_name=deduction.recorded_by_name if deduction.source == "client" else None,
        visit_id=deduction.visit_id,
        report_id=deduction.report_id,
        rectification_id=deduction.rectification_id,
        corrects=_linked(corrected),
        corrected_by=_linked(await repository.find_correction(session, deduction.id)) if deduction.repeat else None,
        repeat=await _repeat(session, deduction, lost_ground),
        term_is_provisional=deduction.object_until is not None
        and not has_calendar(deduction.object_until.astimezone(COUNTY_ZONE).year),
        cadres=[CadreOnDeduction.model_validate(cadre) for cadre in cadres],
        points_reason=deduction.points_reason,
        captured_at=deduction.captured_at,
        received_at=deduction.received_at,
        **_circumstances(deduction, may_see_circumstances(principal, deduction)),
        description=deduction.description,
        public_text=deduction.public_text,
        public_place=deduction.public_place,
        public_text_reviewed_at=deduction.public_text_reviewed_at,
        notice_number=deduction.notice_number,
        merged_into_id=deduction.merged_into_id,
        rule=DeductionRuleView.model_validate(rule),
        history=_history(deduction, named),
        objection=_objection(deduction, principal, standing, named),
        judgement=_judgement(deduction.judgement, named),
        reversal=_reversal(deduction.reversal, named),
        actions=list(policy.list_actions(principal, deduction, standing, lost_ground)),
    )


async def summarise_deductions(
    session: AnySession, principal: Principal, year: int, class_code: str | None
) -> DeductionSummary:
    rows = await repository.summarise(session, sight_of(principal), year, class_code)
    return DeductionSummary(year=year, as_of=office_now(), items=[UnitDeductions.model_validate(row) for row in rows])


async def show_similar(session: AnySession, deduction: Deduction) -> SimilarDeductions:
    return SimilarDeductions(
        items=[
            SimilarDeduction(
                **DeductionRow.model_validate(row).model_dump(),
                likeness=LikenessView.model_validate(likeness),
                position=_position(row),
            )
            for row, likeness in await find_similar(session, deduction)
        ],
        nearby_days=NEARBY_DAYS,
        same_place_metres=SAME_PLACE_METRES,
    )


async def show_unit_history(session: AnySession, deduction: Deduction, principal: Principal) -> UnitHistory:
    sight = sight_of(principal)
    totals = await repository.sum_up_year(session, sight, deduction)
    last = await repository.find_last_same_rule(session, sight, deduction)
    recent = await repository.list_recent(session, sight, deduction)
    return UnitHistory(
        year=deduction.year,
        unit_code=deduction.unit_code,
        unit_name=deduction.unit_name,
        count=totals.count,
        points=totals.points,
        pending_count=totals.pending_count,
        rules=[RuleCount.model_validate(row) for row in await repository.count_by_rule(session, deduction)],
        last_same_rule=None if last is None else DeductionRow.model_validate(last),
        recent=[DeductionRow.model_validate(row) for row in recent],
    )
