"""Who is tied to whom stands in one list; the services learn between whom and when, and nobody learns why."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest
import pytest_asyncio
from sqlalchemy import select

from hengjian.appraisal.records.copies import repository as appraisal
from hengjian.contracts.impartiality import Actor, Posting, Tie
from hengjian.contracts.roles import Role
from hengjian.contracts.scopes import MACHINE_SCOPES
from hengjian.kit.access.auth import Principal
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from hengjian.kit.time.clock import office_today, set_office_offset
from hengjian.personnel.copies import repository as personnel
from hengjian.supervision.queries import impartiality as supervision
from hengjian.targets.copies import repository as targets
from tests.directory.desk import PASSWORD, change, enter, settled
from tests.support.clock import start_offset
from tests.support.people import People

API = "/api/v1/directory"
OWN, TIES, TERM = f"{API}/own-ties", f"{API}/ties", f"{API}/standing-aside-term"
READERS = {
    ServiceName.APPRAISAL: appraisal,
    ServiceName.PERSONNEL: personnel,
    ServiceName.SUPERVISION: supervision,
    ServiceName.TARGETS: targets,
}


def posting(unit: str, from_on: str) -> dict[str, object]:
    return {
        "unit_code": unit,
        "post_code": "deputy",
        "post_name": "副乡镇长",
        "post_group": "deputy",
        "from_on": from_on,
    }


@pytest_asyncio.fixture(scope="module", autouse=True)
async def county(people: People) -> None:
    administrator = people.person(Role.ADMINISTRATOR)
    units = [{"code": code, "name": f"单位{code}", "kind": "township"} for code in ("T01", "T02")]
    cadres = [
        {"code": code, "name": name, "posting": posting("T01", "2020-01-01")}
        for code, name in (("C1", "林岳川"), ("C2", "周望舒"), ("C3", "何知秋"))
    ]
    for path, rows in (("units", units), ("cadres", cadres)):
        answer = await administrator.post(f"{API}/{path}:batch", json={"items": rows})
        assert answer.json()["written"] == len(rows), answer.text
    moved = await administrator.post(f"{API}/cadres/C1:post", json=posting("T02", "2024-07-01"))
    assert moved.status_code == 200, moved.text


def of(people: People, cadre: str, name: str | None = None) -> httpx.AsyncClient:
    return people.person(Role.INSPECTOR, cadre=cadre, name=name or f"account of {cadre}")


def department(people: People, cadre: str | None = None) -> httpx.AsyncClient:
    return people.person(Role.ORGANISATION_DEPARTMENT, name=f"organisation {cadre}", cadre=cadre)


def own(**changes: object) -> dict[str, object]:
    return {"unit_code": "T01", "kind": "relative", "from_on": office_today().isoformat(), **changes}


def entered(person: str, **changes: object) -> dict[str, object]:
    return {**own(**changes), "person_code": person, "document_number": "组干〔2026〕3号"}


async def good(call: Any) -> Any:
    answer = await call
    assert answer.status_code in {200, 201}, answer.text
    return answer.json()


async def refused(call: Any) -> tuple[int, str]:
    answer = await call
    return answer.status_code, answer.json()["code"]


async def end(people: People, tie: Mapping[str, Any]) -> Any:
    return await good(department(people).post(f"{TIES}/{tie['id']}:end", json={"reason": "已调离"}))


class TestWhoMay:
    async def test_the_anonymous_and_roles_without_the_list_may_not(
        self, people: People, anonymous: httpx.AsyncClient
    ) -> None:
        for path in (OWN, TIES, TERM):
            assert (await anonymous.get(path)).status_code == 401
        for role in (Role.INSPECTOR, Role.SUPERVISION_OFFICE, Role.DISCIPLINE_OFFICE, Role.UNIT_HEAD):
            caller = people.person(role, unit="T01")
            assert await refused(caller.get(TIES)) == (403, "not_permitted")
            assert await refused(caller.post(TIES, json=entered("C1"))) == (403, "not_permitted")
            assert await refused(caller.post(TERM, json={"years": 5, "reason": "x"})) == (403, "not_permitted")

    async def test_no_machine_holds_a_tie_or_a_scope_for_it(self, people: People) -> None:
        assert not [scope for scope in MACHINE_SCOPES if ":tie:" in scope]
        machine = people.machine(*MACHINE_SCOPES)
        assert (await refused(machine.get(TIES)), (await good(machine.get(OWN)))["items"]) == (
            (403, "not_permitted"),
            [],
        )
        assert await refused(machine.post(OWN, json=own())) == (422, "unknown_person")


class TestDeclaring:
    async def test_is_for_oneself_under_whatever_account(self, people: People) -> None:
        told = await good(of(people, "C2").post(OWN, json=own(reason="近姻亲在该镇任职")))
        assert (told["person_code"], told["person_name"], told["document_number"]) == ("C2", "周望舒", None)
        seen = await good(of(people, "C2", "second account").get(OWN))
        assert [row["id"] for row in seen["items"]] == [told["id"]]
        assert (await good(of(people, "C3").get(OWN)))["items"] == []
        again = of(people, "C2", "second account").post(OWN, json=own(kind="interest"))
        assert await refused(again) == (409, "tie_in_force")
        await end(people, told)

    async def test_an_account_without_a_file_is_a_person_too(self, gateway: Any, people: People) -> None:
        await enter(people, "tied.one", Role.INSPECTOR)
        async with settled(gateway, people, "tied.two", Role.INSPECTOR) as client:
            told = await good(client.post(OWN, json=own()))
            assert told["person_name"] == "tied.two"
            listed = await good(people.person(Role.SUPERVISION_OFFICE).get(f"{API}/people?search=tied"))
            assert told["person_code"] in {row["person_code"] for row in listed["items"]}
            await end(people, told)

    @pytest.mark.parametrize(
        ("changes", "status", "code"),
        [
            ({"other_code": "C3"}, 422, "one_other"),
            ({"unit_code": None}, 422, "one_other"),
            ({"unit_code": "T09"}, 422, "unknown_unit"),
            ({"unit_code": None, "other_code": "C9"}, 422, "unknown_person"),
            ({"unit_code": None, "other_code": str(uuid4())}, 422, "unknown_person"),
            ({"unit_code": None, "other_code": "C2"}, 403, "refused_by_policy"),
            ({"kind": "friend"}, 422, "invalid_input"),
        ],
    )
    async def test_names_one_other(self, people: People, changes: dict[str, object], status: int, code: str) -> None:
        assert await refused(of(people, "C2").post(OWN, json=own(**changes))) == (status, code)


class TestTheList:
    async def test_is_kept_by_document_and_ended_with_a_reason_by_somebody_else(self, people: People) -> None:
        unnamed = {**entered("C3"), "document_number": ""}
        assert await refused(department(people).post(TIES, json=unnamed)) == (422, "invalid_input")
        told = await good(department(people).post(TIES, json=entered("C3", unit_code="T02")))
        assert (told["declared_by_name"], told["to_on"]) == ("organisation None", None)
        listed = await good(department(people).get(TIES, params={"person_code": "C3", "in_force": True}))
        assert [row["id"] for row in listed["items"]] == [told["id"]]
        path = f"{TIES}/{told['id']}:end"
        assert await refused(department(people, "C3").post(path, json={"reason": "x"})) == (403, "refused_by_policy")
        assert await refused(department(people).post(path, json={"reason": ""})) == (422, "invalid_input")
        assert await refused(of(people, "C3").post(path, json={"reason": "x"})) == (403, "not_permitted")
        ended = await end(people, told)
        assert (ended["end_reason"], ended["to_on"] < ended["from_on"]) == ("已调离", True)
        assert await refused(department(people).post(path, json={"reason": "x"})) == (409, "tie_ended")
        await end(people, await good(department(people).post(TIES, json=entered("C3", unit_code="T02"))))

    async def test_neither_end_of_a_tie_ends_it(self, people: People) -> None:
        told = await good(of(people, "C2").post(OWN, json=own(unit_code=None, other_code="C3")))
        path = f"{TIES}/{told['id']}:end"
        for cadre in ("C2", "C3"):
            call = department(people, cadre).post(path, json={"reason": "x"})
            assert await refused(call) == (403, "refused_by_policy")
        assert told["id"] not in {row["id"] for row in (await good(of(people, "C3").get(OWN)))["items"]}
        await end(people, told)

    async def test_the_database_keeps_what_was_declared(self, people: People, owner_url: str) -> None:
        told = await good(of(people, "C2").post(OWN, json=own(unit_code="T02")))
        connection = await asyncpg.connect(owner_url)
        try:
            for change in ("UPDATE directory.tie SET unit_code = 'T01'", "DELETE FROM directory.tie"):
                with pytest.raises(asyncpg.RestrictViolationError):
                    await connection.execute(f"{change} WHERE id = $1", told["id"])
        finally:
            await connection.close()
        await end(people, told)


class TestTerm:
    """The county's own number of years, with the reason; three until somebody sets another."""

    async def test_is_set_with_a_reason_that_stays(
        self, people: People, services: dict[ServiceName, Service], owner_url: str
    ) -> None:
        inspector = people.person(Role.INSPECTOR)
        usual = {"years": 3, "reason": None, "set_at": None, "set_by_name": None}
        assert await good(inspector.get(TERM)) == usual
        assert set((await self.known(services)).values()) == {3}
        body = {"years": 5, "reason": "县委办〔2026〕3号"}
        assert await refused(department(people).post(TERM, json={**body, "years": 11})) == (422, "invalid_input")
        told = await good(department(people).post(TERM, json=body))
        assert (told["years"], told["set_by_name"]) == (5, "organisation None")
        assert (await good(inspector.get(TERM)))["reason"] == body["reason"]
        assert set((await self.known(services)).values()) == {5}
        connection = await asyncpg.connect(owner_url)
        try:
            with pytest.raises(asyncpg.RestrictViolationError):
                await connection.execute("UPDATE directory.standing_aside_term SET years = 1")
        finally:
            await connection.close()

    async def known(self, services: dict[ServiceName, Service]) -> dict[ServiceName, int]:
        await services[ServiceName.DIRECTORY].relay.drain()
        years = {}
        for name, reader in READERS.items():
            async with services[name].database.read_session() as session:
                years[name] = (await reader.find_standing(session, Principal("person", "x", "x"))).years
        return years


class TestWhatTheServicesLearn:
    async def known(self, services: dict[ServiceName, Service], principal: Principal) -> dict[ServiceName, Actor]:
        await services[ServiceName.DIRECTORY].relay.drain()
        actors = {}
        for name, reader in READERS.items():
            async with services[name].database.read_session() as session:
                actors[name] = (await reader.find_standing(session, principal)).actor
        return actors

    async def test_postings_and_ties_with_their_days_in_each_of_them(
        self, people: People, services: dict[ServiceName, Service]
    ) -> None:
        unit = await good(of(people, "C1").post(OWN, json=own(from_on="2021-05-01")))
        person = await good(department(people).post(TIES, json=entered("C3", unit_code=None, other_code="C1")))
        since, today = office_today().replace(2021, 5, 1), office_today()
        postings = (
            Posting("T01", since.replace(2020, 1, 1), since.replace(2024, 6, 30)),
            Posting("T02", since.replace(2024, 7, 1), None),
        )
        ties = (Tie(since, None, unit_id="T01"), Tie(today, None, person_id="C3"))
        known = await self.known(services, Principal("person", "any account", "林", unit_code="T02", person_code="C1"))
        assert known == dict.fromkeys(READERS, Actor("C1", "T02", postings, ties))
        other = await self.known(services, Principal("person", "any account", "何", person_code="C3"))
        assert all(Tie(today, None, person_id="C1") in actor.ties for actor in other.values())
        for tie in (unit, person):
            await end(people, tie)
        known = await self.known(services, Principal("person", "any account", "林", person_code="C1"))
        assert all(tie.until is not None and tie.until < today for tie in known[ServiceName.TARGETS].ties)

    async def test_neither_kind_nor_reason_leaves(self, people: People, services: dict[ServiceName, Service]) -> None:
        words = "该镇财政所所长系其姐夫"
        told = await good(of(people, "C2").post(OWN, json=own(reason=words, kind="interest")))
        ended = await end(people, told)
        directory = services[ServiceName.DIRECTORY].database
        outbox = directory.table("outbox")
        async with directory.read_session() as session:
            rows = (await session.execute(select(outbox.c.name, outbox.c.body))).all()
        told_of = [body["event"]["ties"] for name, body in rows if name == "tie_changed" and told["id"] in str(body)]
        members = {"id", "person_code", "other_code", "unit_code", "from_on", "to_on"}
        assert told_of
        assert all(set(tie) == members for ties in told_of for tie in ties)
        assert not [name for name, body in rows if words in str(body) or ended["end_reason"] in str(body)]

    async def test_the_units_of_each_account_with_their_days(
        self, people: People, services: dict[ServiceName, Service]
    ) -> None:
        row = {"display_name": "借调干部", "roles": ["inspector"], "person_code": "lent"}

        async def account(username: str, unit: str | None, password: str | None = PASSWORD) -> None:
            rows = [{**row, "username": username, "unit_code": unit, "password": password}]
            answer = await good(people.person(Role.ADMINISTRATOR).post(f"{API}/accounts:batch", json={"items": rows}))
            assert answer["written"] == 1, answer

        async def known() -> tuple[Posting, ...]:
            actors = await self.known(services, Principal("person", "any account", "借调干部", person_code="lent"))
            [postings] = {tuple(actor.postings) for actor in actors.values()}
            return postings

        today = office_today()
        await account("lent.one", "T01")
        await account("lent.two", None)
        assert await known() == (Posting("T01", today, None),)
        later = today + timedelta(days=40)
        set_office_offset(start_offset() + timedelta(days=40))
        await account("lent.one", "T02", password=None)
        assert await known() == (Posting("T01", today, later - timedelta(days=1)), Posting("T02", later, None))
        assert (await change(people, "lent.one", is_active=False)).status_code == 200
        assert await known() == (Posting("T01", today, later - timedelta(days=1)),)
