from datetime import datetime
from typing import Annotated

from pydantic import Field

from hengjian.contracts.codes import Code, Year
from hengjian.kit.texts import Name
from hengjian.personnel.schemas import Input, Output
from hengjian.personnel.terms import Grade, RecordSource, Tier


class HistoryRow(Input):
    """A unit's tier, or a cadre's grade, of an earlier year; ``name`` goes with a cadre who is in no list any more."""

    year: Year
    unit_code: Code | None = None
    tier: Tier | None = None
    cadre_code: Code | None = None
    grade: Grade | None = None
    name: Annotated[Name | None, Field(description="The cadre's name")] = None


class UnitTierView(Output):
    year: int
    unit_code: str
    tier: str
    source: RecordSource
    version: int
    updated_at: datetime
