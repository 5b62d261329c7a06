"""The result for the meeting: one table with what each part brings, on the page and as a workbook."""

from io import BytesIO
from typing import Any

import httpx
import pytest_asyncio
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from hengjian.kit.settings import ServiceName
from tests.appraisal.county import (
    API,
    CLASS_ONE,
    DAILY_BINDING,
    DAILY_SCHEME,
    SOMETHING,
    Office,
    good,
    refused,
    scheme,
    values,
    values_closed,
)


@pytest_asyncio.fixture(scope="module", autouse=True)
async def results(office: Office) -> dict[str, str]:
    """Published, with T01 and T02 level; class code to result id."""
    await office.issued(scheme("townships", DAILY_SCHEME, DAILY_BINDING, "township-1", "township-2"))
    await office.deduct("T03", "2")
    actuals = {"T01": "100", "T02": "100", "T03": "100", "T04": "98", "T05": "95", "T06": "90", "T07": "80"}
    await office.hear(ServiceName.TARGETS, values(**actuals), values_closed("township-1", "township-2"))
    return await office.published()


def cells(sheet: Worksheet) -> list[Any]:
    return list(sheet.iter_rows(values_only=True))


class TestTable:
    async def test_only_who_may_see_the_result(
        self, office: Office, anonymous: httpx.AsyncClient, results: dict[str, str]
    ) -> None:
        for address in ("table", "table.xlsx"):
            of_class = f"{API}/results/{results['township-1']}/{address}"
            assert (await anonymous.get(of_class)).status_code == 401
            assert await refused(office.head("T06").get(of_class)) == (404, "not_found")
            assert await refused(office.author.get(f"{API}/results/{SOMETHING}/{address}")) == (404, "not_found")

    async def test_parts_make_the_total_and_ties_are_told(self, office: Office, results: dict[str, str]) -> None:
        table = await good(office.author.get(f"{API}/results/{results['township-1']}/table"))
        codes = [part["code"] for part in table["components"]]
        assert codes == [part["code"] for part in DAILY_SCHEME["root"]["parts"]]
        rows = {row["subject_code"]: row for row in table["rows"]}
        levels = [row["rank"] for row in rows.values()]
        tied = {code: row["is_tied"] for code, row in rows.items()}
        assert tied == {code: levels.count(row["rank"]) > 1 for code, row in rows.items()}
        assert tied["T01"] and tied["T02"] and not tied["T05"]
        result = await good(office.author.get(f"{API}/results/{results['township-1']}"))
        assert [(row["name"], row["total"], row["rank"]) for row in table["rows"]] == [
            (line["name"], line["total"], line["rank"]) for line in result["lines"]
        ]
        why = await good(office.author.get(f"{API}/results/{results['township-1']}/subjects/T03"))
        brought = {node["code"]: node["weighted"] for node in why["nodes"]}
        assert rows["T03"]["components"] == {code: brought[code] for code in codes}

    async def test_a_unit_sees_its_own_parts_and_its_neighbours_totals(
        self, office: Office, results: dict[str, str]
    ) -> None:
        table = await good(office.head("T03").get(f"{API}/results/{results['township-1']}/table"))
        assert {row["subject_code"] for row in table["rows"] if row["components"] is not None} == {"T03"}
        assert len(table["rows"]) == len(CLASS_ONE)


class TestWorkbook:
    async def test_it_says_the_same_in_cells(self, office: Office, results: dict[str, str]) -> None:
        address = f"{API}/results/{results['township-1']}/table"
        table = await good(office.author.get(address))
        answer = await office.author.get(f"{address}.xlsx")
        assert "attachment" in answer.headers["content-disposition"]
        book = load_workbook(BytesIO(answer.content))
        heads, *rows = cells(book.worksheets[0])
        assert heads[:2] == ("名次", "名称")
        assert len(heads) == len(table["components"]) + 5
        assert [(row[0], row[1], f"{row[-3]:.2f}") for row in rows] == [
            (row["rank"], row["name"], row["total"]) for row in table["rows"]
        ]
        assert [row[-1] for row in rows if row[1].startswith(("T01", "T02"))] == ["并列；名额边界并列，须人工审定"] * 2
        about = dict(cells(book.worksheets[1]))
        assert about["校验码"] == table["digest"]

    async def test_a_neighbour_s_parts_are_not_in_a_unit_s_file(self, office: Office, results: dict[str, str]) -> None:
        answer = await office.head("T03").get(f"{API}/results/{results['township-1']}/table.xlsx")
        _, *rows = cells(load_workbook(BytesIO(answer.content)).worksheets[0])
        shown = {row[1][:3] for row in rows if any(part not in (None, "") for part in row[2:-3])}
        assert shown == {"T03"}
