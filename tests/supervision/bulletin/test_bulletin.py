"""What the public reads: as JSON and as a page, corrections included, persons never."""

import csv
import io
import json
import re
import zipfile
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import httpx
import jsonschema
import pytest

from hengjian.kit.time.clock import COUNTY_ZONE
from hengjian.supervision.bulletin.downloads import write_csv
from hengjian.supervision.bulletin.pages import months_between
from hengjian.supervision.bulletin.rendering import clean_for_xml
from hengjian.supervision.bulletin.repository import days_of
from hengjian.supervision.bulletin.schemas import BulletinEntryView
from hengjian.supervision.bulletin.words import COLUMNS
from tests.supervision.conftest import cadre
from tests.supervision.support import API, LAST, Office, at, good
from tests.support.clock import YEAR

BULLETIN = f"{API}/bulletin"
PUBLIC_FIELDS = {
    "number",
    "unit_code",
    "unit_name",
    "rule_title",
    "rule_title_en",
    "points",
    "occurred_on",
    "published_on",
    "state",
    "public_text",
    "text_is_withheld",
    "revoked_reason",
    "reverses",
    "reversed_by",
    "place",
    "pictures",
    "withdrawn_pictures",
}


async def listed(anonymous: httpx.AsyncClient, **query: Any) -> dict[str, dict[str, Any]]:
    page = await good(anonymous.get(BULLETIN, params={"limit": 200, **query}))
    return {row["number"]: row for row in page["items"]}


class TestJson:
    async def test_only_published_deductions_and_only_public_fields(
        self, office: Office, anonymous: httpx.AsyncClient
    ) -> None:
        hidden = await office.read(await office.effective())
        shown = await office.read(await office.published(factor="2", description="林岳川缺席", public_text="缺席"))
        rows = await listed(anonymous)
        assert hidden["number"] not in rows
        row = rows[shown["number"]]
        assert set(row) == PUBLIC_FIELDS
        assert row | {"rule_title": "", "rule_title_en": ""} == {
            "number": shown["number"],
            "unit_code": "T01",
            "unit_name": "青岭镇",
            "rule_title": "",
            "rule_title_en": "",
            "points": "4",
            "occurred_on": at(shown["occurred_at"]).astimezone(COUNTY_ZONE).date().isoformat(),
            "published_on": at(shown["published_at"]).astimezone(COUNTY_ZONE).date().isoformat(),
            "public_text": None,
            "text_is_withheld": False,
            "state": "effective",
            "revoked_reason": None,
            "reverses": None,
            "reversed_by": None,
            "place": "青岭镇",
            "pictures": [],
            "withdrawn_pictures": [],
        }

    async def test_a_revocation_strikes_through_and_adds_an_entry(
        self, office: Office, anonymous: httpx.AsyncClient
    ) -> None:
        deduction = await office.published()
        await office.step(deduction, "revoke", office.discipline, reason="复核认定记录有误")
        record = await office.read(deduction)
        rows = await listed(anonymous)
        original, reversal = rows[record["number"]], rows[record["reversal"]["number"]]
        assert (original["state"], original["revoked_reason"]) == ("revoked", "复核认定记录有误")
        assert (original["reversed_by"], reversal["reverses"]) == (reversal["number"], original["number"])
        assert (original["points"], reversal["points"], reversal["state"]) == ("2", "-2", "effective")

    async def test_what_was_never_published_is_not_listed_when_revoked(
        self, office: Office, anonymous: httpx.AsyncClient
    ) -> None:
        record = await office.read(await office.revoked())
        rows = await listed(anonymous)
        assert {record["number"], record["reversal"]["number"]} & set(rows) == set()

    async def test_is_filtered_by_month_and_unit(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        record = await office.read(await office.published(occurred_at=f"{LAST}-02-28T23:30:00+08:00"))
        for query, is_there in (
            ({"year": LAST, "month": 2}, True),
            ({"year": LAST, "month": 3}, False),
            ({"year": LAST}, True),
            ({"year": LAST - 1}, False),
            ({"unit_code": "T01"}, True),
            ({"unit_code": "T02"}, False),
        ):
            assert (record["number"] in await listed(anonymous, **query)) == is_there, query
        answer = await anonymous.get(BULLETIN, params={"month": 2})
        assert (answer.status_code, answer.json()["code"]) == (422, "month_needs_year")

    async def test_may_be_kept_for_half_a_minute(self, anonymous: httpx.AsyncClient) -> None:
        first = await anonymous.get(BULLETIN)
        assert first.headers["cache-control"] == "public, max-age=30"
        again = await anonymous.get(BULLETIN, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")


class _Reader(HTMLParser):
    """The words, the tags and the targets of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words, self.tags, self.links, self.open = "", [], [], []  # type: ignore[var-annotated]
        self.feed(page)
        self.close()
        assert self.open == [], "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name in {"href", "src", "action"}]
        assert not any(name.startswith("on") or name == "style" for name, _ in attrs)
        if tag not in {"meta", "link", "input", "br", "img", "!doctype"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data


class TestPage:
    async def test_shows_entries_and_names_nobody(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        deduction = await office.published(description="林岳川缺席", place="青岭镇林岳川家门口")
        await office.step(deduction, "revoke", office.discipline, reason="复核认定<记录>有误")
        record = await office.read(deduction)
        answer = await anonymous.get("/bulletin/")
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        page = _Reader(answer.text)
        assert record["number"] in page.words
        assert record["reversal"]["number"] in page.words
        assert "复核认定<记录>有误" in page.words
        assert "del" in page.tags
        for secret in (cadre("C1", "林岳川", "T01").name, "inspector-1", "discipline-1", "家门口"):
            assert secret not in answer.text
        assert "script" not in page.tags

    async def test_the_headers_allow_no_script_and_keep_half_a_minute(self, anonymous: httpx.AsyncClient) -> None:
        answer = await anonymous.get("/bulletin/")
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "public, max-age=30"
        assert answer.headers["vary"] == "Accept-Language, Accept-Encoding"
        again = await anonymous.get("/bulletin/", headers={"If-None-Match": answer.headers["etag"]})
        assert again.status_code == 304

    async def test_both_languages(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        await office.published()
        chinese = await anonymous.get("/bulletin/")
        english = await anonymous.get("/bulletin/", headers={"Accept-Language": "en-GB,en;q=0.9"})
        assert '<html lang="zh-CN">' in chinese.text
        assert "无故缺席县级会议" in chinese.text
        assert '<html lang="en">' in english.text
        assert "Absent from a county meeting" in english.text
        asked = await anonymous.get("/bulletin/?lang=en", headers={"Accept-Language": "zh-CN"})
        assert asked.text.count("lang=zh") >= 1
        assert '<html lang="en">' in asked.text

    async def test_the_form_narrows_and_says_when_nothing_is_there(
        self, office: Office, anonymous: httpx.AsyncClient
    ) -> None:
        record = await office.read(await office.published(occurred_at=f"{LAST}-02-10T09:00:00+08:00"))
        here = await anonymous.get("/bulletin/", params={"month": f"{LAST}-02", "unit_code": "T01"})
        assert record["number"] in here.text
        assert f'<option value="{LAST}-02" selected>' in here.text
        empty = await anonymous.get("/bulletin/", params={"month": f"{LAST}-02", "unit_code": "D01", "lang": "en"})
        assert "Nothing was published for this month and unit." in empty.text
        every = await anonymous.get("/bulletin/", params={"month": "", "unit_code": ""})
        assert every.status_code == 200

    async def test_older_entries_follow_without_gaps(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        ids = [await office.effective(cadre_codes=[]) for _ in range(55)]
        await good(office.supervision.post(f"{API}/deductions:publish-batch", json={"ids": ids}))
        numbers = {(await office.read(deduction))["number"] for deduction in ids}
        collected: list[str] = []
        address: str | None = "/bulletin/?unit_code=T01"
        while address:
            page = _Reader((await anonymous.get(address)).text)
            found = re.findall(r"KF-\d{4}-\d{5,}", page.words)
            collected += found
            address = next((link for link in page.links if "cursor=" in (link or "")), None)
            assert address is None or "unit_code=T01" in address
        assert numbers <= set(collected)
        assert len([n for n in collected if n in numbers]) == 55

    @pytest.mark.parametrize("query", ["month=2026-13", "month=x", "lang=fr", "cursor=zzz"])
    async def test_bad_queries_are_refused(self, anonymous: httpx.AsyncClient, query: str) -> None:
        assert (await anonymous.get(f"/bulletin/?{query}")).status_code in {400, 422}

    async def test_one_stylesheet(self, anonymous: httpx.AsyncClient) -> None:
        answer = await anonymous.get("/bulletin/style.css")
        assert answer.headers["content-type"].startswith("text/css")
        assert "url(" not in answer.text
        bare = await anonymous.get("/bulletin")
        assert bare.is_redirect


class TestText:
    """A sentence for the public is written and reviewed on its own; nothing of the record slips into it."""

    async def write(self, office: Office, deduction: str, text: str | None) -> httpx.Response:
        path = f"{API}/deductions/{deduction}"
        etag = (await office.supervision.get(path)).headers["etag"]
        body, match = {"public_text": text}, {"If-Match": etag}
        return await office.supervision.patch(f"{path}/public-text", json=body, headers=match)

    async def published(self, office: Office, text: str) -> tuple[str, str]:
        deduction = await office.effective(public_text="记录人拟的文字")
        assert (await self.write(office, deduction, text)).status_code == 200
        await office.step(deduction, "publish", office.supervision)
        return deduction, (await office.read(deduction))["number"]

    async def test_only_a_reviewed_text_is_published(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        unreviewed = await office.read(await office.published(public_text="记录人拟的文字"))
        _, reviewed = await self.published(office, "县级会议缺席二人次")
        rows = await listed(anonymous)
        assert rows[unreviewed["number"]]["public_text"] is None
        assert rows[reviewed]["public_text"] == "县级会议缺席二人次"
        assert "县级会议缺席二人次" in (await anonymous.get(f"/bulletin/entries/{reviewed}")).text

    async def test_what_was_published_is_withheld_but_not_rewritten(
        self, office: Office, anonymous: httpx.AsyncClient
    ) -> None:
        deduction, number = await self.published(office, "缺席二人次")
        again = await self.write(office, deduction, "缺席三人次")
        assert (again.status_code, again.json()["code"]) == (409, "already_published")
        assert (await self.write(office, deduction, None)).status_code == 200
        row = (await listed(anonymous))[number]
        assert (row["public_text"], row["text_is_withheld"], row["points"]) == (None, True, "2")
        page = (await anonymous.get(f"/bulletin/entries/{number}", params={"lang": "en"})).text
        assert "The note was withdrawn." in page

    async def test_a_withheld_text_does_not_keep_a_revocation_away(self, office: Office) -> None:
        deduction, _ = await self.published(office, "缺席二人次")
        await self.write(office, deduction, None)
        await office.step(deduction, "revoke", office.discipline, reason="复核认定记录有误")


class TestFiles:
    async def test_csv_and_json_say_the_same(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        await office.published()
        sheet = await anonymous.get(f"/bulletin/entries-{YEAR}.csv")
        assert sheet.content.startswith(b"\xef\xbb\xbf")
        rows = list(csv.DictReader(sheet.content.decode("utf-8-sig").splitlines()))
        entries = (await anonymous.get(f"/bulletin/entries-{YEAR}.json")).json()
        assert set(rows[0]) == set(entries[0]) == PUBLIC_FIELDS
        assert [(row["number"], row["points"]) for row in rows] == [(one["number"], one["points"]) for one in entries]
        again = await anonymous.get(sheet.url, headers={"If-None-Match": sheet.headers["etag"]})
        assert again.status_code == 304

    async def test_the_archive_holds_both_files_with_a_readme_and_a_schema(
        self, office: Office, anonymous: httpx.AsyncClient
    ) -> None:
        await office.published()
        packed = await anonymous.get(f"/bulletin/entries-{YEAR}.zip")
        again = await anonymous.get(f"/bulletin/entries-{YEAR}.zip", headers={"If-None-Match": packed.headers["etag"]})
        assert again.status_code == 304
        with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        assert set(files) == {"README.txt", "entries.csv", "entries.json", "entries.schema.json"}
        readme = files["README.txt"].decode()
        for name in PUBLIC_FIELDS:
            assert all(f"{name}\n    {COLUMNS[name][language]}" in readme for language in ("zh", "en")), name
        schema = json.loads(files["entries.schema.json"])
        jsonschema.validate(json.loads(files["entries.json"]), schema)
        assert (await anonymous.get("/bulletin/entries.schema.json")).json() == schema
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate([{"number": 1}], schema)

    async def test_every_column_is_described(self, anonymous: httpx.AsyncClient) -> None:
        for lang in ("zh", "en"):
            page = (await anonymous.get("/bulletin/columns", params={"lang": lang})).text
            assert all(f"<code>{name}</code>" in page for name in PUBLIC_FIELDS)

    @pytest.mark.parametrize("text", ["=1+1", "+86", "-2", "@SUM(A1)"])
    def test_no_text_becomes_a_formula(self, text: str) -> None:
        entry = BulletinEntryView(
            number="KF-1", unit_code="T01", unit_name=text, rule_title=text, rule_title_en=text, points=Decimal(-2),
            occurred_on=date(2026, 3, 1), published_on=date(2026, 3, 9), state="effective", public_text=text,
            text_is_withheld=False, revoked_reason=None, reverses=None, reversed_by=None, place=text, pictures=[],
            withdrawn_pictures=[],
        )  # fmt: skip
        [row] = csv.DictReader(write_csv([entry]).decode("utf-8-sig").splitlines())
        assert (row["unit_name"], row["public_text"], row["points"]) == (f"'{text}", f"'{text}", "-2")

    async def test_the_feed_is_sound_atom(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        record = await office.read(await office.published())
        answer = await anonymous.get("/bulletin/feed.atom", params={"lang": "en"})
        assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
        feed = ElementTree.fromstring(answer.text)
        atom = "{http://www.w3.org/2005/Atom}"
        assert [feed.find(f"{atom}{name}") is not None for name in ("id", "title", "updated", "author")] == [True] * 4
        entries = feed.findall(f"{atom}entry")
        links = [entry.find(f"{atom}link").get("href") for entry in entries]  # type: ignore[union-attr]
        assert any(record["number"] in (link or "") for link in links)
        assert len({entry.findtext(f"{atom}id") for entry in entries}) == len(entries)

    def test_characters_that_xml_cannot_hold_are_left_out(self) -> None:
        assert clean_for_xml("a\x0b\x00b\ufffec\n<") == "abc\n<"


class TestPieces:
    def test_months(self) -> None:
        first, last = days_of(2025, 11)[0], days_of(2026, 2)[0]
        assert first is not None
        assert last is not None
        assert months_between(first, last) == ["2026-02", "2026-01", "2025-12", "2025-11"]
