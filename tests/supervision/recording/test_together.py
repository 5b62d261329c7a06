"""Records of many people at the same moment: written together, judged and answered each on its own."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import asyncpg
import httpx

from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from tests.supervision.support import API, Office, entry, good
from tests.support.people import People

DEDUCTIONS = f"{API}/deductions"
POISON = "此条无法保存"


@asynccontextmanager
async def poisoned(owner_url: str) -> AsyncIterator[asyncpg.Connection]:
    """The database itself refuses one description, as no check of ours foresees."""
    owner = await asyncpg.connect(owner_url)
    await owner.execute(
        f"""CREATE FUNCTION supervision.refuse_poison() RETURNS trigger LANGUAGE plpgsql AS $$
              BEGIN IF NEW.description = '{POISON}' THEN RAISE EXCEPTION 'poison' USING ERRCODE = '22003'; END IF;
              RETURN NEW; END $$;
            CREATE TRIGGER refuse_poison BEFORE INSERT ON supervision.deduction
              FOR EACH ROW EXECUTE FUNCTION supervision.refuse_poison()"""
    )
    try:
        yield owner
    finally:
        await owner.execute(
            "DROP TRIGGER refuse_poison ON supervision.deduction; DROP FUNCTION supervision.refuse_poison()"
        )
        await owner.close()


async def post(client: httpx.AsyncClient, body: dict[str, Any]) -> int:
    return (await client.post(DEDUCTIONS, json=body, headers={"Idempotency-Key": str(uuid4())})).status_code


async def test_each_is_judged_in_its_own_name_and_language(
    people: People, office: Office, supervision: Service
) -> None:
    local = people.person(Role.INSPECTOR, unit="T01", name="local")
    other = people.person(Role.INSPECTOR, name="inspector-3")
    before = supervision.database.commits
    own, plain, english, chinese, second = await asyncio.gather(
        local.post(DEDUCTIONS, json=entry()),
        other.post(DEDUCTIONS, json=entry(cadre_codes=["C1"])),
        office.inspector.post(DEDUCTIONS, json=entry(factor="0.5"), headers={"Accept-Language": "en"}),
        office.inspector.post(DEDUCTIONS, json=entry(factor="0.5")),
        other.post(DEDUCTIONS, json=entry(unit_code="T02", cadre_codes=["C1"])),
    )
    assert supervision.database.commits - before < 5
    assert [answer.status_code for answer in (own, plain, english, chinese, second)] == [403, 201, 422, 422, 422]
    assert english.json()["detail"] == "Rule MTG-ABSENT does not list the factor 0.5."
    assert chinese.json()["detail"] == "条款 MTG-ABSENT 未列系数 0.5。"
    assert second.json()["code"] == "cadre_not_of_unit"
    audit = supervision.database.table("audit_log")
    async with supervision.database.read_session() as session:
        rows = (await session.execute(audit.select().where(audit.c.object_id == plain.json()["id"]))).all()
    assert [(row.actor_name, row.request_id) for row in rows] == [("inspector-3", plain.headers["x-request-id"])]


async def test_numbers_have_no_holes(office: Office) -> None:
    answers = await asyncio.gather(
        *(
            office.inspector.post(DEDUCTIONS, json=entry(**({"factor": "0.5"} if turn % 3 == 0 else {})))
            for turn in range(30)
        )
    )
    numbers = sorted(int(one.json()["number"].rpartition("-")[2]) for one in answers if one.status_code == 201)
    assert numbers == list(range(numbers[0], numbers[0] + 20))
    following = await good(office.inspector.post(DEDUCTIONS, json=entry()))
    assert following["number"] == f"{answers[1].json()['number'][:8]}{numbers[-1] + 1:05d}"


async def test_one_poisoned_in_ten_leaves_the_good_ones_half_their_rate(people: People, owner_url: str) -> None:
    """Counted in processor time of this process, clean and poisoned rounds in turns."""
    callers = [people.person(Role.INSPECTOR, name=f"inspector-{number}") for number in range(10)]

    async def seconds(*, is_mixed: bool) -> float:
        async def call(caller: int) -> list[int]:
            descriptions = [POISON if is_mixed and turn == caller else "县会缺席" for turn in range(10)]
            return [await post(callers[caller], entry(description=one)) for one in descriptions]

        begun = time.process_time()
        told = [status for statuses in await asyncio.gather(*map(call, range(10))) for status in statuses]
        spent = time.process_time() - begun
        assert (told.count(201), told.count(422)) == ((90, 10) if is_mixed else (100, 0))
        return spent / told.count(201)

    async with poisoned(owner_url):
        await seconds(is_mixed=True)
        rounds = [(await seconds(is_mixed=False), await seconds(is_mixed=True)) for _ in range(3)]
    clean, mixed = min(row[0] for row in rounds), min(row[1] for row in rounds)
    assert mixed <= 2 * clean, f"{clean * 1000:.2f} ms a good record, {mixed * 1000:.2f} among poisoned ones"


async def test_what_cannot_be_stored_concerns_its_sender_alone(office: Office) -> None:
    answers = await asyncio.gather(
        *(post(office.inspector, entry(description="a\x00b" if turn == 4 else "县会缺席")) for turn in range(9))
    )
    assert answers == [201] * 4 + [422] + [201] * 4
