"""Logins for trying things out, one a role, with passwords made for this installation alone."""

import secrets
from collections.abc import Iterable
from typing import TypedDict

from hengjian.contracts.role_names import ROLE_NAMES
from hengjian.contracts.roles import ADMINISTRATORS, UNIT_ROLES, Role
from hengjian.contracts.scopes import MACHINE_SCOPES
from hengjian.directory.accounts import repository as accounts
from hengjian.directory.accounts.belongings import note_belongings
from hengjian.directory.accounts.passwords import hash_password
from hengjian.directory.clients.schemas import ClientEntry
from hengjian.directory.clients.service import register_client
from hengjian.directory.grants.announcing import announce_inspectors
from hengjian.directory.grants.repository import save_accounts
from hengjian.directory.grants.schemas import GrantDecision
from hengjian.directory.grants.service import decide_grants, give_role_at_the_machine, set_roles
from hengjian.directory.grants.signatories import Signatory
from hengjian.directory.models import Account, Person
from hengjian.directory.workflows import GrantState
from hengjian.kit.data.database import WriteSession
from hengjian.kit.exchange.batches import Batch

DEMO_UNIT = "T01"
DEMO_CADRE = "T01-C01"
DEMO_OWNER = "D18"
"""A department of the demo county, small or full, that keeps indicators."""


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
    """One account a role and a machine client with every read scope; None when accounts exist already.

    Offices are given as they are anywhere: the two administrators stand first, one proposes, the other confirms.
    """
    if await accounts.has_accounts(session):
        return None
    passwords = {role: secrets.token_urlsafe(9) for role in Role}
    made = {role: await _make_account(role, passwords[role]) for role in Role}
    for role in sorted(set(Role) - {Role.CADRE}):
        accounts.add_person(session, Person(code=_person_of(role), name=made[role].display_name))
    for role in sorted(ADMINISTRATORS):
        give_role_at_the_machine(made[role], role, Signatory(session.actor.subject, session.actor.name))
    await save_accounts(session, list(made.values()))
    proposer, confirmer = (Signatory.of_account(made[role]) for role in sorted(ADMINISTRATORS))
    for role in sorted(set(Role) - ADMINISTRATORS):
        set_roles(made[role], [role], proposer)
    await save_accounts(session, list(made.values()))
    await _confirm_waiting(session, made.values(), confirmer)
    await announce_inspectors(session, [made[Role.INSPECTOR]])
    await note_belongings(session, [_person_of(role) for role in Role])
    scopes = sorted(scope for scope in MACHINE_SCOPES if scope.endswith(":read"))
    client, secret = await register_client(session, ClientEntry(client_id="demo", name="演示接口", scopes=scopes))
    logins: list[Login] = [{"role": role, "username": role, "password": passwords[role]} for role in Role]
    return {"logins": logins, "client": {"client_id": client.client_id, "client_secret": secret}}


async def _make_account(role: Role, password: str) -> Account:
    return Account(
        username=str(role),
        display_name=ROLE_NAMES[role].zh,
        password_hash=await hash_password(password),
        roles=[],
        grants=[],
        unit_code=_unit_of(role),
        person_code=_person_of(role),
        is_active=True,
        must_change_password=False,
    )


async def _confirm_waiting(session: WriteSession, made: Iterable[Account], by: Signatory) -> None:
    waiting = [grant for account in made for grant in account.grants if grant.state == GrantState.WAITING]
    items = [GrantDecision(id=grant.id, decision="confirm") for grant in waiting]
    await decide_grants(session, Batch(items=items), by)
