import json

import httpx
import pytest_asyncio
from sqlalchemy import select

from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from tests.support.people import People

UNITS = "/api/v1/directory/units"
CLASSES = "/api/v1/directory/unit-classes"


def unit(code: str, **changes: object) -> dict[str, object]:
    return {
        "code": code,
        "name": f"乡镇 {code}",
        "kind": "township",
        "class_code": "township-1",
        "class_from": "2026-01-01",
        **changes,
    }


@pytest_asyncio.fixture(scope="module", autouse=True)
async def county(people: People) -> None:
    administrator = people.person(Role.ADMINISTRATOR)
    classes = [
        {
            "code": "township-1",
            "name": "一类乡镇",
            "kind": "township",
            "basis": "工业为主",
        },
        {
            "code": "township-2",
            "name": "二类乡镇",
            "kind": "township",
            "basis": "农业为主",
        },
        {
            "code": "department-1",
            "name": "党群部门",
            "kind": "department",
            "basis": "综合协调",
        },
    ]
    assert (await administrator.post(f"{CLASSES}:batch", json={"items": classes})).status_code == 200
    units = [unit(f"T{number:02}") for number in range(1, 6)]
    assert (await administrator.post(f"{UNITS}:batch", json={"items": units})).status_code == 200


class TestList:
    async def test_anonymous(self, anonymous: httpx.AsyncClient) -> None:
        assert (await anonymous.get(UNITS)).status_code == 401

    async def test_without_the_scope(self, people: People) -> None:
        answer = await people.machine("targets:plan:read").get(UNITS)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")

    async def test_a_unit_sees_itself_only(self, people: People) -> None:
        answer = await people.person(Role.UNIT_HEAD, unit="T02").get(UNITS)
        assert [row["code"] for row in answer.json()["items"]] == ["T02"]

    async def test_pages_follow_each_other_without_gap_or_repeat(self, people: People) -> None:
        office = people.person(Role.APPRAISAL_OFFICE)
        seen, address = [], f"{UNITS}?limit=2"
        while address:
            page = (await office.get(address)).json()
            seen += [row["code"] for row in page["items"]]
            address = page["next"]
        assert seen == sorted(set(seen))
        assert {"T01", "T05"} <= set(seen)

    async def test_a_bad_cursor_is_refused(self, people: People) -> None:
        answer = await people.person(Role.APPRAISAL_OFFICE).get(f"{UNITS}?cursor=nonsense")
        assert (answer.status_code, answer.json()["code"]) == (400, "bad_cursor")

    async def test_finds_by_part_of_the_name_taken_literally(self, people: People) -> None:
        office = people.person(Role.APPRAISAL_OFFICE)
        assert len((await office.get(f"{UNITS}?search=T03")).json()["items"]) == 1
        assert (await office.get(f"{UNITS}?search=%25")).json()["items"] == []


class TestGet:
    async def test_a_neighbour_is_not_there(self, people: People) -> None:
        answer = await people.person(Role.UNIT_HEAD, unit="T02").get(f"{UNITS}/T01")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")

    async def test_shows_the_classes_so_far(self, people: People) -> None:
        answer = await people.person(Role.UNIT_HEAD, unit="T02").get(f"{UNITS}/T02")
        assert answer.status_code == 200
        assert answer.headers["etag"] == f'"{answer.json()["version"]}"'
        assert [m["class_code"] for m in answer.json()["memberships"]] == ["township-1"]


class TestBatch:
    async def test_wrong_role(self, people: People) -> None:
        answer = await people.person(Role.APPRAISAL_OFFICE).post(f"{UNITS}:batch", json={"items": [unit("T50")]})
        assert answer.status_code == 403

    async def test_a_dry_run_judges_and_writes_nothing(self, people: People) -> None:
        administrator = people.person(Role.ADMINISTRATOR)
        body = {
            "items": [unit("T60"), unit("T61", class_code="nowhere")],
            "dry_run": True,
        }
        answer = (await administrator.post(f"{UNITS}:batch", json=body)).json()
        assert [row["status"] for row in answer["items"]] == ["created", "refused"]
        assert answer["written"] == 0
        assert (await administrator.get(f"{UNITS}/T60")).status_code == 404

    async def test_one_bad_row_refuses_all_and_is_pointed_at(self, people: People) -> None:
        administrator = people.person(Role.ADMINISTRATOR)
        body = {"items": [unit("T62"), unit("T63", class_code="department-1")]}
        answer = await administrator.post(f"{UNITS}:batch", json=body)
        assert answer.status_code == 422
        assert [(e["pointer"], e["code"]) for e in answer.json()["errors"]] == [("/items/1", "unit_kind_mismatch")]
        assert (await administrator.get(f"{UNITS}/T62")).status_code == 404

    async def test_good_rows_are_kept_where_that_is_asked_for(self, people: People) -> None:
        administrator = people.person(Role.ADMINISTRATOR)
        body = {
            "items": [unit("T64"), unit("T65", class_code="nowhere")],
            "all_or_nothing": False,
        }
        answer = (await administrator.post(f"{UNITS}:batch", json=body)).json()
        assert (answer["written"], answer["refused"]) == (1, 1)
        assert (await administrator.get(f"{UNITS}/T64")).status_code == 200

    async def test_the_same_again_changes_nothing(self, people: People) -> None:
        answer = await people.person(Role.ADMINISTRATOR).post(f"{UNITS}:batch", json={"items": [unit("T01")]})
        assert answer.json()["items"][0]["status"] == "unchanged"

    async def test_points_at_every_fault_of_the_input(self, people: People) -> None:
        row = unit("T 66", kind="village", colour="red")
        answer = await people.person(Role.ADMINISTRATOR).post(
            f"{UNITS}:batch", json={"items": [row]}, headers={"Accept-Language": "en"}
        )
        faults = {e["pointer"]: e["code"] for e in answer.json()["errors"]}
        assert faults == {
            "/items/0/code": "string_pattern_mismatch",
            "/items/0/kind": "enum",
            "/items/0/colour": "extra_forbidden",
        }


class TestChange:
    async def test_needs_the_version_that_was_seen(self, people: People) -> None:
        administrator = people.person(Role.ADMINISTRATOR)
        without = await administrator.patch(f"{UNITS}/T03", json={"name": "新名"})
        assert (without.status_code, without.json()["code"]) == (
            428,
            "precondition_required",
        )
        stale = await administrator.patch(f"{UNITS}/T03", json={"name": "新名"}, headers={"If-Match": '"99"'})
        assert (stale.status_code, stale.json()["code"]) == (412, "stale_version")

    async def test_changes_what_is_given_and_raises_the_version(self, people: People) -> None:
        administrator = people.person(Role.ADMINISTRATOR)
        before = await administrator.get(f"{UNITS}/T03")
        after = await administrator.patch(
            f"{UNITS}/T03",
            json={"name": "新名"},
            headers={"If-Match": before.headers["etag"]},
        )
        assert after.json()["name"] == "新名"
        assert after.json()["is_active"] is True
        assert after.json()["version"] == before.json()["version"] + 1


class TestPlaceAndInitials:
    async def test_a_unit_is_found_by_the_first_initials_of_its_name(self, people: People) -> None:
        administrator = people.person(Role.ADMINISTRATOR)
        await administrator.post(f"{UNITS}:batch", json={"items": [unit("T30", name="东溪镇")]})
        found = (await administrator.get(UNITS, params={"search": "dx"})).json()["items"]
        assert [(row["code"], row["initials"]) for row in found] == [("T30", "DXZ")]

    async def test_a_new_name_brings_new_initials(self, people: People) -> None:
        administrator = people.person(Role.ADMINISTRATOR)
        await administrator.post(f"{UNITS}:batch", json={"items": [unit("T31", name="西岭镇")]})
        await administrator.post(f"{UNITS}:batch", json={"items": [unit("T31", name="重庆路街道2")]})
        assert (await administrator.get(f"{UNITS}/T31")).json()["initials"] == "CQLJD2"

    async def test_the_place_is_kept_exactly_announced_and_left_alone_where_absent(
        self, people: People, services: dict[ServiceName, Service]
    ) -> None:
        administrator = people.person(Role.ADMINISTRATOR)
        placed = unit("T32", latitude="27.556210", longitude="119.7163")
        await administrator.post(f"{UNITS}:batch", json={"items": [placed]})
        again = await administrator.post(f"{UNITS}:batch", json={"items": [unit("T32")]})
        assert [entry["status"] for entry in again.json()["items"]] == ["unchanged"]
        row = (await administrator.get(f"{UNITS}/T32")).json()
        assert (row["latitude"], row["longitude"]) == ("27.556210", "119.7163")
        outbox = services[ServiceName.DIRECTORY].database.table("outbox")
        async with services[ServiceName.DIRECTORY].database.read_session() as session:
            bodies = await session.scalars(select(outbox.c.body).where(outbox.c.name == "unit_changed"))
            told = [unit["latitude"] for body in bodies for unit in body["event"]["units"] if unit["code"] == "T32"]
        assert set(told) == {"27.556210"}

    async def test_half_a_place_is_refused(self, people: People) -> None:
        half = await people.person(Role.ADMINISTRATOR).post(
            f"{UNITS}:batch", json={"items": [unit("T33", latitude="27.5")]}
        )
        assert (half.status_code, half.json()["errors"][0]["code"]) == (
            422,
            "place_not_whole",
        )

    async def test_a_place_off_the_globe_is_refused(self, people: People) -> None:
        off = unit("T34", latitude="97", longitude="119")
        answer = await people.person(Role.ADMINISTRATOR).post(f"{UNITS}:batch", json={"items": [off]})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (
            422,
            "/items/0/latitude",
        )


class TestClassify:
    async def test_moves_the_unit_from_a_day_on(self, people: People) -> None:
        organisation = people.person(Role.ORGANISATION_DEPARTMENT)
        body = {
            "class_code": "township-2",
            "from_on": "2026-07-01",
            "reason": "产业调整",
            "document_number": "县考〔2026〕6号",
        }
        answer = await organisation.post(f"{UNITS}/T04:classify", json=body)
        assert answer.json()["class_code"] == "township-2"
        assert [(m["from_on"], m["to_on"]) for m in answer.json()["memberships"]] == [
            ("2026-01-01", "2026-06-30"),
            ("2026-07-01", None),
        ]
        assert answer.json()["memberships"][1]["document_number"] == "县考〔2026〕6号"

    async def test_refuses_a_day_before_the_present_class(self, people: People) -> None:
        body = {
            "class_code": "township-2",
            "from_on": "2025-07-01",
            "reason": "产业调整",
        }
        answer = await people.person(Role.ORGANISATION_DEPARTMENT).post(f"{UNITS}/T05:classify", json=body)
        assert (answer.status_code, answer.json()["code"]) == (422, "move_before_last")


class TestClasses:
    async def test_a_name_in_english_is_announced_with_the_units(
        self, people: People, services: dict[ServiceName, Service]
    ) -> None:
        administrator = people.person(Role.ADMINISTRATOR)
        row = {
            "code": "township-2",
            "name": "二类乡镇",
            "kind": "township",
            "basis": "农业为主",
            "name_en": "Class II",
        }
        await administrator.post(f"{UNITS}:batch", json={"items": [unit("T77", class_code="township-2")]})
        for status in ("updated", "unchanged"):
            answer = await administrator.post(f"{CLASSES}:batch", json={"items": [row]})
            assert [entry["status"] for entry in answer.json()["items"]] == [status]
        listed = (await administrator.get(CLASSES)).json()["items"]
        assert {entry["code"]: entry["name_en"] for entry in listed}["township-2"] == "Class II"
        outbox = services[ServiceName.DIRECTORY].database.table("outbox")
        async with services[ServiceName.DIRECTORY].database.read_session() as session:
            bodies = await session.scalars(select(outbox.c.body).where(outbox.c.name == "unit_changed"))
            told = [
                unit["class_name_en"] for body in bodies for unit in body["event"]["units"] if unit["code"] == "T77"
            ]
        assert set(told) == {None, "Class II"}


class TestNames:
    async def enter(self, people: People, *units: dict[str, object]) -> httpx.Response:
        return await people.person(Role.ADMINISTRATOR).post(f"{UNITS}:batch", json={"items": list(units)})

    async def test_no_two_in_service_share_one(self, people: People) -> None:
        assert (await self.enter(people, unit("N01", name="青岭镇（东）"))).status_code == 200
        for name in ("青岭镇（东）", "青岭镇(东)", "青岭 镇（东）"):
            answer = await self.enter(people, unit("N02", name=name))
            assert [fault["code"] for fault in answer.json()["errors"]] == ["unit_name_taken"]

    async def test_nor_two_of_one_batch(self, people: People) -> None:
        answer = await self.enter(people, unit("N03", name="同名镇"), unit("N04", name="同名镇 "))
        assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/items/1"]

    async def test_one_out_of_service_lends_its_name_and_comes_back_with_another(self, people: People) -> None:
        administrator = people.person(Role.ADMINISTRATOR)
        assert (await self.enter(people, unit("N05", name="旧名镇"))).status_code == 200

        async def change(**fields: object) -> httpx.Response:
            etag = (await administrator.get(f"{UNITS}/N05")).headers["etag"]
            return await administrator.patch(f"{UNITS}/N05", json=fields, headers={"If-Match": etag})

        assert (await change(is_active=False)).status_code == 200
        assert (await self.enter(people, unit("N06", name="旧名镇"))).status_code == 200
        assert (await change(is_active=True)).json()["code"] == "unit_name_taken"
        assert (await change(is_active=True, name="新名镇")).status_code == 200

    async def test_a_unit_may_be_entered_again_and_renamed(self, people: People) -> None:
        for name in ("甲镇", "甲镇", "乙镇"):
            assert (await self.enter(people, unit("N07", name=name))).status_code == 200
        assert (await self.enter(people, unit("N08", name="甲镇"))).status_code == 200

    async def test_signs_that_nobody_sees_are_refused_by_place(self, people: People) -> None:
        for body in (
            {"items": [unit("N09", name="青\u200b岭")]},
            {"items": [unit("N09", class_reason="\u202e理由")]},
        ):
            for sent in (json.dumps(body), json.dumps(body, ensure_ascii=False)):
                answer = await people.person(Role.ADMINISTRATOR).post(
                    f"{UNITS}:batch", content=sent, headers={"Content-Type": "application/json"}
                )
                assert answer.status_code == 422
                [fault] = answer.json()["errors"]
                assert fault["code"] == "unseen_sign"
                assert fault["pointer"] in {"/items/0/name", "/items/0/class_reason"}
