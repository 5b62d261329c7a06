"""Schemes in the office's words: the comparison, and the table that says a scheme and is read back. Pure."""

import copy
import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from hengjian.appraisal.engine.rules import RULES
from hengjian.appraisal.scheme_documents.differences import Change, Edition, compare_schemes
from hengjian.appraisal.scheme_documents.notation import Unreadable, mean_the_same, read_value, write_value
from hengjian.appraisal.scheme_documents.tree import NoTree, walk_tree
from hengjian.appraisal.scheme_documents.wording import PARAMETER_NAMES, RULE_NAMES
from hengjian.appraisal.scheme_tables.merging import Merged, list_rows, merge_table
from hengjian.appraisal.scheme_tables.workbook import Table, TableRow, read_workbook, write_workbook
from hengjian.appraisal.schemes.examining import judge_document
from hengjian.kit.language import Language

CASES = sorted((Path(__file__).parent / "engine" / "cases").glob("*.json"))
LANGUAGES: tuple[Language, ...] = ("zh", "en")
BINDING: dict[str, dict[str, Any]] = {
    "daily": {"source": "deductions", "rule_codes": ["*"]},
    "revenue": {"source": "indicator", "indicator_code": "REV", "value_name": "annual"},
}
DOCUMENT: dict[str, Any] = {
    "title": "2026 年度考核办法",
    "root": {
        "code": "total",
        "name": "总分",
        "combine": "sum",
        "parts": [
            {"code": "daily", "name": "日常督查", "points": "40", "rule": {"type": "deductions"}},
            {
                "code": "targets",
                "name": "=目标",
                "combine": "weighted",
                "parts": [
                    {
                        "code": "revenue",
                        "name": "财政收入",
                        "weight": "60",
                        "points": "60",
                        "owner": "财政局",
                        "rule": {"type": "bands", "of": "rate", "bands": [{"from": "90", "points": "60"}, {"points": 7}]},
                    }
                ],
            },
        ],
    },
}  # fmt: skip


def edition(document: Any, binding: Any = BINDING, **changes: Any) -> Edition:
    whole: dict[str, Any] = {"name": "甲", "class_codes": ["a"], "coefficients": {"T1": "1.05"}, "full_score": "100"}
    return Edition(**{**whole, "document": document, "binding": binding, **changes})


def trees() -> list[Any]:
    found = []
    for path in CASES:
        scheme = json.loads(path.read_text())["scheme"]
        try:
            walk_tree(scheme)
        except NoTree:
            continue
        found.append(pytest.param(scheme, id=path.stem))
    return found


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

    @pytest.mark.parametrize("scheme", trees())
    def test_a_scheme_does_not_differ_from_itself(self, scheme: Any) -> None:
        assert compare_schemes(edition(scheme), edition(copy.deepcopy(scheme)), "zh") == []


class TestWords:
    def test_every_rule_and_parameter_has_words(self) -> None:
        assert set(RULE_NAMES) == set(RULES)
        keys = {key for rule in RULES.values() for key in (*rule.required, *rule.optional)}
        assert keys - set(PARAMETER_NAMES) == set()

    @pytest.mark.parametrize("kind", RULES)
    @pytest.mark.parametrize("place", [0, 1])
    def test_parameters_of_a_rule_cannot_be_mistaken(self, kind: str, place: int) -> None:
        labels = [PARAMETER_NAMES[key][place] for key in (*RULES[kind].required, *RULES[kind].optional, "note")]
        assert len(set(labels)) == len(labels)
        assert not any(":" in label or "：" in label for label in labels)

    @given(
        st.sampled_from(sorted(PARAMETER_NAMES)),
        st.recursive(
            st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=9)
            | st.sampled_from(["peers", "rate", "1/3", "0.50"]),
            lambda inner: st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["from", "to", "points", "per", "width", "at_most", "x"]), inner, max_size=3),
        ),
        st.sampled_from(LANGUAGES),
    )  # fmt: skip
    def test_whatever_stands_there_can_be_read_back(self, key: str, value: Any, language: Language) -> None:
        assert mean_the_same(read_value(key, write_value(key, value, language)), value)

    @pytest.mark.parametrize(
        ("key", "text", "value"),
        [
            ("bands", "９０～ ＝ 10；80~90=7; ~80 = -1/3", [
                {"from": "90", "points": "10"}, {"from": "80", "to": "90", "points": "7"}, {"to": "80", "points": "-1/3"},
            ]),
            ("brackets", "10 × 0.5; * 10/60", [{"width": "10", "per": "0.5"}, {"per": "10/60"}]),
            ("kinds", "award = 5、其他 = 2", {"award": {"at_most": "5"}, "其他": {"at_most": "2"}}),
            ("ends", "50~100", {"worst": "50", "best": "100"}),
            ("floor_at", "不限", None),
            ("uncapped", "Yes", True),
            ("of", "完成率", "rate"),
        ],
    )  # fmt: skip
    def test_how_an_office_writes_it(self, key: str, text: str, value: Any) -> None:
        assert read_value(key, text) == value

    @pytest.mark.parametrize(
        ("key", "text"),
        [
            ("points", "十"),
            ("points", "1e3"),
            ("bands", "90 = 10"),
            ("brackets", "10"),
            ("of", "大概"),
            ("values", "满意"),
            ("kinds", "award"),
        ],
    )
    def test_what_cannot_be_read_is_said(self, key: str, text: str) -> None:
        with pytest.raises(Unreadable):
            read_value(key, text)


class TestComparing:
    def compare(self, document: Any = DOCUMENT, binding: Any = BINDING, **changes: Any) -> list[Change]:
        return compare_schemes(edition(DOCUMENT), edition(document, binding, **changes), "zh")

    def one(self, *found: Change) -> tuple[str, str, str, str, str | None, str | None]:
        [change] = found
        return change.pointer, change.code, change.what, change.detail, change.old, change.new

    def test_the_same_number_written_otherwise_is_no_change(self) -> None:
        document = copy.deepcopy(DOCUMENT)
        document["root"]["parts"][0]["points"] = 40
        assert self.compare(document, full_score="100.0") == []

    def test_points(self) -> None:
        document = copy.deepcopy(DOCUMENT)
        document["root"]["parts"][0]["points"] = "35.5"
        where = "/document/root/parts/0/points"
        assert self.one(*self.compare(document)) == (where, "daily", "points", "", "40", "35.5")

    def test_a_parameter_in_words(self) -> None:
        document = copy.deepcopy(DOCUMENT)
        document["root"]["parts"][1]["parts"][0]["rule"]["bands"][0]["from"] = "95"
        assert self.one(*self.compare(document))[2:] == ("parameter", "分档", "90~ = 60; ~ = 7", "95~ = 60; ~ = 7")

    def test_another_rule_in_words(self) -> None:
        document = copy.deepcopy(DOCUMENT)
        document["root"]["parts"][0]["rule"] = {"type": "threshold", "at": "50", "direction": "lower"}
        assert self.one(*self.compare(document))[2:] == (
            "rule", "", "倒扣分", "目标完成计分（基准值 50；方向 越低越好）",
        )  # fmt: skip

    def test_moved_added_removed_and_bound(self) -> None:
        document = copy.deepcopy(DOCUMENT)
        parts = document["root"]["parts"]
        parts.insert(0, parts[1]["parts"].pop())
        parts[2]["parts"].append({"code": "new", "points": "5", "rule": {"type": "given"}})
        del parts[1]
        binding = {"revenue": {**BINDING["revenue"], "indicator_code": "TAX"}, "new": {"source": "sheet"}}
        found = {(change.code, change.what, change.old, change.new) for change in self.compare(document, binding)}
        assert found == {
            ("revenue", "moved", "=目标", "总分"),
            ("revenue", "source", "指标（指标代码 REV；取值 annual）", "指标（指标代码 TAX；取值 annual）"),
            ("new", "added", None, "5 · 直接评定"),
            ("new", "source", None, "年终评分表"),
            ("daily", "removed", "40 · 倒扣分", None),
        }

    def test_another_order(self) -> None:
        document = copy.deepcopy(DOCUMENT)
        document["root"]["parts"].reverse()
        found = {(change.code, change.what, change.old, change.new) for change in self.compare(document)}
        assert found == {("daily", "order", "1", "2"), ("targets", "order", "2", "1")}

    def test_the_whole(self) -> None:
        tiers = [{"tier": "advanced", "top": {"share": "0.3"}, "at_least": "85"}]
        found = self.compare({**DOCUMENT, "tiers": tiers}, class_codes=["a", "b"], coefficients={}, full_score=None)
        assert {(change.what, change.detail, change.old, change.new) for change in found} == {
            ("classes", "", "a", "a, b"),
            ("full_score", "", "100", None),
            ("coefficient", "T1", "1.05", None),
            ("whole", "tiers", None, "advanced: 前×0.3, 不低于 85"),
        }


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

    def test_a_column_that_was_taken_out_says_nothing(self) -> None:
        table = through_excel(list(list_rows(DOCUMENT, BINDING, "zh")))
        rows = [
            TableRow(row.number, {key: text for key, text in row.cells.items() if key not in {"owner", "source", "details"}})
            for row in table.rows
        ]  # fmt: skip
        result = merge_table(Table(rows, table.letters), DOCUMENT, BINDING)
        assert (result.document, result.binding) == (DOCUMENT, BINDING)
