"""Who may read and do what with a deduction. Nobody holds both ends of one."""

from collections.abc import Iterator
from dataclasses import dataclass

from hengjian.contracts.permissions import Permission
from hengjian.kit.edge.auth import Principal
from hengjian.kit.edge.problems import RefusedByPolicy
from hengjian.kit.language import current_language
from hengjian.kit.time.clock import COUNTY_ZONE, office_now
from hengjian.supervision.deductions.errors import DeductionStateForbids, ObjectionTermOver
from hengjian.supervision.deductions.states import TRANSITIONS, DeductionState, DeductionVerb
from hengjian.supervision.models import Deduction
from hengjian.supervision.people import is_only_inspector

_TELLERS = frozenset({DeductionVerb.CONFIRM, DeductionVerb.RETURN, DeductionVerb.MERGE})
_DECIDERS = frozenset({DeductionVerb.CORRECT, DeductionVerb.JUDGE, DeductionVerb.REVOKE})


@dataclass(frozen=True)
class Refusal:
    """Why somebody may not do a thing, in both languages."""

    zh: str
    en: str

    @property
    def reason(self) -> str:
        return self.en if current_language.get() == "en" else self.zh


NO_PERMISSION = Refusal("您的岗位无此权限。", "Your post does not include this.")
OWN_UNIT = Refusal("涉及本人所在单位，应当回避。", "This concerns your own unit; you must stand aside.")
RECORDED_BY_YOU = Refusal("本人记录的扣分须由他人核定。", "You recorded this; somebody else must decide on it.")
SECOND_TO_RECORD = Refusal(
    "您是该扣分的第二督查员，须由他人核定。", "You were the second inspector; somebody else must decide on it."
)
CONFIRMED_BY_YOU = Refusal("本人确认的扣分须由他人裁定。", "You confirmed this; somebody else must judge it.")
STANDS_ASIDE = Refusal(
    "您对该单位已登记回避，或曾在该单位任职、回避年限未满，应当回避。",
    "You stand aside from this unit: a recusal is on record, or you served there not long enough ago.",
)
TEXT_BY_YOU = Refusal(
    "本人记录的扣分，公开文字须由他人审核。", "You recorded this; somebody else must review what the public reads."
)
OTHER_UNIT = Refusal("只有被扣分单位可以申辩。", "Only the unit concerned may object.")
TERM_OVER = Refusal("申辩期限已届满。", "The term for objections is over.")


@dataclass(frozen=True)
class Sight:
    """Which deductions a caller may see: all, those of some units, or one's own records and what is effective."""

    whole_county: bool
    unit_codes: frozenset[str] = frozenset()
    recorder: str | None = None


def sight_of(principal: Principal) -> Sight:
    if is_only_inspector(principal):
        own_unit = {principal.unit_code} if principal.unit_code and len(principal.roles) > 1 else set()
        return Sight(False, frozenset(own_unit), principal.subject)
    return Sight(principal.visibility.whole_county, principal.visibility.unit_codes)


def refuse_own_unit(principal: Principal, unit_code: str) -> None:
    if principal.unit_code == unit_code:
        raise RefusedByPolicy(reason=OWN_UNIT.reason)


def may_see_circumstances(principal: Principal, deduction: Deduction) -> bool:
    """Whether the caller learns where the device was and how its clock stood: those who recorded, and who decide."""
    if principal.kind != "person":
        return False
    decides = principal.may(Permission.SUPERVISION_DEDUCTION_CONFIRM) or principal.may(
        Permission.SUPERVISION_DEDUCTION_JUDGE
    )
    return decides or principal.subject in {deduction.recorded_by, deduction.second_recorder}


def find_refusal(principal: Principal, deduction: Deduction, verb: DeductionVerb, stands_aside: bool) -> Refusal | None:
    """Why this caller may not do this now although the state allows it; None when they may."""
    if not principal.may(TRANSITIONS[verb].permission):
        return NO_PERMISSION
    if verb is DeductionVerb.OBJECT:
        return _refuse_objection(principal, deduction)
    if verb in _TELLERS | _DECIDERS:
        if principal.unit_code == deduction.unit_code:
            return OWN_UNIT
        if stands_aside:
            return STANDS_ASIDE
        if deduction.recorded_by == principal.subject:
            return RECORDED_BY_YOU
        if deduction.second_recorder == principal.subject:
            return SECOND_TO_RECORD
    is_own_text = verb is DeductionVerb.REVIEW_PUBLIC_TEXT and not deduction.is_published
    if is_own_text and deduction.recorded_by == principal.subject:
        return TEXT_BY_YOU
    if verb in _DECIDERS and deduction.confirmed_by == principal.subject:
        return CONFIRMED_BY_YOU
    return None


def _refuse_objection(principal: Principal, deduction: Deduction) -> Refusal | None:
    if principal.unit_code != deduction.unit_code:
        return OTHER_UNIT
    return TERM_OVER if is_term_over(deduction) else None


def is_term_over(deduction: Deduction) -> bool:
    return deduction.object_until is not None and office_now() > deduction.object_until


def is_possible(deduction: Deduction, verb: DeductionVerb, has_lost_ground: bool) -> bool:
    if verb is DeductionVerb.PUBLISH and deduction.is_published:
        return False
    if verb is DeductionVerb.CORRECT and not has_lost_ground:
        return False
    return DeductionState(deduction.state) in TRANSITIONS[verb].possible_in


def check(principal: Principal, deduction: Deduction, verb: DeductionVerb, stands_aside: bool = False) -> None:
    """Raise what keeps this caller from doing this: 409 for the state or the term, 403 with the reason otherwise."""
    if DeductionState(deduction.state) not in TRANSITIONS[verb].possible_in:
        raise DeductionStateForbids(state=deduction.state)
    refusal = find_refusal(principal, deduction, verb, stands_aside)
    if refusal is TERM_OVER and deduction.object_until is not None:
        until = deduction.object_until.astimezone(COUNTY_ZONE)
        raise ObjectionTermOver(until=until.isoformat(timespec="minutes"))
    if refusal is not None:
        raise RefusedByPolicy(reason=refusal.reason)


def list_actions(
    principal: Principal, deduction: Deduction, stands_aside: bool, has_lost_ground: bool
) -> Iterator[tuple[DeductionVerb, Refusal | None]]:
    """What the state allows, each with the reason for which this caller may not."""
    for verb in DeductionVerb:
        if is_possible(deduction, verb, has_lost_ground):
            yield verb, find_refusal(principal, deduction, verb, stands_aside)
