"""A kind of record that exists for the tests of group commit alone: a word under a number, allowed by a row of
rules."""

import asyncio
import hashlib
from collections.abc import Sequence
from contextvars import copy_context
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import asyncpg
from fastapi import Response
from sqlalchemy import Column, Integer, Table, Text, Uuid, bindparam, text, update

from hengjian.audit.recording import Actor
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.audited_inserts import AuditedRow, Insertion
from hengjian.kit.data.connections import ConnectionBudget
from hengjian.kit.data.database import Database
from hengjian.kit.data.json import write_json_bytes
from hengjian.kit.data.statements import Statement
from hengjian.kit.data.tables import service_metadata
from hengjian.kit.problems.problems import Conflict, Problem
from hengjian.kit.settings import ServiceSettings
from hengjian.kit.writing.group_commit import GroupWriter
from hengjian.kit.writing.idempotency import Key
from hengjian.kit.writing.submissions import Judged, Submission, in_turn

TABLES = """
    CREATE TABLE directory.toy (
        id uuid PRIMARY KEY, word text NOT NULL, serial integer NOT NULL UNIQUE, recorded_by text NOT NULL,
        CONSTRAINT no_poison CHECK (word <> 'poison'));
    CREATE TABLE directory.toy_rule (word text PRIMARY KEY);
    INSERT INTO directory.toy_rule VALUES ('good'), ('slow'), ('poison');
    CREATE TABLE directory.toy_series (last integer NOT NULL);
    INSERT INTO directory.toy_series VALUES (0);
    GRANT SELECT, INSERT, UPDATE ON directory.toy, directory.toy_rule, directory.toy_series TO PUBLIC"""

METADATA = service_metadata("directory")
TOY = Table(
    "toy",
    METADATA,
    Column("id", Uuid, primary_key=True),
    Column("word", Text),
    Column("serial", Integer),
    Column("recorded_by", Text),
)
SERIES = Table("toy_series", METADATA, Column("last", Integer))

_LOOK_UP = Statement(
    text(
        """SELECT asked.place, rule.word, first.word AS first_word, first.serial AS first_serial
           FROM unnest(CAST(:ids AS uuid[]), CAST(:words AS text[])) WITH ORDINALITY AS asked (id, word, place)
           LEFT JOIN toy AS first ON first.id = asked.id
           LEFT JOIN LATERAL (
               SELECT word FROM toy_rule WHERE toy_rule.word = asked.word FOR KEY SHARE
           ) AS rule ON true
           ORDER BY asked.place"""
    ).columns(Column("place", Integer), Column("word", Text))
)


_TAKE_NUMBERS = Statement(
    update(SERIES).values(last=SERIES.c.last + bindparam("count", type_=Integer)).returning(SERIES.c.last)
)


class WordRefused(Problem):
    status, code, zh, en = (
        422,
        "word_refused",
        "不许这样说。",
        "That word is not allowed.",
    )


@dataclass(frozen=True)
class Word:
    id: UUID
    word: str


class WordRecorder:
    insert = Insertion(TOY, ("id", "word", "serial", "recorded_by"), ())

    async def judge(self, connection: asyncpg.Connection, submissions: Sequence[Submission[Word]]) -> Judged:
        asked = {
            "ids": [one.order.id for one in submissions],
            "words": [one.order.word for one in submissions],
        }
        known = dict(zip(submissions, await _LOOK_UP.fetch(connection, asked), strict=True))
        drawn: dict[UUID, dict[str, Any]] = {}

        def judge(submission: Submission[Word]) -> dict[str, Any]:
            order, answer = submission.order, known[submission]
            first = drawn.get(order.id)
            if answer.first_word is not None:
                first = {"word": answer.first_word, "serial": answer.first_serial}
            if first is None:
                if answer.word is None:
                    raise WordRefused
                first = {
                    "id": order.id,
                    "word": order.word,
                    "recorded_by": submission.principal.subject,
                }
                drawn[order.id] = first
            if first["word"] != order.word:
                raise Conflict
            return first

        judged = in_turn(submissions, judge)
        actors: dict[UUID, Actor] = {}
        for one in submissions:
            actors.setdefault(one.order.id, one.actor)
        [series] = await _TAKE_NUMBERS.fetch(connection, {"count": len(drawn)})
        for serial, row in enumerate(drawn.values(), series.last - len(drawn) + 1):
            row["serial"] = serial
        rows = [AuditedRow(actors[row["id"]], row, {}) for row in drawn.values()]
        return Judged(rows, [row if isinstance(row, Problem) else _answer(row) for row in judged])


def _answer(row: dict[str, Any]) -> Response:
    return Response(write_json_bytes({"serial": row["serial"]}), 201, media_type="application/json")


def submission(
    word: str = "good",
    *,
    by: str = "anna",
    key: str | None = None,
    id: UUID | None = None,
    at: float = 0,
) -> Any:
    """As a request hands it in; ``at`` is when the caller's token was signed."""
    order = Word(id or uuid4(), word)
    principal = Principal("person", by, by.title(), issued_at=at)
    digest = hashlib.sha256(repr(order).encode()).digest()
    actor = Actor(by, by.title(), "say_word", f"request-{order.id}")
    return Submission(order, 1, 200, principal, actor, Key(by, key, digest), copy_context())


class Process:
    """What one process of the service has: a database and the one writer."""

    def __init__(self, settings: ServiceSettings) -> None:
        self.database = Database(settings, METADATA, {}, ConnectionBudget(10))
        self.recorder = WordRecorder()
        self.writer = GroupWriter(self.database, self.recorder)

    async def write(self, *submissions: Any) -> list[Any]:
        """All at the same moment: the status and body of each, or its error."""
        answers = await asyncio.gather(*(self.writer.write(one) for one in submissions), return_exceptions=True)
        return [answer.status_code if isinstance(answer, Response) else answer for answer in answers]

    async def close(self) -> None:
        await self.writer.close()
        await self.database.close()
