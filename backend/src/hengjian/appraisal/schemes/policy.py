"""States of a scheme and who may move it on: author, reviewer and committee are different hands."""

from collections.abc import Collection

from hengjian.appraisal.errors import WrongState
from hengjian.appraisal.models import Scheme
from hengjian.appraisal.schemes.binding import ORDINARY
from hengjian.appraisal.schemes.schemas import Action
from hengjian.contracts.permissions import Permission
from hengjian.kit.edge.auth import Principal
from hengjian.kit.edge.problems import RefusedByPolicy
from hengjian.kit.language import current_language

STATES = {"change": "draft", "review": "draft", "approve": "reviewed", "issue": "approved", "amend": "issued"}
_STATE_WORDS = {
    "draft": ("还是草稿", "still a draft"),
    "reviewed": ("已审核", "reviewed"),
    "approved": ("已审批", "approved"),
    "issued": ("已发布", "issued"),
    "amended": ("已被新版取代", "replaced by a later edition"),
}
_PERMISSIONS = {
    "change": Permission.APPRAISAL_SCHEME_WRITE,
    "review": Permission.APPRAISAL_SCHEME_REVIEW,
    "approve": Permission.APPRAISAL_SCHEME_APPROVE,
    "issue": Permission.APPRAISAL_SCHEME_ISSUE,
    "amend": Permission.APPRAISAL_SCHEME_WRITE,
}


def _say(zh: str, en: str) -> str:
    return en if current_language.get() == "en" else zh


def refusal(scheme: Scheme, principal: Principal, action: str) -> str | None:
    """Why this person may not do it; None when they may."""
    if scheme.state != STATES[action]:
        zh, en = _STATE_WORDS[scheme.state]
        return _say(f"办法{zh}，此时不能办理。", f"The scheme is {en}; this cannot be done now.")
    if not principal.may(_PERMISSIONS[action]):
        return _say("由其他岗位办理。", "Another office does this.")
    if action == "review" and scheme.author == principal.subject:
        return _say("起草人不能审核自己的办法。", "The author cannot review the scheme.")
    if action == "review" and principal.subject in scheme.writers:
        return _say("改动过这份草稿的人不能审核它。", "Whoever changed the draft cannot review it.")
    return None


def check_action(scheme: Scheme, principal: Principal, action: str) -> None:
    """Raises the refusal, by its kind."""
    if scheme.state != STATES[action]:
        raise WrongState(state=scheme.state)
    reason = refusal(scheme, principal, action)
    if reason is not None:
        raise RefusedByPolicy(reason=reason)


def shared_classes(one: Collection[str], other: Collection[str], unit_codes: Collection[str]) -> set[str]:
    """Classes that both would score; ordinary cadres' classes are units' codes, or all of them at once."""
    shared = set(one) & set(other)
    for whole, named in ((one, other), (other, one)):
        if ORDINARY in whole:
            shared |= set(named).intersection(unit_codes)
    return shared


def actions(scheme: Scheme, principal: Principal) -> list[Action]:
    found = ((name, refusal(scheme, principal, name)) for name in STATES)
    return [Action(name=name, allowed=reason is None, reason=reason) for name, reason in found]
