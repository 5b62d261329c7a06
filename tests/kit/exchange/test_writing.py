"""Workbooks written: what is written can be read again by the same form, and offers its lists."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.kit.exchange.annotations import GOOD, UNFIT, Fate, RowFates, annotate_workbook
from hengjian.kit.exchange.cells import NUMBER
from hengjian.kit.exchange.columns import Column, SheetForm
from hengjian.kit.exchange.errors import TextTooLong
from hengjian.kit.exchange.sheet_writer import (
    ChoiceList,
    Emphasis,
    new_book,
    refuse_oversized,
    write_notes,
    write_table,
    write_template,
)
from hengjian.kit.exchange.sheets import read_sheet
from hengjian.kit.exchange.workbooks import save_workbook
from hengjian.kit.language import Language
from hengjian.kit.problems.problems import ProblemFieldError
from hengjian.kit.spreadsheets.errors import WorkbookTooLarge
from hengjian.kit.texts import find_unseen
from tests.kit.exchange.forms import FORM, HEADINGS, opened, saved, sheet_of, texts, workbook

LANGUAGES: list[Language] = ["zh", "en"]
cell_texts = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20).filter(
    lambda text: find_unseen(text) is None
)


def table(form: SheetForm, rows: Sequence[dict[str, str | int | Decimal | None]], language: Language = "zh") -> bytes:
    book, sheet = new_book("x")
    write_table(sheet, form, rows, language)
    return save_workbook(book)


class TestTable:
    @given(
        st.lists(st.tuples(cell_texts, cell_texts), min_size=1, max_size=5), st.booleans(), st.sampled_from(LANGUAGES)
    )
    def test_what_is_written_is_read_again(
        self, rows: list[tuple[str, str]], is_keyed: bool, language: Language
    ) -> None:
        columns = (Column("unit", "单位", "Unit", is_required=True), Column("note", "备注", "Note"))
        form = SheetForm(("表", "Table"), columns, is_keyed=is_keyed)
        read = read_sheet(table(form, [{"unit": unit, "note": note} for unit, note in rows], language), form)
        assert [(row.values["unit"], row.values["note"]) for row in read.rows] == rows
        assert (read.header.number, read.faults) == (2 if is_keyed else 1, [])

    def test_no_text_becomes_a_formula(self) -> None:
        (row,) = read_sheet(table(FORM, [{"unit": "=1+1", "day": "2026-03-05"}]), FORM).rows
        assert row.values["unit"] == "=1+1"

    def test_numbers_are_exact(self) -> None:
        form = SheetForm(("表", "Table"), (Column("score", "得分", "Score", NUMBER),))
        assert read_sheet(table(form, [{"score": Decimal("97.30")}]), form).rows[0].values == {"score": "97.3"}

    def test_rows_that_matter_stand_out(self) -> None:
        book, sheet = new_book("x")
        rows = [{"unit": "a", "told": "x"}, {"unit": "b"}, {"unit": "c"}]
        stress = {"b": Emphasis.BOLD, "c": Emphasis.MARKED}
        write_table(sheet, FORM, rows, "zh", emphasis=lambda row: stress.get(str(row["unit"])), frozen_columns=1)
        written = sheet_of(opened(saved(book)))
        assert [written.cell(number, 1).font.bold for number in (2, 3, 4)] == [False, True, False]
        assert written.cell(4, 2).fill.fgColor.rgb != written.cell(3, 2).fill.fgColor.rgb
        assert written.cell(2, 6).fill.fgColor.rgb == "00F2F2F2"
        assert written.freeze_panes == "B2"

    def test_what_tells_whose_row_it_is_looks_like_what_is_only_shown_and_is_read(self) -> None:
        form = SheetForm(
            ("表", "Table"), (Column("unit", "单位", "Unit", is_given=True), Column("note", "备注", "Note"))
        )
        content = table(form, [{"unit": "T01", "note": "x"}])
        sheet = sheet_of(opened(content))
        assert [sheet.cell(row, 1).fill.fgColor.rgb for row in (1, 2)] == ["00F2F2F2", "00F2F2F2"]
        assert sheet.cell(1, 2).fill.fgColor.rgb == "00DCE6F1"
        assert read_sheet(content, form).rows[0].values == {"unit": "T01", "note": "x"}

    def test_what_could_not_be_read_back_is_not_handed_out(self) -> None:
        row = {"unit": "x" * 32_767}
        refuse_oversized(FORM, [row] * FORM.max_rows)
        many = tuple(Column(f"c{number}", "列", "Column") for number in range(11))
        for form, rows, problem, limit in (
            (FORM, [row] * (FORM.max_rows + 1), WorkbookTooLarge, "20 行"),
            (FORM, [{"unit": "x" * 32_768}], TextTooLong, "32767 字"),
            (SheetForm(FORM.title, many, max_columns=10), [], WorkbookTooLarge, "10 列"),
        ):
            with pytest.raises(problem) as refused:
                refuse_oversized(form, rows)
            assert (refused.value.status, limit in refused.value.sentences[0]) == (413, True)

    def test_notes_stand_on_a_sheet_of_their_own(self) -> None:
        book, _ = new_book("x")
        write_notes(book, "填写说明", [("标题",), ("单位", "写代码或名称")], (20, 60))
        notes = opened(saved(book))["填写说明"]
        assert [[cell.value for cell in line] for line in notes.iter_rows()] == [
            ["标题", None],
            ["单位", "写代码或名称"],
        ]


class TestTemplate:
    LISTS: ClassVar = {"unit": ChoiceList(("单位's", "Units"), [("T01", "青岭镇"), ("T02", "东溪镇")], taken=1)}

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_filled_in_it_is_read(self, language: Language) -> None:
        book = opened(write_template(FORM, self.LISTS, language))
        filled: list[Any] = ["青岭镇", "2026-03-05", 3]
        for place, value in enumerate(filled, start=1):
            sheet_of(book).cell(2, place).value = value
        (row,) = read_sheet(saved(book), FORM).rows
        assert row.values == {"unit": "青岭镇", "day": "2026-03-05", "count": 3}

    def test_stars_and_formats_and_lists(self) -> None:
        book = opened(write_template(FORM, self.LISTS, "zh"))
        sheet = sheet_of(book)
        assert [cell.value for cell in sheet[1]] == ["单位*", "日期*", "数量", "系数", "干部", "说明（只读）"]
        assert (sheet["B2"].number_format, sheet["A2"].number_format) == ("yyyy-mm-dd", "@")
        (choice,) = sheet.data_validations.dataValidation
        assert (choice.formula1, str(choice.sqref)) == ("'单位''s'!$B$1:$B$2", "A2:A21")
        assert list(book["单位's"].iter_rows(values_only=True)) == [("T01", "青岭镇"), ("T02", "东溪镇")]

    def test_short_lists_stand_in_the_rule_and_long_ones_on_a_sheet(self) -> None:
        few, many = (("是", "yes"), ("否", "no")), tuple((f"很长的一个选择{n:03d}", f"choice {n}") for n in range(40))
        columns = (Column("few", "甲", "A", choices=few), Column("many", "乙", "B", choices=many))
        book = opened(write_template(SheetForm(("表", "Table"), columns), {}, "zh"))
        formulas = [choice.formula1 for choice in sheet_of(book).data_validations.dataValidation]
        assert formulas == ['"是,否"', "'乙'!$A$1:$A$40"]
        assert book["乙"].max_row == 40

    def test_an_empty_list_offers_nothing(self) -> None:
        book = opened(write_template(FORM, {"unit": ChoiceList(("单位", "Units"), [])}, "zh"))
        assert sheet_of(book).data_validations.dataValidation == []
        assert book.sheetnames == ["登记"]


@dataclass
class Judged:
    row: int
    status: str
    errors: list[ProblemFieldError] = field(default_factory=list)
    number: str | None = None
    notes: list[str] = field(default_factory=list)


@dataclass
class Outcome:
    items: list[Judged]
    dry_run: bool = False


class TestHandedBack:
    FATES = RowFates(
        done={"created": Fate(("已记录", "recorded"), GOOD), "refused": Fate(("未记录", "not recorded"), UNFIT)},
        preview={"created": Fate(("可以记录", "can be"), GOOD), "refused": Fate(("不能记录", "cannot be"), UNFIT)},
        is_numbered=True,
    )
    FAULT = ProblemFieldError(pointer="/day", code="x", message="不对")

    def annotated(self, content: bytes, outcome: Outcome, language: Language = "zh") -> bytes:
        return annotate_workbook(content, FORM, self.FATES, outcome, language)

    def test_the_users_own_file_with_what_became_of_each_row(self) -> None:
        content = workbook(["标题"], HEADINGS, ("T01", "2026-03-05"), (), ("T02", "x", "=1+1"))
        read = texts(
            self.annotated(content, Outcome([Judged(3, "created", number="K-1"), Judged(5, "refused", [self.FAULT])]))
        )
        assert read[1] == [*HEADINGS, "结果", "记录编号", "原因"]
        assert read[2][5:] == ["已记录", "K-1", None]
        assert read[4] == ["T02", "x", "=1+1", None, None, "未记录", None, "日期：不对"]

    def test_in_english_and_only_judged(self) -> None:
        content = workbook(HEADINGS, ("T01", "x"))
        answer = self.annotated(content, Outcome([Judged(2, "refused", [self.FAULT])], dry_run=True), "en")
        assert texts(answer)[0][5:] == ["Result", "Record number", "Reason"]
        assert texts(answer)[1][5:] == ["cannot be", None, "Day: 不对"]

    def test_a_fault_of_no_column_is_told_alone(self) -> None:
        fault = ProblemFieldError(pointer="", code="x", message="整行不行")
        answer = self.annotated(workbook(HEADINGS, ("T01", "x")), Outcome([Judged(2, "refused", [fault])]))
        assert texts(answer)[1][7] == "整行不行"

    def test_twice_the_columns_stay_three_and_the_sum_is_the_last(self) -> None:
        first = self.annotated(workbook(HEADINGS, ("T01", "x")), Outcome([Judged(2, "refused", [self.FAULT])]))
        second = self.annotated(first, Outcome([Judged(2, "created", number="K-2")]), "zh")
        assert texts(second) == [
            [*HEADINGS, "结果", "记录编号", "原因"],
            ["T01", "x", None, None, None, "已记录", "K-2", None],
        ]
        summary = opened(second)["导入小结"]
        assert [[cell.value for cell in line] for line in summary.iter_rows()] == [["已记录", 1], ["未记录", 0]]

    def test_what_the_user_wrote_or_merged_beside_the_table_stays(self) -> None:
        book = opened(workbook(HEADINGS, ("T01", "x"), ("T02", "x")))
        sheet = sheet_of(book)
        sheet.cell(2, 7, "附注")
        sheet.merge_cells("G2:G3")
        read = texts(self.annotated(saved(book), Outcome([Judged(2, "created"), Judged(3, "refused", [self.FAULT])])))
        assert read == [
            [*HEADINGS, None, None, "结果", "记录编号", "原因"],
            ["T01", "x", None, None, None, None, "附注", "已记录", None, None],
            ["T02", "x", None, None, None, None, None, "未记录", None, "日期：不对"],
        ]

    @pytest.mark.parametrize("merged", ["F1:H1", "F2:G2", "H2:K3", "F1:F3", "E3:F3", "A4:H4"])
    def test_whatever_was_merged_each_row_gets_its_answer(self, merged: str) -> None:
        """First in a file without our columns, then in one that has them."""
        content = workbook(HEADINGS, ("T01", "x"), ("T02", "x"))
        judged = Outcome([Judged(2, "created", number="K-1"), Judged(3, "refused", [self.FAULT])])
        for file in (content, self.annotated(content, judged)):
            book = opened(file)
            sheet_of(book).merge_cells(merged)
            read = texts(self.annotated(saved(book), judged))
            places = [read[0].index(name) for name in ("结果", "记录编号", "原因")]
            assert [[line[place] for place in places] for line in read[1:3]] == [
                ["已记录", "K-1", None],
                ["未记录", None, "日期：不对"],
            ]
            assert [line[:2] for line in read[:3]] == [["单位", "日期"], ["T01", "x"], ["T02", "x"]]
            assert read[0].count("结果") == 1

    def test_a_title_merged_over_the_whole_sheet_stays(self) -> None:
        book = opened(workbook(["标题"], HEADINGS, ("T01", "x")))
        sheet_of(book).merge_cells("A1:J1")
        sheet = sheet_of(opened(self.annotated(saved(book), Outcome([Judged(3, "created")]))))
        assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A1:J1"]
        assert [sheet.cell(2, place).value for place in (6, 7, 8)] == ["结果", "记录编号", "原因"]

    def test_our_columns_beyond_the_readable_ones_are_found_again(self) -> None:
        own = [f"自己的列{number}" for number in range(6, FORM.max_columns + 1)]
        once = self.annotated(workbook((*HEADINGS, *own), ("T01", "x")), Outcome([Judged(2, "created")]))
        again = self.annotated(once, Outcome([Judged(2, "created")]))
        assert texts(again)[0] == [*HEADINGS, *own, "结果", "记录编号", "原因"]

    def test_a_cell_in_the_last_column_of_all_is_no_obstacle(self) -> None:
        book = opened(workbook(HEADINGS, ("T01", "x")))
        sheet_of(book).cell(1, 16_384, "远")
        sheet = sheet_of(opened(self.annotated(saved(book), Outcome([Judged(2, "created")]))))
        assert (sheet.cell(1, 6).value, sheet.cell(1, 16_384).value, sheet.max_column) == ("结果", "远", 16_384)
