"""The pure part: which offices need a second person, and what the database accepts of a grant."""

from datetime import date

import pytest

from hengjian.contracts.permissions import Permission
from hengjian.contracts.role_names import ROLE_NAMES
from hengjian.contracts.roles import CONFIRMED_BY_ANOTHER, DECIDING, GRANTS, SAFEGUARDS, Role, is_deciding
from hengjian.directory.grants.policy import Holding, find_clash
from hengjian.directory.workflows import GRANT, GrantVerb
from tests.support.workflows import check_database, check_table


async def test_the_table_is_whole_and_the_databases(owner_url: str) -> None:
    check_table(GRANT, GrantVerb)
    await check_database(GRANT, owner_url, "role_grant", "state")


def test_which_permissions_decide() -> None:
    """Every word of an act that makes something binding; ``decide_bonus`` as well as ``decide``."""
    words = ("approve", "confirm", "decide", "judge", "publish")
    expected = {permission for permission in Permission if any(f":{word}" in permission for word in words)}
    assert {permission for permission in Permission if is_deciding(permission)} == expected
    assert Permission.PERSONNEL_PROPOSAL_DECIDE_BONUS in expected and Permission.APPRAISAL_RESULT_PUBLISH in expected


@pytest.mark.parametrize("role", list(Role))
def test_which_offices_need_a_second_person(role: Role) -> None:
    decides = any(map(is_deciding, GRANTS[role]))
    assert (role in DECIDING) is decides
    assert (role in CONFIRMED_BY_ANOTHER) is (decides or role in SAFEGUARDS)


def test_the_offices_of_the_county_that_decide() -> None:
    assert {
        Role.APPRAISAL_OFFICE,
        Role.COMMITTEE,
        Role.DISCIPLINE_OFFICE,
        Role.FINANCE_OFFICE,
        Role.ORGANISATION_DEPARTMENT,
        Role.SECURITY_ADMINISTRATOR,
        Role.SUPERVISION_OFFICE,
        Role.VERIFIER,
    } == DECIDING


def test_every_role_has_a_name_in_both_languages() -> None:
    assert set(ROLE_NAMES) == set(Role)
    assert len(set(ROLE_NAMES.values())) == len(Role)


@pytest.mark.parametrize(
    ("until", "today", "clashes"),
    [
        (None, date(2026, 3, 10), True),
        (date(2025, 3, 11), date(2026, 3, 10), True),
        (date(2025, 3, 10), date(2026, 3, 10), False),
        (date(2024, 2, 29), date(2025, 2, 28), True),
        (date(2024, 2, 29), date(2025, 3, 1), False),
    ],
)
def test_a_year_of_the_teams_is_counted_from_the_last_day(until: date | None, today: date, clashes: bool) -> None:
    held = [Holding(Role.VERIFIER, until)]
    for role in (Role.SCORER, Role.MONITOR):
        assert (find_clash(role, held, today) is not None) is clashes
    assert find_clash(Role.VERIFIER, held, today) is None
    assert find_clash(Role.COMMITTEE, held, today) is None


def test_an_office_that_ended_leaves_the_way_free_to_an_administrator() -> None:
    today = date(2026, 3, 10)
    assert find_clash(Role.ADMINISTRATOR, [Holding(Role.COMMITTEE, date(2026, 3, 9))], today) is None
    assert find_clash(Role.ADMINISTRATOR, [Holding(Role.COMMITTEE)], today) is not None
