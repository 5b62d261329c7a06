"""What a file belongs to: a deduction, or a line of a quarterly round. Whoever sees that sees its files."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from hengjian.contracts.permissions import Permission
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession
from hengjian.kit.policy.refusals import Refusal
from hengjian.kit.problems.problems import found
from hengjian.supervision.evidence import policy
from hengjian.supervision.evidence.beside import Held
from hengjian.supervision.models import Deduction, Rectification, Round, RoundItem
from hengjian.supervision.queries.deductions import get_deduction
from hengjian.supervision.queries.impartiality import find_standing
from hengjian.supervision.rectifications.repository import get_of_deduction
from hengjian.supervision.rounds.repository import get_item, get_round
from hengjian.supervision.sight import sight_of


@dataclass(frozen=True)
class HeldByDeduction:
    deduction: Deduction
    rectification: Rectification | None

    def purpose_of(self, principal: Principal) -> str:
        return policy.purpose_of(principal, self.deduction)

    def find_refusal(self, principal: Principal, purpose: str | None = None) -> Refusal | None:
        return policy.find_refusal(principal, self.deduction, purpose, self.rectification)


@dataclass(frozen=True)
class HeldByRoundItem:
    item: RoundItem
    current: Round
    standing: Standing

    def purpose_of(self, principal: Principal) -> str:
        return policy.round_purpose_of(principal, self.item)

    def find_refusal(self, principal: Principal, purpose: str | None = None) -> Refusal | None:
        return policy.find_round_refusal(principal, self.item, self.current, standing=self.standing, purpose=purpose)


Holder = HeldByDeduction | HeldByRoundItem
Deductions = Callable[..., Awaitable[Deduction | None]]
Rounds = Callable[..., Awaitable[Round | None]]


async def find_holder(
    session: AnySession,
    held: Held,
    principal: Principal,
    read_deduction: Deductions = get_deduction,
    read_round: Rounds = get_round,
) -> Holder:
    """As the caller may see it; whoever is going to write says how to read it, and so what is locked."""
    if held.round_item_id is not None:
        visible = principal.visibility_for(Permission.SUPERVISION_ROUND_READ)
        item = found(await get_item(session, visible, held.round_item_id))
        current = found(await read_round(session, item.round_id))
        return HeldByRoundItem(item, current, await find_standing(session, principal))
    deduction = found(await read_deduction(session, sight_of(principal), held.deduction_id))
    return HeldByDeduction(deduction, await get_of_deduction(session, deduction.id))
