"""What every service is started with: who holds what, and of whom it opens what."""

from hengjian.contracts.roles import GRANTS, UNIT_ROLES
from hengjian.contracts.scopes import MACHINE_SCOPES
from hengjian.kit.access.auth import Grants

GRANTED = Grants(GRANTS, unit_roles=UNIT_ROLES, machine_scopes=MACHINE_SCOPES)
