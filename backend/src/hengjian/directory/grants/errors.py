from datetime import date
from typing import Any

from hengjian.contracts.role_names import ROLE_NAMES
from hengjian.contracts.roles import Role
from hengjian.kit.problems.problems import Problem


class RolesDoNotMix(Problem):
    status, code = 422, "roles_do_not_mix"
    zh = "系统管理员、安全管理员和审计员互不兼任，也不兼任其他角色：“{one_zh}”与“{other_zh}”不得由同一人担任。"
    en = (
        "Administrators and auditors hold one role and no other: nobody is both {one_en} and {other_en}, "
        "under whatever account."
    )

    @classmethod
    def of(cls, one: Role, other: Role) -> "RolesDoNotMix":
        return cls(**_names(one, other))


class TeamsWithinAYear(Problem):
    status, code = 422, "teams_within_a_year"
    zh = "审核组、考核组和监督组一年内互不兼任：此人在“{other_zh}”任职，{until_zh}不得进入“{one_zh}”。"
    en = "Nobody serves in two of the three teams within a year: from the {other_en} to the {one_en} {until_en}."

    @classmethod
    def of(cls, one: Role, other: Role, free_on: date | None) -> "TeamsWithinAYear":
        """``free_on`` is the day from which it is possible; none while the other role is held."""
        until_zh = "期间" if free_on is None else f"{free_on} 以前"
        until_en = "not while that lasts" if free_on is None else f"not before {free_on}"
        return cls(**_names(one, other), until_zh=until_zh, until_en=until_en)


class GrantNotWaiting(Problem):
    status, code = 409, "grant_not_waiting"
    zh, en = "该授权已不在待确认之列（{state}）。", "The grant does not wait any more; it is {state}."


def _names(one: Role, other: Role) -> dict[str, Any]:
    first, second = ROLE_NAMES[one], ROLE_NAMES[other]
    return {"one_zh": first.zh, "one_en": first.en, "other_zh": second.zh, "other_en": second.en}
