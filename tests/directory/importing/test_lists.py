"""Units and cadres as workbooks: looked at first, reasons by row, the same file back, and what went out taken in."""

from datetime import date
from io import BytesIO
from typing import Any

import httpx
import pytest_asyncio
from openpyxl import Workbook, load_workbook

from hengjian.contracts.roles import Role
from hengjian.kit.exchange.workbooks import XLSX
from tests.directory.desk import API
from tests.support.jobs import done, listed, result
from tests.support.people import People

UNIT_HEADINGS = ("代码", "名称", "性质", "类别", "归类日期", "归类理由", "归类文号", "备注")
CADRE_HEADINGS = ("干部代码", "姓名", "单位", "职务代码", "职务", "职务层次", "主要领导", "任职日期", "任职文号")
DAY = date(2026, 1, 1)
MAYOR = ("mayor", "乡镇长", "正职", "是", DAY, None)
STRANGERS = (Role.APPRAISAL_OFFICE, Role.UNIT_HEAD, Role.AUDITOR)


def workbook(headings: tuple[str, ...], *rows: tuple[Any, ...]) -> bytes:
    book = Workbook()
    for cells in (headings, *rows):
        book.active.append(cells)  # type: ignore[union-attr]
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def lines_of(content: bytes, sheet: int = 0) -> list[list[Any]]:
    return [[cell.value for cell in line] for line in load_workbook(BytesIO(content)).worksheets[sheet].iter_rows()]


async def send(client: httpx.AsyncClient, kind: str, content: bytes, **options: Any) -> httpx.Response:
    return await client.post(f"{API}/{kind}-imports", files={"file": ("名册.xlsx", content, XLSX)}, params=options)


async def imported(client: httpx.AsyncClient, kind: str, content: bytes, **options: Any) -> list[dict[str, Any]]:
    job = await done(client, send(client, kind, content, **options))
    return await listed(client, f"{API}/{kind}-imports/{job['id']}/rows")


def fates(rows: list[dict[str, Any]]) -> list[tuple[int, str, list[str]]]:
    return [(row["row"], row["status"], row["columns"]) for row in rows]


@pytest_asyncio.fixture
async def office(people: People) -> httpx.AsyncClient:
    return people.person(Role.ORGANISATION_DEPARTMENT)


@pytest_asyncio.fixture(scope="module", autouse=True)
async def county(people: People) -> None:
    office = people.person(Role.ORGANISATION_DEPARTMENT)
    classes = [
        {"code": "township-1", "name": "一类乡镇", "kind": "township", "basis": "工业为主"},
        {"code": "township-2", "name": "二类乡镇", "kind": "township", "basis": "农业为主"},
        {"code": "department-1", "name": "党群部门", "kind": "department", "basis": "综合协调"},
        {"code": "department-2", "name": "党群部门", "kind": "department", "basis": "监督管理"},
    ]
    assert (await office.post(f"{API}/unit-classes:batch", json={"items": classes})).status_code == 200
    units = [
        {"code": "A01", "name": "安平镇", "kind": "township"},
        {"code": "A02", "name": "北河镇", "kind": "township"},
    ]
    assert (await office.post(f"{API}/units:batch", json={"items": units})).status_code == 200


class TestAccess:
    async def test_only_who_keeps_the_lists(self, people: People) -> None:
        for kind in ("unit", "cadre"):
            content = workbook(("代码",), ("X",))
            assert (await send(people.anonymous, kind, content)).status_code == 401
            for role in STRANGERS:
                stranger = people.person(role, unit="A01")
                assert (await send(stranger, kind, content)).status_code == 403
                for name in ("template", f"{kind}s"):
                    assert (await stranger.get(f"{API}/{kind}-imports/{name}.xlsx")).status_code == 403


class TestUnits:
    async def test_looked_at_then_entered_with_the_class_and_its_document(self, office: httpx.AsyncClient) -> None:
        row = ("B01", "长岭镇", "乡镇（街道）", "一类乡镇", DAY, "工业强镇", "县考〔2026〕1号", "留着")
        content = workbook(UNIT_HEADINGS, row, ("B02", "大洼镇", "township", None, None, None, None, None))
        assert {row["status"] for row in await imported(office, "unit", content, dry_run=True)} == {"created"}
        assert (await office.get(f"{API}/units/B01")).status_code == 404
        assert {row["status"] for row in await imported(office, "unit", content)} == {"created"}
        [membership] = (await office.get(f"{API}/units/B01")).json()["memberships"]
        assert membership == {
            "class_code": "township-1",
            "class_name": "一类乡镇",
            "from_on": "2026-01-01",
            "to_on": None,
            "reason": "工业强镇",
            "document_number": "县考〔2026〕1号",
        }
        assert {row["status"] for row in await imported(office, "unit", content)} == {"unchanged"}

    async def test_a_fault_keeps_back_its_own_row_alone(self, office: httpx.AsyncClient) -> None:
        def row(code: str, name: str, kind: Any = "部门", named: Any = None, since: Any = None) -> tuple[Any, ...]:
            return (code, name, kind, named, since, None, None, None)

        rows = (
            row("C01", "财政局"),
            row("C01", "审计局"),
            row("C02", "统计局", "县直"),
            row("C03", "水利局", named="九类"),
            row("C04", "林业局", named="党群部门"),
            row("C05", "教育局", since="明年"),
            row("C06", "民政局", named="一类乡镇"),
            row("C 7?", "司法局"),
            row("C08", "安平镇", "乡镇（街道）"),
        )
        told = await imported(office, "unit", workbook(UNIT_HEADINGS, *rows))
        assert fates(told) == [
            (2, "created", []),
            (3, "refused", ["代码"]),
            (4, "refused", ["性质"]),
            (5, "refused", ["类别"]),
            (6, "refused", ["类别"]),
            (7, "refused", ["归类日期"]),
            (8, "refused", []),
            (9, "refused", ["代码"]),
            (10, "refused", []),
        ]
        codes = [[error["code"] for error in row["errors"]] for row in told]
        assert codes[4] == ["name_of_several"]
        assert (codes[6], codes[8]) == (["unit_kind_mismatch"], ["unit_name_taken"])

    async def test_the_same_file_comes_back_with_the_reasons(self, office: httpx.AsyncClient) -> None:
        rows = (
            ("D01", "东山镇", "乡镇（街道）", None, None, None, None, "留着"),
            ("D02", "南山镇", "县直", None, None, None, None, None),
        )
        job = await done(office, send(office, "unit", workbook(UNIT_HEADINGS, *rows), dry_run=True))
        lines = lines_of((await result(office, job, "directory")).content)
        assert lines[0] == [*UNIT_HEADINGS, "结果", "原因"]
        assert [line[7:9] for line in lines[1:]] == [["留着", "可以录入"], [None, "不能录入"]]
        assert lines[2][9] == "性质：应为：乡镇（街道）、部门、垂管单位。"

    async def test_what_went_out_is_taken_in_unchanged(self, office: httpx.AsyncClient) -> None:
        for language in ("zh-CN", "en"):
            answer = await office.get(f"{API}/unit-imports/units.xlsx", headers={"Accept-Language": language})
            told = await imported(office, "unit", answer.content)
            assert "A01" in [row["code"] for row in told]
            assert {row["status"] for row in told} == {"unchanged"}, language

    async def test_the_template_offers_the_classes(self, office: httpx.AsyncClient) -> None:
        content = (await office.get(f"{API}/unit-imports/template.xlsx")).content
        assert lines_of(content)[0][:3] == ["代码*", "名称*", "性质*"]
        assert ["township-1", "一类乡镇"] in lines_of(content, 1)


class TestCadres:
    async def test_more_than_a_batch_in_one_sitting(self, office: httpx.AsyncClient) -> None:
        rows = [(f"K{number:04}", f"干部{number % 7}", "安平镇", *MAYOR) for number in range(1100)]
        told = await imported(office, "cadre", workbook(CADRE_HEADINGS, *rows))
        assert (len(told), {row["status"] for row in told}) == (1100, {"created"})
        posting = (await office.get(f"{API}/cadres/K1099")).json()["current_posting"]
        assert posting == {
            "unit_code": "A01",
            "post_code": "mayor",
            "post_name": "乡镇长",
            "post_group": "chief",
            "is_principal": True,
            "from_on": "2026-01-01",
            "to_on": None,
            "decision_number": None,
        }

    async def test_another_post_moves_and_a_fault_keeps_back_its_row(self, office: httpx.AsyncClient) -> None:
        first = [("M01", "林岳川", "A01", *MAYOR), ("M02", "周望舒", "A02", *MAYOR)]
        await imported(office, "cadre", workbook(CADRE_HEADINGS, *first))
        clerk = ("clerk", "科员", "一般干部", "否")
        rows = (
            ("M01", "林岳川", "北河镇", *clerk, date(2026, 5, 1), "组干〔2026〕9号"),
            ("M02", "周望舒", "A02", *clerk, date(2025, 5, 1), None),
            ("M03", "陈一", "无此镇", *clerk, DAY, None),
            ("M04", None, "A01", *clerk, DAY, None),
            ("M05", "陈五", "A01", "clerk", "科员", "科级", "否", DAY, None),
            ("M06", "陈六", "A01", "clerk", "科员", "副职", "也许", DAY, None),
        )
        told = await imported(office, "cadre", workbook(CADRE_HEADINGS, *rows))
        assert fates(told) == [
            (2, "updated", []),
            (3, "refused", []),
            (4, "refused", ["单位"]),
            (5, "refused", ["姓名"]),
            (6, "refused", ["职务层次"]),
            (7, "refused", ["主要领导"]),
        ]
        assert told[1]["errors"][0]["code"] == "posting_before_last"
        moved = (await office.get(f"{API}/cadres/M01")).json()
        assert [(p["unit_code"], p["to_on"]) for p in moved["postings"]] == [("A01", "2026-04-30"), ("A02", None)]
        assert moved["current_posting"]["decision_number"] == "组干〔2026〕9号"

    async def test_what_went_out_is_taken_in_unchanged(self, office: httpx.AsyncClient) -> None:
        await imported(office, "cadre", workbook(CADRE_HEADINGS, ("N01", "李安", "北河镇", *MAYOR)))
        for language in ("zh-CN", "en"):
            answer = await office.get(f"{API}/cadre-imports/cadres.xlsx", headers={"Accept-Language": language})
            told = await imported(office, "cadre", answer.content, dry_run=True)
            assert "N01" in [row["code"] for row in told]
            assert {row["status"] for row in told} == {"unchanged"}, language

    async def test_the_template_offers_the_units(self, office: httpx.AsyncClient) -> None:
        content = (await office.get(f"{API}/cadre-imports/template.xlsx")).content
        assert ["A02", "北河镇"] in lines_of(content, 1)
