"""What the roles are called where the server speaks of them."""

from collections.abc import Mapping
from typing import NamedTuple

from hengjian.contracts.roles import Role


class Called(NamedTuple):
    zh: str
    en: str


ROLE_NAMES: Mapping[Role, Called] = {
    Role.ADMINISTRATOR: Called("系统管理员", "system administrator"),
    Role.APPRAISAL_OFFICE: Called("考核办", "appraisal office"),
    Role.AUDITOR: Called("审计员", "auditor"),
    Role.CADRE: Called("被考核干部", "appraised cadre"),
    Role.COMMITTEE: Called("考核委员会", "appraisal committee"),
    Role.COUNTY_LEADER: Called("县领导", "county leader"),
    Role.DEMO_OPERATOR: Called("演示操作员", "demo operator"),
    Role.DISCIPLINE_OFFICE: Called("纪检效能办", "discipline office"),
    Role.FINANCE_OFFICE: Called("财政局", "finance office"),
    Role.INDICATOR_OWNER: Called("牵头单位", "indicator owner"),
    Role.INSPECTOR: Called("督查员", "inspector"),
    Role.MONITOR: Called("监督组", "monitoring team"),
    Role.ORGANISATION_DEPARTMENT: Called("组织部", "organisation department"),
    Role.SCORER: Called("考核组", "scoring team"),
    Role.SECURITY_ADMINISTRATOR: Called("安全管理员", "security administrator"),
    Role.SUPERVISION_OFFICE: Called("督查室", "supervision office"),
    Role.UNIT_HEAD: Called("单位负责人", "head of a unit"),
    Role.UNIT_REPORTER: Called("单位填报员", "reporter of a unit"),
    Role.VERIFIER: Called("审核组", "verification team"),
}


def name_roles(zh: str, en: str, params: Mapping[str, str | int | None]) -> tuple[str, str]:
    """Both sentences, with roles among the parameters called by their names."""
    called = {key: ROLE_NAMES[Role(str(value))] for key, value in params.items() if value in ROLE_NAMES}
    in_chinese = {**params, **{key: name.zh for key, name in called.items()}}
    in_english = {**params, **{key: name.en for key, name in called.items()}}
    return zh.format(**in_chinese), en.format(**in_english)
