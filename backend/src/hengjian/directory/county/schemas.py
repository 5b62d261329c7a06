from datetime import datetime

from pydantic import BaseModel, ConfigDict

from hengjian.kit.texts import Name


class CountyEntry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Name
    name_en: Name
    is_invented: bool = False


class CountyView(BaseModel):
    """``office_now`` is the time by which deadlines are judged; ``version`` is 0 before the county has its name."""

    model_config = ConfigDict(from_attributes=True)

    name: str
    name_en: str
    is_invented: bool
    is_demo: bool
    is_rehearsal: bool
    office_now: datetime
    version: int
