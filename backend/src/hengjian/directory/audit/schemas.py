from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel

from hengjian.kit.settings import ServiceName


class AuditRow(BaseModel):
    """A write of one service: who (``actor`` is the account, client, service or job), from where, when, what.

    ``fields`` names what was written; before and after stand in the row itself.
    """

    service: ServiceName
    id: int
    at: datetime
    actor: str
    actor_name: str
    address: str
    request_id: str
    action: str
    object_type: str
    object_id: str
    fields: list[str]


class AuditRowDetail(AuditRow):
    """``before`` is null where something came, ``after`` where it went; secrets stand as three stars."""

    before: Any
    after: Any


class AuditPage(BaseModel):
    """The latest first, of all services that answered; ``silent`` names those that did not."""

    items: list[AuditRow]
    next: str | None
    silent: list[ServiceName]


class AuditWords(BaseModel):
    """What an office calls what rows are named by, in the reader's language."""

    acts: dict[str, str]
    objects: dict[str, str]
    fields: dict[str, str]


ReadingKind = Literal["list", "row", "export"]
