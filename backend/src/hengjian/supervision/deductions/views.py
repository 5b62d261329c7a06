"""A deduction as one reader may see it: history with or without names, and what the reader may do now."""

from hengjian.kit.auth import Principal
from hengjian.kit.clock import office_now
from hengjian.kit.database import AnySession
from hengjian.supervision.deductions import policy, repository
from hengjian.supervision.deductions.schemas import (
    CadreOnDeduction,
    DeductionAction,
    DeductionRow,
    DeductionStepView,
    DeductionSummary,
    DeductionTerms,
    DeductionView,
    JudgementView,
    ObjectionView,
    ReversalView,
    UnitDeductions,
)
from hengjian.supervision.deductions.states import DeductionState
from hengjian.supervision.models import Deduction, Judgement
from hengjian.supervision.people import may_see_names
from hengjian.supervision.recusals.standing_aside import stands_aside
from hengjian.supervision.rules.schemas import DeductionRuleView


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


async def show_deduction(session: AnySession, deduction: Deduction, principal: Principal) -> DeductionView:
    named = may_see_names(principal)
    rule = await repository.get_rule(session, deduction.rule_id)
    cadres = await repository.find_cadres(session, deduction.cadre_codes)
    aside = await stands_aside(session, principal, deduction.unit_code)
    objection, reversal = deduction.objection, deduction.reversal
    return DeductionView(
        **DeductionRow.model_validate(deduction).model_dump(),
        source=deduction.source,
        source_name=deduction.recorded_by_name if deduction.source == "client" else None,
        visit_id=deduction.visit_id,
        report_id=deduction.report_id,
        cadres=[CadreOnDeduction.model_validate(cadre) for cadre in cadres],
        points_reason=deduction.points_reason,
        captured_at=deduction.captured_at,
        received_at=deduction.received_at,
        description=deduction.description,
        public_text=deduction.public_text,
        public_place=deduction.public_place,
        public_text_reviewed_at=deduction.public_text_reviewed_at,
        notice_number=deduction.notice_number,
        merged_into_id=deduction.merged_into_id,
        rule=DeductionRuleView.model_validate(rule),
        history=_history(deduction, named),
        objection=ObjectionView(
            grounds=objection.grounds, raised_at=objection.raised_at, by=objection.raised_by_name if named else None
        )
        if objection
        else None,
        judgement=_judgement(deduction.judgement, named),
        reversal=ReversalView(
            number=reversal.number,
            reason=reversal.reason,
            reversed_at=reversal.reversed_at,
            by=reversal.reversed_by_name if named else None,
        )
        if reversal
        else None,
        actions=[
            DeductionAction(name=verb, allowed=refusal is None, reason=refusal.reason if refusal else None)
            for verb, refusal in policy.list_actions(principal, deduction, aside)
        ],
    )


async def summarise_deductions(
    session: AnySession, principal: Principal, year: int, class_code: str | None
) -> DeductionSummary:
    rows = await repository.summarise(session, policy.sight_of(principal), year, class_code)
    return DeductionSummary(year=year, as_of=office_now(), items=[UnitDeductions.model_validate(row) for row in rows])
