"""Key projects of a round from a workbook: dry run, reasons by row, and the same file back."""

from datetime import date
from io import BytesIO
from typing import Any

import httpx
from openpyxl import Workbook, load_workbook

from hengjian.kit.edge.service import Service
from hengjian.kit.exchange.workbooks import XLSX
from tests.supervision.rounds.conftest import Later
from tests.supervision.rounds.support import ROUNDS, Quarter
from tests.supervision.support import API, good, refused
from tests.support.jobs import done, listed, refusal, result
from tests.support.people import People

HEADINGS = ("单位", "项目编号", "项目名称", "计划进度", "计划日期", "备注")
PROJECTS = f"{API}/project-imports"
GOOD_ROWS = (
    ("青岭镇", "XM-1", "污水处理厂", "主体完工", date(2026, 9, 30), "县重点"),
    ("T02", "XM-1", "敬老院", "竣工验收", "2026/9/1", None),
)


def workbook(*rows: tuple[Any, ...], headings: tuple[str, ...] = HEADINGS) -> bytes:
    book = Workbook()
    for cells in (headings, *rows):
        book.active.append(cells)  # type: ignore[union-attr]
    written = BytesIO()
    book.save(written)
    return written.getvalue()


async def send(client: httpx.AsyncClient, row: dict[str, Any], content: bytes, **options: Any) -> httpx.Response:
    files = {"file": ("重点项目.xlsx", content, XLSX)}
    return await client.post(f"{ROUNDS}/{row['id']}/project-imports", files=files, params=options)


async def imported(client: httpx.AsyncClient, row: dict[str, Any], content: bytes, **options: Any) -> dict[str, Any]:
    """The job, with what became of its rows."""
    job = await done(client, send(client, row, content, **options))
    return {**job, "items": await listed(client, f"{PROJECTS}/{job['id']}/rows")}


class TestAccess:
    async def test_only_the_supervision_office(self, quarter: Quarter, people: People) -> None:
        row = await quarter.opened()
        assert await refused(send(people.anonymous, row, workbook(*GOOD_ROWS))) == (401, "not_signed_in")
        for stranger in (quarter.inspector, quarter.head, quarter.auditor, quarter.author):
            assert await refused(send(stranger, row, workbook(*GOOD_ROWS))) == (403, "not_permitted")
            call = stranger.get(f"{ROUNDS}/{row['id']}/project-imports/template.xlsx")
            assert await refused(call) == (403, "not_permitted")


class TestImport:
    async def test_looked_at_then_added_and_again_unchanged(self, quarter: Quarter) -> None:
        row = await quarter.opened()
        content = workbook(*GOOD_ROWS)
        tried = await imported(quarter.office, row, content, dry_run=True)
        assert ([item["status"] for item in tried["items"]], tried["parameters"]["dry_run"]) == (
            ["created", "created"],
            True,
        )
        assert ("T01", "XM-1") not in await quarter.items(row)
        added = await imported(quarter.office, row, content)
        assert [(item["row"], item["unit"], item["status"]) for item in added["items"]] == [
            (2, "青岭镇", "created"),
            (3, "T02", "created"),
        ]
        item = (await quarter.items(row))["T02", "XM-1"]
        assert (item["name"], item["planned"], item["planned_on"]) == ("敬老院", "竣工验收", "2026-09-01")
        again = await imported(quarter.office, row, content)
        assert {item["status"] for item in again["items"]} == {"unchanged"}
        moved = workbook(("T01", "XM-1", "污水处理厂", "主体完工", date(2026, 10, 31), None))
        assert [item["status"] for item in (await imported(quarter.office, row, moved))["items"]] == ["updated"]

    async def test_a_fault_keeps_back_its_own_row_alone(self, quarter: Quarter) -> None:
        row = await quarter.opened()
        seen = (await quarter.items(row))["T01", "TAX"]
        rows = (
            *GOOD_ROWS,
            ("不存在镇", "XM-2", "桥", "合龙", date(2026, 9, 1), None),
            ("T01", "XM 3?", "桥", "合龙", date(2026, 9, 1), None),
            ("T01", "XM-4", "桥", "合龙", "下个月", None),
            ("T01", "XM-5", None, "合龙", date(2026, 9, 1), None),
            ("T01", seen["code"], "桥", "合龙", date(2026, 9, 1), None),
            ("T01", "XM-1", "另一项目", "合龙", date(2026, 9, 1), None),
        )
        added = await imported(quarter.office, row, workbook(*rows))
        assert [(item["row"], item["status"], item["columns"]) for item in added["items"]] == [
            (2, "created", []),
            (3, "created", []),
            (4, "refused", ["单位"]),
            (5, "refused", ["项目编号"]),
            (6, "refused", ["计划日期"]),
            (7, "refused", ["项目名称"]),
            (8, "refused", ["项目编号"]),
            (9, "refused", ["项目编号"]),
        ]
        assert {code for unit, code in await quarter.items(row) if unit == "T01"} == {"TAX", "FIRES", "ROAD", "XM-1"}

    async def test_the_same_file_comes_back_with_the_reasons(self, quarter: Quarter) -> None:
        row = await quarter.opened()
        content = workbook(*GOOD_ROWS, ("不存在镇", "XM-2", "桥", "合龙", date(2026, 9, 1), "保留"))
        answer = await result(
            quarter.office, await done(quarter.office, send(quarter.office, row, content, dry_run=True))
        )
        assert answer.headers["content-type"] == XLSX
        book = load_workbook(BytesIO(answer.content))
        lines = [[cell.value for cell in line] for line in book.worksheets[0].iter_rows()]
        assert lines[0] == [*HEADINGS, "结果", "原因"]
        assert [line[6] for line in lines[1:]] == ["可以添加", "可以添加", "不能添加"]
        assert (lines[3][5], lines[3][7]) == ("保留", "单位：单位 不存在镇 不在本轮督查范围内。")
        summary = [[cell.value for cell in line] for line in book["导入小结"].iter_rows()]
        assert summary == [["可以添加", 2], ["可以更正", 0], ["没有变化", 0], ["不能添加", 1]]

    async def test_the_template_is_taken_back(self, quarter: Quarter) -> None:
        row = await quarter.opened()
        answer = await quarter.office.get(f"{ROUNDS}/{row['id']}/project-imports/template.xlsx")
        book = load_workbook(BytesIO(answer.content))
        assert [cell.value for cell in book.worksheets[1]["B"]] == ["青岭镇", "白沙镇"]
        for place, value in enumerate(("青岭镇", "XM-9", "桥", "合龙", date(2026, 9, 1)), start=1):
            book.worksheets[0].cell(2, place).value = value  # type: ignore[assignment]
        filled = BytesIO()
        book.save(filled)
        added = await imported(quarter.office, row, filled.getvalue())
        assert [item["status"] for item in added["items"]] == ["created"], added

    async def test_not_into_a_closed_round(self, quarter: Quarter, later: Later) -> None:
        row = await quarter.opened()
        await later()
        await good(quarter.office.post(f"{ROUNDS}/{row['id']}:close"))
        assert await refusal(quarter.office, send(quarter.office, row, workbook(*GOOD_ROWS))) == (
            409,
            "round_is_closed",
        )

    async def test_what_is_no_such_workbook(self, quarter: Quarter) -> None:
        row = await quarter.opened()
        assert await refusal(quarter.office, send(quarter.office, row, b"PK no")) == (422, "not_a_workbook")
        bare = workbook(("T01",), headings=("单位",))
        assert await refusal(quarter.office, send(quarter.office, row, bare)) == (422, "workbook_columns_missing")

    async def test_each_line_leaves_its_audit_row(self, quarter: Quarter, supervision: Service) -> None:
        row = await quarter.opened()
        await imported(quarter.office, row, workbook(*GOOD_ROWS))
        item = (await quarter.items(row))["T02", "XM-1"]
        audit = supervision.database.table("audit_log")
        async with supervision.database.read_session() as session:
            [entry] = (await session.execute(audit.select().where(audit.c.object_id == item["id"]))).all()
        assert (entry.action, entry.after["name"]) == ("import_round_projects", "敬老院")
