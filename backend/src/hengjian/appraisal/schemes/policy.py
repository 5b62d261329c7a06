"""States of a scheme and who may move it on: author, reviewer and committee are different hands. Pure."""

from collections.abc import Collection, Mapping

from hengjian.appraisal.errors import WrongState
from hengjian.appraisal.models import Scheme
from hengjian.appraisal.refusals import OTHER_OFFICE
from hengjian.appraisal.scheme_documents.binding import ORDINARY
from hengjian.appraisal.workflows.schemes import SCHEME_WORKFLOW, SchemeVerb
from hengjian.contracts.impartiality import Matter
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.actions import Action, weigh
from hengjian.kit.policy.refusals import Obstacle

OPERATIONS: Mapping[SchemeVerb, str] = {verb: f"{verb}_scheme" for verb in SchemeVerb}


def _matter_of(scheme: Scheme) -> Matter:
    return Matter(
        acted={
            "draft_scheme": [scheme.author],
            "change_scheme": scheme.writers,
            "review_scheme": [scheme.reviewer],
        }
    )


def find_obstacle(scheme: Scheme, principal: Principal, standing: Standing, verb: SchemeVerb) -> Obstacle | None:
    """Why this person may not do it; None when they may."""
    if not SCHEME_WORKFLOW.is_possible(verb, scheme.state):
        return WrongState(state=scheme.state)
    if not principal.may(SCHEME_WORKFLOW.permission_for(verb)):
        return OTHER_OFFICE
    return standing.find_bar(OPERATIONS[verb], _matter_of(scheme))


def list_actions(scheme: Scheme, principal: Principal, standing: Standing) -> list[Action]:
    return [weigh(verb, find_obstacle(scheme, principal, standing, verb)) for verb in SchemeVerb]


def shared_classes(one: Collection[str], other: Collection[str], unit_codes: Collection[str]) -> set[str]:
    """Classes that both would score; ordinary cadres' classes are units' codes, or all of them at once."""
    shared = set(one) & set(other)
    for whole, named in ((one, other), (other, one)):
        if ORDINARY in whole:
            shared |= set(named).intersection(unit_codes)
    return shared
