"""Fifty phones on a bad network: answers get lost, posts are repeated, and nobody waits for anybody.

A phone keeps a record until it has been told that it stands. It does not know what the server knows: it only sends the
same words again, with the same key or a new one, alone or several at a time.
"""

import asyncio
import json
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

from tests.support.connection import Connection, Request
from tests.support.posts import RULE, UNIT, just_now

PATH = "/api/v1/supervision/deductions"
LOST_SHARE, UNHEARD_SHARE, REPEAT_SHARE, AT_ONCE_SHARE, OTHER_CONTENT_SHARE = 0.08, 0.04, 0.08, 0.04, 0.03
PATIENCE_SECONDS = 20
PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8)
_BROKEN = (OSError, EOFError, asyncio.IncompleteReadError, TimeoutError)


class AnswerLostError(Exception):
    """The request left, and no answer came."""


@dataclass
class Record:
    """What the inspector typed, under the id and the key that the phone made for it; ``receipt`` is what it was
    told."""

    body: dict[str, Any]
    key: str
    receipt: dict[str, Any] | None = None


@dataclass
class Logbook:
    """What all phones have been told, and how often each kind of trouble came."""

    records: list[Record] = field(default_factory=list)
    troubles: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0
    _milestones: dict[int, asyncio.Event] = field(default_factory=dict)

    def acknowledge(self) -> None:
        self.acknowledged += 1
        if milestone := self._milestones.get(self.acknowledged):
            milestone.set()

    async def reach(self, count: int) -> None:
        """Wait until so many records have been acknowledged, or more."""
        if self.acknowledged < count:
            await self._milestones.setdefault(count, asyncio.Event()).wait()


class Phone:
    def __init__(self, number: int, port: int, token: str, seed: int, logbook: Logbook, deadline: float) -> None:
        self._random = Random(f"{seed}:{number}")
        self._port = port
        self._headers = {"Authorization": f"Bearer {token}"}
        self._logbook = logbook
        self._deadline = deadline
        self._connection: Connection | None = None

    def _draw_up(self) -> Record:
        chance = self._random
        body = {
            "id": str(UUID(int=chance.getrandbits(128), version=4)),
            "unit_code": UNIT,
            "rule_code": RULE,
            "count": chance.randint(1, 9),
            "occurred_at": just_now(),
            "place": "镇政府",
            "description": f"缺席会议，编号 {chance.randint(0, 10**9)}",
        }
        return Record(body, f"{chance.getrandbits(128):032x}")

    async def work(self, count: int) -> None:
        try:
            for _ in range(count):
                record = self._draw_up()
                self._logbook.records.append(record)
                await self._deliver(record)
                await self._annoy(record)
        finally:
            await self._hang_up()

    async def _deliver(self, record: Record) -> None:
        """Send the same words until an answer says that they stand."""
        if self._random.random() < AT_ONCE_SHARE:
            await asyncio.gather(*(self._send_beside(record) for _ in range(3)))
        record.receipt = await self._insist(record.body, record.key)
        self._logbook.acknowledge()

    async def _annoy(self, record: Record) -> None:
        """What a phone does that has forgotten what it was told, or that mixes up its records."""
        draw = self._random.random()
        if draw < REPEAT_SHARE:
            key = record.key if self._random.random() < 0.5 else f"{record.key}-again"
            again = await self._insist(record.body, key)
            assert again == record.receipt, "told two things about one record"
        elif draw < REPEAT_SHARE + OTHER_CONTENT_SHARE:
            other = {**record.body, "count": record.body["count"] + 1}
            assert await self._refusal(other, f"{record.key}-other") == (409, "deduction_id_taken")
            assert await self._refusal(other, record.key) == (422, "idempotency_key_reused")

    async def _insist(self, body: Mapping[str, Any], key: str) -> dict[str, Any]:
        status, answer = await self._answer(body, key)
        assert status == 201, answer
        return answer

    async def _refusal(self, body: Mapping[str, Any], key: str) -> tuple[int, str]:
        status, answer = await self._answer(body, key)
        return status, answer["code"]

    async def _answer(self, body: Mapping[str, Any], key: str) -> tuple[int, dict[str, Any]]:
        """The first answer that is final; trouble and "not now" mean the same words again a little later."""
        tries = 0
        while True:
            assert time.monotonic() < self._deadline, f"the network never came back: {self._logbook.troubles}"
            try:
                status, answer = await self._send(body, key)
            except (AnswerLostError, *_BROKEN) as error:
                self._logbook.troubles[type(error).__name__] += 1
                await self._hang_up()
            else:
                if status < 500 and answer.get("code") != "request_still_running":
                    return status, answer
                self._logbook.troubles[answer["code"]] += 1
            await asyncio.sleep(PAUSES[min(tries, len(PAUSES) - 1)] * (0.5 + self._random.random()))
            tries += 1

    async def _send(self, body: Mapping[str, Any], key: str) -> tuple[int, dict[str, Any]]:
        if self._connection is None:
            connection = Connection(self._port)
            await connection.open()
            self._connection = connection
        draw = self._random.random()
        request = Request("POST", PATH, {**self._headers, "Idempotency-Key": key}, json.dumps(body).encode())
        if draw < LOST_SHARE + UNHEARD_SHARE:
            async with asyncio.timeout(PATIENCE_SECONDS):
                await self._connection.lose_answer(request, is_begun=draw < LOST_SHARE)
            raise AnswerLostError
        async with asyncio.timeout(PATIENCE_SECONDS):
            status, content = await self._connection.send(request)
        return status, json.loads(content)

    async def _send_beside(self, record: Record) -> None:
        """On a line of its own, whatever comes of it; all of these run at once."""
        connection = Connection(self._port)
        request = Request(
            "POST", PATH, {**self._headers, "Idempotency-Key": record.key}, json.dumps(record.body).encode()
        )
        with suppress(*_BROKEN):
            await connection.open()
            async with asyncio.timeout(PATIENCE_SECONDS):
                status, _ = await connection.send(request)
            self._logbook.troubles[f"beside {status}"] += 1
        with suppress(*_BROKEN, AttributeError):
            await connection.close()

    async def _hang_up(self) -> None:
        if self._connection is not None:
            with suppress(*_BROKEN):
                await self._connection.close()
            self._connection = None
