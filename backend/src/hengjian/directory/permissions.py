"""Who may call what in ``directory``, declared once."""

from typing import Annotated

from fastapi import Depends

from hengjian.contracts.permissions import Permission
from hengjian.kit.access.auth import Principal, PublicRoute, Requires, before_password_change, signed_in

AccountManager = Annotated[Principal, Depends(Requires(Permission.DIRECTORY_ACCOUNT_MANAGE))]
AccountReader = Annotated[Principal, Depends(Requires(Permission.DIRECTORY_ACCOUNT_READ))]
Anyone = Annotated[Principal | None, Depends(PublicRoute())]
BeforeChange = Annotated[Principal, Depends(before_password_change)]
AuditReader = Annotated[Principal, Depends(Requires(Permission.DIRECTORY_AUDIT_READ))]
CadreManager = Annotated[Principal, Depends(Requires(Permission.DIRECTORY_CADRE_MANAGE))]
CadreReader = Annotated[Principal, Depends(Requires(Permission.DIRECTORY_CADRE_READ))]
ClientManager = Annotated[Principal, Depends(Requires(Permission.DIRECTORY_CLIENT_MANAGE))]
ClockMover = Annotated[Principal, Depends(Requires(Permission.DIRECTORY_CLOCK_MOVE))]
GrantConfirmer = Annotated[Principal, Depends(Requires(Permission.DIRECTORY_GRANT_CONFIRM))]
GrantReader = Annotated[Principal, Depends(Requires(Permission.DIRECTORY_GRANT_READ))]
PasswordResetter = Annotated[Principal, Depends(Requires(Permission.DIRECTORY_PASSWORD_RESET))]
PersonReader = Annotated[Principal, Depends(Requires(Permission.DIRECTORY_PERSON_READ))]
SessionEnder = Annotated[Principal, Depends(Requires(Permission.DIRECTORY_SESSION_END))]
SignedIn = Annotated[Principal, Depends(signed_in)]
TieManager = Annotated[Principal, Depends(Requires(Permission.DIRECTORY_TIE_MANAGE))]
TieReader = Annotated[Principal, Depends(Requires(Permission.DIRECTORY_TIE_READ))]
UnitManager = Annotated[Principal, Depends(Requires(Permission.DIRECTORY_UNIT_MANAGE))]
UnitReader = Annotated[Principal, Depends(Requires(Permission.DIRECTORY_UNIT_READ))]
