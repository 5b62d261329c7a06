from hengjian.contracts.role_names import name_roles
from hengjian.kit.problems.problems import Problem


class RolesDoNotMix(Problem):
    status, code = 422, "roles_do_not_mix"
    zh = "系统管理员、安全管理员和审计员互不兼任，也不兼任其他角色：“{one}”与“{other}”不得由同一人担任。"
    en = (
        "Administrators and auditors hold one role and no other: nobody is both {one} and {other}, "
        "under whatever account."
    )

    @property
    def sentences(self) -> tuple[str, str]:
        return name_roles(self.zh, self.en, self.params)


class TeamsWithinAYear(Problem):
    """``free_on`` is the first day on which it is possible, at the earliest."""

    status, code = 422, "teams_within_a_year"
    zh = "审核组、考核组和监督组一年内互不兼任：此人从“{other}”进入“{one}”，最早要到 {free_on}。"
    en = "Nobody serves in two of the three teams within a year: from the {other} to the {one} not before {free_on}."

    @property
    def sentences(self) -> tuple[str, str]:
        return name_roles(self.zh, self.en, self.params)


class GrantNotWaiting(Problem):
    status, code = 409, "grant_not_waiting"
    zh, en = "该授权已不在待确认之列（{state}）。", "The grant does not wait any more; it is {state}."
