"""How somebody stands to a matter, and what keeps them from acting in it: the one way in which a policy asks.

The refusal is told to the actor alone, and whoever reads the record learns nothing of it.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from hengjian.contracts.impartiality import DUTIES, SECOND_INSPECTOR, USUAL_YEARS, Actor, Bar, Duty, Matter, judge
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Refusal
from hengjian.kit.time.clock import office_today

_SUBSTITUTE = (
    "本岗位无他人可办理的，由县委组织部发文指定替代人员。",
    "Where nobody of this office is left, the organisation department appoints a substitute by a numbered document.",
)
_REASONS: Mapping[Bar, tuple[str, str]] = {
    Bar.OTHER_SIDE: ("只能办理本单位或本人的事项。", "This may only be done for oneself or one's own unit."),
    Bar.SELF: ("涉及本人，应当回避。", "This concerns yourself; you must stand aside."),
    Bar.OWN_UNIT: ("涉及本人所在单位，应当回避。", "This concerns your own unit; you must stand aside."),
    Bar.FORMER_UNIT: (
        "您曾在该单位任职、回避年限未满，应当回避。",
        "You served in this unit not long enough ago; you must stand aside.",
    ),
    Bar.TIED: (
        "您与该单位或当事人有已登记的回避关系，应当回避。",
        "A tie of yours to this unit or person is on record; you must stand aside.",
    ),
}
_ENDS: Mapping[str, tuple[str, str]] = {
    "ask_for_extension": ("本人申请的延期须由他人决定。", "You asked for the extension; somebody else must decide."),
    "change_scheme": ("改动过这份草稿的人不能审核它。", "Whoever changed the draft cannot review it."),
    "claim_bonus": ("不能审核本人申请的加分。", "A claim of one's own is for others to verify."),
    "compute_results": ("计算结果的人不能审定。", "Whoever computed a result does not approve it."),
    "confirm_deduction": (
        "本人确认的扣分须由他人裁定。",
        "You confirmed this; somebody else must judge it.",
    ),
    "decide_nomination": ("本人决定的任用须由他人登记。", "You decided this; somebody else must record it."),
    "decide_proposal": ("本人决定的事项须由他人登记。", "You decided this; somebody else must record it."),
    "draft_plans": ("编制计划的人不能下达。", "Whoever drafted a plan does not issue it."),
    "draft_scheme": ("起草人不能审核自己的办法。", "The author cannot review the scheme."),
    "enter_values": ("录入人不能确认自己录入的数值。", "Whoever entered a value cannot confirm it."),
    "prepare_public_picture": (
        "本人制作的图片须由他人审核。",
        "You prepared this picture; somebody else must review it.",
    ),
    "propose_amendment": ("申请人不能审批自己的申请。", "Whoever proposed an amendment cannot decide it."),
    "propose_veto": ("提出人不能自己决定。", "Whoever proposed it cannot decide it."),
    "raise_objection": ("申辩人不能裁定。", "Whoever objected cannot judge the objection."),
    "record_deduction": (
        "本人记录的扣分须由他人核定。",
        "You recorded this; somebody else must decide on it.",
    ),
    "record_plenary_vote": ("参与推荐的人不能决定。", "Whoever recommended cannot decide."),
    "record_recommendation": ("参与推荐的人不能决定。", "Whoever recommended cannot decide."),
    "report_making_good": ("报告整改的人不能复查。", "Whoever reported it as made good cannot check it again."),
    "report_rectification": ("报告整改的人不能复查。", "Whoever reported it as put right cannot check it again."),
    "request_review": ("申请复核的人不能决定。", "Whoever asked for the review cannot decide it."),
    "review_scheme": ("审核人不能审批同一办法。", "Whoever reviewed the scheme cannot approve it."),
    "score_sheets": ("评分的人不能监督同一份考核表。", "Whoever scored a sheet cannot sign it as monitor."),
    SECOND_INSPECTOR: (
        "您是该扣分的第二督查员，须由他人核定。",
        "You were the second inspector; somebody else must decide on it.",
    ),
    "set_inspection_subjects": ("参与推荐的人不能决定。", "Whoever recommended cannot decide."),
    "set_slate": ("参与推荐的人不能决定。", "Whoever recommended cannot decide."),
    "submit_report": ("报送人不能审核自己报送的月报。", "Whoever submitted a report cannot judge it."),
    "suggest_candidates": ("参与推荐的人不能决定。", "Whoever recommended cannot decide."),
    "verify_sheets": (
        "审核的人不能为同一份考核表评分或监督。",
        "Whoever verified a sheet neither scores nor signs it.",
    ),
    "write_linkage_rules": ("起草规则的人不能印发。", "Whoever wrote the rules does not issue them."),
}
"""What is told to whoever acted at that end."""


@dataclass(frozen=True)
class Standing:
    """The facts about one caller, read once for a request; ``years`` is the county's term for a former unit."""

    actor: Actor
    years: int = USUAL_YEARS

    def find_bar(self, operation: str, matter: Matter) -> Refusal | None:
        """What keeps the caller from this operation in the matter; None when nothing does."""
        verdict = judge(operation, self.actor, matter, on=office_today(), years=self.years)
        if verdict.bar is None:
            return None
        zh, en = _REASONS[verdict.bar] if verdict.end is None else _ENDS[verdict.end]
        is_office = DUTIES[operation].duty is not Duty.OWN
        return Refusal(zh, en, remedy=_SUBSTITUTE if is_office else None)

    def own_units_among(self, operation: str, units: Collection[str]) -> list[str]:
        """Which of the units that an act upon all concerns are the caller's own: the record names them."""
        return sorted(judge(operation, self.actor, Matter(units), on=office_today(), years=self.years).own_units)


def standing_alone(principal: Principal) -> Standing:
    """What the token tells of the caller, where postings and ties are asked of the database in another way."""
    return Standing(Actor(principal.person_id, principal.unit_code))
