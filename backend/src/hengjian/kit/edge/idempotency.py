"""A repeated POST with the same ``Idempotency-Key`` gets the stored answer, written in the transaction of the effect."""

import hashlib
from collections.abc import Awaitable, Callable

from fastapi import Request, Response
from sqlalchemy import Integer, LargeBinary, text
from sqlalchemy.dialects.postgresql import JSONB

from hengjian.kit.data.database import WriteSession
from hengjian.kit.edge.problems import Problem

MAX_KEY_LENGTH = 200
_KEPT_HEADERS = ("content-type", "etag", "location", "content-language")

_CLAIM = text(
    """SELECT pg_try_advisory_xact_lock(hashtextextended(:subject || E'\\n' || :key, 0)) AS claimed,
              kept.request_hash, kept.status, kept.headers, kept.body
       FROM (SELECT) AS one LEFT JOIN idempotency AS kept ON kept.subject = :subject AND kept.key = :key"""
).columns(request_hash=LargeBinary, status=Integer, headers=JSONB, body=LargeBinary)
"""One trip takes the key for this transaction and reads the answer that may be there."""


class KeyReused(Problem):
    status, code = 422, "idempotency_key_reused"
    zh = "同一 Idempotency-Key 已用于另一内容的请求。"
    en = "This Idempotency-Key was used for a request with other content."


class RequestStillRunning(Problem):
    status, code = 409, "request_still_running"
    zh, en = "同一请求仍在处理中，请稍候。", "The same request is still being carried out; wait a moment."


class KeyTooLong(Problem):
    status, code = 422, "idempotency_key_too_long"
    zh, en = "Idempotency-Key 最长 200 个字符。", "An Idempotency-Key has at most 200 characters."


async def answer_once(
    session: WriteSession, request: Request, key: str, answer: Callable[[], Awaitable[Response]]
) -> Response:
    """The answer to the first request with this key: made now and kept, or the one that was kept."""
    if len(key) > MAX_KEY_LENGTH:
        raise KeyTooLong
    subject = session.actor.subject
    digest = hashlib.sha256(f"{request.method} {request.url.path}\n".encode() + await request.body()).digest()
    connection = await session.connection()
    kept = (await connection.execute(_CLAIM, {"subject": subject, "key": key})).one()
    if not kept.claimed:
        raise RequestStillRunning
    if kept.request_hash is not None:
        if kept.request_hash != digest:
            raise KeyReused
        return Response(kept.body, kept.status, {**kept.headers, "Idempotency-Replayed": "true"})
    response = await answer()
    row = {
        "subject": subject,
        "key": key,
        "request_hash": digest,
        "status": response.status_code,
        "headers": {name: value for name, value in response.headers.items() if name in _KEPT_HEADERS},
        "body": bytes(response.body),
    }
    if (await connection.execute(session.database.keep_answer, row)).rowcount == 0:
        # The first request committed between our look and our claim; the next try will find its answer.
        raise RequestStillRunning
    return response
