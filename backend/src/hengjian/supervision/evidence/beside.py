"""Beside which record a file is kept."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


class Held(Protocol):
    """A file, or what is said of one that is to come."""

    @property
    def deduction_id(self) -> UUID | None: ...

    @property
    def round_item_id(self) -> UUID | None: ...


@dataclass(frozen=True)
class Beside:
    """Whose files are asked for."""

    deduction_id: UUID | None = None
    round_item_id: UUID | None = None
