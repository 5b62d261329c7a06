"""What may be done with a result in its state, and who may see what of it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from hengjian.appraisal.errors import WrongState
from hengjian.appraisal.models import ResultRow, ResultSet
from hengjian.appraisal.refusals import OTHER_OFFICE
from hengjian.appraisal.results.errors import NothingToCarryOut, PublicityRunning, ReviewsOpen
from hengjian.appraisal.workflows.results import RESULT_WORKFLOW, ResultVerb
from hengjian.contracts.impartiality import Matter
from hengjian.contracts.roles import Role
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.actions import Action, weigh
from hengjian.kit.policy.refusals import Obstacle

OPERATIONS: Mapping[ResultVerb, str] = {verb: f"{verb}_results" for verb in ResultVerb}
SHOWN = (ResultVerb.APPROVE, ResultVerb.PUBLISH, ResultVerb.RECOMPUTE, ResultVerb.FINALISE)
"""What a reader is offered on a result: computing is done for a year."""


@dataclass(frozen=True)
class OpenReviews:
    """How many reviews of a result wait for a decision, and how many changes for a version that takes them up."""

    undecided: int
    to_carry_out: int

    @property
    def count(self) -> int:
        return self.undecided + self.to_carry_out


def visible_lines(principal: Principal, result: ResultSet) -> list[ResultRow]:
    """All lines of a result that may be seen whole; of a list of cadres otherwise the person's own line."""
    if result.subject_kind == "unit" or principal.visibility.whole_county:
        return list(result.lines)
    if Role.UNIT_HEAD in principal.roles and principal.visibility.includes(result.class_code):
        return list(result.lines)
    return [line for line in result.lines if line.subject_code == principal.person_code]


def may_read_bundle(principal: Principal) -> bool:
    """The bundle holds single scores of evaluators: they are for the monitoring team and the auditor."""
    return bool({Role.AUDITOR, Role.MONITOR} & principal.roles)


def may_see_detail(principal: Principal, result: ResultSet, line: ResultRow) -> bool:
    """A unit sees why its own score is what it is, a cadre the own; neighbours' detail stays with them."""
    if principal.visibility.whole_county:
        return True
    if result.subject_kind == "cadre" and line.subject_code == principal.person_code:
        return True
    is_own_unit = principal.visibility.includes(line.unit_code)
    return is_own_unit and (result.subject_kind == "unit" or Role.UNIT_HEAD in principal.roles)


def find_obstacle(
    result: ResultSet, principal: Principal, standing: Standing, verb: ResultVerb, now: datetime
) -> Obstacle | None:
    """Whoever computed a result does not approve it; publicity runs its whole term."""
    if not RESULT_WORKFLOW.is_possible(verb, result.state):
        return WrongState(state=result.state)
    if not principal.may(RESULT_WORKFLOW.permission_for(verb)):
        return OTHER_OFFICE
    if bar := standing.find_bar(OPERATIONS[verb], Matter(acted={"compute_results": [result.computed_by]})):
        return bar
    if verb is ResultVerb.FINALISE and result.publicity_until is not None and result.publicity_until > now:
        return PublicityRunning(until=result.publicity_until.strftime("%Y-%m-%d"))
    return None


def find_open_reviews(result: ResultSet, verb: ResultVerb, reviews: OpenReviews) -> Obstacle | None:
    """Nothing becomes final before its reviews are through; units are computed again only where one has changed
    something, cadres also where one has changed the result of their units."""
    if verb is ResultVerb.FINALISE and reviews.count:
        return ReviewsOpen(count=reviews.count)
    if verb is ResultVerb.RECOMPUTE and not reviews.to_carry_out and result.subject_kind == "unit":
        return NothingToCarryOut()
    return None


def list_actions(
    result: ResultSet, principal: Principal, standing: Standing, now: datetime, reviews: OpenReviews
) -> list[Action]:
    return [
        weigh(
            verb,
            find_obstacle(result, principal, standing, verb, now) or find_open_reviews(result, verb, reviews),
        )
        for verb in SHOWN
    ]
