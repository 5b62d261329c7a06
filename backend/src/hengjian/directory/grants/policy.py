"""Which roles one person may hold, and who may confirm a grant. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from hengjian.contracts.roles import NO_OFFICE, SAFEGUARDS, YEAR_END_TEAMS, Role
from hengjian.directory.grants.errors import GrantNotWaiting, RolesDoNotMix, TeamsWithinAYear
from hengjian.directory.grants.signatories import Signatory, is_same_person
from hengjian.directory.models import Account, RoleGrant
from hengjian.directory.workflows import GRANT, GrantState, GrantVerb
from hengjian.kit.policy.refusals import Obstacle, Refusal

OWN_PROPOSAL = Refusal("提出授权的人不能自己确认。", "Whoever proposed a grant does not confirm it.")
OWN_GRANT = Refusal("不能确认给本人的授权。", "Nobody confirms a grant to themselves.")


@dataclass(frozen=True)
class Holding:
    """A role that a person holds or waits for; ``until`` is the last day of one that has ended."""

    role: Role
    until: date | None = None


def holdings_of(grants: Iterable[RoleGrant]) -> list[Holding]:
    """What was never confirmed was never held."""
    counted = {GrantState.WAITING, GrantState.IN_FORCE, GrantState.ENDED}
    return [Holding(Role(grant.role), grant.to_on) for grant in grants if grant.state in counted]


def find_clash(role: Role, holdings: Collection[Holding], today: date) -> Obstacle | None:
    """What the person's other roles say against this one, under whatever account they are held."""
    for other in holdings:
        if other.role is role:
            continue
        if other.until is None and _is_safeguarded(role, other.role):
            return RolesDoNotMix(one=role, other=other.role)
        free_on = _year_after(other.until or today)
        if {role, other.role} <= YEAR_END_TEAMS and today < free_on:
            return TeamsWithinAYear(one=role, other=other.role, free_on=free_on.isoformat())
    return None


def find_clash_among(wanted: Collection[Role], holdings: Collection[Holding], today: date) -> Obstacle | None:
    """The first clash of the roles that somebody shall hold, with each other and with ``holdings`` beside them."""
    together = [*holdings, *map(Holding, wanted)]
    for role in wanted:
        clash = find_clash(role, together, today)
        if clash is not None:
            return clash
    return None


def find_obstacle(grant: RoleGrant, holder: Account, by: Signatory, verb: GrantVerb) -> Obstacle | None:
    """Why this administrator does not decide on the grant to that account."""
    if not GRANT.is_possible(verb, grant.state):
        return GrantNotWaiting(state=grant.state)
    if is_same_person(by, Signatory(grant.proposed_by, grant.proposed_by_name, grant.proposed_by_person)):
        return OWN_PROPOSAL
    if is_same_person(by, Signatory.of_account(holder)):
        return OWN_GRANT
    return None


def _is_safeguarded(one: Role, other: Role) -> bool:
    return bool(SAFEGUARDS & {one, other}) and not NO_OFFICE & {one, other}


def _year_after(day: date) -> date:
    """The same day of the next year; after the 29th of February it is the 1st of March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)
