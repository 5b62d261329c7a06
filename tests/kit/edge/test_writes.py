"""Commit before the answer, once for each key, with an audit row and an event in the same transaction."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import httpx
import pytest
import pytest_asyncio

from hengjian.audit.verifying import verify_chain
from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from tests.support.people import People

CLASSES = "/api/v1/directory/unit-classes:batch"


def rows(code: str, name: str = "一类") -> dict[str, object]:
    return {"items": [{"code": code, "name": name, "kind": "township", "basis": "工业为主"}]}


@pytest.fixture
def administrator(people: People) -> httpx.AsyncClient:
    return people.person(Role.ADMINISTRATOR)


@pytest_asyncio.fixture
async def database(owner_url: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(owner_url)
    yield connection
    await connection.close()


class TestCommit:
    async def test_a_failed_commit_is_a_failed_request(
        self, administrator: httpx.AsyncClient, database: asyncpg.Connection
    ) -> None:
        await database.execute(
            """CREATE FUNCTION directory.fail() RETURNS trigger LANGUAGE plpgsql AS
                 $$ BEGIN RAISE EXCEPTION 'at commit'; END $$;
               CREATE CONSTRAINT TRIGGER fail_late AFTER INSERT ON directory.unit_class
                 DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION directory.fail()"""
        )
        try:
            answer = await administrator.post(CLASSES, json=rows("late"))
        finally:
            await database.execute("DROP TRIGGER fail_late ON directory.unit_class; DROP FUNCTION directory.fail()")
        assert answer.status_code == 500
        assert await database.fetchval("SELECT count(*) FROM directory.unit_class WHERE code = 'late'") == 0


class TestIdempotency:
    async def test_the_same_key_and_body_get_the_first_answer(self, administrator: httpx.AsyncClient) -> None:
        headers = {"Idempotency-Key": "same"}
        first = await administrator.post(CLASSES, json=rows("once"), headers=headers)
        second = await administrator.post(CLASSES, json=rows("once"), headers=headers)
        assert first.content == second.content
        assert second.headers["idempotency-replayed"] == "true"
        assert "created" in second.text

    async def test_the_same_key_with_another_body_is_refused(self, administrator: httpx.AsyncClient) -> None:
        headers = {"Idempotency-Key": "other"}
        await administrator.post(CLASSES, json=rows("first"), headers=headers)
        answer = await administrator.post(CLASSES, json=rows("second"), headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")

    async def test_keys_belong_to_their_caller(self, administrator: httpx.AsyncClient, people: People) -> None:
        headers = {"Idempotency-Key": "shared"}
        await administrator.post(CLASSES, json=rows("mine"), headers=headers)
        other = people.person(Role.ADMINISTRATOR, name="another administrator")
        answer = await other.post(CLASSES, json=rows("mine"), headers=headers)
        assert "idempotency-replayed" not in answer.headers

    async def test_of_requests_at_once_one_takes_effect(
        self, administrator: httpx.AsyncClient, database: asyncpg.Connection
    ) -> None:
        headers = {"Idempotency-Key": "at-once"}
        answers = await asyncio.gather(
            *(administrator.post(CLASSES, json=rows("raced"), headers=headers) for _ in range(8))
        )
        assert {answer.status_code for answer in answers} <= {200, 409}
        assert await database.fetchval("SELECT count(*) FROM directory.unit_class WHERE code = 'raced'") == 1
        written = (
            "SELECT count(*) FROM directory.audit_log WHERE object_type = 'unit_class' AND after->>'code' = 'raced'"
        )
        assert await database.fetchval(written) == 1


class TestAudit:
    async def test_each_write_says_who_what_before_and_after(
        self, administrator: httpx.AsyncClient, database: asyncpg.Connection
    ) -> None:
        await administrator.post(CLASSES, json=rows("audited", "旧名"))
        await administrator.post(CLASSES, json=rows("audited", "新名"))
        row = await database.fetchrow(
            """SELECT * FROM directory.audit_log WHERE object_type = 'unit_class' AND before IS NOT NULL
               ORDER BY id DESC LIMIT 1"""
        )
        assert (row["actor_name"], row["action"], row["address"]) == (
            "administrator",
            "enter_unit_classes",
            "127.0.0.1",
        )
        assert '"旧名"' in row["before"] and '"新名"' in row["after"]

    async def test_the_chain_holds_and_shows_a_forgery(
        self, administrator: httpx.AsyncClient, database: asyncpg.Connection, services: dict[ServiceName, Service]
    ) -> None:
        directory = services[ServiceName.DIRECTORY]
        key = directory.settings.audit_key.get_secret_value().encode()
        for code in ("chained", "again"):
            await administrator.post(CLASSES, json=rows(code))
            while not await directory.sealing.seal_all():
                pass
        report = await verify_chain(database, "directory", key)
        assert report.broken_at is None and report.sealed > 1
        await database.execute(
            """ALTER TABLE directory.audit_log DISABLE TRIGGER append_only;
               UPDATE directory.audit_log SET actor_name = 'somebody else'
               WHERE id = (SELECT audit_ids[1] FROM directory.audit_seal WHERE seq = 2);
               ALTER TABLE directory.audit_log ENABLE TRIGGER append_only"""
        )
        assert (await verify_chain(database, "directory", key)).broken_at == 2

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE directory.audit_log SET actor = 'x'",
            "DELETE FROM directory.audit_log",
            "UPDATE directory.inbox SET name = 'x'",
            "TRUNCATE directory.inbox",
            """INSERT INTO directory.inbox (event_id, source, name) VALUES (gen_random_uuid(), 'targets', 'x');
               DELETE FROM directory.inbox""",
        ],
    )
    async def test_history_cannot_be_changed_even_by_the_owner(
        self, database: asyncpg.Connection, statement: str
    ) -> None:
        with pytest.raises(asyncpg.RestrictViolationError):
            await database.execute(statement)


class TestBadInput:
    async def test_json_that_is_none(self, administrator: httpx.AsyncClient) -> None:
        answer = await administrator.post(CLASSES, content=b'{"items": [', headers={"Content-Type": "application/json"})
        assert (answer.status_code, answer.json()["code"]) == (400, "malformed_json")

    async def test_a_body_too_large(self, administrator: httpx.AsyncClient) -> None:
        answer = await administrator.post(CLASSES, content=b" " * 2_000_001)
        assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")

    async def test_the_sentence_is_in_the_readers_language(self, administrator: httpx.AsyncClient) -> None:
        chinese = await administrator.post(CLASSES, json={})
        english = await administrator.post(CLASSES, json={}, headers={"Accept-Language": "en-GB"})
        assert chinese.json()["errors"][0]["message"] == "必须填写。"
        assert english.json()["errors"][0]["message"] == "This is required."
        assert english.headers["content-language"] == "en"

    async def test_an_unknown_address_is_a_problem_too(self, anonymous: httpx.AsyncClient) -> None:
        for address in ("/api/v1/directory/nothing", "/api/v1/nothing"):
            answer = await anonymous.get(address)
            assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
