"""States of a scheme and who may move it on: author, reviewer and committee are different hands. Pure."""

from collections.abc import Collection

from hengjian.appraisal.errors import WrongState
from hengjian.appraisal.models import Scheme
from hengjian.appraisal.refusals import OTHER_OFFICE
from hengjian.appraisal.scheme_documents.binding import ORDINARY
from hengjian.appraisal.workflows.schemes import SCHEME_WORKFLOW, SchemeVerb
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.actions import Action, weigh
from hengjian.kit.policy.refusals import Obstacle, Refusal

OWN_DRAFT = Refusal("起草人不能审核自己的办法。", "The author cannot review the scheme.")
CHANGED_DRAFT = Refusal("改动过这份草稿的人不能审核它。", "Whoever changed the draft cannot review it.")


def find_obstacle(scheme: Scheme, principal: Principal, verb: SchemeVerb) -> Obstacle | None:
    """Why this person may not do it; None when they may."""
    if not SCHEME_WORKFLOW.is_possible(verb, scheme.state):
        return WrongState(state=scheme.state)
    if not principal.may(SCHEME_WORKFLOW.permission_for(verb)):
        return OTHER_OFFICE
    if verb is SchemeVerb.REVIEW and scheme.author == principal.subject:
        return OWN_DRAFT
    if verb is SchemeVerb.REVIEW and principal.subject in scheme.writers:
        return CHANGED_DRAFT
    return None


def list_actions(scheme: Scheme, principal: Principal) -> list[Action]:
    return [weigh(verb, find_obstacle(scheme, principal, verb)) for verb in SchemeVerb]


def shared_classes(one: Collection[str], other: Collection[str], unit_codes: Collection[str]) -> set[str]:
    """Classes that both would score; ordinary cadres' classes are units' codes, or all of them at once."""
    shared = set(one) & set(other)
    for whole, named in ((one, other), (other, one)):
        if ORDINARY in whole:
            shared |= set(named).intersection(unit_codes)
    return shared
