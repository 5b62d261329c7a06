from hengjian.contracts.impartiality import Matter
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Obstacle
from hengjian.kit.problems.problems import NotPermitted
from hengjian.personnel.models import Transfer, Unit
from hengjian.personnel.transfers.errors import TransferSettled, UnknownTownship
from hengjian.personnel.workflows import TRANSFER, TransferVerb


def find_obstacle(principal: Principal, standing: Standing, transfer: Transfer) -> Obstacle | None:
    """What keeps this caller from choosing the unit; it may be chosen anew until the transfer is carried out."""
    permission = TRANSFER.permission_for(TransferVerb.ASSIGN)
    if not principal.may(permission):
        return NotPermitted(permission=permission)
    is_pending = TRANSFER.is_possible(TransferVerb.ASSIGN, transfer.state)
    if not is_pending:
        return TransferSettled(state=transfer.state)
    return standing.find_bar("assign_transfer", Matter((transfer.from_unit_code,), (transfer.cadre_code,)))


def find_unfit_destination(unit: Unit | None, unit_code: str, from_unit_code: str) -> UnknownTownship | None:
    """A cadre may be moved to another township in service."""
    if unit is None or unit.kind != "township" or not unit.is_active or unit.code == from_unit_code:
        return UnknownTownship(unit_code=unit_code)
    return None
