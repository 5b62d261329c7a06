"""Behind every kind of fact a record in a sentence with its numbers; of evaluations and ballots count and mean, no
more."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
import pytest_asyncio

from hengjian.contracts.events import PlanIssued, PlannedTarget
from hengjian.contracts.roles import Role
from hengjian.kit.settings import ServiceName
from hengjian.kit.time.clock import office_today
from tests.appraisal.county import API, CLASS_ONE, Office, good, members, refused, scheme, values, values_closed
from tests.support.clock import YEAR

PLAN = UUID("00000000-0000-7000-8000-00000000000a")
TEAMS = {"verify": members("审核甲"), "score": members("评分甲", "评分乙"), "monitor": members("监督甲")}
VALUES = {"good": "100", "fair": "70", "bad": "30"}


def item(code: str, kind: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "name": code, "points": "100", "rule": {"type": kind, **more}}


DOCUMENT = {
    "root": {
        "code": "total",
        "combine": "mean",
        "parts": [
            item("daily", "deductions"),
            item("revenue", "proportional"),
            item("plan", "proportional"),
            item("site", "panel"),
            {**item("leaders", "proportional"), "missing": "exclude"},
            {**item("social", "ballot", values=VALUES), "missing": "exclude"},
            item("own", "given"),
            item("extra", "bonuses"),
        ],
    },
}
BINDING = {
    "daily": {"source": "deductions", "rule_codes": ["*"]},
    "revenue": {"source": "indicator", "indicator_code": "REV"},
    "plan": {"source": "plan_completion"},
    "site": {"source": "sheet"},
    "leaders": {"source": "evaluation_round"},
    "social": {"source": "ballot_round"},
    "own": {"source": "manual", "owner": "organisation_department"},
    "extra": {"source": "bonus_claims", "kinds": ["award"]},
}
CADRES = {
    "root": {
        "code": "total",
        "combine": "sum",
        "parts": [
            {"code": "team", "points": "80", "rule": {"type": "proportional"}},
            {"code": "own", "points": "20", "rule": {"type": "given"}},
            {"code": "conduct", "points": "10", "rule": {"type": "deductions"}},
        ],
    },
}
CADRE_BINDING = {
    "team": {"source": "unit_result"},
    "own": {"source": "manual", "owner": "organisation_department"},
    "conduct": {"source": "deductions", "rule_codes": ["*"]},
}


def of_item(code: str, **more: Any) -> dict[str, Any]:
    entry = {"year": YEAR, "scheme_code": "whole", "item_code": code, "class_codes": ["township-1"]}
    return entry | more


def rows(codes: tuple[str, ...], **more: Any) -> dict[str, Any]:
    return {"rows": [{"subject_code": code, **more} for code in codes]}


@pytest_asyncio.fixture(scope="module", autouse=True)
async def year(office: Office) -> dict[str, str]:
    """A year with a record of every kind; T05 has too few evaluators and votes. Result and sheet ids by name."""
    await office.issued(scheme("whole", DOCUMENT, BINDING, "township-1"))
    targets = tuple(
        PlannedTarget(indicator_code=code, target=Decimal(target), milestones={})
        for code, target in (("REV", 95), ("GDP", 5))
    )
    for code in CLASS_ONE:
        plan_id = PLAN if code == "T01" else uuid4()
        issued = {"plan_id": plan_id, "year": YEAR, "level": "unit", "unit_code": code, "cadre_code": None}
        plan = PlanIssued.model_validate({**issued, "version": 1, "targets": targets})
        await office.hear(ServiceName.TARGETS, plan)
    await office.deduct("T01", "1.5", number="K-0001", count=2, occurred_on=date(YEAR, 3, 5))
    await office.deduct("T01", "1", number="K-0002", cadre_codes=("T01-chief-1",))
    every = values_closed("township-1").model_copy(update={"indicator_codes": ()})
    await office.hear(ServiceName.TARGETS, values(**dict.fromkeys(CLASS_ONE, "96")), every)
    await _fill_sheets(office)
    await _evaluate(office)
    await _vote(office)
    entry = {"year": YEAR, "scheme_code": "whole", "item_code": "own", **rows(CLASS_ONE, score="88")}
    await good(office.organisation.post(f"{API}/manual-scores:batch", json=entry))
    claim = {
        "year": YEAR,
        "unit_code": "T01",
        "kind": "award",
        "matter": "全国文明镇",
        "points": "3",
        "evidence": "文件",
    }
    claimed = await good(office.head("T01").post(f"{API}/bonus-claims", json=claim))
    judgement = {"outcome": "verified", "points": "2.5", "reason": "属实"}
    await good(office.owner.post(f"{API}/bonus-claims/{claimed['id']}:judge", json=judgement))
    results = await office.published()
    await office.issued(scheme("chiefs", CADRES, CADRE_BINDING, "chief-township-1", subject_kind="cadre"))
    chiefs = [{"subject_code": f"{code}-chief-1", "score": "18"} for code in CLASS_ONE]
    entry = {"year": YEAR, "scheme_code": "chiefs", "item_code": "own", "rows": chiefs}
    await good(office.organisation.post(f"{API}/manual-scores:batch", json=entry))
    return {**results, **await office.published("cadre")}


async def _fill_sheets(office: Office) -> None:
    opened = await good(office.author.post(f"{API}/sheet-rounds", json=of_item("site", teams=TEAMS)))
    path = f"{API}/sheet-rounds/{opened['id']}"
    await good(office.verifier.post(f"{path}/sheets:verify", json=rows(CLASS_ONE)))
    for scorer, score in zip(office.scorers, ("90.25", "93.5"), strict=True):
        await good(scorer.post(f"{path}/sheets:score", json=rows(CLASS_ONE, score=score)))
    await good(office.monitor.post(f"{path}/sheets:sign", json=rows(CLASS_ONE)))
    await good(office.author.post(f"{path}:close"))


async def _evaluate(office: Office) -> None:
    opened = await good(office.author.post(f"{API}/evaluation-rounds", json=of_item("leaders")))
    path = f"{API}/evaluation-rounds/{opened['id']}"
    for leader, score in zip(office.leaders, ("91.25", "88", "86"), strict=True):
        await good(leader.put(f"{path}/scores", json={"scores": dict.fromkeys(CLASS_ONE[:4], score)}))
    await good(office.leaders[0].put(f"{path}/scores", json={"scores": {"T05": "73.25"}}))
    await good(office.author.post(f"{path}:close"))


async def _vote(office: Office) -> None:
    entry = of_item("social", options=list(VALUES))
    opened = await good(office.author.post(f"{API}/ballot-rounds", json=entry))
    path = f"{API}/ballot-rounds/{opened['id']}"
    counted = [{"subject_code": code, "votes": {"good": 60, "fair": 40}} for code in CLASS_ONE[:4]]
    counted.append({"subject_code": "T05", "votes": {"good": 2, "bad": 2}})
    await good(office.author.post(f"{path}/counts:batch", json={"batch_number": "A", "rows": counted}))
    await good(office.author.post(f"{path}:close"))


Nodes = dict[str, dict[str, Any]]


async def nodes_of(caller: httpx.AsyncClient, path: str, language: str = "zh-CN") -> Nodes:
    answer = await good(caller.get(path, headers={"Accept-Language": language}))
    return {node["code"]: node for node in answer["nodes"]}


def sentences(node: dict[str, Any]) -> list[str]:
    return [record["sentence"] for record in node["fact_records"]]


def path_of(year: dict[str, str], kind: str, unit: str = "T01") -> str:
    if kind == "standing":
        return f"{API}/standings/{YEAR}/units/{unit}"
    return f"{API}/results/{year['township-1']}/subjects/{unit}"


@pytest.mark.parametrize("kind", ["standing", "result"])
class TestUnits:
    async def test_every_kind_of_fact_has_its_record(self, office: Office, year: dict[str, str], kind: str) -> None:
        nodes = await nodes_of(office.head("T01"), path_of(year, kind))
        kinds = {code: [record["kind"] for record in node["fact_records"]] for code, node in nodes.items()}
        # What an owner enters has no round that closes: it stands in results only.
        own = {"own": ["manual_entry"]} if kind == "result" else {}
        assert kinds == {
            **own,
            "total": [],
            "daily": ["deduction", "deduction"],
            "revenue": ["value"],
            "plan": ["plan", "value", "value"],
            "site": ["sheet"],
            "leaders": ["evaluation_round"],
            "social": ["ballot_round"],
            "extra": ["bonus_claim"],
        }
        for code, node in nodes.items():
            if code != "plan":
                assert [record["id"] for record in node["fact_records"]] == node["records"], code
        assert nodes["plan"]["fact_records"][0]["id"] == str(PLAN)
        sheet = nodes["site"]["fact_records"][0]
        assert (await office.monitor.get(f"{API}/sheets/{sheet['id']}")).json()["round_id"] == sheet["within_id"]

    async def test_in_chinese(self, office: Office, year: dict[str, str], kind: str) -> None:
        nodes = await nodes_of(office.head("T01"), path_of(year, kind))
        assert sentences(nodes["daily"]) == [
            f"{YEAR}-03-05，条款 VISIT-1 每次 1.5 分，2 次，扣 3 分",
            f"{office_today()}，条款 VISIT-1 每次 1 分，扣 1 分",
        ]
        assert [record["number"] for record in nodes["daily"]["fact_records"]] == ["K-0001", "K-0002"]
        assert sentences(nodes["revenue"]) == ["财政收入：完成 96，目标 100，由D01镇填报并经核实"]
        assert sentences(nodes["plan"]) == [
            "下达的年度目标计划",
            "GDP：目标 5，没有核定完成值，未达到",
            "财政收入：目标 95，完成 96，达到",
        ]
        assert sentences(nodes["site"]) == ["年终考评表：2 个评分，经监督组签字"]
        assert nodes["site"]["why"] == "2 个评分去掉 0 个后平均 91.875"
        if kind == "result":
            assert sentences(nodes["own"]) == [f"组织部（组织部）于 {office_today()} 评定 88 分"]
        assert sentences(nodes["extra"]) == ["全国文明镇：加 2.5 分，财政局核定"]
        assert nodes["total"]["why"].startswith("各部分平均：(")

    async def test_in_english(self, office: Office, year: dict[str, str], kind: str) -> None:
        nodes = await nodes_of(office.head("T01"), path_of(year, kind), "en")
        assert sentences(nodes["daily"])[0] == f"{YEAR}-03-05, rule VISIT-1, 1.5 points each, 2 times: 3 points lost"
        assert sentences(nodes["revenue"]) == ["Revenue: actual 96, target 100, entered by D01镇 and confirmed"]
        assert sentences(nodes["plan"])[1:] == [
            "GDP: target 5, no actual, not met",
            "Revenue: target 95, actual 96, met",
        ]
        assert sentences(nodes["leaders"]) == ["3 leaders, mean 88.42"]
        assert nodes["total"]["why"].startswith("mean of the parts: (")

    async def test_it_ends_at_count_and_mean_whoever_reads_it(
        self, office: Office, year: dict[str, str], kind: str
    ) -> None:
        path = path_of(year, kind)
        for reader in (office.head("T01"), office.author, office.committee, office.auditor, office.monitor):
            answer = await reader.get(path)
            nodes = {node["code"]: node for node in answer.json()["nodes"]}
            assert nodes["leaders"]["why"] == "3 位领导评鉴，平均 88.42: 100 × 265.25 ÷ 300，得 88.416667"
            assert nodes["social"]["why"] == "有效票 100 张，平均 88"
            assert sentences(nodes["social"]) == ["共 100 票"]
            for single in ("91.25", "90.25", "93.5"):
                assert single not in answer.text

    async def test_what_too_few_said_stands_nowhere(self, office: Office, year: dict[str, str], kind: str) -> None:
        """One leader gave 73.25, and four votes make 65: neither is a score, a record or part of a sum."""
        for reader in (office.head("T05"), office.author, office.committee, office.auditor, office.monitor):
            answer = await reader.get(path_of(year, kind, "T05"))
            nodes = {node["code"]: node for node in answer.json()["nodes"]}
            for code in ("leaders", "social"):
                assert (nodes[code]["score"], nodes[code]["weighted"], nodes[code]["records"]) == (None, None, [])
                assert nodes[code]["why"] == "缺项，按规定不计"
                assert sentences(nodes[code]) == []
            assert nodes["total"]["score"] is not None, "a small group stops nobody's total"
            assert "73.25" not in answer.text
            assert '"65' not in answer.text

    async def test_a_neighbour_s_stays_with_the_neighbour(
        self, office: Office, year: dict[str, str], kind: str
    ) -> None:
        for code in ("T02", "T06"):
            assert await refused(office.head(code).get(path_of(year, kind))) == (404, "not_found")


class TestCadres:
    async def test_down_to_the_unit_s_sealed_result(self, office: Office, year: dict[str, str]) -> None:
        path = f"{API}/results/{year['chief-township-1']}/subjects/T01-chief-1"
        for reader in (office.cadre("T01", "T01-chief-1"), office.organisation, office.committee):
            nodes = await nodes_of(reader, path)
            [unit] = nodes["team"]["fact_records"]
            assert (unit["kind"], unit["id"], unit["subject_code"]) == ("unit_result", year["township-1"], "T01")
            assert unit["sentence"].startswith("T01镇考核得分 ")
            assert sentences(nodes["own"]) == [f"组织部（组织部）于 {office_today()} 评定 18 分"]
            assert [record["number"] for record in nodes["conduct"]["fact_records"]] == ["K-0002"]
        own = office.cadre("T01", "T01-chief-1")
        assert (await own.get(f"{API}/results/{year['township-1']}/subjects/T01")).status_code == 200

    async def test_another_cadre_s_stays_with_the_other(self, office: Office, year: dict[str, str]) -> None:
        path = f"{API}/results/{year['chief-township-1']}/subjects/T01-chief-1"
        for reader in (office.cadre("T02", "T02-chief-1"), office.head("T02"), office.owner):
            assert await refused(reader.get(path)) == (404, "not_found")


class TestSheets:
    async def test_single_scores_are_for_monitoring_and_audit(self, office: Office) -> None:
        for reader in (office.monitor, office.auditor):
            [first, *_] = (await good(reader.get(f"{API}/sheets")))["items"]
            assert (first["scores"], first["score_count"], first["mean_score"]) == (["90.25", "93.5"], 2, "91.88")
        for reader in (office.author, office.verifier, office.scorers[0]):
            answer = await reader.get(f"{API}/sheets")
            first = answer.json()["items"][0]
            assert (first["scores"], first["score_count"], first["mean_score"]) == (None, 2, "91.88")
            assert "93.5" not in answer.text
        assert await refused(office.people.person(Role.UNIT_HEAD, unit="T01").get(f"{API}/sheets")) == (
            403,
            "not_permitted",
        )
