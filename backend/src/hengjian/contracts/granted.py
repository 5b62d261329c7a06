"""What every service is started with: who holds what, and of whom it opens what."""

from hengjian.contracts.roles import GRANTS, OWN_UNIT, WHAT_IS_OWNED
from hengjian.contracts.scopes import MACHINE_SCOPES
from hengjian.kit.access.auth import Grants

GRANTED = Grants(GRANTS, of_own_unit=OWN_UNIT, of_what_is_owned=WHAT_IS_OWNED, machine_scopes=MACHINE_SCOPES)
