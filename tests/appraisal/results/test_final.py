"""Once a result stands: what rests under it, by which name and digest others hear of it."""

from typing import Any

import httpx
import pytest_asyncio
from sqlalchemy import select

from hengjian.contracts.events import UnitChanged, UnitSnapshot
from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from tests.appraisal.county import (
    API,
    CLASS_ONE,
    DAILY_BINDING,
    DAILY_SCHEME,
    LEADER_SCHEME,
    Office,
    good,
    lines_of,
    refused,
    scheme,
    values,
    values_closed,
)
from tests.support.clock import YEAR

STAND = (409, "results_stand")


@pytest_asyncio.fixture(scope="module", autouse=True)
async def year(office: Office) -> None:
    """Two classes of units; revenue makes T01 the first."""
    await office.issued(scheme("townships", DAILY_SCHEME, DAILY_BINDING, "township-1", "township-2"))
    binding = {"team": {"source": "unit_result"}, "own": {"source": "manual", "owner": "organisation_department"}}
    classes = ("chief-township-1", "deputy-township-1", "ordinary:*")
    await office.issued(scheme("cadres", LEADER_SCHEME, binding, *classes, subject_kind="cadre"))
    actuals = {f"T0{number}": str(101 - number) for number in range(1, 8)}
    await office.hear(ServiceName.TARGETS, values(**actuals), values_closed("township-1", "township-2"))


async def propose_veto(office: Office, unit_code: str) -> str:
    entry = {"year": YEAR, "unit_code": unit_code, "veto_code": "safety", "grounds": "事故"}
    return f"{API}/vetoes/{(await good(office.discipline.post(f'{API}/vetoes', json=entry)))['id']}:decide"


async def claim_bonus(office: Office, unit_code: str, matter: str) -> str:
    entry = {"year": YEAR, "unit_code": unit_code, "kind": "award", "matter": matter, "points": "1", "evidence": "文件"}
    claim = await good(office.head(unit_code).post(f"{API}/bonus-claims", json=entry))
    return f"{API}/bonus-claims/{claim['id']}:judge"


def decision(outcome: str) -> dict[str, str]:
    return {"outcome": outcome, "document_number": "县考〔9〕号", "reason": "会议研究"}


def judgement(outcome: str) -> dict[str, str]:
    return {"outcome": outcome, "reason": "材料齐全"}


class TestNothingMoreIsDecided:
    """In the order of the winter."""

    async def test_once_the_committee_has_approved(self, office: Office) -> None:
        ids = await office.compute()
        await office.step("approve", ids)
        veto, bonus = await propose_veto(office, "T01"), await claim_bonus(office, "T02", "平安县")
        assert await refused(office.committee.post(veto, json=decision("decided"))) == STAND
        assert await refused(office.owner.post(bonus, json=judgement("verified"))) == STAND
        await office.step("publish", ids)
        assert await refused(office.committee.post(veto, json=decision("decided"))) == STAND

    async def test_but_by_way_of_a_review_that_makes_a_new_version(self, office: Office) -> None:
        rows = (await good(office.author.get(f"{API}/results?class_code=township-1")))["items"]
        request = {"result_id": rows[0]["id"], "subject_code": "T02", "grounds": "加分漏算"}
        review = await good(office.head("T02").post(f"{API}/reviews", json=request))
        bonus = await claim_bonus(office, "T02", "平安县（复核）")
        await good(office.owner.post(bonus, json=judgement("verified")))
        other_class = await claim_bonus(office, "T06", "平安县")
        assert await refused(office.owner.post(other_class, json=judgement("verified"))) == STAND
        changed = {"outcome": "changed", "reason": "补计加分"}
        await good(office.committee.post(f"{API}/reviews/{review['id']}:decide", json=changed))
        [row] = await office.step("recompute", [rows[0]["id"]])
        assert (row["edition"], lines_of(row)["T02"]["total"]) == (2, "100.20")  # 20 + 0.8 x 99 + 1

    async def test_never_once_it_is_final(self, office: Office) -> None:
        await office.let_days_pass(14)
        rows = (await good(office.author.get(f"{API}/results?subject_kind=unit")))["items"]
        await office.step("finalise", [row["id"] for row in rows])
        veto, bonus = await propose_veto(office, "T03"), await claim_bonus(office, "T04", "平安县")
        assert await refused(office.committee.post(veto, json=decision("decided"))) == STAND
        assert await refused(office.owner.post(bonus, json=judgement("verified"))) == STAND
        assert (await good(office.committee.post(veto, json=decision("declined"))))["state"] == "declined"
        assert (await good(office.owner.post(bonus, json=judgement("refused"))))["state"] == "refused"


class TestTold:
    async def test_the_final_event_names_the_seal_of_its_version(
        self, appraisal: Service, anonymous: httpx.AsyncClient
    ) -> None:
        seals = (await good(anonymous.get(f"{API}/seals?limit=200")))["items"]
        sealed = {(seal["result_id"], seal["edition"]): seal["digest"] for seal in seals}
        outbox = appraisal.database.table("outbox")
        async with appraisal.database.read_session() as session:
            bodies = await session.scalars(select(outbox.c.body).where(outbox.c.name == "results_final"))
            told = [body["event"] for body in bodies]
        assert sorted(event["version"] for event in told) == [1, 2]
        for event in told:
            assert event["digest"] == sealed[event["result_id"], event["version"]]


class TestClassNames:
    async def rename(self, office: Office, name: str, name_en: str | None) -> None:
        snapshot = UnitSnapshot(
            code="T01",
            name="T01镇",
            kind="township",
            class_code="township-1",
            class_name=name,
            class_name_en=name_en,
            class_since=None,
            is_active=True,
        )
        await office.hear(ServiceName.DIRECTORY, UnitChanged(units=(snapshot,)))

    async def test_schemes_name_their_classes_in_both_languages(self, office: Office) -> None:
        await self.rename(office, "一类乡镇", "Townships, class I")
        page = await good(office.author.get(f"{API}/schemes?subject_kind=cadre"))
        assert {entry["code"]: (entry["name"], entry["name_en"]) for entry in page["items"][0]["classes"]} == {
            "chief-township-1": ("一类乡镇正职", "Chiefs of Townships, class I"),
            "deputy-township-1": ("一类乡镇副职", "Deputies of Townships, class I"),
            "ordinary:*": ("各单位一般干部", "Ordinary cadres of each unit"),
        }

    async def test_results_keep_the_name_of_their_time(self, office: Office) -> None:
        everybody = [f"{u}-{g}" for u in (*CLASS_ONE, "T06", "T07") for g in ("ordinary-1", "ordinary-2", "ordinary-3")]
        everybody += [f"{unit}-{group}-1" for unit in CLASS_ONE for group in ("chief", "deputy")]
        rows: list[Any] = [{"subject_code": code, "score": "18"} for code in everybody]
        entry = {"year": YEAR, "scheme_code": "cadres", "item_code": "own", "rows": rows}
        await good(office.organisation.post(f"{API}/manual-scores:batch", json=entry))
        await office.compute("cadre")
        await self.rename(office, "甲类乡镇", None)
        listed = await good(office.organisation.get(f"{API}/results?subject_kind=cadre&limit=200"))
        names = {row["class_code"]: (row["class_name"], row["class_name_en"], row["id"]) for row in listed["items"]}
        assert names["chief-township-1"][:2] == ("一类乡镇正职", "Chiefs of Townships, class I")
        assert names["T03"][:2] == ("T03镇一般干部", "Ordinary cadres of T03镇")
        result_id = names["T03"][2]
        why = await good(office.organisation.get(f"{API}/results/{result_id}/subjects/T03-ordinary-1"))
        assert why["class_name"] == "T03镇一般干部"
        present = await good(office.author.get(f"{API}/standings/{YEAR}/classes/township-1"))
        assert (present["class_name"], present["class_name_en"]) == ("甲类乡镇", "甲类乡镇")
        detail = await good(office.people.person(Role.AUDITOR).get(f"{API}/results/{names['chief-township-1'][2]}"))
        assert detail["class_name_en"] == "Chiefs of Townships, class I"
