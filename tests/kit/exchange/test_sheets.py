"""Reading: headings found, rows judged with their cells, limits kept, and one set of errors for the whole file."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from pydantic import BaseModel, Field

from hengjian.kit.exchange.cells import COUNT
from hengjian.kit.exchange.columns import Column, SheetForm
from hengjian.kit.exchange.errors import ColumnsMissing, WorkbookEmpty
from hengjian.kit.exchange.sheets import find_repeats, judge_row, read_sheet
from hengjian.kit.language import current_language
from hengjian.kit.problems.problems import FieldError
from hengjian.kit.spreadsheets.errors import NotAWorkbook, WorkbookTooLarge
from tests.kit.exchange.forms import FORM, HEADINGS, opened, saved, sheet_of, workbook

ROW = ("T01", "2026-03-05", 2, 0.5, "C1")


class TestHeadings:
    @pytest.mark.parametrize(
        "headings",
        [
            HEADINGS,
            ("Unit*", "day *", "COUNT", "Factor＊", "People"),
            ("unit", "day", "count", "factor", "people"),
        ],
    )
    def test_are_known_in_both_languages_and_by_key(self, headings: tuple[str, ...]) -> None:
        (row,) = read_sheet(workbook(headings, ROW), FORM).rows
        assert row.values == {"unit": "T01", "day": "2026-03-05", "count": 2, "factor": "0.5", "people": ["C1"]}

    def test_may_stand_below_a_title_and_in_any_order(self) -> None:
        sheet = read_sheet(workbook(["登记表"], [], ["注意"], ("日期", "备注", "单位"), ("2026/3/5", "x", "T01")), FORM)
        assert (sheet.header.number, sheet.rows[0].number) == (4, 5)
        assert sheet.rows[0].values == {"day": "2026-03-05", "unit": "T01"}

    def test_the_first_of_two_alike_counts(self) -> None:
        (row,) = read_sheet(workbook(("单位", "日期", "单位"), ("T01", "2026-03-05", "T02")), FORM).rows
        assert row.values["unit"] == "T01"

    def test_what_is_missing_is_named(self) -> None:
        with pytest.raises(ColumnsMissing) as refused:
            read_sheet(workbook(("数量", "单位"), (1, "T01")), FORM)
        assert refused.value.sentences[0] == "表头缺少列：日期。请使用模板。"

    def test_in_the_readers_language(self) -> None:
        language = current_language.set("en")
        try:
            with pytest.raises(ColumnsMissing, match="workbook_columns_missing") as refused:
                read_sheet(workbook(("x",), (1,)), FORM)
        finally:
            current_language.reset(language)
        assert "Unit, Day" in refused.value.sentences[1]


class TestRows:
    def test_all_faults_of_a_row_are_told_with_their_cells(self) -> None:
        content = workbook(HEADINGS, ROW, (None, None), ("T02", "上周三", 1.5, "很多"))
        good, bad = (sheet := read_sheet(content, FORM)).rows
        assert (good.faults, bad.number) == ([], 4)
        assert [fault.pointer for fault in bad.faults] == ["/day", "/count", "/factor"]
        assert bad.values == {"unit": "T02"}
        located = [sheet.locate(bad.number, fault) for fault in bad.faults]
        assert [(fault.cell, fault.column) for fault in located] == [("B4", "日期"), ("C4", "数量"), ("D4", "系数")]

    def test_what_is_about_no_column_stands_at_the_rows_first(self) -> None:
        sheet = read_sheet(workbook(HEADINGS, ROW), FORM)
        assert sheet.locate(2, FieldError("", "odd", "奇怪", "odd")).cell == "A2"

    def test_what_is_only_shown_is_not_read_back(self) -> None:
        content = workbook((*HEADINGS, "说明（只读）"), (*ROW, "改过"), (None, None, None, None, None, "只有说明"))
        (row,) = read_sheet(content, FORM).rows
        assert "told" not in row.cells

    def test_what_was_said_names_the_row(self) -> None:
        (row,) = read_sheet(workbook(HEADINGS, ("长" * 200, "2026-03-05")), FORM).rows
        assert row.said("unit") == "长" * 80
        assert row.said("people") == ""

    def test_a_formula_is_a_fault_of_its_cell(self) -> None:
        (row,) = read_sheet(workbook(HEADINGS, ("T01", "2026-03-05", "=1+1")), FORM).rows
        assert [(fault.pointer, fault.code) for fault in row.faults] == [("/count", "formula")]

    def test_what_a_formula_gave_counts_where_it_was_kept(self) -> None:
        (row,) = read_sheet(with_kept_value(workbook(HEADINGS, ("T01", "2026-03-05", "=1+1")), "2"), FORM).rows
        assert (row.values["count"], row.faults) == (2, [])

    def test_an_error_of_excel_is_a_fault(self) -> None:
        (row,) = read_sheet(workbook(HEADINGS, ("#REF!", "2026-03-05")), FORM).rows
        assert [fault.code for fault in row.faults] == ["error_value"]


def with_kept_value(content: bytes, value: str) -> bytes:
    """As Excel saves a formula: with what it gave."""
    packed, written = zipfile.ZipFile(BytesIO(content)), BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for part in packed.namelist():
            text = packed.read(part)
            if part == "xl/worksheets/sheet1.xml":
                assert b"<v></v>" in text or b"<v/>" in text or b"<v />" in text
                for empty in (b"<v></v>", b"<v/>", b"<v />"):
                    text = text.replace(empty, f"<v>{value}</v>".encode())
            archive.writestr(part, text)
    return written.getvalue()


class TestLimits:
    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a zip", b"\x00\x01,b\n1,2\n", b"\xff,\xff\n"])
    def test_what_is_no_workbook(self, content: bytes) -> None:
        with pytest.raises(NotAWorkbook) as refused:
            read_sheet(content, FORM)
        assert "请用下载的模板填写" in refused.value.sentences[0]

    def test_a_zip_of_something_else(self) -> None:
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("word/document.xml", "<a/>")
        with pytest.raises(NotAWorkbook):
            read_sheet(packed.getvalue(), FORM)

    def test_what_unpacks_to_too_much_is_not_unpacked(self) -> None:
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/worksheets/sheet1.xml", bytes(FORM.unpacked_bytes + 1))
        with pytest.raises(WorkbookTooLarge) as refused:
            read_sheet(packed.getvalue(), FORM)
        assert "请删去多余的空行、图片和工作表" in refused.value.sentences[0]

    def test_as_many_rows_as_the_form_takes_and_no_more(self) -> None:
        rows = [(f"T{n}", "2026-03-05") for n in range(FORM.max_rows)]
        assert len(read_sheet(workbook(HEADINGS, *rows), FORM).rows) == FORM.max_rows
        with pytest.raises(WorkbookTooLarge) as refused:
            read_sheet(workbook(HEADINGS, *rows, rows[0]), FORM)
        assert refused.value.params == {"rows": 20, "columns": 10}
        assert all("20" in sentence and "32767" not in sentence for sentence in refused.value.sentences)

    def test_a_far_away_row_is_told_and_not_lost(self) -> None:
        book = opened(workbook(HEADINGS, ROW))
        sheet_of(book).cell(10_000, 1, "T99")
        with pytest.raises(WorkbookTooLarge):
            read_sheet(saved(book), FORM)

    def test_nothing_below_the_headings(self) -> None:
        with pytest.raises(WorkbookEmpty):
            read_sheet(workbook(HEADINGS), FORM)

    def test_columns_beyond_the_limit_are_not_there(self) -> None:
        with pytest.raises(ColumnsMissing):
            read_sheet(workbook(("单位", *[None] * 10, "日期"), ("T01", *[None] * 10, "2026-03-05")), FORM)


class TestKeyed:
    FORM = SheetForm(
        title=("填报", "Facts"),
        columns=(Column("subject_code", "代码", "code", is_required=True), Column("IT-1", "考核项一", "Item one")),
        is_keyed=True,
    )

    def test_columns_are_known_by_their_keys_alone(self) -> None:
        content = workbook(("任意标题", "代码"), ("IT-1", "subject_code"), (3, "T01"))
        sheet = read_sheet(content, self.FORM)
        assert (sheet.header.number, sheet.rows[0].values, sheet.faults) == (
            2,
            {"subject_code": "T01", "IT-1": "3"},
            [],
        )

    def test_a_key_may_hold_a_slash(self) -> None:
        form = SheetForm(
            ("填报", "Facts"), (Column("code", "代码", "code"), Column("IT-1/a~b", "一", "One", COUNT)), is_keyed=True
        )
        sheet = read_sheet(workbook(("代码", "一"), ("code", "IT-1/a~b"), ("T01", "x")), form)
        located = sheet.locate(3, sheet.rows[0].faults[0])
        assert (located.cell, located.column, located.code) == ("B3", "一", "number_expected")

    def test_a_template_without_its_keys_is_refused(self) -> None:
        with pytest.raises(ColumnsMissing) as refused:
            read_sheet(workbook(("代码", "考核项一"), ("T01", 3)), self.FORM)
        assert refused.value.sentences[0].startswith("第二行（列代码，请勿删除）缺少列：代码。")

    def test_a_column_that_nobody_knows_or_that_stands_there_twice_is_told(self) -> None:
        content = workbook(("",), ("subject_code", "IT-1", "IT-9", "IT-1"), ("T01", 3, 4, 5))
        faults = read_sheet(content, self.FORM).faults
        assert [(fault.cell, fault.column, fault.code) for fault in faults] == [
            ("C2", "IT-9", "unknown_column"),
            ("D2", "IT-1", "column_twice"),
        ]


class Entry(BaseModel):
    unit: str = Field(max_length=5)
    day: date
    count: int = 1


class TestJudging:
    def test_a_row_becomes_what_the_api_takes(self) -> None:
        (row,) = read_sheet(workbook(HEADINGS, ("T01", "2026-03-05")), FORM).rows
        assert judge_row(row, Entry) == Entry(unit="T01", day=date(2026, 3, 5))
        assert judge_row(row, Entry, {**row.values, "unit": "T02"}) == Entry(unit="T02", day=date(2026, 3, 5))

    def test_or_says_all_that_is_wrong(self) -> None:
        unread, unfit = read_sheet(workbook(HEADINGS, ("T01", "x"), ("T00001", None)), FORM).rows
        faults = judge_row(unread, Entry)
        assert isinstance(faults, list)
        assert [fault.pointer for fault in faults] == ["/day"]
        faults = judge_row(unfit, Entry)
        assert isinstance(faults, list)
        assert {fault.pointer for fault in faults} == {"/unit", "/day"}

    def test_later_rows_of_one_key_name_the_first(self) -> None:
        assert find_repeats([(2, "a"), (3, "b"), (5, "a"), (9, "a")]) == {5: 2, 9: 2}
