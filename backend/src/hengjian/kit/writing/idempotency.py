"""A repeated POST with the same ``Idempotency-Key`` gets the stored answer, written in the transaction of the
effect."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import asyncpg
from fastapi import Request, Response
from sqlalchemy import (
    DateTime,
    Insert,
    Integer,
    LargeBinary,
    Table,
    Text,
    bindparam,
    cast,
    column,
    func,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, insert

from hengjian.kit.data.database import WriteSession
from hengjian.kit.data.json import write_json
from hengjian.kit.data.statements import Row, Statement
from hengjian.kit.problems.problems import Problem

MAX_KEY_LENGTH = 200
_KEPT_HEADERS = ("content-type", "etag", "location", "content-language")

_CLAIM = Statement(
    text(
        """SELECT asked.place, asked.claimed, kept.request_hash, kept.status, kept.headers, kept.body,
                  revocation.not_before
           FROM (SELECT given.*,
                        key IS NULL
                        OR pg_try_advisory_xact_lock(hashtextextended(subject || E'\\n' || key, 0)) AS claimed
                 FROM (SELECT * FROM unnest(CAST(:subjects AS text[]), CAST(:keys AS text[]))
                                     WITH ORDINALITY AS one (subject, key, place)
                       ORDER BY subject, key) AS given) AS asked
           LEFT JOIN idempotency AS kept ON kept.subject = asked.subject AND kept.key = asked.key
           LEFT JOIN revocation ON revocation.subject = asked.subject
           ORDER BY asked.place"""
    )
    .bindparams(bindparam("subjects", type_=ARRAY(Text)), bindparam("keys", type_=ARRAY(Text)))
    .columns(request_hash=LargeBinary, headers=JSONB, body=LargeBinary, not_before=DateTime(timezone=True))
)
"""One trip takes the keys for this transaction, and reads the answers that may be there and what tokens still count."""

_KEPT: Mapping[str, Any] = {
    "subject": Text(),
    "key": Text(),
    "request_hash": LargeBinary(),
    "status": Integer(),
    "headers": Text(),
    "body": LargeBinary(),
}


class KeyReused(Problem):
    status, code = 422, "idempotency_key_reused"
    zh = "同一 Idempotency-Key 已用于另一内容的请求。"
    en = "This Idempotency-Key was used for a request with other content."


class RequestStillRunning(Problem):
    status, code = 409, "request_still_running"
    zh, en = "同一请求仍在处理中，请稍候。", "The same request is still being carried out; wait a moment."


class KeyUnfit(Problem):
    status, code = 422, "idempotency_key_unfit"
    zh, en = "Idempotency-Key 须为 1 至 200 个字符。", "An Idempotency-Key has 1 to 200 characters."


@dataclass(frozen=True)
class Key:
    """Of whom, which, and what was asked under it."""

    subject: str
    name: str | None
    digest: bytes


async def key_of(request: Request, subject: str) -> Key:
    """The request's key; ``name`` is None where it has none."""
    name = request.headers.get("idempotency-key") if request.method == "POST" else None
    if name is not None and not 0 < len(name) <= MAX_KEY_LENGTH:
        raise KeyUnfit
    if name is None:
        return Key(subject, None, b"")
    said = f"{request.method} {request.scope['path']}\n".encode() + await request.body()
    return Key(subject, name, hashlib.sha256(said).digest())


async def claim(connection: asyncpg.Connection, keys: Sequence[Key]) -> list[Row]:
    """Take the keys for the transaction; a row for each, in their order."""
    parameters = {"subjects": [key.subject for key in keys], "keys": [key.name for key in keys]}
    return await _CLAIM.fetch(connection, parameters)


def find_kept(key: Key, row: Row) -> Response | None:
    """The answer that was kept for this key, from its row of :func:`claim`; None where the request is to be carried
    out."""
    if not row.claimed:
        raise RequestStillRunning
    if row.request_hash is None:
        return None
    if row.request_hash != key.digest:
        raise KeyReused
    return replay(Response(row.body, row.status, row.headers))


def replay(answer: Response) -> Response:
    """The same answer once more, marked so."""
    headers = {**_kept_headers(answer), "Idempotency-Replayed": "true"}
    return Response(answer.body, answer.status_code, headers)


def _kept_headers(answer: Response) -> dict[str, str]:
    return {name: value for name, value in answer.headers.items() if name in _KEPT_HEADERS}


def keep_answers(table: Table) -> Insert:
    """Keeps the answers that :func:`kept_parameters` names; counts those that are new."""
    arrays = [bindparam(f"kept_{name}", type_=ARRAY(kind)) for name, kind in _KEPT.items()]
    answers = func.unnest(*arrays).table_valued(*(column(name, kind) for name, kind in _KEPT.items()))
    rows = answers.render_derived("answers")
    columns = [cast(rows.c.headers, JSONB) if name == "headers" else rows.c[name] for name in _KEPT]
    statement = insert(table).from_select(list(_KEPT), select(*columns), include_defaults=False)
    return statement.on_conflict_do_nothing().returning(table.c.key)


def kept_parameters(answers: Sequence[tuple[Key, Response]]) -> dict[str, list[Any]]:
    rows = [
        (
            key.subject,
            key.name,
            key.digest,
            answer.status_code,
            write_json(_kept_headers(answer)),
            bytes(answer.body),
        )
        for key, answer in answers
    ]
    columns = list(zip(*rows, strict=True)) or [()] * len(_KEPT)
    return {f"kept_{name}": list(values) for name, values in zip(_KEPT, columns, strict=True)}


@cache
def _keep_answers(table: Table) -> Statement:
    return Statement(keep_answers(table))


async def answer_once(session: WriteSession, key: Key, answer: Callable[[], Awaitable[Response]]) -> Response:
    """The answer to the first request with this key: made now and kept, or the one that was kept."""
    connection = await session.driver_connection()
    [row] = await claim(connection, [key])
    kept = find_kept(key, row)
    if kept is not None:
        return kept
    response = await answer()
    connection = await session.driver_connection()
    keep = _keep_answers(session.database.table("idempotency"))
    if not await keep.fetch(connection, kept_parameters([(key, response)])):
        # The first request committed between our look and our claim; the next try will find its answer.
        raise RequestStillRunning
    return response
