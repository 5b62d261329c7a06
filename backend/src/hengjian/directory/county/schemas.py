from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Name = Annotated[str, Field(min_length=1, max_length=80)]


class CountyEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Name
    name_en: Name
    is_invented: bool = False


class CountyView(BaseModel):
    """``office_now`` is the time by which deadlines are judged."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    name_en: str
    is_invented: bool
    is_demo: bool
    office_now: datetime
