"""Whoever follows a list misses nothing, whenever what changes is committed, and hears of what is gone."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import asyncpg
import httpx
import pytest
import pytest_asyncio

from hengjian.audit.recording import Actor
from hengjian.contracts.permissions import Permission
from hengjian.contracts.roles import Role
from hengjian.kit.changes.numbering import KEPT_DAYS, begin_anew
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from tests.support.people import People

UNITS = "/api/v1/directory/units"
WRITERS = 8
COMMITTED_SECONDS = 10.0
LOOKS_SECONDS = 0.05


def unit(code: str, **changes: object) -> dict[str, object]:
    known = {"code": code, "name": f"乡镇 {code}", "kind": "township", "class_code": "township-1"}
    return {**known, "class_from": "2026-01-01", **changes}


@pytest.fixture(scope="module")
def directory(services: dict[ServiceName, Service]) -> Service:
    return services[ServiceName.DIRECTORY]


@pytest.fixture(scope="module")
def administrator(people: People) -> httpx.AsyncClient:
    return people.person(Role.ADMINISTRATOR)


@pytest_asyncio.fixture(scope="module", autouse=True)
async def county(administrator: httpx.AsyncClient) -> None:
    classes = [{"code": "township-1", "name": "一类乡镇", "kind": "township", "basis": "工业为主"}]
    assert (await administrator.post("/api/v1/directory/unit-classes:batch", json={"items": classes})).is_success
    units = [unit(f"T{number:02}") for number in range(1, WRITERS + 1)]
    assert (await administrator.post(f"{UNITS}:batch", json={"items": units})).is_success


@pytest_asyncio.fixture
async def owner(owner_url: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(owner_url)
    yield connection
    await connection.close()


class Follower:
    """A copy of a list that is kept by its marks; ``heard`` is what came since it was last looked at."""

    def __init__(self, client: httpx.AsyncClient, service: Service, address: str = UNITS, **filters: object) -> None:
        self._client, self._service, self._address, self._filters = client, service, address, filters
        self.copy: dict[str, dict[str, Any]] = {}
        self.heard: list[str] = []
        self.mark = "start"

    async def follow(self, limit: int = 50, *, numbered: bool = True) -> list[str]:
        """The names of what changed or is gone, in the order in which it was told."""
        if numbered:
            await self._service.numbering.number()
        self.heard = []
        query: dict[str, object] = {**self._filters, "changed_after": self.mark, "limit": limit}
        page = await self._read(self._address, query)
        while page["next"] is not None:
            page = await self._read(page["next"], None)
        self.mark = page["mark"]
        return self.heard

    async def wait(self) -> list[str]:
        """What is told by itself, without anybody who has it numbered."""
        for _ in range(round(COMMITTED_SECONDS / LOOKS_SECONDS)):
            if heard := await self.follow(numbered=False):
                return heard
            await asyncio.sleep(LOOKS_SECONDS)
        return []

    async def _read(self, address: str, query: dict[str, Any] | None) -> Any:
        answer = await self._client.get(address, params=query)
        assert answer.status_code == 200, answer.text
        page = answer.json()
        for item in page["items"]:
            self.copy[item["code"]] = item
        for name in page["gone"]:
            self.copy.pop(name, None)
        self.heard += [*(item["code"] for item in page["items"]), *page["gone"]]
        return page


@pytest_asyncio.fixture
async def office(people: People, directory: Service) -> Follower:
    """Somebody who sees the whole county and has read it."""
    follower = Follower(people.person(Role.APPRAISAL_OFFICE), directory)
    await follower.follow()
    return follower


class TestBeginning:
    async def test_it_is_the_whole_list_page_by_page(self, office: Follower, people: People) -> None:
        listed = (await people.person(Role.APPRAISAL_OFFICE).get(UNITS, params={"limit": 200})).json()
        assert (listed["mark"], listed["gone"]) == (None, [])
        assert list(office.copy.values()) == listed["items"]
        in_small_pages = Follower(people.person(Role.APPRAISAL_OFFICE), office._service)
        await in_small_pages.follow(5)
        assert in_small_pages.copy == office.copy

    async def test_what_changes_while_it_is_read_comes_afterwards(
        self, administrator: httpx.AsyncClient, people: People, directory: Service
    ) -> None:
        reader = people.person(Role.APPRAISAL_OFFICE)
        await directory.numbering.number()
        first = (await reader.get(UNITS, params={"changed_after": "start", "limit": 5})).json()
        assert (await administrator.post(f"{UNITS}:batch", json={"items": [unit("T01", name="改名甲")]})).is_success
        await directory.numbering.number()
        second = (await reader.get(first["next"])).json()
        assert second["mark"] == first["mark"]
        changed = (await reader.get(UNITS, params={"changed_after": second["mark"]})).json()
        assert [item["name"] for item in changed["items"]] == ["改名甲"]


class TestCommits:
    async def test_nothing_is_missed_in_whatever_order_they_come(self, office: Follower, owner_url: str) -> None:
        """Each writer changes its unit at once and commits when all that came after it have, or later still."""
        turns = [asyncio.Event() for _ in range(WRITERS)]
        codes = [f"T{number + 1:02}" for number in range(WRITERS)]
        written, told = asyncio.Barrier(WRITERS + 1), list[str]()

        async def write(number: int) -> None:
            connection = await asyncpg.connect(owner_url)
            try:
                async with connection.transaction():
                    await connection.execute(
                        "UPDATE directory.unit SET name = $1, version = version + 1 WHERE code = $2",
                        *(f"乡镇 {number} 慢", codes[number]),
                    )
                    await written.wait()
                    await turns[number].wait()
            finally:
                await connection.close()

        order = [*range(WRITERS - 1, 2, -1), 1, 0, 2]
        async with asyncio.timeout(COMMITTED_SECONDS), asyncio.TaskGroup() as writers:
            tasks = [writers.create_task(write(number)) for number in range(WRITERS)]
            await written.wait()
            for number in order:
                assert await office.follow() == []
                turns[number].set()
                await tasks[number]
                heard = await office.follow()
                assert heard == [codes[number]]
                told += heard
        assert sorted(told) == codes
        assert await office.follow() == []
        assert {office.copy[code]["name"] for code in codes} == {f"乡镇 {number} 慢" for number in range(WRITERS)}

    async def test_many_changes_of_one_are_told_once_as_it_is_now(
        self, office: Follower, administrator: httpx.AsyncClient
    ) -> None:
        for name in ("改名一", "改名二", "改名三"):
            assert (await administrator.post(f"{UNITS}:batch", json={"items": [unit("T03", name=name)]})).is_success
        assert await office.follow() == ["T03"]
        assert office.copy["T03"]["name"] == "改名三"

    async def test_a_change_that_was_undone_is_none(self, office: Follower, directory: Service) -> None:
        async with directory.database.writing() as connection:
            undone = connection.transaction()
            await undone.start()
            await connection.execute("UPDATE directory.unit SET version = version + 1 WHERE code = 'T04'")
            await undone.rollback()
        assert await office.follow() == []

    async def test_a_part_that_changes_is_a_change_of_the_whole(
        self, office: Follower, owner: asyncpg.Connection
    ) -> None:
        await owner.execute(
            "UPDATE directory.class_membership SET class_id = class_id WHERE unit_id IN "
            "(SELECT id FROM directory.unit WHERE code = 'T05')"
        )
        assert await office.follow() == ["T05"]

    async def test_they_are_numbered_within_a_second_of_the_commit(
        self, office: Follower, administrator: httpx.AsyncClient
    ) -> None:
        """By the running service itself, which the commit wakes; the rest is for a busy machine."""
        assert (await administrator.post(f"{UNITS}:batch", json={"items": [unit("T06", name="快")]})).is_success
        assert await office.wait() == ["T06"]

    async def test_more_than_a_page_comes_page_by_page(self, office: Follower, owner: asyncpg.Connection) -> None:
        await owner.execute("UPDATE directory.unit SET version = version + 1")
        assert sorted(await office.follow(5)) == sorted(office.copy)
        assert await office.follow() == []


class TestGone:
    async def test_what_is_deleted(self, office: Follower, owner: asyncpg.Connection) -> None:
        await owner.execute(
            """INSERT INTO directory.unit SELECT (jsonb_populate_record(unit, jsonb_build_object(
               'id', gen_random_uuid(), 'code', 'T99', 'name', '将撤')) ).* FROM directory.unit WHERE code = 'T01'"""
        )
        assert await office.follow() == ["T99"]
        assert "T99" in office.copy
        await owner.execute("DELETE FROM directory.unit WHERE code = 'T99'")
        assert await office.follow() == ["T99"]
        assert "T99" not in office.copy

    async def test_what_the_filter_leaves_no_longer(
        self, people: People, directory: Service, administrator: httpx.AsyncClient
    ) -> None:
        follower = Follower(people.person(Role.APPRAISAL_OFFICE), directory, search="乡镇 8")
        assert (await administrator.post(f"{UNITS}:batch", json={"items": [unit("T08", name="乡镇 8")]})).is_success
        await follower.follow()
        assert list(follower.copy) == ["T08"]
        assert (await administrator.post(f"{UNITS}:batch", json={"items": [unit("T08", name="新区 8")]})).is_success
        assert await follower.follow() == ["T08"]
        assert follower.copy == {}

    async def test_nobody_hears_of_what_they_never_saw(
        self, people: People, directory: Service, owner: asyncpg.Connection
    ) -> None:
        of_unit = Follower(people.person(Role.UNIT_HEAD, unit="T02"), directory)
        await of_unit.follow()
        await owner.execute("UPDATE directory.unit SET version = version + 1")
        assert await of_unit.follow() == ["T02"]

    async def test_what_left_their_sight_is_told_by_its_name_alone(
        self, people: People, directory: Service, owner: asyncpg.Connection
    ) -> None:
        """A cadre who goes to another unit; the head of a third one hears nothing."""
        cadre = "INSERT INTO directory.cadre (id, code, name, unit_code, is_active, version, updated_at) VALUES "
        await owner.execute(f"{cadre} (gen_random_uuid(), 'C01', '钱某甲', 'T01', true, 1, now())")
        old, new, third = (
            Follower(people.person(Role.UNIT_HEAD, unit=code), directory, "/api/v1/directory/cadres")
            for code in ("T01", "T02", "T03")
        )
        for head in (old, new, third):
            await head.follow()
        assert (list(old.copy), list(new.copy)) == (["C01"], [])
        await owner.execute("UPDATE directory.cadre SET unit_code = 'T02'")
        await directory.numbering.number()
        await owner.execute("UPDATE directory.cadre SET version = version + 1")
        assert await old.follow() == ["C01"]
        assert old.copy == {}
        assert await new.follow() == ["C01"]
        assert list(new.copy) == ["C01"]
        assert await third.follow() == []


class TestMarks:
    async def test_after_a_restore_one_begins_again(self, office: Follower, people: People, directory: Service) -> None:
        async with directory.database.transaction(Actor("command-line", "restore", "restore")) as session:
            await begin_anew(session)
        answer = await people.person(Role.APPRAISAL_OFFICE).get(UNITS, params={"changed_after": office.mark})
        assert (answer.status_code, answer.json()["code"]) == (410, "mark_gone")
        assert "changed_after=start" in answer.json()["detail"]
        office.mark, office.copy = "start", {}
        await office.follow()
        assert len(office.copy) >= WRITERS

    async def test_a_number_that_was_never_given(self, office: Follower, people: People) -> None:
        incarnation, number, digest = office.mark.split(".")
        later = f"{incarnation}.{int(number) + 1000}.{digest}"
        answer = await people.person(Role.APPRAISAL_OFFICE).get(UNITS, params={"changed_after": later})
        assert (answer.status_code, answer.json()["code"]) == (410, "mark_gone")

    @pytest.mark.parametrize("query", [{"kind": "township"}, {"search": "T"}])
    async def test_it_holds_for_the_same_filters_alone(
        self, office: Follower, people: People, query: dict[str, str]
    ) -> None:
        asked = {**query, "changed_after": office.mark}
        answer = await people.person(Role.APPRAISAL_OFFICE).get(UNITS, params=asked)
        assert (answer.status_code, answer.json()["code"]) == (410, "mark_gone")

    async def test_it_holds_for_the_same_rights_alone(self, office: Follower, people: People) -> None:
        more = people.person(Role.APPRAISAL_OFFICE, Role.AUDITOR, name=str(Role.APPRAISAL_OFFICE))
        answer = await more.get(UNITS, params={"changed_after": office.mark})
        assert (answer.status_code, answer.json()["code"]) == (410, "mark_gone")

    @pytest.mark.parametrize("mark", ["", "Start", "2026-01-01T00:00:00Z", "a.1.b", "start.1", f"{'0' * 16}.1"])
    async def test_what_is_none(self, people: People, mark: str) -> None:
        answer = await people.person(Role.APPRAISAL_OFFICE).get(UNITS, params={"changed_after": mark})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/query/changed_after")

    async def test_a_cursor_beside_a_mark_is_refused(self, office: Follower, people: People) -> None:
        asked = {"changed_after": office.mark, "cursor": "WyJUMDEiXQ"}
        answer = await people.person(Role.APPRAISAL_OFFICE).get(UNITS, params=asked)
        assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor")

    async def test_what_is_older_than_it_is_kept(
        self, office: Follower, people: People, directory: Service, owner: asyncpg.Connection
    ) -> None:
        old = office.mark
        await owner.execute("UPDATE directory.unit SET version = version + 1 WHERE code = 'T07'")
        await office.follow()
        kept = timedelta(days=KEPT_DAYS)
        await owner.execute("UPDATE directory.change SET numbered_at = now() - $1::interval", kept - timedelta(hours=1))
        await directory.jobs.run_all()
        assert (await people.person(Role.APPRAISAL_OFFICE).get(UNITS, params={"changed_after": old})).is_success
        await owner.execute("UPDATE directory.change SET numbered_at = now() - $1::interval", kept + timedelta(hours=1))
        await directory.jobs.run_all()
        assert await owner.fetchval("SELECT count(*) FROM directory.change") == 0
        answer = await people.person(Role.APPRAISAL_OFFICE).get(UNITS, params={"changed_after": old})
        assert (answer.status_code, answer.json()["code"]) == (410, "mark_gone")
        assert await office.follow() == []

    async def test_a_machine_follows_as_a_person_does(
        self, people: People, directory: Service, administrator: httpx.AsyncClient
    ) -> None:
        follower = Follower(people.machine(Permission.DIRECTORY_UNIT_READ), directory)
        await follower.follow()
        assert (await administrator.post(f"{UNITS}:batch", json={"items": [unit("T09", name="机读")]})).is_success
        assert await follower.follow() == ["T09"]
