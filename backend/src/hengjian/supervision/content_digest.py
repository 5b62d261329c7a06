"""Telling a repeated post from another record under the same id."""

import hashlib
from collections.abc import Set

from pydantic import BaseModel


def digest_of(entry: BaseModel, subject: str, *, leave_out: Set[str] = frozenset()) -> bytes:
    """SHA-256 of what was posted and by whom."""
    content = entry.model_dump_json(exclude=set(leave_out))
    return hashlib.sha256(f"{subject}\n{content}".encode()).digest()
