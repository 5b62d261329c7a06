"""Finding in the bulletin: words, numbers, months and units, page by page."""

import re
from decimal import Decimal
from typing import Any

import httpx

from tests.supervision.bulletin.test_bulletin import listed
from tests.supervision.support import API, LAST, Office, good


class TestFinding:
    async def test_words_and_numbers_are_found(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        record = await office.read(await office.published())
        number = record["number"]
        for words, is_there in (
            (number, True),
            ("青岭 缺席", True),
            ("meeting", True),
            ("百分之%", False),
            ("_", False),
            ("T01", True),
            ("T02", False),
        ):
            assert (number in await listed(anonymous, q=words)) == is_there, words
            page = await anonymous.get("/bulletin/", params={"q": words})
            assert (f'id="{number}"' in page.text) == is_there, words

    async def test_what_is_found_comes_page_by_page_over_the_months(
        self, office: Office, anonymous: httpx.AsyncClient
    ) -> None:
        days = (f"{LAST}-05-20", f"{LAST}-05-20", f"{LAST}-05-02", f"{LAST}-02-11")
        published = [await office.published(occurred_at=f"{day}T09:00:00+08:00") for day in days]
        numbers = {(await office.read(one))["number"]: day for one, day in zip(published, days, strict=True)}
        for words in ("青岭 缺席", "缺", "kf-", "t01", f"{LAST}-05", f"{LAST}年2月 青岭"):
            query: dict[str, Any] = {"q": words, "year": LAST, "limit": 1}
            address, found = f"{API}/bulletin", []
            while address:
                page = await good(anonymous.get(address, params=query or None))
                found += [(row["occurred_on"], row["number"]) for row in page["items"]]
                address, query = page["next"], {}
            assert [day for day, _ in found] == sorted((day for day, _ in found), reverse=True), words
            assert len(set(found)) == len(found), words
            month = {f"{LAST}-05": "-05-", f"{LAST}年2月 青岭": "-02-"}.get(words, "-")
            expected = {number for number, day in numbers.items() if month in day}
            assert {number for _, number in found} & numbers.keys() == expected, words

    async def test_a_month_is_found(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        record = await office.read(await office.published(occurred_at=f"{LAST}-03-10T09:00:00+08:00"))
        for words, is_there in (
            (f"{LAST}-03", True),
            (f"{LAST}年3月 青岭", True),
            (f"{LAST}-04", False),
            (f"青岭 {LAST}-02", False),
        ):
            page = await anonymous.get("/bulletin/", params={"q": words})
            assert (f'id="{record["number"]}"' in page.text) == is_there, words

    async def test_a_unit_has_its_page(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        record = await office.read(await office.published())
        page = await anonymous.get("/bulletin/units/T01")
        assert record["number"] in page.text
        assert "青岭镇" in page.text
        gone = await anonymous.get("/bulletin/units/ZZ", params={"lang": "en"})
        assert (gone.status_code, "There is no such page" in gone.text) == (404, True)

    async def test_the_months_add_up_to_what_is_in_force(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        deduction = await office.published(occurred_at=f"{LAST}-01-15T09:00:00+08:00")
        await office.step(deduction, "revoke", office.discipline, reason="复核认定记录有误")
        archive = re.sub(r"<[^>]+>", " ", (await anonymous.get("/bulletin/archive")).text)
        cells = re.findall(r"(20\d\d-\d\d)\s+(\d+)\s+(\d+)\s+(-?[\d.]+)", archive)
        rows = (await listed(anonymous)).values()
        assert sum(Decimal(points) for *_, points in cells) == sum(Decimal(row["points"]) for row in rows)
        assert sum(int(entries) + int(corrections) for _, entries, corrections, _ in cells) == len(rows)

    async def test_a_correction_and_its_entry_lead_to_each_other(
        self, office: Office, anonymous: httpx.AsyncClient
    ) -> None:
        deduction = await office.published()
        await office.step(deduction, "revoke", office.discipline, reason="复核认定记录有误")
        record = await office.read(deduction)
        numbers = record["number"], record["reversal"]["number"]
        for one, other in (numbers, numbers[::-1]):
            assert f'href="/bulletin/entries/{other}"' in (await anonymous.get(f"/bulletin/entries/{one}")).text
