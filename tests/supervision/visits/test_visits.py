import asyncio
from uuid import uuid4

from hengjian.contracts.roles import Role
from tests.supervision.support import API, Office, good, moment, refused
from tests.support.clock import YEAR
from tests.support.people import People

VISITS = f"{API}/visits"


def visit(**changes: object) -> dict[str, object]:
    return {
        "id": str(uuid4()),
        "kind": "covert",
        "unit_code": "T01",
        "visited_at": moment(),
        "place": "青岭镇便民服务中心",
        "companions": ["另一名督查员"],
        "findings": "窗口无人值守",
        **changes,
    }


class TestRecord:
    async def test_is_recorded_with_a_number(self, office: Office) -> None:
        body = visit()
        answer = await office.inspector.post(VISITS, json=body)
        assert answer.status_code == 201
        row = answer.json()
        assert (row["id"], row["unit_name"], row["year"]) == (body["id"], "青岭镇", YEAR)
        assert row["number"].startswith(f"XC-{YEAR}-")
        assert row["recorded_by"] == "inspector-1"

    async def test_a_repeat_gets_the_first_answer(self, office: Office) -> None:
        body = visit()
        first, second = [await office.inspector.post(VISITS, json=body) for _ in range(2)]
        assert first.json() == second.json()

    async def test_repeats_at_the_same_time_make_one(self, office: Office) -> None:
        body = visit()
        answers = await asyncio.gather(*(office.inspector.post(VISITS, json=body) for _ in range(5)))
        assert {answer.text for answer in answers} == {answers[0].text}
        assert answers[0].status_code == 201

    async def test_other_content_under_the_same_id_is_refused(self, office: Office) -> None:
        body = visit()
        await good(office.inspector.post(VISITS, json=body))
        assert await refused(office.inspector.post(VISITS, json={**body, "findings": "无"})) == (409, "visit_id_taken")

    async def test_the_own_unit_is_refused(self, people: People) -> None:
        local = people.person(Role.INSPECTOR, unit="T01", name="local")
        assert await refused(local.post(VISITS, json=visit())) == (403, "refused_by_policy")

    async def test_bad_content(self, office: Office) -> None:
        future = visit(visited_at=moment(hours=-2))
        assert await refused(office.inspector.post(VISITS, json=future)) == (422, "in_the_future")
        assert await refused(office.inspector.post(VISITS, json=visit(unit_code="T09"))) == (422, "unknown_unit")
        assert await refused(office.inspector.post(VISITS, json=visit(kind="raid"))) == (422, "invalid_input")


class TestRead:
    async def test_each_reader_sees_what_is_theirs(self, office: Office, people: People) -> None:
        other = people.person(Role.INSPECTOR, name="inspector-2")
        mine, theirs = visit(), visit(unit_code="T02", kind="open")
        await good(office.inspector.post(VISITS, json=mine))
        await good(other.post(VISITS, json=theirs))

        async def seen(who: object, **query: object) -> set[str]:
            page = await good(who.get(VISITS, params={"limit": 200, **query}))  # type: ignore[attr-defined]
            return {row["id"] for row in page["items"]} & {str(mine["id"]), str(theirs["id"])}

        assert await seen(office.inspector) == {mine["id"]}
        assert await seen(other) == {theirs["id"]}
        assert await seen(office.head) == {mine["id"]}
        assert await seen(office.supervision) == {mine["id"], theirs["id"]}
        assert await seen(office.supervision, kind="open") == {theirs["id"]}
        assert await seen(office.supervision, year=YEAR, unit_code="T01") == {mine["id"]}
        assert await seen(office.supervision, to_on=f"{YEAR - 1}-12-31") == set()
        assert await seen(office.supervision, from_on=f"{YEAR}-01-01") == {mine["id"], theirs["id"]}
        assert await refused(office.neighbour.get(f"{VISITS}/{mine['id']}")) == (404, "not_found")

    async def test_a_unit_learns_no_names(self, office: Office) -> None:
        body = visit()
        await good(office.inspector.post(VISITS, json=body))
        row = await good(office.head.get(f"{VISITS}/{body['id']}"))
        assert (row["recorded_by"], row["companions"]) == (None, [])
        row = await good(office.supervision.get(f"{VISITS}/{body['id']}"))
        assert (row["recorded_by"], row["companions"]) == ("inspector-1", ["另一名督查员"])

    async def test_tells_its_reader_what_they_may_do(self, office: Office, people: People) -> None:
        body = visit()
        await good(office.inspector.post(VISITS, json=body))
        read = office.supervision.get(f"{VISITS}/{body['id']}")
        assert (await good(read))["actions"] == [{"name": "record_deduction", "allowed": True, "reason": None}]
        local = people.person(Role.SUPERVISION_OFFICE, unit="T01", name="local office")
        for reader in (office.head, office.auditor, local):
            [action] = (await good(reader.get(f"{VISITS}/{body['id']}")))["actions"]
            assert (action["allowed"], bool(action["reason"])) == (False, True)
