from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from hengjian.contracts.codes import Code, Year
from hengjian.supervision.schemas import Input


class InspectorEntry(Input):
    """As ``directory/people`` lists them."""

    account_id: UUID
    name: Annotated[str, Field(min_length=1, max_length=80)]
    unit_code: Code | None = None


class DrawEntry(Input):
    """What is drawn from. Ties, own and former units are excluded by the server."""

    year: Year
    title: Annotated[str, Field(min_length=1, max_length=120)]
    unit_codes: Annotated[list[Code], Field(min_length=1, max_length=500)]
    inspectors: Annotated[list[InspectorEntry], Field(min_length=1, max_length=200)]
    team_size: Annotated[int, Field(ge=1, le=5)] = 2


class PublicWord(Input):
    """Something that nobody could foresee when the draw was opened, such as that evening's lottery numbers."""

    public_word: Annotated[str, Field(min_length=1, max_length=200)]


class DrawnUnit(BaseModel):
    code: str
    name: str


class Inspector(BaseModel):
    id: UUID
    name: str


class ExcludedPair(BaseModel):
    inspector: UUID
    unit: str


class Team(BaseModel):
    unit: str
    inspectors: list[UUID]


class DrawSummary(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    year: int
    title: str
    team_size: int
    state: Literal["open", "drawn"]
    opened_at: datetime
    opened_by_name: str
    drawn_at: datetime | None
    drawn_by_name: str | None
    version: int
    updated_at: datetime


class DrawRecord(DrawSummary):
    """All that is needed to draw again. Before the draw ``secret``, ``public_word`` and ``teams`` are null.

    ``commitment`` = SHA-256 of ``secret``. Inspectors see the units and teams that are their own;
    other systems see no ``excluded``.
    """

    units: list[DrawnUnit]
    inspectors: list[Inspector]
    excluded: list[ExcludedPair]
    commitment: str
    secret: str | None
    public_word: str | None
    teams: list[Team] | None
