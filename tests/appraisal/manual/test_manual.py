"""What owners enter: their items, the subjects with what stands, and the way by a workbook."""

from io import BytesIO
from typing import Any

import httpx
import pytest_asyncio
from openpyxl import Workbook, load_workbook

from hengjian.contracts.roles import Role
from tests.appraisal.county import API, LEADER_SCHEME, Office, faults, good, refused, scheme
from tests.support.clock import YEAR

DOCUMENT: dict[str, Any] = {
    "root": {
        "code": "total",
        "combine": "sum",
        "parts": [
            {"code": "duty", "name": "履职", "points": "20", "rule": {"type": "given"}},
            {"code": "rate", "name": "办结率", "points": "10", "rule": {"type": "proportional"}},
            {"code": "hours", "name": "学时", "points": "5", "rule": {"type": "threshold", "at": "40"}},
            {"code": "awards", "name": "表彰", "rule": {"type": "count", "per": {"省": "3", "市": "1"}}},
        ],
    }
}
OWN: dict[str, Any] = {"source": "manual", "owner": "organisation_department"}
BINDING: dict[str, Any] = dict.fromkeys(("duty", "rate", "hours", "awards"), OWN)


@pytest_asyncio.fixture(scope="module", autouse=True)
async def schemes(office: Office) -> None:
    await office.issued(scheme("duties", DOCUMENT, BINDING, "township-2"))
    binding = {"team": {"source": "unit_result"}, "own": {"source": "manual", "owner": "unit_head"}}
    await office.issued(scheme("staff", LEADER_SCHEME, binding, "ordinary:*", subject_kind="cadre"))


def of(item_code: str, scheme_code: str = "duties") -> dict[str, Any]:
    return {"year": YEAR, "scheme_code": scheme_code, "item_code": item_code}


def entry(item_code: str, *rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {**of(item_code), "rows": list(rows), **more}


async def sheet_of(who: httpx.AsyncClient, item_code: str, scheme_code: str = "duties") -> dict[str, Any]:
    return await good(who.get(f"{API}/manual-scores", params=of(item_code, scheme_code)))


async def save(who: httpx.AsyncClient, body: dict[str, Any], version: int | None = None) -> httpx.Response:
    headers = {} if version is None else {"If-Match": f'"{version}"'}
    return await who.post(f"{API}/manual-scores:batch", json=body, headers=headers)


async def table_of(who: httpx.AsyncClient, item_code: str) -> bytes:
    answer = await who.get(f"{API}/manual-scores/table.xlsx", params=of(item_code))
    assert answer.status_code == 200, answer.text
    return answer.content


def edit(content: bytes, **cells: Any) -> bytes:
    book = load_workbook(BytesIO(content))
    for place, value in cells.items():
        book.worksheets[0][place] = value
    return _kept(book)


def _kept(book: Workbook) -> bytes:
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


async def read(who: httpx.AsyncClient, item_code: str, content: bytes) -> httpx.Response:
    files = {"file": ("评定.xlsx", content)}
    return await who.post(f"{API}/manual-scores/table", params=of(item_code), files=files)


class TestItems:
    async def test_only_those_who_enter_may_ask(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        address = f"{API}/manual-items?year={YEAR}"
        assert await refused(anonymous.get(address)) == (401, "not_signed_in")
        assert await refused(office.author.get(address)) == (403, "not_permitted")

    async def test_each_owner_sees_the_own_items(self, office: Office) -> None:
        items = (await good(office.organisation.get(f"{API}/manual-items?year={YEAR}")))["items"]
        assert {(item["item_code"], item["shape"], item["subject_count"]) for item in items} == {
            ("duty", "score", 2),
            ("rate", "measured", 2),
            ("hours", "measured", 2),
            ("awards", "counts", 2),
        }
        parts = {item["item_code"]: [part["key"] for part in item["parts"]] for item in items}
        assert parts["rate"] == ["actual", "target"]
        assert parts["hours"] == ["actual"]
        assert parts["awards"] == ["省", "市"]
        assert {item["points"] for item in items} == {"20", None}
        own = (await good(office.head("T01").get(f"{API}/manual-items?year={YEAR}")))["items"]
        assert [(item["item_code"], item["subject_count"], item["entered_count"]) for item in own] == [("own", 3, 0)]

    async def test_a_year_without_schemes_has_none(self, office: Office) -> None:
        found = await good(office.organisation.get(f"{API}/manual-items?year={YEAR - 1}"))
        assert found == {"items": [], "next": None}


class TestSheet:
    async def test_anothers_item_is_refused_with_its_owner(self, office: Office) -> None:
        call = office.organisation.get(f"{API}/manual-scores", params=of("own", "staff"))
        assert await refused(call) == (403, "refused_by_policy")
        assert await refused(office.head("T01").get(f"{API}/manual-scores", params=of("duty"))) == (
            403,
            "refused_by_policy",
        )
        call = office.organisation.get(f"{API}/manual-scores", params=of("nothing"))
        assert await refused(call) == (422, "no_such_item")

    async def test_a_head_sees_the_own_cadres_only(self, office: Office) -> None:
        sheet = await sheet_of(office.head("T02"), "own", "staff")
        assert {line["subject_code"] for line in sheet["lines"]} == {f"T02-ordinary-{n}" for n in (1, 2, 3)}
        assert sheet["version"] == 0

    async def test_what_was_entered_stands_with_its_date_and_name(self, office: Office) -> None:
        row = {"subject_code": "T06", "actual": "45", "target": "50"}
        assert (await save(office.organisation, entry("rate", row), version=0)).json() == {
            "status": "stored",
            "stored": 1,
            "unchanged": 0,
        }
        sheet = await sheet_of(office.organisation, "rate")
        line, other = sheet["lines"]
        assert line["values"] == {"actual": "45", "target": "50"}
        assert line["entered_by"] == "组织部"
        assert line["entered_at"] is not None
        assert (other["subject_code"], other["values"], other["entered_by"]) == ("T07", {}, None)
        assert sheet["item"]["entered_count"] == 1


class TestEntering:
    async def test_a_dry_run_judges_and_writes_nothing(self, office: Office) -> None:
        row = {"subject_code": "T06", "score": "18"}
        assert (await save(office.organisation, entry("duty", row, dry_run=True))).json() == {
            "status": "judged",
            "stored": 1,
            "unchanged": 0,
        }
        assert (await sheet_of(office.organisation, "duty"))["lines"][0]["values"] == {}
        rows = [{"subject_code": "T06", "score": "21"}, {"subject_code": "T07", "score": "-1"}]
        call = save(office.organisation, entry("duty", *rows, dry_run=True))
        assert await faults(call) == {("/rows/0/score", "out_of_range"), ("/rows/1/score", "out_of_range")}

    async def test_every_stranger_is_named(self, office: Office) -> None:
        rows = [{"subject_code": code, "score": "1"} for code in ("T01", "T06", "X1")]
        call = save(office.organisation, entry("duty", *rows))
        assert await faults(call) == {
            ("/rows/0/subject_code", "no_such_subject"),
            ("/rows/2/subject_code", "no_such_subject"),
        }

    async def test_what_says_the_same_keeps_its_date(self, office: Office) -> None:
        await save(office.organisation, entry("duty", {"subject_code": "T06", "score": "18"}))
        before = await sheet_of(office.organisation, "duty")
        rows = [{"subject_code": "T06", "score": "18.0"}, {"subject_code": "T07", "score": "17"}]
        assert (await save(office.organisation, entry("duty", *rows))).json()["unchanged"] == 1
        after = await sheet_of(office.organisation, "duty")
        assert after["lines"][0] == before["lines"][0]
        assert after["version"] > before["version"]

    async def test_what_somebody_entered_meanwhile_is_not_overwritten(self, office: Office) -> None:
        seen = (await sheet_of(office.organisation, "hours"))["version"]
        other = office.people.person(Role.ORGANISATION_DEPARTMENT, name="组织部乙")
        assert (await save(other, entry("hours", {"subject_code": "T06", "actual": "41"}), seen)).status_code == 200
        late = save(office.organisation, entry("hours", {"subject_code": "T06", "actual": "12"}), seen)
        assert await refused(late) == (412, "stale_version")
        assert (await sheet_of(other, "hours"))["lines"][0]["values"] == {"actual": "41"}

    async def test_counts_stand_at_once(self, office: Office) -> None:
        """They are events: no round closes them, so what is entered moves the standing."""
        await save(office.organisation, entry("awards", {"subject_code": "T06", "counts": {"省": 2, "市": 1}}))
        await office.service.jobs.run_all()
        assert (await office.standing("T06"))["total"] == "7.00"


class TestWorkbook:
    async def test_it_comes_with_the_subjects_and_what_stands(self, office: Office) -> None:
        await save(office.organisation, entry("awards", {"subject_code": "T06", "counts": {"省": 2, "市": 1}}))
        sheet = load_workbook(BytesIO(await table_of(office.organisation, "awards"))).worksheets[0]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert rows[0][3:] == ["省", "市"]
        assert rows[1] == ["subject_code", "name", "group", "省", "市"]
        assert rows[2] == ["T06", "T06镇", "township-2", "2", "1"]
        assert rows[3] == ["T07", "T07镇", "township-2", None, None]

    async def test_filled_in_it_tells_what_would_change(self, office: Office) -> None:
        await save(office.organisation, entry("rate", {"subject_code": "T06", "actual": "45", "target": "50"}))
        content = edit(await table_of(office.organisation, "rate"), D4=0.1, E4="7")
        found = (await read(office.organisation, "rate", content)).json()
        assert found == {
            "rows": [{"row": 4, "subject_code": "T07", "values": {"actual": "0.1", "target": "7"}}],
            "unchanged": 1,
            "faults": [],
        }
        stands = await sheet_of(office.organisation, "rate")
        assert stands["lines"][1]["values"] == {}

    async def test_every_fault_stands_at_its_cell(self, office: Office) -> None:
        cells = {"A5": "X9", "D5": "3", "D3": "=1+1", "D4": "many", "E4": "5", "A6": "T06", "D6": "5", "E6": "0"}
        content = edit(await table_of(office.organisation, "rate"), **cells)
        found = (await read(office.organisation, "rate", content)).json()
        assert [(fault["cell"], fault["code"]) for fault in found["faults"]] == [
            ("D3", "formula"),
            ("D4", "not_a_number"),
            ("A5", "unknown_subject"),
            ("A6", "duplicate_subject"),
        ]
        content = edit(await table_of(office.organisation, "rate"), D4="5", A5="T07", D5="6", E5="7")
        found = (await read(office.organisation, "rate", content)).json()
        assert [(fault["cell"], fault["code"]) for fault in found["faults"]] == [
            ("E4", "empty"),
            ("A5", "duplicate_subject"),
        ]
        content = edit(await table_of(office.organisation, "rate"), D4="5", E4="0")
        found = (await read(office.organisation, "rate", content)).json()
        assert [(fault["cell"], fault["code"]) for fault in found["faults"]] == [("E4", "zero_target")]
        content = edit(await table_of(office.organisation, "duty"), D3="20.5")
        found = (await read(office.organisation, "duty", content)).json()
        assert [(fault["cell"], fault["code"]) for fault in found["faults"]] == [("D3", "out_of_range")]
        content = edit(await table_of(office.organisation, "awards"), D3="1.5")
        found = (await read(office.organisation, "awards", content)).json()
        assert [(fault["cell"], fault["code"]) for fault in found["faults"]] == [("D3", "not_a_whole_number")]

    async def test_what_is_no_such_workbook_is_refused(self, office: Office) -> None:
        assert await refused(read(office.organisation, "duty", b"no workbook")) == (422, "not_a_subject_table")
        assert await refused(read(office.organisation, "duty", _kept(Workbook()))) == (422, "not_a_subject_table")
        renamed = edit(await table_of(office.organisation, "duty"), D2="else", E2="score", F2="score")
        found = (await read(office.organisation, "duty", renamed)).json()
        assert [(fault["cell"], fault["code"]) for fault in found["faults"]] == [
            ("D2", "unknown_column"),
            ("F2", "column_twice"),
        ]
        assert await refused(read(office.head("T01"), "duty", b"")) == (403, "refused_by_policy")


async def test_approved_results_close_the_sheet(office: Office) -> None:
    rows = [{"subject_code": code, "actual": "41"} for code in ("T06", "T07")]
    await save(office.organisation, entry("hours", *rows))
    await save(office.organisation, entry("rate", *({**row, "target": "50"} for row in rows)))
    await save(office.organisation, entry("duty", *({"subject_code": c, "score": "9"} for c in ("T06", "T07"))))
    await office.step("approve", await office.compute())
    assert (await sheet_of(office.organisation, "duty"))["item"]["reason"] is not None
    late = save(office.organisation, entry("duty", {"subject_code": "T06", "score": "1"}))
    assert await refused(late) == (409, "results_stand")
