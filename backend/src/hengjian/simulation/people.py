"""Who plays: the accounts of the demo county, and the person behind each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hengjian.simulation.api import Door, Json, Person
from hengjian.simulation.county import County

INSPECTORS = 4
LEADERS = 5
SCORERS = 3
MONITORS = 1
VERIFIERS = 2

_OFFICES: Mapping[str, tuple[str, str, str | None]] = {
    "office.author": ("考核办（起草）", "appraisal_office", None),
    "office.reviewer": ("考核办（审核）", "appraisal_office", None),
    "supervision": ("督查室（核定）", "supervision_office", None),
    "discipline": ("纪检效能办（裁定）", "discipline_office", None),
    "committee.chair": ("考核委员会（审批）", "committee", None),
    "organisation": ("组织部（干部考核）", "organisation_department", None),
    "finance": ("财政局（奖金）", "finance_office", None),
}


def _numbered(prefix: str, title: str, role: str, count: int) -> dict[str, tuple[str, str, str | None]]:
    return {f"{prefix}{number}": (f"{title}{number}", role, None) for number in range(1, count + 1)}


def _accounts(county: County, owner_units: Iterable[str]) -> dict[str, tuple[str, str, str | None]]:
    """Username to display name, role and own unit."""
    accounts = dict(_OFFICES)
    accounts |= _numbered("inspector", "督查员", "inspector", INSPECTORS)
    accounts |= _numbered("leader", "县领导", "county_leader", LEADERS)
    accounts |= _numbered("verifier", "审核组成员", "verifier", VERIFIERS)
    accounts |= _numbered("scorer", "考核组成员", "scorer", SCORERS)
    accounts |= _numbered("monitor", "监督组成员", "monitor", MONITORS)
    for unit in county.units:
        code = unit.code.lower()
        accounts[f"{code}.head"] = (f"{unit.name}负责人", "unit_head", unit.code)
        accounts[f"{code}.reporter"] = (f"{unit.name}填报员", "unit_reporter", unit.code)
    names = {unit.code: unit.name for unit in county.units}
    for code in owner_units:
        accounts[f"{code.lower()}.owner"] = (f"{names[code]}（牵头考核）", "indicator_owner", code)
    return accounts


@dataclass(frozen=True)
class Cast:
    """Everybody by username; the office clock is moved by its own operator."""

    administrator: Person
    security_administrator: Person
    clock: Person
    people: Mapping[str, Person]
    display_names: Mapping[str, str]

    def __getitem__(self, username: str) -> Person:
        return self.people[username]

    def head(self, unit_code: str) -> Person:
        return self.people[f"{unit_code.lower()}.head"]

    def reporter(self, unit_code: str) -> Person:
        return self.people[f"{unit_code.lower()}.reporter"]

    def owner(self, unit_code: str) -> Person:
        return self.people[f"{unit_code.lower()}.owner"]

    def team(self, prefix: str, count: int) -> list[Person]:
        return [self.people[f"{prefix}{number}"] for number in range(1, count + 1)]

    def names_of(self, prefix: str, count: int) -> list[str]:
        return [self.display_names[f"{prefix}{number}"] for number in range(1, count + 1)]


class CastList:
    """The accounts to be made, each with a password that nobody else learns."""

    def __init__(self, county: County, owner_units: Iterable[str], password: Callable[[str], str]) -> None:
        self._accounts = _accounts(county, owner_units)
        self._passwords = {username: password(username) for username in self._accounts}
        self._own_passwords = {username: password(f"{username} own") for username in self._accounts}

    def rows(self) -> list[Json]:
        return [
            {
                "username": username,
                "display_name": name,
                "password": self._passwords[username],
                "roles": [role],
                "unit_code": unit_code,
            }
            for username, (name, role, unit_code) in self._accounts.items()
        ]

    def gather(self, door: Door, demo: Mapping[str, Any]) -> Cast:
        logins = {login["role"]: login for login in demo["logins"]}
        administrator, security_administrator, clock = (
            Person(door, logins[role]["username"], logins[role]["password"])
            for role in ("administrator", "security_administrator", "demo_operator")
        )
        people = {
            username: Person(door, username, password, self._own_passwords[username])
            for username, password in self._passwords.items()
        }
        names = {username: name for username, (name, _, _) in self._accounts.items()}
        return Cast(administrator, security_administrator, clock, people, names)
