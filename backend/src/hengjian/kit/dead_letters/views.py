"""What an administrator is told of a dead letter."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel

from hengjian.kit.settings import ServiceName


class DeadLetterView(BaseModel):
    """An event that arrived and is not applied. ``trying``: again by itself; ``dead``: only when somebody asks;
    ``behind``: waits for an earlier one of its objects, which then has no ``reason`` of its own.

    ``title`` says what has happened, ``about`` to what, in the reader's language. ``year`` is null where it bears on
    every year.
    """

    event_id: UUID
    source: ServiceName
    name: str
    title: str
    about: str
    year: int | None
    state: Literal["trying", "dead", "behind"]
    reason: str | None
    attempts: int
    arrived_at: datetime


class DeadLetterRetry(BaseModel):
    """``reason`` is null where it is applied now; those that wait behind it follow by themselves."""

    is_applied: bool
    reason: str | None
