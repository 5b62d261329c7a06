"""Deductions from a workbook: read right, judged by the same rules, handed back with a reason beside each row."""

import zipfile
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import httpx
import pytest
from openpyxl import Workbook, load_workbook

from hengjian.contracts.permissions import Permission
from hengjian.contracts.roles import Role
from hengjian.kit.exchange.workbooks import XLSX
from hengjian.kit.time.clock import office_today
from tests.supervision.support import API, Office, at, refused
from tests.support.clock import YEAR
from tests.support.jobs import done, listed, refusal, result
from tests.support.people import People

IMPORTS = f"{API}/deduction-imports"
HEADINGS = ("单位", "条款代码", "发生时间", "地点", "情况", "数量", "系数", "责任干部代码")
JANUARY = date(YEAR, 1, 5)


def row(description: str, **changes: Any) -> list[Any]:
    cells = {
        "单位": "T01",
        "条款代码": "MTG-ABSENT",
        "发生时间": JANUARY,
        "地点": "镇政府",
        "情况": description,
        "数量": 1,
        "系数": None,
        "责任干部代码": None,
        **changes,
    }
    return [cells[name] for name in HEADINGS]


def workbook(*rows: list[Any], headings: tuple[str, ...] = HEADINGS) -> bytes:
    book = Workbook()
    book.active.append(headings)  # type: ignore[union-attr]
    for cells in rows:
        book.active.append(cells)  # type: ignore[union-attr]
    written = BytesIO()
    book.save(written)
    return written.getvalue()


async def send(client: httpx.AsyncClient, content: bytes, **options: Any) -> httpx.Response:
    return await client.post(IMPORTS, files={"file": ("扣分.xlsx", content, XLSX)}, params=options)


async def rows_of(client: httpx.AsyncClient, content: bytes, **options: Any) -> list[dict[str, Any]]:
    job = await done(client, send(client, content, **options))
    return await listed(client, f"{IMPORTS}/{job['id']}/rows?limit=200")


async def handed_back(client: httpx.AsyncClient, content: bytes, **options: Any) -> httpx.Response:
    return await result(client, await done(client, send(client, content, **options)))


def texts(content: bytes) -> list[list[Any]]:
    return [[cell.value for cell in line] for line in load_workbook(BytesIO(content)).worksheets[0].iter_rows()]


class TestReading:
    @pytest.mark.parametrize(
        ("cell", "moment"),
        [
            (JANUARY, f"{YEAR}-01-05T00:00:00+08:00"),
            (datetime(YEAR, 1, 5, 9, 30), f"{YEAR}-01-05T09:30:00+08:00"),
            (f"{YEAR}-01-05", f"{YEAR}-01-05T00:00:00+08:00"),
            (f" {YEAR}/1/5  9:30 ", f"{YEAR}-01-05T09:30:00+08:00"),
            (f"{YEAR}年1月5日", f"{YEAR}-01-05T00:00:00+08:00"),
            (f"{YEAR}.1.5", f"{YEAR}-01-05T00:00:00+08:00"),
        ],
        ids=["date", "time", "iso", "slashes", "chinese", "points"],
    )
    async def test_days_and_times(self, office: Office, cell: Any, moment: str) -> None:
        (item,) = await rows_of(office.supervision, workbook(row(f"时间 {cell!r}", 发生时间=cell)))
        assert item["status"] == "created", item
        assert at((await office.read(item["key"]))["occurred_at"]) == at(moment)

    async def test_numbers_codes_and_names(self, office: Office) -> None:
        line = row("名称与数字", 单位="青岭镇", 数量="2", 系数=2.0, 责任干部代码="C1")
        (item,) = await rows_of(office.supervision, workbook(line))
        read = await office.read(item["key"])
        assert (read["unit_code"], read["count"], read["factor"], read["points"]) == ("T01", 2, "2", "4")
        assert [cadre["code"] for cadre in read["cadres"]] == ["C1"]
        assert (read["source"], read["source_name"]) == ("import", None)

    async def test_headings_in_english_and_with_stars(self, office: Office) -> None:
        headings = ("Unit*", "rule code *", "Happened at*", "Place", "Description", "Count", "Factor", "Cadre codes")
        (item,) = await rows_of(office.supervision, workbook(row("英文表头"), headings=headings))
        assert item["status"] == "created"

    async def test_faults_name_row_and_column(self, office: Office) -> None:
        lines = [
            row("好的"),
            [None] * len(HEADINGS),
            row("坏日期", 发生时间="上周三"),
            row("坏数量", 数量=1.5),
            row("坏系数", 系数="很多"),
            row("没有的单位", 单位="不存在镇"),
            row(""),
        ]
        items = await rows_of(office.supervision, workbook(*lines), dry_run=True)
        assert [(item["row"], item["status"], item["columns"]) for item in items] == [
            (2, "created", []),
            (4, "refused", ["发生时间"]),
            (5, "refused", ["数量"]),
            (6, "refused", ["系数"]),
            (7, "refused", ["单位"]),
            (8, "refused", ["情况"]),
        ]
        assert items[4]["errors"][0]["message"] == "没有在用的单位 不存在镇。"

    async def test_what_excel_made_of_a_text_is_told_and_not_recorded(self, office: Office) -> None:
        made_a_date, wrong = row("日期", 地点=datetime(YEAR, 3, 5)), row("#REF!")
        items = await rows_of(office.supervision, workbook(made_a_date, wrong, row("可以读")))
        assert [(item["status"], item["columns"], [error["code"] for error in item["errors"]]) for item in items] == [
            ("refused", ["地点"], ["date_value"]),
            ("refused", ["情况"], ["error_value"]),
            ("created", [], []),
        ]

    async def test_headings_may_stand_below_a_title(self, office: Office) -> None:
        [item] = await rows_of(office.supervision, workbook(list(HEADINGS), row("有标题"), headings=("三月扣分",)))
        assert (item["row"], item["status"]) == (3, "created")

    async def test_a_row_far_below_is_refused_and_not_lost(self, office: Office) -> None:
        book = load_workbook(BytesIO(workbook(row("近"))))
        for place, value in enumerate(row("远"), start=1):
            book.worksheets[0].cell(60_000, place, value)
        written = BytesIO()
        book.save(written)
        assert await refusal(office.supervision, send(office.supervision, written.getvalue())) == (
            413,
            "workbook_too_large",
        )

    async def test_tells_the_office_clock_as_the_office_writes_times(self, office: Office) -> None:
        (item,) = await rows_of(
            office.supervision, workbook(row("明天的事", 发生时间=office_today() + timedelta(days=2))), dry_run=True
        )
        assert item["errors"][0]["message"].startswith(f"时间不得晚于系统时间 {office_today()} ")
        assert "+08:00" not in item["errors"][0]["message"]

    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"\x00a,b\n1,2\n"])
    async def test_what_is_no_workbook(self, office: Office, content: bytes) -> None:
        assert await refusal(office.supervision, send(office.supervision, content)) == (422, "not_a_workbook")

    async def test_a_zip_of_something_else(self, office: Office) -> None:
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("word/document.xml", "<a/>")
        assert await refusal(office.supervision, send(office.supervision, packed.getvalue())) == (422, "not_a_workbook")

    async def test_limits(self, office: Office) -> None:
        too_many = workbook(*(row(f"第{number}行") for number in range(10_001)))
        assert await refusal(office.supervision, send(office.supervision, too_many)) == (413, "workbook_too_large")
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/worksheets/sheet1.xml", bytes(50_000_000))
        assert await refusal(office.supervision, send(office.supervision, packed.getvalue())) == (
            413,
            "workbook_too_large",
        )
        assert await refusal(office.supervision, send(office.supervision, workbook())) == (422, "workbook_empty")
        assert await refusal(office.supervision, send(office.supervision, workbook(["x"], headings=("单位",)))) == (
            422,
            "workbook_columns_missing",
        )


class TestRepeats:
    async def test_a_dry_run_writes_nothing(self, office: Office) -> None:
        content = workbook(row("先试一试"))
        for _ in range(2):
            (item,) = await rows_of(office.supervision, content, dry_run=True)
            assert (item["status"], item["number"]) == ("created", None)
        assert (await office.supervision.get(f"{API}/deductions/{item['key']}")).status_code == 404

    async def test_the_same_file_again_doubles_nothing(self, office: Office) -> None:
        content = workbook(row("甲"), row("甲"), row("乙"))
        first = await rows_of(office.supervision, content)
        again = await rows_of(office.supervision, content)
        assert [item["status"] for item in first] == ["created"] * 3
        assert [item["status"] for item in again] == ["unchanged"] * 3
        assert len({item["number"] for item in first}) == 3
        assert [item["number"] for item in first] == [item["number"] for item in again]

    async def test_the_corrected_file_adds_only_what_was_refused(self, office: Office) -> None:
        mended = row("改正了", 单位="T02")
        answer = await handed_back(office.supervision, workbook(row("原来就对"), row("改正了", 单位="T99")))
        book = load_workbook(BytesIO(answer.content))
        sheet = book.worksheets[0]
        assert [sheet.cell(line, 9).value for line in (1, 2, 3)] == ["结果", "已记录", "未记录"]
        for place, value in enumerate(mended, start=1):
            sheet.cell(3, place).value = value
        written = BytesIO()
        book.save(written)
        items = await rows_of(office.supervision, written.getvalue())
        assert [item["status"] for item in items] == ["unchanged", "created"]

    async def test_a_colleague_cannot_double_it(self, office: Office) -> None:
        content = workbook(row("两人同一份"))
        await rows_of(office.supervision, content)
        (item,) = await rows_of(office.inspector, content)
        assert item["errors"][0]["code"] == "imported_by_another"


class TestHandedBack:
    async def test_the_users_own_file_with_reasons(self, office: Office) -> None:
        lines = [row("=1+1"), row("坏日期", 发生时间="上周三"), row("好")]
        lines[0][3] = "=HYPERLINK(1)"
        answer = await handed_back(office.supervision, workbook(*lines), dry_run=True)
        assert answer.headers["content-type"] == XLSX
        read = texts(answer.content)
        assert read[0] == [*HEADINGS, "结果", "记录编号", "原因"]
        assert [line[8] for line in read[1:]] == ["不能记录", "不能记录", "可以记录"]
        assert read[2][10].startswith("发生时间：应为日期或时间")
        assert read[3][:8] == [*row("好")[:2], datetime(YEAR, 1, 5), *row("好")[3:]]
        summary = load_workbook(BytesIO(answer.content))["导入小结"]
        assert [[cell.value for cell in line] for line in summary.iter_rows()] == [
            ["可以记录", 1],
            ["此前已记录", 0],
            ["不能记录", 2],
        ]

    async def test_in_english(self, office: Office) -> None:
        content = workbook(row("坏", 发生时间="x"))
        asked = office.supervision.post(
            IMPORTS, files={"file": ("a.xlsx", content, XLSX)}, headers={"Accept-Language": "en"}
        )
        answer = await result(office.supervision, await done(office.supervision, asked))
        read = texts(answer.content)
        assert read[0][8:] == ["Result", "Record number", "Reason"]
        assert read[1][10].startswith("Happened at: ")

    async def test_annotated_twice_the_columns_stay_three(self, office: Office) -> None:
        first = await handed_back(office.supervision, workbook(row("坏", 单位="T99")))
        second = await handed_back(office.supervision, first.content)
        assert texts(second.content)[0] == [*HEADINGS, "结果", "记录编号", "原因"]

    async def test_a_note_merged_beside_the_table_is_no_obstacle(self, office: Office) -> None:
        book = load_workbook(BytesIO(workbook(row("合并甲"), row("合并乙"))))
        book.worksheets[0].cell(2, 9, "附注")
        book.worksheets[0].merge_cells("I2:I3")
        written = BytesIO()
        book.save(written)
        answer = await handed_back(office.supervision, written.getvalue())
        assert answer.status_code == 200, answer.text
        assert [line[8:10] for line in texts(answer.content)] == [[None, "结果"], ["附注", "已记录"], [None, "已记录"]]


class TestTemplate:
    async def test_filled_in_it_is_accepted(self, office: Office) -> None:
        answer = await office.supervision.get(f"{IMPORTS}/template.xlsx")
        book = load_workbook(BytesIO(answer.content))
        sheet = book.worksheets[0]
        assert [sheet.cell(1, place).value for place in (1, 2, 3)] == ["单位*", "条款代码*", "发生时间*"]
        assert ("T01", "青岭镇") in list(book["单位"].iter_rows(values_only=True))
        rules = {line[0]: line[1:] for line in book["条款"].iter_rows(values_only=True)}
        assert "MTG-ABSENT" in rules
        assert rules["ENV-SITE"][2] == "年内再犯×2；限5个工作日整改；逾期按ENV-UNFIXED再扣分"
        filled: list[Any] = ["青岭镇", "MTG-ABSENT", JANUARY, "村口", "模板中的一行"]
        for place, value in enumerate(filled, start=1):
            sheet.cell(2, place).value = value
        written = BytesIO()
        book.save(written)
        (item,) = await rows_of(office.supervision, written.getvalue())
        assert item["status"] == "created", item

    async def test_who_may(self, office: Office, people: People) -> None:
        content = workbook(row("谁可以"))
        assert await refused(send(office.head, content)) == (403, "not_permitted")
        assert await refused(office.head.get(f"{IMPORTS}/template.xlsx")) == (403, "not_permitted")
        machine = people.machine(Permission.SUPERVISION_DEDUCTION_RECORD, name="纪委系统")
        (item,) = await rows_of(machine, content)
        read = await office.read(item["key"])
        assert (read["source"], read["source_name"]) == ("client", "纪委系统")
        own = people.person(Role.SUPERVISION_OFFICE, unit="T01", name="supervision-of-T01")
        (item,) = await rows_of(own, workbook(row("本单位")))
        assert item["errors"][0]["code"] == "refused_by_policy"
