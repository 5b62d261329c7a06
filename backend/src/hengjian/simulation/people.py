"""Who plays: the accounts of the demo county, and the person behind each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hengjian.simulation.api import Door, Json, Person
from hengjian.simulation.county import County

INSPECTORS = 4
LEADERS = 5
SCORERS = 3
MONITORS = 2
VERIFIERS = 2

_OFFICES: Mapping[str, tuple[str, str]] = {
    "office.author": ("考核办（起草）", "appraisal_office"),
    "office.reviewer": ("考核办（审核）", "appraisal_office"),
    "office.issuer": ("考核办（印发）", "appraisal_office"),
    "supervision": ("督查室（核定）", "supervision_office"),
    "supervision.deputy": ("督查室（复核）", "supervision_office"),
    "supervision.clerk": ("督查室（登记）", "supervision_office"),
    "discipline": ("纪检效能办（裁定）", "discipline_office"),
    "discipline.deputy": ("纪检效能办（复核）", "discipline_office"),
    "committee.chair": ("考核委员会（审批）", "committee"),
    "committee.deputy": ("考核委员会（副主任）", "committee"),
    "organisation": ("组织部（干部考核）", "organisation_department"),
    "organisation.decider": ("组织部（部务会）", "organisation_department"),
    "organisation.records": ("组织部（干部档案）", "organisation_department"),
    "organisation.deputy": ("组织部（公务员管理）", "organisation_department"),
    "finance": ("财政局（奖金）", "finance_office"),
    "finance.deputy": ("财政局（复核）", "finance_office"),
}
"""Where one office has several ends of a matter, so many people more than ends that two are left for the last."""


@dataclass(frozen=True)
class Player:
    """Whose account it is, and for what; ``person_code`` is a cadre's own where a cadre plays."""

    display_name: str
    role: str
    person_code: str
    unit_code: str | None = None


def _numbered(prefix: str, title: str, role: str, count: int) -> dict[str, Player]:
    return {
        f"{prefix}{number}": Player(f"{title}{number}", role, f"{prefix}{number}") for number in range(1, count + 1)
    }


def cast_accounts(county: County, owner_units: Iterable[str]) -> dict[str, Player]:
    """Everybody by username."""
    accounts = {username: Player(name, role, username) for username, (name, role) in _OFFICES.items()}
    accounts |= _numbered("inspector", "督查员", "inspector", INSPECTORS)
    accounts |= _numbered("leader", "县领导", "county_leader", LEADERS)
    accounts |= _numbered("verifier", "审核组成员", "verifier", VERIFIERS)
    accounts |= _numbered("scorer", "考核组成员", "scorer", SCORERS)
    accounts |= _numbered("monitor", "监督组成员", "monitor", MONITORS)
    for unit in county.units:
        code = unit.code.lower()
        head = next(cadre for cadre in county.cadres_of(unit.code) if cadre.is_principal)
        accounts[f"{code}.head"] = Player(f"{unit.name}负责人", "unit_head", head.code, unit.code)
        accounts[f"{code}.reporter"] = Player(f"{unit.name}填报员", "unit_reporter", f"{code}.reporter", unit.code)
    names = {unit.code: unit.name for unit in county.units}
    for code in owner_units:
        username = f"{code.lower()}.owner"
        accounts[username] = Player(f"{names[code]}（牵头考核）", "indicator_owner", username, code)
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
        self._accounts = cast_accounts(county, owner_units)
        self._passwords = {username: password(username) for username in self._accounts}
        self._own_passwords = {username: password(f"{username} own") for username in self._accounts}

    def rows(self) -> list[Json]:
        return [
            {
                "username": username,
                "display_name": player.display_name,
                "password": self._passwords[username],
                "roles": [player.role],
                "unit_code": player.unit_code,
                "person_code": player.person_code,
            }
            for username, player in self._accounts.items()
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
        names = {username: player.display_name for username, player in self._accounts.items()}
        return Cast(administrator, security_administrator, clock, people, names)
