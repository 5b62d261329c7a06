"""Giving and taking roles: proposed by one administrator, confirmed by the other where the role decides anything."""

from collections.abc import Collection, Iterable
from uuid import UUID

from hengjian.contracts.roles import CONFIRMED_BY_ANOTHER, Role
from hengjian.directory.credentials.ending import end_sessions
from hengjian.directory.grants import repository
from hengjian.directory.grants.announcing import announce_inspectors, inspects
from hengjian.directory.grants.policy import Holding, find_clash, find_clash_among, find_obstacle, holdings_of
from hengjian.directory.grants.schemas import GrantDecision
from hengjian.directory.grants.signatories import Signatory
from hengjian.directory.models import Account, RoleGrant
from hengjian.directory.workflows import GRANT, GrantState, GrantVerb
from hengjian.kit.data.database import WriteSession
from hengjian.kit.exchange.batches import Applied, Batch, BatchOutcome, apply_batch
from hengjian.kit.policy.refusals import Obstacle, refuse_if
from hengjian.kit.problems.problems import found
from hengjian.kit.time.clock import office_now, office_today


def find_obstacle_to_roles(
    wanted: Collection[Role], account: Account | None, others: Iterable[Account]
) -> Obstacle | None:
    """Why an account, new where None, cannot come to hold these roles; ``others`` are the same person's."""
    today = office_today()
    beside = holdings_of(grant for other in others for grant in other.grants)
    for own in account.grants if account else []:
        if own.state == GrantState.ENDED:
            beside.append(Holding(Role(own.role), own.to_on))
        elif own.state == GrantState.IN_FORCE and Role(own.role) not in wanted:
            beside.append(Holding(Role(own.role), today))
    return find_clash_among(wanted, beside, today)


def set_roles(account: Account, wanted: Collection[Role], by: Signatory) -> None:
    """What the account shall hold: what is taken away goes at once, what decides nothing comes at once, the rest is
    proposed. Asked before is :func:`find_obstacle_to_roles`."""
    present: set[Role] = set()
    for grant in account.grants:
        if Role(grant.role) in wanted and grant.state in {GrantState.WAITING, GrantState.IN_FORCE}:
            present.add(Role(grant.role))
        elif GRANT.is_possible(GrantVerb.END, grant.state):
            grant.state, grant.to_on = GrantState.ENDED, office_today()
        elif GRANT.is_possible(GrantVerb.WITHDRAW, grant.state):
            grant.state = GrantState.WITHDRAWN
    for role in sorted(set(wanted) - present):
        _add_grant(account, role, by, waits=role in CONFIRMED_BY_ANOTHER)
    _note_roles(account)


def give_role_at_the_machine(account: Account, role: Role, by: Signatory) -> None:
    """Where nobody is there yet who could confirm it, or nobody any more: the command line alone asks for this."""
    _add_grant(account, role, by, waits=False)
    _note_roles(account)


async def decide_grants(session: WriteSession, batch: Batch[GrantDecision], by: Signatory) -> BatchOutcome:
    """Confirm or refuse what waits. Who gains a role signs in again."""
    accounts = await repository.find_accounts_with_grants_for_update(session, [item.id for item in batch.items])
    grants = {grant.id: (account, grant) for account in accounts for grant in account.grants}
    people = {account.person_code for account in accounts if account.person_code}
    others = await repository.find_accounts_of_people(session, people)
    changed: dict[UUID, Account] = {}

    async def apply(item: GrantDecision) -> Applied:
        account, grant = found(grants.get(item.id))
        verb = GrantVerb(item.decision)
        refuse_if(find_obstacle(grant, account, by, verb))
        if verb is GrantVerb.CONFIRM:
            refuse_if(_find_clash_now(account, grant, others))
            grant.state, grant.from_on = GrantState.IN_FORCE, office_today()
            _note_roles(account)
            changed[account.id] = account
        else:
            grant.state, grant.reason = GrantState.REFUSED, item.reason
        grant.decided_at, grant.decided_by, grant.decided_by_name = office_now(), by.subject, by.name
        return str(item.id), "updated"

    outcome = await apply_batch(session, batch, apply, lambda item: str(item.id))
    if not batch.dry_run:
        await end_sessions(session, list(changed.values()))
        await announce_inspectors(session, [account for account in changed.values() if inspects(account)])
    return outcome


def _find_clash_now(account: Account, grant: RoleGrant, others: Iterable[Account]) -> Obstacle | None:
    """Asked again at the confirmation: the person may have come by something else meanwhile."""
    same = [account, *(one for one in others if one is not account and one.person_code == account.person_code)]
    beside = [each for one in same for each in one.grants if each is not grant]
    return find_clash(Role(grant.role), holdings_of(beside), office_today())


def _add_grant(account: Account, role: Role, by: Signatory, *, waits: bool) -> None:
    grant = RoleGrant(
        role=str(role),
        state=GrantState.WAITING if waits else GrantState.IN_FORCE,
        proposed_at=office_now(),
        proposed_by=by.subject,
        proposed_by_name=by.name,
        proposed_by_person=by.person,
        from_on=None if waits else office_today(),
    )
    account.grants.append(grant)


def _note_roles(account: Account) -> None:
    """What tokens carry follows from the grants in force, and from nothing else."""
    account.roles = sorted(grant.role for grant in account.grants if grant.state == GrantState.IN_FORCE)
