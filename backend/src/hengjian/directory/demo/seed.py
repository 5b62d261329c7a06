"""Logins for trying things out, one a role, with passwords made for this installation alone."""

import secrets
from typing import TypedDict

from hengjian.contracts.roles import UNIT_ROLES, Role
from hengjian.contracts.scopes import MACHINE_SCOPES
from hengjian.directory.accounts import repository as accounts
from hengjian.directory.accounts.belongings import note_belongings
from hengjian.directory.accounts.passwords import hash_password
from hengjian.directory.accounts.service import announce_inspectors
from hengjian.directory.clients.schemas import ClientEntry
from hengjian.directory.clients.service import register_client
from hengjian.directory.models import Account, Person
from hengjian.kit.data.database import WriteSession

DEMO_UNIT = "T01"
DEMO_CADRE = "T01-C01"
DEMO_OWNER = "D18"
"""A department of the demo county, small or full, that keeps indicators."""

_NAMES = {
    Role.ADMINISTRATOR: "系统管理员",
    Role.APPRAISAL_OFFICE: "考核办",
    Role.AUDITOR: "审计员",
    Role.CADRE: "被考核干部",
    Role.COMMITTEE: "考核委员会",
    Role.COUNTY_LEADER: "县领导",
    Role.DEMO_OPERATOR: "演示操作员",
    Role.DISCIPLINE_OFFICE: "纪检效能办",
    Role.FINANCE_OFFICE: "财政局",
    Role.INDICATOR_OWNER: "牵头单位",
    Role.INSPECTOR: "督查员",
    Role.MONITOR: "监督组",
    Role.ORGANISATION_DEPARTMENT: "组织部",
    Role.SCORER: "考核组",
    Role.SUPERVISION_OFFICE: "督查室",
    Role.UNIT_HEAD: "单位负责人",
    Role.UNIT_REPORTER: "单位填报员",
    Role.VERIFIER: "审核组",
}


class Login(TypedDict):
    role: str
    username: str
    password: str


class Client(TypedDict):
    client_id: str
    client_secret: str


class DemoLogins(TypedDict):
    logins: list[Login]
    client: Client


def _unit_of(role: Role) -> str | None:
    if role is Role.INDICATOR_OWNER:
        return DEMO_OWNER
    return DEMO_UNIT if role in UNIT_ROLES else None


def _person_of(role: Role) -> str:
    return DEMO_CADRE if role is Role.CADRE else f"demo.{role}"


async def create_demo_logins(session: WriteSession) -> DemoLogins | None:
    """One account a role and a machine client with every read scope; None when accounts exist already."""
    if await accounts.has_accounts(session):
        return None
    logins: list[Login] = []
    for role in Role:
        password = secrets.token_urlsafe(9)
        account = Account(
            username=str(role),
            display_name=_NAMES[role],
            password_hash=await hash_password(password),
            roles=[str(role)],
            unit_code=_unit_of(role),
            person_code=_person_of(role),
            is_active=True,
            must_change_password=False,
        )
        accounts.add_account(session, account)
        if role is not Role.CADRE:
            accounts.add_person(session, Person(code=_person_of(role), name=account.display_name))
        if role is Role.INSPECTOR:
            await announce_inspectors(session, [account])
        logins.append({"role": str(role), "username": str(role), "password": password})
    await note_belongings(session, [_person_of(role) for role in Role])
    scopes = sorted(scope for scope in MACHINE_SCOPES if scope.endswith(":read"))
    client, secret = await register_client(session, ClientEntry(client_id="demo", name="演示接口", scopes=scopes))
    return {"logins": logins, "client": {"client_id": client.client_id, "client_secret": secret}}
