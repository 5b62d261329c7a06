"""Records from fifty phones, with lost answers, repeats, a kill and a restart: each stands exactly once.

Twelve from each phone in every run, a hundred from each in the long one.
"""

import asyncio
import json
import os
import time
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import asyncpg
import pytest

from hengjian.launch.home import DATABASE
from hengjian.launch.postgres import EmbeddedPostgres, running_port
from tests.crash.phones import AT_ONCE_SHARE, Logbook, Phone
from tests.support.clock import START, YEAR
from tests.support.installation import Installation, open_installation, wait_until_gone
from tests.support.posts import settle_county

PHONES, INSPECTORS = 50, 10
EACH, LONG_EACH = 12, 100
FOLLOWED_OF = 5
"""One of so many records, evenly, goes on to take effect."""
SEED = int(os.environ.get("HENGJIAN_CHAOS_SEED", "20261127"))
LONGEST_SECONDS = 600
"""Far more than a quiet machine needs; a hang must end all the same."""

SUPERVISION = "/api/v1/supervision"
PASSWORD, OWN_PASSWORD = "phones-in-the-field", "gravel under seven lanterns"


@pytest.fixture
def installation() -> Iterator[Installation]:
    with open_installation() as made:
        made.start("--demo")
        settle_county(made)
        yield made


def _tokens(installation: Installation) -> list[str]:
    """Ten inspectors, each signed in once; the token outlives the server."""
    administrator = installation.sign_in("administrator")
    names = [f"inspector.{number}" for number in range(INSPECTORS)]
    given = {"password": PASSWORD, "roles": ["inspector"]}
    rows = [{"username": name, "display_name": name, "person_code": name, **given} for name in names]
    administrator.post("/api/v1/directory/accounts:batch", json={"items": rows}).raise_for_status()
    return [installation.sign_in_first(name, PASSWORD, OWN_PASSWORD).cookies["hj_token"] for name in names]


def _kill(installation: Installation) -> None:
    family = installation.family()
    family[0].kill()
    assert wait_until_gone(family) == [], "children outlived what was killed"
    installation.start("--demo")


def _restart(installation: Installation) -> None:
    assert installation.stop() == 0
    installation.start("--demo")


async def _disturb(installation: Installation, logbook: Logbook, every: int) -> None:
    await logbook.reach(every // 3)
    await asyncio.to_thread(_kill, installation)
    await logbook.reach(every * 2 // 3)
    await asyncio.to_thread(_restart, installation)


async def _post_everything(installation: Installation, tokens: list[str], each: int) -> Logbook:
    logbook = Logbook()
    deadline = time.monotonic() + LONGEST_SECONDS
    phones = [
        Phone(number, installation.port, tokens[number % INSPECTORS], SEED, logbook, deadline)
        for number in range(PHONES)
    ]
    async with asyncio.TaskGroup() as together:
        together.create_task(_disturb(installation, logbook, PHONES * each))
        for phone in phones:
            together.create_task(phone.work(each))
    return logbook


@pytest.mark.timeout(900)
@pytest.mark.parametrize("each", [EACH, pytest.param(LONG_EACH, marks=pytest.mark.long)])
def test_every_record_stands_exactly_once(installation: Installation, each: int) -> None:
    began, every = time.monotonic(), PHONES * each
    logbook = asyncio.run(_post_everything(installation, _tokens(installation), each))
    told = {"seed": SEED, "seconds": round(time.monotonic() - began, 1), **logbook.troubles}
    print(json.dumps(told, ensure_ascii=False))
    assert len(logbook.records) == logbook.acknowledged == every
    assert logbook.troubles["AnswerLostError"] > every * 0.08, "the network was too good to prove anything"
    # Of three sent at once each hears that the record stands: one wrote it, or all were settled in one transaction.
    assert logbook.troubles["beside 201"] > every * AT_ONCE_SHARE, "nobody ever sent at the same time"
    asyncio.run(_examine(installation, logbook))
    followed = [record.body["id"] for record in logbook.records[::FOLLOWED_OF]]
    _take_effect(installation, followed)
    asyncio.run(_examine_events(installation, followed))
    verified = installation.run("audit-verify")
    assert verified.returncode == 0, verified.stdout
    print(f"all in {time.monotonic() - began:.1f} s")


async def _connect(installation: Installation) -> asyncpg.Connection:
    cluster = EmbeddedPostgres(installation.home.cluster, installation.home.secrets()["superuser_password"])
    port = running_port(cluster)
    assert port is not None
    cluster.port = port
    return await asyncpg.connect(installation.home.owner_url(cluster.url, DATABASE))


async def _examine(installation: Installation, logbook: Logbook) -> None:
    """One row for each record, as it was sent and as it was told; one audit row; no row that nobody sent."""
    sent = {record.body["id"]: record for record in logbook.records}
    connection = await _connect(installation)
    try:
        rows = await connection.fetch("SELECT * FROM supervision.deduction WHERE description LIKE '缺席会议，编号 %'")
        assert len(rows) == len(sent)
        assert len({row["number"] for row in rows}) == len(rows)
        for row in rows:
            record = sent[str(row["id"])]
            assert record.receipt is not None
            assert (row["count"], row["description"]) == (record.body["count"], record.body["description"])
            assert row["number"] == record.receipt["number"]
            assert row["points"] == row["points_each"] * record.body["count"] == Decimal(record.receipt["points"])
        audits = await connection.fetch(
            """SELECT object_id, count(*) AS written FROM supervision.audit_log
               WHERE object_type = 'deduction' AND object_id = ANY($1) GROUP BY object_id""",
            list(sent),
        )
        assert {row["object_id"]: row["written"] for row in audits} == dict.fromkeys(sent, 1)
    finally:
        await connection.close()


def _take_effect(installation: Installation, ids: list[str]) -> None:
    """Confirm, notify, and let the term for objections run out: each takes effect once and says so once."""
    office, operator = installation.sign_in("supervision_office"), installation.sign_in("demo_operator")
    office.timeout = operator.timeout = 120
    for verb in ("confirm", "notify"):
        answer = office.post(f"{SUPERVISION}/deductions:{verb}-batch", json={"ids": ids}).raise_for_status().json()
        assert answer["written"] == len(ids), answer
    later = START.replace(year=YEAR + 1).isoformat()
    operator.post("/api/v1/directory/demo-clock", json={"to": later}).raise_for_status()


async def _examine_events(installation: Installation, ids: list[str]) -> None:
    """One event for each, in the outbox and in the inbox of whoever listens."""
    connection = await _connect(installation)
    try:
        events: list[Any] = await connection.fetch(
            """SELECT o.body->'event'->>'deduction_id' AS id, count(*) AS sent, count(i.event_id) AS heard
               FROM supervision.outbox o LEFT JOIN appraisal.inbox i ON i.event_id = o.event_id
               WHERE o.name = 'deduction_effective' AND o.subscriber = 'appraisal'
               AND o.body->'event'->>'deduction_id' = ANY($1) GROUP BY 1""",
            ids,
        )
        assert {row["id"] for row in events} == set(ids)
        assert {(row["sent"], row["heard"]) for row in events} == {(1, 1)}
    finally:
        await connection.close()
