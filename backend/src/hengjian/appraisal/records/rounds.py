"""What the three kinds of year-end rounds share on their way in."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.exc import IntegrityError

from hengjian.appraisal.errors import AlreadyThere
from hengjian.appraisal.models.rounds import BallotRound, EvaluationRound, SheetRound
from hengjian.appraisal.records.classes import ClassName, name_classes
from hengjian.appraisal.schemes.schemas import ClassCode
from hengjian.contracts.codes import Code, Year
from hengjian.kit.data.database import AnySession, WriteSession

Round = BallotRound | EvaluationRound | SheetRound


class RoundEntry(BaseModel):
    """The item of an issued scheme that the round feeds, for these classes."""

    model_config = ConfigDict(extra="forbid")

    year: Year
    scheme_code: Code
    item_code: Annotated[str, Field(min_length=1, max_length=60)]
    class_codes: Annotated[list[ClassCode], Field(min_length=1, max_length=200)]


class RoundView(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    year: int
    scheme_code: str
    item_code: str
    class_codes: list[str]
    classes: list[ClassName]
    state: Literal["open", "closed"]
    opened_by: str
    closed_at: datetime | None
    version: int
    updated_at: datetime


async def view_rounds(session: AnySession, rows: Sequence[Round]) -> list[RoundView]:
    """What every kind of round shows, with the names of its classes."""
    names = await name_classes(session, {code for row in rows for code in row.class_codes})
    own = [name for name in RoundView.model_fields if name != "classes"]
    return [
        RoundView(**{name: getattr(row, name) for name in own}, classes=[names[code] for code in row.class_codes])
        for row in rows
    ]


async def view_round(session: AnySession, row: Round) -> dict[str, Any]:
    [view] = await view_rounds(session, [row])
    return view.model_dump()


async def open_round(session: WriteSession, row: Round) -> None:
    """One round for an item and year."""
    session.add(row)
    try:
        await session.flush()
    except IntegrityError as error:
        raise AlreadyThere from error
