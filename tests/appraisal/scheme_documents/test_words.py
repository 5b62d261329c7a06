"""Schemes in the office's words, and what differs between two of them. Pure."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hengjian.appraisal.engine.rules import RULES
from hengjian.appraisal.scheme_documents.differences import Change, compare_schemes
from hengjian.appraisal.scheme_documents.notation import UnreadableError, mean_the_same, read_value, write_value
from hengjian.appraisal.scheme_documents.wording import PARAMETER_NAMES, RULE_NAMES
from hengjian.kit.language import Language
from tests.appraisal.sample_schemes import BINDING, DOCUMENT, edition, trees

LANGUAGES: tuple[Language, ...] = ("zh", "en")


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
            | st.dictionaries(
                st.sampled_from(["from", "to", "points", "per", "width", "at_most", "x"]), inner, max_size=3
            ),
        ),
        st.sampled_from(LANGUAGES),
    )  # fmt: skip
    def test_whatever_stands_there_can_be_read_back(self, key: str, value: Any, language: Language) -> None:
        assert mean_the_same(read_value(key, write_value(key, value, language)), value)

    @pytest.mark.parametrize(
        ("key", "text", "value"),
        [
            ("bands", "９０～ ＝ 10；80~90=7; ~80 = -1/3", [
                {"from": "90", "points": "10"},
                {"from": "80", "to": "90", "points": "7"},
                {"to": "80", "points": "-1/3"},
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
        with pytest.raises(UnreadableError):
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

    @pytest.mark.parametrize("scheme", trees())
    def test_a_scheme_does_not_differ_from_itself(self, scheme: Any) -> None:
        assert compare_schemes(edition(scheme), edition(copy.deepcopy(scheme)), "zh") == []
