"""Before computing: which classes it would be of, and what is missing first, by the rules of the computing itself."""

from typing import Any

import httpx

from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from tests.appraisal.county import (
    API,
    DAILY_BINDING,
    DAILY_SCHEME,
    LEADER_SCHEME,
    Office,
    good,
    refused,
    scheme,
    values,
    values_closed,
)
from tests.support.clock import YEAR
from tests.support.events import letter_standing


async def look(office: Office, kind: str = "unit") -> Any:
    return (await good(office.author.get(f"{API}/result-readiness?year={YEAR}&subject_kind={kind}")))["schemes"]


async def test_only_who_computes_looks(office: Office, anonymous: httpx.AsyncClient) -> None:
    address = f"{API}/result-readiness?year={YEAR}&subject_kind=unit"
    assert (await anonymous.get(address)).status_code == 401
    assert await refused(office.committee.get(address)) == (403, "not_permitted")
    assert await refused(office.head("T01").get(address)) == (403, "not_permitted")
    assert await look(office) == []


async def test_what_is_missing_is_told_in_its_order(office: Office, appraisal: Service) -> None:
    await office.issued(scheme("townships", DAILY_SCHEME, DAILY_BINDING, "township-1", "township-2"))
    [seen] = await look(office)
    assert [(row["class_code"], row["subjects"], row["state"]) for row in seen["classes"]] == [
        ("township-1", 5, None),
        ("township-2", 2, None),
    ]
    assert [(gap["class_code"], gap["item_code"], gap["code"], gap["count"]) for gap in seen["gaps"]] == [
        ("township-1", "revenue", "round_open", 0),
        ("township-2", "revenue", "round_open", 0),
    ]
    assert seen["gaps"][0]["source"] == "indicator"
    assert (seen["action"]["name"], seen["action"]["allowed"]) == ("compute", False)

    await office.hear(ServiceName.TARGETS, values_closed("township-1", "township-2"))
    await office.hear(ServiceName.TARGETS, values(T01="100", T02="100", T03="100", T06="90", T07="80"))
    [seen] = await look(office)
    [gap] = seen["gaps"]
    assert (gap["class_code"], gap["item_code"], gap["code"], gap["count"]) == (
        "township-1",
        "revenue",
        "missing_fact",
        2,
    )
    assert {name[:3] for name in gap["subjects"]} == {"T04", "T05"}

    await office.hear(ServiceName.TARGETS, values(T04="98", T05="95"))
    [seen] = await look(office)
    assert (seen["gaps"], seen["action"]) == ([], {"name": "compute", "allowed": True, "reason": None})
    async with letter_standing(appraisal):
        [held] = await look(office)
        assert held["action"]["allowed"] is False
    assert (await good(office.author.get(f"{API}/results")))["items"] == [], "looking computes nothing"


async def test_what_is_approved_is_not_computed_any_more(office: Office) -> None:
    ids = await office.compute()
    [seen] = await look(office)
    assert {row["result_id"] for row in seen["classes"]} == {*ids}
    assert ({row["state"] for row in seen["classes"]}, seen["action"]["allowed"]) == ({"computed"}, True)
    await office.step("approve", ids)
    [seen] = await look(office)
    assert ({row["state"] for row in seen["classes"]}, seen["action"]["allowed"]) == ({"approved"}, False)


async def test_cadres_wait_for_their_units(office: Office) -> None:
    binding = {"team": {"source": "unit_result"}, "own": {"source": "manual", "owner": "organisation_department"}}
    await office.issued(scheme("leading", LEADER_SCHEME, binding, "chief-township-1", subject_kind="cadre"))
    [seen] = await look(office, "cadre")
    call = office.author.post(f"{API}/results:compute", json={"year": YEAR, "subject_kind": "cadre"})
    answer = await call
    assert answer.json()["code"] == "unit_results_missing"
    assert (seen["action"]["allowed"], seen["action"]["reason"]) == (False, answer.json()["detail"])
