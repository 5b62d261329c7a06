"""kill -9 in mid-write, of the server and of PostgreSQL: nothing acknowledged is missing, nothing is done twice."""

import asyncio
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import asyncpg
import psutil
import pytest

from hengjian.contracts.subscriptions import SUBSCRIBERS
from hengjian.kit.settings import ServiceName
from hengjian.launch.home import DATABASE
from hengjian.launch.postgres import EmbeddedPostgres, running_port
from tests.crash.uploads import FileUpload
from tests.crash.writers import writing
from tests.support.installation import Installation, open_installation, wait_until_gone
from tests.support.posts import Post, settle_county, write_deduction

COPIES = ("targets", "supervision", "appraisal", "personnel")


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    with open_installation() as made:
        made.start("--demo")
        settle_county(made)
        yield made


def server(installation: Installation) -> psutil.Process:
    return installation.family()[0]


def postgresql(installation: Installation) -> psutil.Process:
    return next(p for p in installation.family() if p.name() == "postgres" and "-D" in p.cmdline())


def recover(installation: Installation, family: list[psutil.Process]) -> None:
    """A killed command is started again by hand; a killed PostgreSQL by the command that watches it."""
    assert wait_until_gone(family) == [], "children outlived what was killed"
    if installation.process.poll() is not None:
        installation.start("--demo")
    end = time.monotonic() + 60
    while not installation.answers():
        assert time.monotonic() < end, installation.output.read_text()
        time.sleep(0.1)


def resend(installation: Installation, role: str, posts: Sequence[Post]) -> int:
    """As a phone does that lost the answer; returns how many had been carried out before."""
    client = installation.sign_in(role)
    replayed = 0
    for post in posts:
        answer = post.send(client)
        assert answer.is_success, answer.text
        is_replayed = answer.headers.get("Idempotency-Replayed") == "true"
        if post.answer is not None:
            assert is_replayed, f"acknowledged and forgotten: {post.body}"
            assert answer.json() == post.answer
        replayed += is_replayed
    return replayed


@pytest.mark.parametrize("victim", [server, postgresql])
def test_a_kill_in_mid_write(installation: Installation, victim: Callable[[Installation], psutil.Process]) -> None:
    killed = victim(installation)
    family = [killed, *killed.children(recursive=True)]
    with writing(installation) as (administrator, inspector):
        end = time.monotonic() + 60
        while min(len(administrator.acknowledged), len(inspector.acknowledged)) < 25:
            assert time.monotonic() < end, administrator.refusals | inspector.refusals
            time.sleep(0.01)
        killed.kill()
        time.sleep(0.3)
    recover(installation, family)
    for role, writer in (("administrator", administrator), ("inspector", inspector)):
        assert len(writer.acknowledged) < len(writer.posts), "the kill disturbed nobody"
        assert writer.refusals <= {"database_unavailable"}
        assert resend(installation, role, writer.posts) >= len(writer.acknowledged)
    units = [post.body["items"][0]["code"] for post in administrator.posts]
    deductions = [post.body["id"] for post in inspector.posts]
    _wait_until_delivered(installation)
    asyncio.run(_examine(installation, units, deductions))
    verified = installation.run("audit-verify")
    assert verified.returncode == 0, verified.stdout


def _wait_until_delivered(installation: Installation) -> None:
    client = installation.sign_in("auditor")
    end = time.monotonic() + 90
    while True:
        services = client.get("/api/v1/health").raise_for_status().json()["services"].values()
        if all(service["outbox"]["undelivered"] == 0 for service in services):
            return
        assert time.monotonic() < end, services
        time.sleep(0.2)


async def _examine(installation: Installation, units: Sequence[str], deductions: Sequence[str]) -> None:
    cluster = EmbeddedPostgres(installation.home.cluster, installation.home.secrets()["superuser_password"])
    port = running_port(cluster)
    assert port is not None
    cluster.port = port
    connection = await asyncpg.connect(installation.home.owner_url(cluster.url, DATABASE))
    try:
        await _each_once(connection, "directory", "unit", "code", units)
        await _each_once(connection, "supervision", "deduction", "id", deductions)
        await _events_arrived_once(connection)
        await _copies_agree(connection)
    finally:
        await connection.close()


async def _each_once(connection: Any, schema: str, table: str, column: str, wanted: Sequence[str]) -> None:
    """The record stands, and the audit knows of one creation."""
    present = await connection.fetch(
        f"SELECT {column}::text AS name FROM {schema}.{table} WHERE {column}::text = ANY($1)", wanted
    )
    assert {row["name"] for row in present} == set(wanted)
    identity = "object_id" if table == "deduction" else "after->>'code'"
    creations = await connection.fetch(
        f"""SELECT {identity} AS name, count(*) AS times FROM {schema}.audit_log
            WHERE object_type = $1 AND before IS NULL AND {identity} = ANY($2) GROUP BY 1""",
        table,
        wanted,
    )
    assert {row["name"]: row["times"] for row in creations} == dict.fromkeys(wanted, 1)


async def _events_arrived_once(connection: Any) -> None:
    """What an outbox holds for a subscriber is exactly what stands in the subscriber's inbox."""
    for publisher in (service for service in ServiceName if SUBSCRIBERS[service]):
        for subscriber in ServiceName:
            sent = await connection.fetch(
                f"SELECT event_id FROM {publisher}.outbox WHERE subscriber = $1 ORDER BY event_id", str(subscriber)
            )
            arrived = await connection.fetch(
                f"SELECT event_id FROM {subscriber}.inbox WHERE source = $1 ORDER BY event_id", str(publisher)
            )
            assert sent == arrived, (publisher, subscriber)


async def _copies_agree(connection: Any) -> None:
    original = await connection.fetch(
        """SELECT u.code, u.name, u.kind, u.is_active, m.class_code FROM directory.unit u
           LEFT JOIN (SELECT um.unit_id, c.code AS class_code FROM directory.class_membership um
                      JOIN directory.unit_class c ON c.id = um.class_id WHERE um.to_on IS NULL) m ON m.unit_id = u.id
           ORDER BY u.code"""
    )
    for schema in COPIES:
        copy = await connection.fetch(
            f"SELECT code, name, kind, is_active, class_code FROM {schema}.unit_copy ORDER BY code"
        )
        assert copy == original, schema


def test_an_upload_outlives_the_server(installation: Installation) -> None:
    """A file of three megabytes in small pieces; the server is killed twice on the way, without warning."""
    inspector = installation.sign_in("inspector")
    deduction = write_deduction()
    deduction.send(inspector).raise_for_status()
    content = b"%PDF-1.7\n" + random.Random(7).randbytes(3_000_000)
    upload = FileUpload(str(deduction.body["id"]), content)
    for kill_after in (9, 7, None):
        offset = upload.announce(inspector)
        for _ in range(kill_after or 100):
            if offset < len(content):
                offset = upload.send(inspector, offset, 100_000)
        if kill_after is not None:
            killed = server(installation)
            family = [killed, *killed.children(recursive=True)]
            sending = threading.Thread(target=upload.send_quietly, args=(inspector, offset, 100_000))
            sending.start()
            killed.kill()
            sending.join()
            recover(installation, family)
            inspector = installation.sign_in("inspector")
    kept = inspector.get(f"/api/v1/supervision/evidence/{upload.id}/content")
    assert kept.content == content
