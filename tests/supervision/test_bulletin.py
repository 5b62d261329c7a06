"""What the public reads: as JSON and as a page, corrections included, persons never."""

import re
from html.parser import HTMLParser
from typing import Any

import httpx
import pytest

from hengjian.kit.clock import COUNTY_ZONE
from hengjian.supervision.bulletin.pages import months_between
from hengjian.supervision.bulletin.privacy import has_telephone
from hengjian.supervision.bulletin.repository import days_of
from tests.supervision.conftest import cadre
from tests.supervision.support import API, YEAR, Office, at, good

BULLETIN = f"{API}/bulletin"
PUBLIC_FIELDS = {
    "number",
    "unit_code",
    "unit_name",
    "rule_title",
    "rule_title_en",
    "points",
    "occurred_on",
    "state",
    "revoked_reason",
    "reverses",
    "reversed_by",
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
            "state": "effective",
            "revoked_reason": None,
            "reverses": None,
            "reversed_by": None,
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
        record = await office.read(await office.published(occurred_at=f"{YEAR}-02-28T23:30:00+08:00"))
        for query, is_there in (
            ({"year": YEAR, "month": 2}, True),
            ({"year": YEAR, "month": 3}, False),
            ({"year": YEAR}, True),
            ({"year": YEAR - 1}, False),
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
        if tag not in {"meta", "link", "input", "br", "!doctype"}:
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
        assert answer.headers["vary"] == "Accept-Language"
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
        record = await office.read(await office.published(occurred_at=f"{YEAR}-02-10T09:00:00+08:00"))
        here = await anonymous.get("/bulletin/", params={"month": f"{YEAR}-02", "unit_code": "T01"})
        assert record["number"] in here.text
        assert f'<option value="{YEAR}-02" selected>' in here.text
        empty = await anonymous.get("/bulletin/", params={"month": f"{YEAR}-02", "unit_code": "D01", "lang": "en"})
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


def _luminance(colour: str) -> float:
    def channel(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4

    red, green, blue = (channel(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


async def test_the_colours_of_text_have_contrast(anonymous: httpx.AsyncClient) -> None:
    sheet = (await anonymous.get("/bulletin/style.css")).text
    tokens = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", sheet))
    for name in ("ink", "secondary", "primary", "vermilion", "jade", "slate"):
        for ground in ("#ffffff", tokens["paper"]):
            light, dark = sorted((_luminance(tokens[name]), _luminance(ground)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (name, ground)


class TestPieces:
    def test_months(self) -> None:
        first, last = days_of(2025, 11)[0], days_of(2026, 2)[0]
        assert first is not None
        assert last is not None
        assert months_between(first, last) == ["2026-02", "2026-01", "2025-12", "2025-11"]

    @pytest.mark.parametrize("text", ["13800138000", "电话 0577-67590000", "请打67590000", "+86 13800138000"])
    def test_telephones_are_found(self, text: str) -> None:
        assert has_telephone(text)

    @pytest.mark.parametrize("text", ["2026年3月5日 第12345号", "KF-2026-00012", "扣 0.5 分"])
    def test_other_numbers_are_not_telephones(self, text: str) -> None:
        assert not has_telephone(text)
