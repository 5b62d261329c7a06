"""A round with the names of its classes."""

from collections.abc import Sequence
from typing import Any

from hengjian.appraisal.classes.repository import name_classes
from hengjian.appraisal.models import BallotRound, EvaluationRound, SheetRound
from hengjian.appraisal.rounds.schemas import RoundView
from hengjian.kit.data.database import AnySession

Round = BallotRound | EvaluationRound | SheetRound


async def view_rounds(session: AnySession, rows: Sequence[Round]) -> list[RoundView]:
    """What every kind of round shows."""
    names = await name_classes(session, {code for row in rows for code in row.class_codes})
    own = [name for name in RoundView.model_fields if name != "classes"]
    return [
        RoundView(**{name: getattr(row, name) for name in own}, classes=[names[code] for code in row.class_codes])
        for row in rows
    ]


async def view_round(session: AnySession, row: Round) -> dict[str, Any]:
    [view] = await view_rounds(session, [row])
    return view.model_dump()
