"""In the played county every act upon somebody keeps two people who may do it, whichever unit it is about."""

from datetime import date

import pytest

from hengjian.contracts.impartiality import DUTIES, Actor, Duty, Matter, Posting, judge
from hengjian.contracts.roles import GRANTS, Role
from hengjian.launch.contract import described_apps
from hengjian.launch.routes import routes_of
from hengjian.personnel.sight import deciding_permission
from hengjian.personnel.terms import ProposalKind
from hengjian.simulation.county import County, found_county, small_county
from hengjian.simulation.people import Player, cast_accounts
from hengjian.simulation.planning import owner_units
from hengjian.simulation.postings import TAKES_EFFECT
from hengjian.simulation.story import YEAR

BY_KIND = {"decide_proposal", "decide_proposals", "review_personnel_decision"}
"""Their route lets several offices in; which of them decides follows from the kind of the proposal."""


@pytest.fixture(scope="module")
def permissions() -> dict[str, set[str]]:
    """What an operation asks for, one for each kind where that differs."""
    asked = {
        route.operation: {route.permission}
        for app in described_apps().values()
        for route in routes_of(app)
        if route.permission is not None
    }
    return asked | {operation: {str(deciding_permission(kind)) for kind in ProposalKind} for operation in BY_KIND}


@pytest.fixture(scope="module")
def county() -> County:
    """The small one: whoever is left there is left in the whole one, whose offices are the same."""
    return small_county(found_county(YEAR))


def _holders(players: dict[str, Player], permission: str) -> dict[str, Player]:
    """By person, so that a second account counts once."""
    return {player.person_code: player for player in players.values() if permission in GRANTS[Role(player.role)]}


def _actor(county: County, player: Player) -> Actor:
    cadre = next((cadre for cadre in county.cadres if cadre.code == player.person_code), None)
    postings = [Posting(cadre.unit_code, date(YEAR, 1, 1), None)] if cadre else []
    return Actor(player.person_code, player.unit_code, postings)


def _eligible(
    county: County, players: dict[str, Player], asked: dict[str, set[str]], operation: str, permission: str, unit: str
) -> set[str]:
    """Whoever is left when each office that has another end of the matter has sent somebody there already."""
    left = {code: _actor(county, player) for code, player in _holders(players, permission).items()}
    for ends in {frozenset(asked.get(end, ())) for end in DUTIES[operation].barred_ends}:
        for end in ends:
            taken = next((code for code in left if code in _holders(players, end)), None)
            left.pop(taken or "", None)
    matter = Matter((unit,))
    return {code for code, actor in left.items() if judge(operation, actor, matter, on=TAKES_EFFECT).is_allowed}


@pytest.mark.parametrize("operation", sorted(name for name, one in DUTIES.items() if one.duty is Duty.UPON))
def test_two_people_are_left(operation: str, county: County, permissions: dict[str, set[str]]) -> None:
    players = cast_accounts(county, owner_units(county))
    few = {
        (permission, unit.code): eligible
        for permission in permissions[operation]
        for unit in county.units
        if len(eligible := _eligible(county, players, permissions, operation, permission, unit.code)) < 2
    }
    assert few == {}
