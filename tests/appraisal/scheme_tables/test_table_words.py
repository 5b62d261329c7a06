"""The table that says a scheme in the office's words and is read back. Pure."""

import copy
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from hengjian.appraisal.scheme_documents.differences import compare_schemes
from hengjian.appraisal.scheme_documents.notation import mean_the_same
from hengjian.appraisal.scheme_tables.merging import Merged, list_rows, merge_table
from hengjian.appraisal.scheme_tables.workbook import Table, TableRow, read_workbook, write_workbook
from hengjian.appraisal.schemes.examining import judge_document
from hengjian.kit.language import Language
from tests.appraisal.sample_schemes import BINDING, DOCUMENT, edition, trees

LANGUAGES: tuple[Language, ...] = ("zh", "en")


def through_excel(rows: list[dict[str, str]], language: Language = "zh") -> Table:
    return read_workbook(write_workbook(rows, language))


def merged(change: dict[str, dict[str, str]], *, without: str | None = None) -> Merged:
    """The table of the document above with other cells, by code and column."""
    rows = [
        {**row, **change.get(row["code"], {})} for row in list_rows(DOCUMENT, BINDING, "zh") if row["code"] != without
    ]
    return merge_table(through_excel(rows), DOCUMENT, BINDING)


def changes(result: Merged) -> list[tuple[str, str, str | None, str | None]]:
    assert result.faults == []
    found = compare_schemes(edition(DOCUMENT), edition(result.document, result.binding), "zh")
    return [(change.code, change.what, change.old, change.new) for change in found]


def faults(result: Merged) -> set[tuple[int | None, str | None, str]]:
    return {(fault.row, fault.column, fault.code) for fault in result.faults}


class TestEveryCase:
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("scheme", trees())
    def test_an_unedited_table_changes_nothing(self, scheme: Any, language: Language) -> None:
        before = copy.deepcopy(scheme)
        result = merge_table(through_excel(list(list_rows(scheme, {}, language)), language), scheme, {})
        assert (result.faults, result.document, scheme) == ([], before, before)

    @pytest.mark.parametrize("scheme", [case for case in trees() if not judge_document(case.values[0])])
    def test_a_table_read_without_the_scheme_says_the_same(self, scheme: Any) -> None:
        """What is written is enough: nothing rests on what was there before."""
        bare = {**scheme, "root": {"code": "other", "rule": {"type": "given"}}}
        result = merge_table(through_excel(list(list_rows(scheme, {}, "zh"))), bare, {})
        assert result.faults == []
        assert mean_the_same(result.document, scheme)


class TestTable:
    def test_cells_of_a_row(self) -> None:
        result = merged(
            {"revenue": {"points": "55.50", "parameters": "计量口径：完成率\n分档：90~ = 55.5", "owner": ""}}
        )
        assert changes(result) == [
            ("revenue", "points", "60", "55.50"),
            ("revenue", "owner", "财政局", None),
            ("revenue", "parameter", "90~ = 60; ~ = 7", "90~ = 55.5"),
        ]
        assert result.document["root"]["parts"][1]["parts"][0]["rule"]["of"] == "rate"

    def test_a_source(self) -> None:
        result = merged({"daily": {"details": "扣分条款：VISIT-1，*"}, "revenue": {"source": "", "details": ""}})
        assert result.faults == []
        assert result.binding == {"daily": {"source": "deductions", "rule_codes": ["VISIT-1", "*"]}}

    def test_a_row_left_out_is_removed_and_another_code_is_added(self) -> None:
        assert changes(merged({}, without="daily")) == [("daily", "removed", "40 · 倒扣分", None)]
        result = merged({"daily": {"code": "visits", "parent": "targets", "weight": "40"}})
        assert [change[:2] for change in changes(result)] == [
            ("visits", "added"), ("visits", "source"), ("daily", "removed"),
        ]  # fmt: skip

    def test_a_number_that_excel_made_is_read_by_its_shortest_name(self) -> None:
        book = load_workbook(BytesIO(write_workbook(list(list_rows(DOCUMENT, BINDING, "zh")), "zh")))
        sheet = book.worksheets[0]
        sheet["F3"], sheet["F5"], sheet["G5"] = 40.0, 0.1 + 0.7, 1.0e-7
        kept = BytesIO()
        book.save(kept)
        result = merge_table(read_workbook(kept.getvalue()), DOCUMENT, BINDING)
        assert changes(result) == [
            ("revenue", "points", "60", "0.7999999999999999"), ("revenue", "weight", "60", "0.0000001"),
        ]  # fmt: skip
        assert result.document["root"]["parts"][0]["points"] == "40"

    @pytest.mark.parametrize(
        ("change", "fault"),
        [
            ({"revenue": {"points": "十"}}, (5, "points", "unreadable")),
            ({"revenue": {"rule": "随意"}}, (5, "rule", "unknown_rule")),
            ({"revenue": {"rule": ""}}, (5, "rule", "rule_needed")),
            ({"revenue": {"parameters": "天气：晴"}}, (5, "parameters", "unknown_parameter")),
            ({"revenue": {"parameters": "计量口径：完成率\n计量口径：差额"}}, (5, "parameters", "said_twice")),
            ({"revenue": {"parameters": "计量口径"}}, (5, "parameters", "no_value")),
            ({"revenue": {"source": "听说"}}, (5, "source", "unknown_source")),
            ({"revenue": {"details": "天气：晴"}}, (5, "details", "unknown_detail")),
            ({"revenue": {"source": "责任单位评定", "details": "评定人：县长"}}, (5, "details", "unreadable")),
            ({"revenue": {"code": ""}}, (5, "code", "code_needed")),
            ({"revenue": {"code": "daily"}}, (5, "code", "duplicate_code")),
            ({"revenue": {"parent": "nowhere"}}, (5, "parent", "unknown_group")),
            ({"revenue": {"parent": "daily"}}, (5, "parent", "not_a_group")),
            ({"revenue": {"parent": ""}}, (5, "parent", "second_total")),
            ({"total": {"parent": "targets"}}, (None, None, "no_total")),
            ({"targets": {"parent": "targets"}}, (4, "parent", "in_a_circle")),
            ({"targets": {"points": "5"}}, (4, "points", "not_for_this_row")),
            ({"targets": {"rule": "加分"}}, (4, "rule", "group_with_rule")),
            ({"targets": {"source": "扣分"}}, (4, "source", "group_with_source")),
        ],
    )
    def test_faults_have_row_and_column(
        self, change: dict[str, dict[str, str]], fault: tuple[int | None, str | None, str]
    ) -> None:
        assert fault in faults(merged(change))

    def test_a_formula_is_no_value(self) -> None:
        book = load_workbook(BytesIO(write_workbook(list(list_rows(DOCUMENT, BINDING, "en")), "en")))
        book.worksheets[0]["F3"] = "=20+20"
        kept = BytesIO()
        book.save(kept)
        assert (3, "points", "formula") in faults(merge_table(read_workbook(kept.getvalue()), DOCUMENT, BINDING))

    def test_what_excel_takes_for_a_truth_value_is_yes_or_no_and_nothing_else(self) -> None:
        book = load_workbook(BytesIO(write_workbook(list(list_rows(DOCUMENT, BINDING, "zh")), "zh")))
        sheet = book.worksheets[0]
        sheet["K5"], sheet["R3"] = True, True
        kept = BytesIO()
        book.save(kept)
        result = merge_table(read_workbook(kept.getvalue()), DOCUMENT, BINDING)
        assert faults(result) == {(3, "note", "text_expected")}
        sheet["R3"] = None
        kept = BytesIO()
        book.save(kept)
        result = merge_table(read_workbook(kept.getvalue()), DOCUMENT, BINDING)
        assert result.document["root"]["parts"][1]["parts"][0]["times_coefficient"] is True

    def test_a_column_that_was_taken_out_says_nothing(self) -> None:
        table = through_excel(list(list_rows(DOCUMENT, BINDING, "zh")))
        rows = [
            TableRow(
                row.number,
                {key: text for key, text in row.cells.items() if key not in {"owner", "source", "details"}},
            )
            for row in table.rows
        ]  # fmt: skip
        result = merge_table(Table(rows, table.letters), DOCUMENT, BINDING)
        assert (result.document, result.binding) == (DOCUMENT, BINDING)
