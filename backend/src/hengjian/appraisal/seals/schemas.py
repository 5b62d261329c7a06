from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from hengjian.kit.data.decimals import DecimalString


class SealView(BaseModel):
    """What anybody may check: one version's statement in short, its digest, signature and key.

    ``reason`` is empty where the list is not public; ``previous`` is the digest of the version before; ``fingerprint``
    is the SHA-256 of the key in DER; ``has_public_file`` says whether the list may be had by everybody.
    """

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    result_id: UUID
    year: int
    title: str
    scheme_code: str
    class_code: str
    subject_kind: Literal["unit", "cadre"]
    edition: int
    published_on: date
    reason: str
    previous: str | None
    digest: str
    signature: str
    public_key: str
    fingerprint: str
    sealed_at: datetime
    has_public_file: bool


class SealedLine(BaseModel):
    """A line as it was published; null in ``Change`` where the subject was not in the list."""

    total: DecimalString
    rank: int | None
    of: int
    tier: str | None


class Change(BaseModel):
    """What one version says of a subject otherwise than the version before."""

    subject_code: str
    name: str
    before: SealedLine | None
    after: SealedLine | None


class Version(SealView):
    """``changes`` are against the version before, empty for the first."""

    changes: list[Change]
