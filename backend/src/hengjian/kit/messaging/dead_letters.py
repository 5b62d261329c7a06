"""Events that a service could not apply: set aside with what waits behind them, tried again, and told.

An event that a handler refuses is set aside at once, so that the others go on. It is tried again by itself
:data:`TRIES` times in all; then it is a dead letter, which an administrator sees and tries again. Later events of its
objects wait behind it and are applied in order of arrival. While one stands for a year, dead or not, nothing that
rests on the year's facts is concluded (:func:`find_letters_standing`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from pydantic import ValidationError
from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Table,
    Text,
    cast,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.exc import DBAPIError

from hengjian.audit.recording import record_write
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.messaging.events import About, Envelope, Event
from hengjian.kit.problems.problems import Problem

TRIES = 5
REASON_LENGTH = 300


class LettersStand(Problem):
    status, code = 409, "dead_letters_stand"
    zh = "其他服务发来的 {count} 条消息还没有记入，会影响本年度数据。请系统管理员在“滞留消息”页处理后再办理。"
    en = (
        "{count} messages of other services that bear on this year are not taken in yet; the system administrator "
        "settles them on the page of dead letters first."
    )


@dataclass(frozen=True)
class Place:
    """Where an event stands in the order: its objects, those it waits for, and the year that it bears on."""

    objects: Sequence[str]
    waits_for: Sequence[str]
    year: int | None

    @classmethod
    def of(cls, envelope: Envelope, event: Event | None, about: About) -> "Place":
        """What cannot be read (``event`` is None) tells of nobody knows which object of its kind."""
        told = envelope.body.get("event", {})
        year = getattr(event, "year", None) if event else told.get("year") if isinstance(told, dict) else None
        year = year if isinstance(year, int) else None
        of_year = [] if year is None else [f"year:{year}"]
        whole, any_of = about.kind, f"{about.kind}:*"
        if event is None:
            return cls([whole, any_of, *of_year], [whole, *(of_year if about.ends_year else [])], year)
        keys = [f"{about.kind}:{key}" for key in about.keys(event)]
        return cls([whole, *keys, *of_year], [any_of, *keys, *(of_year if about.ends_year else [])], year)


def reason_of(error: Exception) -> str:
    """Short, and without the values of a row: the whole of it is in the log."""
    if isinstance(error, Problem):
        return f"{error.code}: {' / '.join(error.sentences)}"[:REASON_LENGTH]
    if isinstance(error, ValidationError):
        places = ", ".join(".".join(map(str, fault["loc"])) for fault in error.errors()[:5])
        return f"{type(error).__name__}: {places}"[:REASON_LENGTH]
    if isinstance(error, DBAPIError):
        of_driver = getattr(error.orig, "__cause__", None) or error.orig
        constraint = getattr(of_driver, "constraint_name", None)
        return f"{type(of_driver).__name__}{f' ({constraint})' if constraint else ''}"
    return f"{type(error).__name__}: {error}"[:REASON_LENGTH]


async def stand_any(session: WriteSession, source: str) -> bool:
    """Whether anything from there is set aside: mostly not, and then nothing more is asked."""
    letter = session.database.table("dead_letter")
    return bool(await session.scalar(select(exists().where(letter.c.source == source))))


async def is_held_back(session: WriteSession, source: str, place: Place) -> bool:
    """Whether something that was set aside comes before it."""
    letter = session.database.table("dead_letter")
    waits_for = cast(literal(list(place.waits_for), ARRAY(Text)), ARRAY(Text))
    before = exists().where(letter.c.source == source, letter.c.objects.bool_op("&&")(waits_for))
    return bool(await session.scalar(select(before)))


async def set_aside(session: WriteSession, envelope: Envelope, place: Place, reason: str | None) -> None:
    """``reason`` is None for what only waits behind another; whatever fails was tried once."""
    letter = session.database.table("dead_letter")
    values = {
        "event_id": envelope.id,
        "source": str(envelope.source),
        "name": envelope.name,
        "body": envelope.body,
        "objects": list(place.objects),
        "waits_for": list(place.waits_for),
        "year": place.year,
        "reason": reason,
        "attempts": 0 if reason is None else 1,
    }
    await session.execute(insert(letter).values(values))
    told = {"name": envelope.name, "source": str(envelope.source), "reason": reason}
    await record_write(session, "dead_letter", str(envelope.id), after=told)


def _blocked(letter: Table) -> ColumnElement[bool]:
    earlier = letter.alias("earlier")
    return exists().where(
        earlier.c.source == letter.c.source,
        earlier.c.id < letter.c.id,
        earlier.c.objects.bool_op("&&")(letter.c.waits_for),
    )


async def take_due(session: WriteSession) -> Any | None:
    """The first letter that may be tried now: nothing before it stands, and its time has come."""
    letter = session.database.table("dead_letter")
    due = select(letter).where(
        letter.c.attempts < TRIES, letter.c.retry_at <= func.clock_timestamp(), ~_blocked(letter)
    )
    return (await session.execute(due.order_by(letter.c.id).limit(1).with_for_update())).one_or_none()


async def take_letter(session: WriteSession, event_id: Any) -> Any | None:
    letter = session.database.table("dead_letter")
    row = select(letter, _blocked(letter).label("waits")).where(letter.c.event_id == event_id).with_for_update()
    return (await session.execute(row)).one_or_none()


async def note_applied(session: WriteSession, row: Any) -> None:
    letter = session.database.table("dead_letter")
    await session.execute(delete(letter).where(letter.c.id == row.id))
    told = {"name": row.name, "source": row.source, "reason": row.reason, "attempts": row.attempts + 1}
    await record_write(session, "dead_letter", str(row.event_id), before=told)


async def note_failed(session: WriteSession, row: Any, reason: str) -> None:
    """Tried again after 2, 4, 8 and 16 seconds at the earliest, then left to the administrator."""
    letter = session.database.table("dead_letter")
    values = {
        "reason": reason,
        "attempts": row.attempts + 1,
        "retry_at": func.clock_timestamp() + timedelta(seconds=min(2 ** (row.attempts + 1), 60)),
    }
    await session.execute(update(letter).where(letter.c.id == row.id).values(values))


async def find_letters_standing(session: AnySession, year: int) -> LettersStand | None:
    """What bears on the year and was not taken in yet; letters without a year bear on each."""
    letter = session.database.table("dead_letter")
    bears = or_(letter.c.year == year, letter.c.year.is_(None))
    count = await session.scalar(select(func.count()).select_from(letter).where(bears))
    return LettersStand(count=count) if count else None


async def count_dead(session: AnySession) -> int:
    """Letters that are tried no more by themselves."""
    letter = session.database.table("dead_letter")
    dead = select(func.count()).select_from(letter).where(letter.c.attempts >= TRIES)
    return int(await session.scalar(dead) or 0)
