from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from hengjian.directory.recoveries.acts import RecoveryAct


class RecoveryView(BaseModel):
    """Access that somebody took at the machine, with ``--recover``; nobody signed for it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    act: RecoveryAct
    username: str
    display_name: str
    recovered_at: datetime
