"""Files as offices make them, one of each kind: every row is read as it is meant, or refused with what to do."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from hengjian.appraisal.records.subject_tables import read_subject_table
from hengjian.kit.exchange.columns import Column
from hengjian.kit.exchange.naming import Register, Unclear
from hengjian.kit.exchange.sheets import Sheet, read_sheet
from hengjian.kit.exchange.workbooks import save_workbook
from hengjian.supervision.bulk.columns import FORM

FILES = Path(__file__).parent / "files"
UNITS = [
    ("T01", "青岩街道"), ("T02", "白鹭街道"), ("T03", "双坪镇"), ("D01", "县委办公室"), ("D02", "县发展和改革局"),
    ("D03", "县卫生健康局"), ("D04", "县人力资源和社会保障局"),
]  # fmt: skip


def read(name: str) -> Sheet:
    return read_sheet((FILES / name).read_bytes(), FORM)


class TestRead:
    @pytest.mark.parametrize(
        ("name", "rows", "description"),
        [
            ("dimension-says-a1.xlsx", 4, "dim 1"),
            ("title-above-headings.xlsx", 1, "d01 a"),
            ("property-date-without-time.xlsx", 1, "wps"),
            ("old-excel.xls", 1, "d09 xls"),
            ("gbk.csv", 1, "d08 gbk"),
            ("note-merged-beside.xlsx", 2, "一"),
            ("thousand-and-one-rows.xlsx", 1001, "d24 0"),
        ],
    )
    def test_every_row_of_it(self, name: str, rows: int, description: str) -> None:
        sheet = read(name)
        assert (len(sheet.rows), [row.faults for row in sheet.rows if row.faults]) == (rows, [])
        first = sheet.rows[0].values
        assert (first["unit_code"], first["occurred_at"]) == ("T01", "2026-12-08T09:00:00+08:00")
        assert (first["description"], first["place"]) == (description, "镇政府会议室")

    def test_a_row_behind_the_end_that_the_sheet_tells_counts_with_its_factor(self) -> None:
        third = read("dimension-says-a1.xlsx").rows[2].values
        assert (third["unit_code"], third["count"], third["factor"]) == ("T03", 3, "2")

    def test_what_is_merged_stands_in_every_row_and_the_row_says_so(self) -> None:
        rows = read("merged-unit-and-time.xlsx").rows
        assert [row.values["unit_code"] for row in rows] == ["T01"] * 3
        assert {row.values["occurred_at"] for row in rows} == {"2026-12-08T09:00:00+08:00"}
        assert [row.notes(FORM) for row in rows] == [[], *[["单位、发生时间：取自合并单元格"]] * 2]


class TestAskedAbout:
    def test_a_formula_without_its_value(self) -> None:
        (row,) = read("formula-without-value.xlsx").rows
        assert [(fault.pointer, fault.code) for fault in row.faults] == [("/count", "formula")]
        assert "打开并保存一次" in row.faults[0].zh

    def test_a_percentage_beside_a_number(self) -> None:
        content = (FILES / "percent-beside-number.xlsx").read_bytes()
        sheet: Worksheet = load_workbook(BytesIO(content)).worksheets[0]
        keys = [str(cell.value) for cell in sheet[2]]
        table = read_subject_table(content, [Column(key, key, key) for key in keys[3:]], {"T01": "青岩街道"})
        fault = next(fault for fault in table.faults if fault.cell == "R3")
        assert (fault.code, "95%" in fault.message, "0.95" in fault.message) == ("percent_value", True, True)
        assert [line for line in table.lines if line.code == "T01"] == []

    def test_a_code_that_is_another_persons_than_the_name(self) -> None:
        subjects = {"T01-C01": "吕春华", "T01-C02": "朱国霞", "T01-C03": "袁承磊"}
        content = (FILES / "code-column-sorted-alone.xlsx").read_bytes()
        table = read_subject_table(content, [Column("score", "评分", "score")], subjects)
        wrong = [fault for fault in table.faults if fault.code == "name_disagrees"]
        assert [fault.cell for fault in wrong] == ["A3", "A4"]
        assert wrong[0].message == "代码 T01-C02 是朱国霞，本行写的是吕春华（T01-C01）；请核对是哪一个。"
        assert table.lines == []

    def test_names_of_units_are_taken_where_they_are_exact_and_else_only_suggested(self) -> None:
        register = Register(UNITS)
        found = [register.find(row.values.get("unit_code", "")) for row in read("short-and-long-unit-names.xlsx").rows]
        taken = [code for code in found if isinstance(code, str)]
        assert taken == ["D02", "D01", "D01", "D01", "D01", "T01", "D01", "D01", "D04"]
        suggested = {one.said: one.likely[0] for one in found if isinstance(one, Unclear) and one.likely}
        assert suggested == {
            "县发改局": "县发展和改革局（D02）",
            "青岩": "青岩街道（T01）",
            "青岩街道办事处": "青岩街道（T01）",
            "县委办": "县委办公室（D01）",
            "T1": "青岩街道（T01）",
            "发展改革局": "县发展和改革局（D02）",
            "县卫健局": "县卫生健康局（D03）",
            "双坪镇人民政府": "双坪镇（T03）",
        }


def test_one_name_of_two_is_never_guessed() -> None:
    found = Register([("C1", "王伟"), ("C2", "王 伟")]).find("王伟")
    assert isinstance(found, Unclear)
    assert (found.is_shared, len(found.likely)) == (True, 2)


def test_a_file_of_a_workbook_that_was_saved_again_reads_the_same() -> None:
    name = "merged-unit-and-time.xlsx"
    again = save_workbook(load_workbook(FILES / name))
    assert [row.values for row in read_sheet(again, FORM).rows] == [row.values for row in read(name).rows]
