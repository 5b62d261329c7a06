"""``Upload-Metadata`` of the tus protocol: what a device says about a file before it sends it."""

import base64
import binascii
import re
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from hengjian.kit.time.inputs import Moment
from hengjian.supervision.evidence.errors import MetadataUnfit

_UNWANTED = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def _last_part(name: str) -> str:
    """The name alone: no folder before it, no sign that hides or turns what follows."""
    return _UNWANTED.sub("", name.replace("\\", "/").rpartition("/")[2]).strip() or "file"


class UploadMetadata(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    id: UUID
    deduction_id: UUID | None = None
    round_item_id: UUID | None = None
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    filename: Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_last_part)]
    taken_at: Moment | None = None
    filetype: Annotated[str, Field(max_length=100)] | None = None
    purpose: Literal["rectification", "recheck"] | None = None

    @model_validator(mode="after")
    def _belongs_to_one(self) -> "UploadMetadata":
        if (self.deduction_id is None) == (self.round_item_id is None):
            raise ValueError("either deduction_id or round_item_id")
        return self


def read_metadata(header: str) -> UploadMetadata:
    """Pairs of a name and its value in Base64, parted by commas."""
    values: dict[str, Any] = {}
    for pair in filter(None, (part.strip() for part in header.split(","))):
        name, _, encoded = pair.partition(" ")
        try:
            values[name] = base64.b64decode(encoded.strip(), validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise MetadataUnfit(name=name[:40]) from error
    if not values.get("taken_at"):
        values.pop("taken_at", None)
    try:
        return UploadMetadata.model_validate(values)
    except ValidationError as error:
        raise MetadataUnfit(name=str(next(iter(error.errors()[0]["loc"]), "deduction_id"))) from error
