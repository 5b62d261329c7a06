"""The facts of a trial out to a workbook and back: what is on record stands in it, what was changed is told by cell."""

from io import BytesIO
from typing import Any

import httpx
import pytest
import pytest_asyncio
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from hengjian.appraisal.records.fact_parts import says_the_same, write_parts
from hengjian.appraisal.trials.fact_choice import list_items
from hengjian.appraisal.trials.fact_conversion import read_typed
from hengjian.appraisal.trials.sampling import draw_fact
from hengjian.kit.settings import ServiceName
from tests.appraisal.county import (
    API,
    DAILY_BINDING,
    DAILY_SCHEME,
    LEADER_SCHEME,
    SOMETHING,
    Office,
    deduction,
    good,
    refused,
    scheme,
    values,
)
from tests.appraisal.engine.drawing import draw_document
from tests.support.clock import YEAR

BALLOT: dict[str, Any] = {
    "root": {
        "code": "total",
        "combine": "sum",
        "parts": [
            {
                "code": "vote",
                "name": "测评",
                "points": "60",
                "rule": {"type": "ballot", "values": {"好": "100", "差": "0"}},
            },
            {"code": "panel", "name": "评委", "points": "40", "rule": {"type": "panel"}},
        ],
    }
}


@pytest_asyncio.fixture(scope="module", autouse=True)
async def draft(office: Office) -> str:
    await office.hear(ServiceName.TARGETS, values(T01="100", T02="90.5"))
    await office.hear(ServiceName.SUPERVISION, deduction("T01", "1.5"), deduction("T01", "2", count=2))
    made = await good(
        office.author.post(f"{API}/schemes", json=scheme("table", DAILY_SCHEME, DAILY_BINDING, "township-1"))
    )
    return str(made["id"])


async def taken(office: Office, scheme_id: str, year: int = YEAR) -> bytes:
    answer = await office.author.get(f"{API}/schemes/{scheme_id}/sample-facts.xlsx?facts_year={year}")
    assert answer.status_code == 200, answer.text
    return answer.content


async def read(office: Office, scheme_id: str, content: bytes) -> httpx.Response:
    return await office.author.post(f"{API}/schemes/{scheme_id}/sample-facts", files={"file": ("样.xlsx", content)})


def rows_of(content: bytes) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(content)).worksheets[0].iter_rows()]


def edit(content: bytes, **cells: Any) -> bytes:
    book = load_workbook(BytesIO(content))
    for place, value in cells.items():
        book.worksheets[0][place] = value
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


class TestTemplate:
    async def test_only_those_who_write_schemes(self, office: Office, draft: str, anonymous: httpx.AsyncClient) -> None:
        path = f"{API}/schemes/{draft}/sample-facts"
        assert await refused(anonymous.get(f"{path}.xlsx")) == (401, "not_signed_in")
        assert await refused(office.head("T01").get(f"{path}.xlsx")) == (403, "not_permitted")
        gone = f"{API}/schemes/{SOMETHING}/sample-facts"
        assert await refused(office.author.get(f"{gone}.xlsx")) == (404, "not_found")
        assert await refused(office.author.post(gone, files={"file": ("a.xlsx", b"")})) == (404, "not_found")

    async def test_a_row_a_subject_with_the_facts_on_record(self, office: Office, draft: str) -> None:
        heads, keys, first, second, *others = rows_of(await taken(office, draft))
        assert keys == [
            "subject_code",
            "name",
            "group",
            "daily/points",
            "revenue/actual",
            "revenue/target",
            "extra/points",
        ]
        assert heads[3:] == ["日常考核（扣分合计）", "财政收入（实际值）", "财政收入（目标值）", "加分（加分合计）"]
        assert first == ["T01", "T01镇", "township-1", "5.5", "100", "100", None]
        assert second == ["T02", "T02镇", "township-1", None, "90.5", "100", None]
        assert len(others) == 3

    async def test_of_a_year_without_facts_only_the_subjects(self, office: Office, draft: str) -> None:
        rows = rows_of(await taken(office, draft, YEAR - 1))
        assert {cell for row in rows[2:] for cell in row[3:]} == {None}

    async def test_cadres_stand_with_their_unit(self, office: Office) -> None:
        binding = {"team": {"source": "unit_result"}, "own": {"source": "manual", "owner": "organisation_department"}}
        body = scheme("chiefs", LEADER_SCHEME, binding, "chief-township-1", subject_kind="cadre")
        made = await good(office.author.post(f"{API}/schemes", json=body))
        rows = rows_of(await taken(office, made["id"]))
        assert rows[2][:3] == ["T01-chief-1", "T01chief1", "T01镇"]

    async def test_an_unsound_scheme_has_none(self, office: Office) -> None:
        broken = {"root": {"code": "total", "combine": "sum", "parts": []}}
        made = await good(office.author.post(f"{API}/schemes", json=scheme("broken", broken, {}, "township-1")))
        call = office.author.get(f"{API}/schemes/{made['id']}/sample-facts.xlsx")
        assert await refused(call) == (422, "scheme_not_sound")


class TestReading:
    async def test_what_is_left_as_it_is_changes_nothing(self, office: Office, draft: str) -> None:
        found = (await read(office, draft, await taken(office, draft))).json()
        assert found == {"facts": [], "subject_count": 0, "unchanged": 3, "faults": []}

    async def test_what_was_changed_can_be_tried(self, office: Office, draft: str) -> None:
        content = edit(await taken(office, draft), E3=95, F3="100", D5="1", E5="60", F5="80")
        found = (await read(office, draft, content)).json()
        assert found["faults"] == []
        assert found["facts"] == [
            {"item_code": "daily", "subject_code": "T03", "value": "1"},
            {"item_code": "revenue", "subject_code": "T01", "value": "95/100"},
            {"item_code": "revenue", "subject_code": "T03", "value": "60/80"},
        ]
        assert (found["subject_count"], found["unchanged"]) == (2, 2)
        order = {"typed": found["facts"]}
        [group] = (await good(office.author.post(f"{API}/schemes/{draft}:try", json=order)))["classes"]
        lines = {subject["code"]: subject["after"]["total"] for subject in group["subjects"]}
        assert lines == {"T01": "90.50", "T02": "92.40", "T03": "79.00"}

    async def test_every_fault_stands_at_its_cell(self, office: Office, draft: str) -> None:
        content = edit(
            await taken(office, draft), D3="many", E4="1/2", F5="80", E6="70", F6="0", D7="=1", A8="T99", D8="1"
        )
        found = (await read(office, draft, content)).json()
        assert [(fault["cell"], fault["column"], fault["code"]) for fault in found["faults"]] == [
            ("D3", "日常考核（扣分合计）", "does_not_fit"),
            ("E4", "财政收入（实际值）", "does_not_fit"),
            ("E5", "财政收入（实际值）", "empty"),
            ("F6", "财政收入（目标值）", "zero_target"),
            ("D7", "日常考核（扣分合计）", "formula"),
            ("A8", "代码", "unknown_subject"),
        ]

    async def test_votes_and_panels(self, office: Office) -> None:
        binding = {"vote": {"source": "ballot_round"}, "panel": {"source": "sheet"}}
        made = await good(office.author.post(f"{API}/schemes", json=scheme("votes", BALLOT, binding, "township-2")))
        empty = await taken(office, made["id"])
        assert rows_of(empty)[1][3:] == ["vote/好", "vote/差", "panel/scores"]
        found = (await read(office, made["id"], edit(empty, D3="9", F3="30/38.5", D4="1.5", F4="41"))).json()
        assert [(f["item_code"], f["value"]) for f in found["facts"] if f["subject_code"] == "T06"] == [
            ("vote", "9/0"),
            ("panel", "30/38.5"),
        ]
        assert [(fault["cell"], fault["code"]) for fault in found["faults"]] == [
            ("D4", "does_not_fit"),
            ("F4", "out_of_range"),
        ]

    async def test_too_many_changes(self, office: Office, draft: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("hengjian.appraisal.trials.facts_table.MAX_TYPED", 0)
        call = read(office, draft, edit(await taken(office, draft), D3="1"))
        assert await refused(call) == (422, "too_many_facts")


@given(st.integers(0, 2**32))
def test_a_fact_in_parts_is_the_same_fact(seed: int) -> None:
    """Of whatever rule: written by its parts and read back it is what it was, or its points in all."""
    document = draw_document(seed)
    for item in list_items(document["scheme"]).values():
        fact = draw_fact(item, "1", "T01")
        parts = write_parts(item, fact)
        if parts is None:
            # Votes for what the rule does not name stay as they are on record.
            assert item["rule"]["type"] == "vote_share"
            assert "options" not in item["rule"]
            continue
        back = write_parts(item, read_typed(item, "/".join(parts.values())))
        assert back is not None
        assert all(says_the_same(back[key], parts[key]) for key in parts), (item, fact, back)
