"""Schemes from year to year: what differs, and copies."""

import copy
from datetime import datetime
from typing import Any

import httpx
import pytest

from hengjian.kit.time.clock import office_now
from tests.appraisal.county import (
    API,
    DAILY_BINDING,
    DAILY_SCHEME,
    SOMETHING,
    Office,
    good,
    refused,
    scheme,
)
from tests.support.clock import YEAR


def entry(code: str, *classes: str, **changes: Any) -> Any:
    return scheme(code, DAILY_SCHEME, DAILY_BINDING, *(classes or (f"class-of-{code}",))) | changes


async def drafted(office: Office, code: str, **changes: Any) -> dict[str, Any]:
    return await good(office.author.post(f"{API}/schemes", json=entry(code, **changes)))


def content_of(made: dict[str, Any], **changes: Any) -> dict[str, Any]:
    keys = ("name", "class_codes", "document", "binding", "coefficients", "full_score")
    return {**{key: made[key] for key in keys}, **changes}


def with_points(points: str) -> dict[str, Any]:
    document = copy.deepcopy(DAILY_SCHEME)
    document["root"]["parts"][0]["points"] = points
    return document


class TestChanges:
    async def test_anonymous_and_absent(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        made = await drafted(office, "ch1")
        assert await refused(anonymous.get(f"{API}/schemes/{made['id']}/changes")) == (401, "not_signed_in")
        assert await refused(office.author.get(f"{API}/schemes/{SOMETHING}/changes")) == (404, "not_found")
        against = f"{API}/schemes/{made['id']}/changes?against={SOMETHING}"
        assert await refused(office.author.get(against)) == (404, "not_found")

    async def test_a_first_edition_has_nothing_to_differ_from(self, office: Office) -> None:
        made = await drafted(office, "ch2")
        found = await good(office.author.get(f"{API}/schemes/{made['id']}/changes"))
        assert found == {"against": None, "changes": []}

    async def test_an_amendment_is_compared_with_what_it_amends(self, office: Office) -> None:
        first = await office.issued(entry("ch3"))
        before = await good(office.author.get(f"{API}/schemes/{first}"))
        amendment = content_of(before, document=with_points("15"), reason="分值调整")
        draft = await good(office.author.post(f"{API}/schemes/{first}:amend", json=amendment))
        found = await good(office.head("T01").get(f"{API}/schemes/{draft['id']}/changes"))
        assert found["against"]["id"] == first
        assert found["changes"] == [
            {
                "pointer": "/document/root/parts/0/points",
                "code": "daily",
                "name": "日常考核",
                "what": "points",
                "detail": "",
                "old": "20",
                "new": "15",
            }
        ]

    async def test_against_any_other_in_the_readers_language(self, office: Office) -> None:
        one = await drafted(office, "ch4")
        document = copy.deepcopy(DAILY_SCHEME)
        document["root"]["parts"][1]["rule"] = {"type": "threshold", "at": "50"}
        other = await drafted(office, "ch5", document=document)
        answer = await good(
            office.author.get(
                f"{API}/schemes/{other['id']}/changes?against={one['id']}", headers={"Accept-Language": "en"}
            )
        )
        said = {(change["what"], change["old"], change["new"]) for change in answer["changes"]}
        assert ("rule", "by completion", "target met (at: 50)") in said

    async def test_what_is_no_tree_cannot_be_compared(self, office: Office) -> None:
        one = await drafted(office, "ch6")
        other = await drafted(office, "ch7", document={"root": {"parts": 5}})
        address = f"{API}/schemes/{other['id']}/changes?against={one['id']}"
        assert await refused(office.author.get(address)) == (409, "scheme_without_tree")
        assert await refused(office.author.get(f"{API}/schemes/{other['id']}/table.xlsx")) == (
            409, "scheme_has_no_table",
        )  # fmt: skip


class TestHands:
    async def test_who_moved_it_on_and_when(self, office: Office) -> None:
        begun = office_now()
        made = await drafted(office, "hands")
        assert (made["reviewed_at"], made["approved_at"]) == (None, None)
        scheme_id = await office.approved(entry("hands-2"))
        seen = await good(office.author.get(f"{API}/schemes/{scheme_id}"))
        assert (seen["reviewer_name"], seen["approver_name"]) == ("考核办乙", "考核委员会")
        reviewed, approved = (datetime.fromisoformat(seen[name]) for name in ("reviewed_at", "approved_at"))
        assert begun < reviewed < approved < office_now()

    async def test_rules_are_said_in_words(self, office: Office) -> None:
        made = await drafted(office, "words")
        assert made["wording"] == {"daily": "", "revenue": "", "extra": "加分上限 3"}


class TestCopying:
    async def test_wrong_role_and_absent(self, office: Office) -> None:
        made = await drafted(office, "cp1")
        call = office.committee.post(f"{API}/schemes/{made['id']}:copy", json={"year": YEAR + 1})
        assert await refused(call) == (403, "not_permitted")
        call = office.author.post(f"{API}/schemes/{SOMETHING}:copy", json={"year": YEAR + 1})
        assert await refused(call) == (404, "not_found")

    async def test_a_draft_for_the_year_with_everything_in_it(self, office: Office) -> None:
        document = {**DAILY_SCHEME, "year": YEAR, "title": f"{YEAR} 年度考核办法"}
        made = entry("cp2", document=document, name=f"{YEAR}年度乡镇考核办法", coefficients={"T01": "1.05"})
        issued = await office.issued(made)
        copied = await good(office.author.post(f"{API}/schemes/{issued}:copy", json={"year": YEAR + 1}))
        assert (copied["year"], copied["state"], copied["edition"]) == (YEAR + 1, "draft", 1)
        assert copied["name"] == f"{YEAR + 1}年度乡镇考核办法"
        assert copied["document"] == {**document, "year": YEAR + 1, "title": f"{YEAR + 1} 年度考核办法"}
        assert copied["binding"] == (await good(office.author.get(f"{API}/schemes/{issued}")))["binding"]
        assert (copied["class_codes"], copied["coefficients"]) == (["class-of-cp2"], {"T01": "1.05"})
        assert copied["reviewer_name"] is None
        found = {(fault["pointer"], fault["code"]) for fault in copied["faults"]}
        assert ("/binding/revenue/indicator_code", "unknown_indicator") in found, "next year has no indicators yet"
        against = await good(office.author.get(f"{API}/schemes/{copied['id']}/changes"))
        assert against["against"]["id"] == issued
        assert {change["what"] for change in against["changes"]} == {"scheme_name", "whole"}

    async def test_a_year_has_one_scheme_a_class(self, office: Office) -> None:
        one = await drafted(office, "cp3", class_codes=["cp-class"])
        await good(office.author.post(f"{API}/schemes/{one['id']}:copy", json={"year": YEAR + 1}))
        for source in (one, await drafted(office, "cp4", class_codes=["cp-other", "cp-class"])):
            call = office.author.post(f"{API}/schemes/{source['id']}:copy", json={"year": YEAR + 1})
            assert await refused(call) == (409, "class_has_scheme")

    @pytest.mark.parametrize(("year", "code"), [(YEAR - 1, "year_is_over"), (YEAR, "same_year")])
    async def test_a_year_that_cannot_have_it(self, office: Office, year: int, code: str) -> None:
        made = await drafted(office, f"cp5-{code}")
        call = office.author.post(f"{API}/schemes/{made['id']}:copy", json={"year": year})
        assert await refused(call) == (409, code)
