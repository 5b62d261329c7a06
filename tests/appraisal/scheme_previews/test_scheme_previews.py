"""A draft while it is being written: findings, sums, differences, and what a rule makes of facts."""

import copy
from typing import Any

import httpx
import pytest

from hengjian.appraisal.engine.rules import RULES
from hengjian.appraisal.scheme_previews.previewing import preview_item
from hengjian.contracts.roles import Role
from hengjian.kit.language import Language
from tests.appraisal.county import (
    API,
    DAILY_BINDING,
    DAILY_SCHEME,
    SOMETHING,
    Office,
    good,
    refused,
    scheme,
)

ITEMS: dict[str, dict[str, Any]] = {
    "ballot": {
        "rule": {
            "values": {"good": "100", "fair": "70", "bad": "30"},
            "invalid": ["unknown"],
        }
    },
    "bands": {
        "rule": {
            "bands": [
                {"from": "90", "points": "10"},
                {"from": "80", "to": "90", "points": "7"},
            ]
        }
    },
    "bonuses": {"rule": {"at_most": "3", "kinds": {"award": {"at_most": "2"}, "other": {"at_most": "1"}}}},
    "brackets": {
        "points": "10",
        "rule": {"brackets": [{"width": "10", "per": "0.5"}, {"per": "1/6"}]},
    },
    "count": {"rule": {"per": {"new_project": "5"}}},
    "deductions": {"points": "30", "rule": {}},
    "given": {"points": "50", "rule": {}},
    "panel": {"points": "100", "rule": {"trim": 1}},
    "proportional": {"points": "10", "rule": {}},
    "range": {"rule": {"low": "50", "high": "100"}},
    "rank": {"points": "200", "rule": {"award": "step", "step_percent": "2"}},
    "rank_ballot": {"rule": {"first": "100", "step": "2"}},
    "relative_to_best": {"points": "600", "rule": {}},
    "step": {
        "points": "7",
        "rule": {
            "size": "10",
            "up": "0.5",
            "down": "0.5",
            "max_up": "1",
            "partial": "whole",
        },
    },
    "threshold": {"points": "8", "rule": {"at": "50"}},
    "vote_share": {
        "rule": {
            "share_of": ["good"],
            "bands": [{"from": "60", "points": "9"}, {"points": "5"}],
        }
    },
}


def item(kind: str) -> dict[str, Any]:
    return {"code": "a", **ITEMS[kind], "rule": {"type": kind, **ITEMS[kind]["rule"]}}


class TestSamples:
    def test_every_rule_has_its_own(self) -> None:
        assert ITEMS.keys() == RULES.keys()

    @pytest.mark.parametrize("kind", ITEMS)
    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_they_can_be_scored_and_said(self, kind: str, language: Language) -> None:
        preview = preview_item(item(kind), None, None, None, language)
        assert len({example.score for example in preview.examples}) > 1 or kind == "panel"
        assert all(example.said for example in preview.examples)
        assert preview.own in preview.examples
        assert preview.own.score is not None
        unscored = [example for example in preview.examples if example.score is None]
        assert {error.code for example in unscored for error in example.errors} <= {"no_band"}
        assert all((example.score is None) == bool(example.errors) for example in preview.examples)

    def test_as_people_would_say_it(self) -> None:
        own = preview_item(item("proportional"), None, None, None, "zh").own
        assert (own.said, own.score, own.why) == (
            "完成率 85%",
            "8.500000",
            "10 × 85 ÷ 100，得 8.5",
        )

    def test_a_jump_is_seen_as_one(self) -> None:
        curve = preview_item(item("threshold"), None, None, None, "zh").curve
        jump = next(place for place, point in enumerate(curve) if point.score != "0.000000")
        assert curve[jump].x == "50"
        assert float(curve[jump].x) - float(curve[jump - 1].x) < 0.1

    def test_a_hole_is_a_gap(self) -> None:
        curve = preview_item(item("bands"), None, None, None, "zh").curve
        assert {point.score for point in curve} == {None, "7.000000", "10.000000"}

    def test_what_is_measured_against_others_takes_the_readers_others(self) -> None:
        peers = [{"actual": "1000"}, {"actual": "3000"}]
        preview = preview_item(item("range"), {"actual": "2000"}, peers, None, "zh")
        assert preview.own.score == "75.000000"
        assert preview.peers == peers

    @pytest.mark.parametrize(
        "odd",
        [
            {"type": "bands", "bands": []},
            {"type": "ballot", "values": {}},
            {"type": "count", "per": {}},
            {"type": "vote_share", "share_of": [], "bands": []},
            {
                "type": "step",
                "size": "0.0001",
                "up": "0",
                "down": "-1",
                "partial": "started",
            },
            {"type": "brackets", "brackets": []},
            {
                "type": "range",
                "low": "1",
                "high": "0",
                "ends": {"worst": "5", "best": "5"},
            },
            {"type": "threshold", "at": "9" * 100},
        ],
    )
    def test_odd_rules_break_nothing(self, odd: dict[str, Any]) -> None:
        preview = preview_item({"code": "a", "points": "10", "rule": odd}, {"?": 1}, None, None, "en")
        assert preview.own.score is None


class TestPreviewing:
    async def test_who_may(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        body = {"item": item("threshold")}
        assert await refused(anonymous.post(f"{API}/rules:preview", json=body)) == (
            401,
            "not_signed_in",
        )
        reader = office.people.person(Role.CADRE, unit="T01")
        assert await refused(reader.post(f"{API}/rules:preview", json=body)) == (
            403,
            "not_permitted",
        )

    async def test_a_fact_of_the_readers_own(self, office: Office) -> None:
        body = {
            "item": item("proportional") | {"times_coefficient": True, "cap": "9"},
            "fact": {"actual": "90", "target": "100"},
            "coefficient": "1.05",
        }
        answer = await good(office.author.post(f"{API}/rules:preview", json=body))
        assert (answer["own"]["score"], answer["axis"]) == ("9.000000", "rate")
        assert "乘难度系数 1.05" in answer["own"]["why"]

    async def test_a_fact_that_does_not_fit_is_said_where(self, office: Office) -> None:
        body = {
            "item": item("proportional"),
            "fact": {"actual": "a lot", "target": "100"},
        }
        answer = await good(office.author.post(f"{API}/rules:preview", json=body))
        assert [(e["pointer"], e["code"]) for e in answer["own"]["errors"]] == [("/fact/actual", "not_a_number")]
        assert answer["examples"][0]["score"] == "8.500000"

    async def test_a_peer_that_does_not_fit_too(self, office: Office) -> None:
        body = {
            "item": item("range"),
            "fact": {"actual": "5"},
            "peers": [{"actual": "1"}, {"actual": "?"}],
        }
        answer = await good(office.author.post(f"{API}/rules:preview", json=body))
        assert answer["own"]["errors"][0]["pointer"] == "/peers/1/actual"

    @pytest.mark.parametrize(
        ("broken", "pointer"),
        [
            (
                {"code": "a", "rule": {"type": "threshold", "at": "x"}, "points": "5"},
                "/item/rule/at",
            ),
            ({"code": "a", "rule": {"type": "threshold", "at": "1"}}, "/item/points"),
            (
                {
                    "code": "a",
                    "combine": "sum",
                    "parts": [{"code": "b", "rule": {"type": "given"}}],
                },
                "/item/rule",
            ),
        ],
    )
    async def test_an_item_that_is_none(self, office: Office, broken: dict[str, Any], pointer: str) -> None:
        answer = await office.author.post(f"{API}/rules:preview", json={"item": broken})
        assert (answer.status_code, answer.json()["code"]) == (422, "document_refused")
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


async def drafted(office: Office, code: str) -> dict[str, Any]:
    entry = scheme(code, DAILY_SCHEME, DAILY_BINDING, f"class-of-{code}")
    return await good(office.author.post(f"{API}/schemes", json=entry))


def sketch_of(made: dict[str, Any], **changes: Any) -> dict[str, Any]:
    keys = ("name", "class_codes", "document", "binding", "coefficients", "full_score")
    return {**{key: made[key] for key in keys}, **changes}


class TestExamining:
    async def examine(self, office: Office, made: dict[str, Any], **changes: Any) -> dict[str, Any]:
        body = sketch_of(made, **changes)
        answer: dict[str, Any] = await good(office.author.post(f"{API}/schemes/{made['id']}:examine", json=body))
        return answer

    async def test_who_may(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        made = await drafted(office, "sk1")
        address = f"{API}/schemes/{made['id']}:examine"
        assert await refused(anonymous.post(address, json=sketch_of(made))) == (
            401,
            "not_signed_in",
        )
        assert await refused(office.committee.post(address, json=sketch_of(made))) == (
            403,
            "not_permitted",
        )
        elsewhere = f"{API}/schemes/{SOMETHING}:examine"
        assert await refused(office.author.post(elsewhere, json=sketch_of(made))) == (
            404,
            "not_found",
        )

    async def test_an_untouched_draft_is_found_as_it_is_shown(self, office: Office) -> None:
        made = await drafted(office, "sk2")
        found = await self.examine(office, made)
        assert (found["faults"], found["warnings"]) == (
            made["faults"],
            made["warnings"],
        )
        assert (found["wording"], found["changes"]) == (made["wording"], [])
        assert found["sums"]["/document/root"] == {"worth": "100", "weights": None}
        assert found["sources"]["panel"] == ["sheet"]
        assert found["sources"]["given"] == ["manual"]

    async def test_nothing_is_kept_and_every_difference_is_listed(self, office: Office) -> None:
        made = await drafted(office, "sk3")
        document = copy.deepcopy(DAILY_SCHEME)
        document["root"]["parts"][0]["points"] = "25"
        found = await self.examine(office, made, document=document)
        assert [(c["code"], c["what"], c["old"], c["new"]) for c in found["changes"]] == [
            ("daily", "points", "20", "25")
        ]
        assert found["sums"]["/document/root"]["worth"] == "105"
        assert ("/document/root", "total_not_100") in {(w["pointer"], w["code"]) for w in found["warnings"]}
        kept = await good(office.author.get(f"{API}/schemes/{made['id']}"))
        assert (kept["document"], kept["version"]) == (
            made["document"],
            made["version"],
        )

    async def test_what_is_half_written_is_found_and_not_refused(self, office: Office) -> None:
        made = await drafted(office, "sk4")
        binding = {
            "daily": {"source": "deductions", "rule_codes": []},
            "revenue": {"source": "indicator"},
        }
        found = await self.examine(office, made, binding=binding, name="", class_codes=[], full_score="x")
        pointers = {fault["pointer"] for fault in found["faults"]}
        assert {
            "/name",
            "/class_codes",
            "/full_score",
            "/binding/daily/rule_codes",
            "/binding/revenue/indicator_code",
            "/binding/extra",
        } <= pointers
        assert not {"/binding/daily", "/binding/revenue"} & pointers

    async def test_what_is_no_scheme_yet(self, office: Office) -> None:
        made = await drafted(office, "sk5")
        found = await self.examine(office, made, document={"root": {"parts": 5}}, binding={"x": 5})
        assert found["faults"]
        assert (found["sums"], found["changes"]) == ({}, [])
        empty = {"root": {"code": "total", "combine": "sum", "parts": []}}
        found = await self.examine(office, made, document=empty, binding={})
        assert [fault["pointer"] for fault in found["faults"]] == ["/document/root/parts"]
        assert found["sums"] == {"/document/root": {"worth": "0", "weights": None}}

    async def test_who_answers_for_an_item_is_asked(self, office: Office) -> None:
        made = await drafted(office, "sk6")
        asked = {w["pointer"] for w in made["warnings"] if w["code"] == "item_without_owner"}
        assert asked == {"/document/root/parts/0/owner", "/document/root/parts/2/owner"}
        document = copy.deepcopy(DAILY_SCHEME)
        document["root"]["parts"][0]["owner"] = "T01"
        found = await self.examine(office, made, document=document)
        assert "/document/root/parts/0/owner" not in {w["pointer"] for w in found["warnings"]}
