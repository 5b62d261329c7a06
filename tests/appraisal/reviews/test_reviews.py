"""Reviews: asked for by whom a result concerns while it is public, decided once and with a reason by the committee."""

from typing import Any

import httpx
import pytest
import pytest_asyncio

from hengjian.contracts.roles import Role
from hengjian.kit.settings import ServiceName
from tests.appraisal.county import (
    API,
    CLASS_ONE,
    DAILY_BINDING,
    DAILY_SCHEME,
    SOMETHING,
    Office,
    good,
    refused,
    scheme,
    values,
    values_closed,
)
from tests.support.clock import YEAR
from tests.support.people import account_id

REVIEWS = f"{API}/reviews"
UPHELD = {"outcome": "upheld", "reason": "事实清楚"}
CHANGED = {"outcome": "changed", "reason": "复核认定扣分不当"}


@pytest_asyncio.fixture(scope="module", autouse=True)
async def results(office: Office) -> dict[str, str]:
    """Two classes, published; class code to result id."""
    await office.issued(scheme("townships", DAILY_SCHEME, DAILY_BINDING, "township-1", "township-2"))
    actuals = {f"T0{number}": str(101 - number) for number in range(1, 8)}
    await office.hear(ServiceName.TARGETS, values(**actuals), values_closed("township-1", "township-2"))
    return await office.published()


def request(result_id: str, subject_code: str = "T03") -> dict[str, str]:
    return {"result_id": result_id, "subject_code": subject_code, "grounds": "该扣分事项已申辩"}


async def requested(office: Office, results: dict[str, str], unit_code: str) -> str:
    class_code = "township-1" if unit_code in CLASS_ONE else "township-2"
    made = await good(office.head(unit_code).post(REVIEWS, json=request(results[class_code], unit_code)))
    return str(made["id"])


def decide(office: Office, review: str, decision: Any = UPHELD) -> Any:
    return office.committee.post(f"{REVIEWS}/{review}:decide", json=decision)


class TestRequesting:
    async def test_only_one_s_own_result(
        self, office: Office, anonymous: httpx.AsyncClient, results: dict[str, str]
    ) -> None:
        entry = request(results["township-1"])
        assert (await anonymous.post(REVIEWS, json=entry)).status_code == 401
        assert await refused(office.author.post(REVIEWS, json=entry)) == (403, "not_permitted")
        assert await refused(office.head("T01").post(REVIEWS, json=entry)) == (422, "no_such_subject")
        assert await refused(office.head("T06").post(REVIEWS, json=entry)) == (404, "not_found")

    async def test_it_says_who_asked_and_what_for(self, office: Office, results: dict[str, str]) -> None:
        made = await good(office.head("T03").post(REVIEWS, json=request(results["township-1"])))
        assert (made["subject_code"], made["unit_code"], made["state"]) == ("T03", "T03", "requested")
        assert (made["grounds"], made["decider_name"], made["reason"]) == ("该扣分事项已申辩", None, None)
        assert made["carried_out_in"] is None

    @pytest.mark.parametrize("change", [{"grounds": ""}, {"grounds": "长" * 2001}, {"more": 1}, {"result_id": "x"}])
    async def test_what_does_not_fit(self, office: Office, results: dict[str, str], change: dict[str, Any]) -> None:
        entry = {**request(results["township-1"]), **change}
        assert await refused(office.head("T03").post(REVIEWS, json=entry)) == (422, "invalid_input")

    async def test_of_no_result(self, office: Office) -> None:
        assert await refused(office.head("T03").post(REVIEWS, json=request(str(SOMETHING)))) == (404, "not_found")


class TestReading:
    async def test_a_unit_sees_its_own_reviews(self, office: Office, results: dict[str, str]) -> None:
        own = await requested(office, results, "T05")
        other = await requested(office, results, "T06")
        listed = await good(office.head("T05").get(REVIEWS))
        assert {row["subject_code"] for row in listed["items"]} == {"T05"}
        assert [row["id"] for row in listed["items"]] == [own]
        everybody = {row["id"] for row in (await good(office.committee.get(REVIEWS)))["items"]}
        assert {own, other} <= everybody

    async def test_by_result_and_by_state(self, office: Office, results: dict[str, str]) -> None:
        waiting, decided = [await requested(office, results, "T07") for _ in range(2)]
        await good(decide(office, decided))
        of_class: dict[str, Any] = {"result_id": results["township-2"], "limit": 200}
        listed = await good(office.committee.get(REVIEWS, params={**of_class, "state": "upheld"}))
        assert [row["id"] for row in listed["items"]] == [decided]
        open_ones = await good(office.committee.get(REVIEWS, params={**of_class, "state": "requested"}))
        assert waiting in [row["id"] for row in open_ones["items"]]
        assert decided not in [row["id"] for row in open_ones["items"]]
        assert await refused(office.committee.get(REVIEWS, params={"state": "odd"})) == (422, "invalid_input")

    async def test_one_with_what_stands_now_and_what_may_be_done(
        self, office: Office, anonymous: httpx.AsyncClient, results: dict[str, str]
    ) -> None:
        review = await requested(office, results, "T04")
        address = f"{REVIEWS}/{review}"
        assert (await anonymous.get(address)).status_code == 401
        assert await refused(office.head("T05").get(address)) == (404, "not_found")
        seen = await good(office.committee.get(address))
        assert (seen["subject_name"][:3], seen["class_code"], seen["edition"]) == ("T04", "township-1", 1)
        assert (seen["line"]["rank"], seen["result_state"]) == (4, "publicity")
        assert seen["actions"] == [{"name": "decide", "allowed": True, "reason": None}]
        own = await good(office.head("T04").get(address))
        assert own["line"] == seen["line"]
        assert [(action["name"], action["allowed"]) for action in own["actions"]] == [("decide", False)]
        await good(decide(office, review))
        assert (await good(office.committee.get(address)))["actions"][0]["allowed"] is False

    async def test_by_year(self, office: Office, results: dict[str, str]) -> None:
        made = await requested(office, results, "T01")
        of_year = await good(office.committee.get(REVIEWS, params={"year": YEAR, "limit": 200}))
        assert made in {row["id"] for row in of_year["items"]}
        assert (await good(office.committee.get(REVIEWS, params={"year": YEAR - 1})))["items"] == []

    async def test_who_may_read_none(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        assert (await anonymous.get(REVIEWS)).status_code == 401
        assert await refused(office.people.person(Role.INSPECTOR).get(REVIEWS)) == (403, "not_permitted")


class TestDeciding:
    async def test_only_the_committee(
        self, office: Office, anonymous: httpx.AsyncClient, results: dict[str, str]
    ) -> None:
        review = await requested(office, results, "T01")
        address = f"{REVIEWS}/{review}:decide"
        assert (await anonymous.post(address, json=UPHELD)).status_code == 401
        for other in (office.author, office.head("T01"), office.discipline):
            assert await refused(other.post(address, json=UPHELD)) == (403, "not_permitted")
        assert await refused(decide(office, str(SOMETHING))) == (404, "not_found")

    @pytest.mark.parametrize("decision", [UPHELD, CHANGED], ids=["upheld", "changed"])
    async def test_once_and_with_a_reason(self, office: Office, results: dict[str, str], decision: Any) -> None:
        review = await requested(office, results, "T02")
        for unfit in ({"outcome": decision["outcome"], "reason": ""}, {**decision, "outcome": "requested"}):
            assert await refused(decide(office, review, unfit)) == (422, "invalid_input")
        made = await good(decide(office, review, decision))
        assert (made["state"], made["reason"]) == (decision["outcome"], decision["reason"])
        assert made["decider_name"]
        for again in (UPHELD, CHANGED):
            assert await refused(decide(office, review, again)) == (409, "wrong_state")
        [kept] = [row for row in (await good(office.head("T02").get(REVIEWS)))["items"] if row["id"] == review]
        assert {**kept, "updated_at": ""} == {**made, "updated_at": ""}


class TestDuties:
    async def test_neither_who_asked_nor_anybody_of_the_unit_decides(
        self, office: Office, results: dict[str, str]
    ) -> None:
        review = await requested(office, results, "T03")
        asked = office.people.person(Role.COMMITTEE, name="委员乙", person=account_id("unit_head@T03"))
        local = office.people.person(Role.COMMITTEE, name="委员丙", unit="T03")
        seconded = office.people.person(Role.COMMITTEE, name="委员丁", cadre="T03-deputy-1")
        for barred in (asked, local, seconded):
            call = barred.post(f"{REVIEWS}/{review}:decide", json=UPHELD)
            assert await refused(call) == (403, "refused_by_policy")
        await good(decide(office, review))


class TestTime:
    """Last, because the office's days pass."""

    async def test_when_publicity_is_over_nobody_asks_any_more(self, office: Office, results: dict[str, str]) -> None:
        late = await requested(office, results, "T04")
        await office.let_days_pass(12)
        again = office.head("T04").post(REVIEWS, json=request(results["township-1"], "T04"))
        assert await refused(again) == (409, "publicity_over")
        assert (await good(decide(office, late)))["state"] == "upheld", "what was asked in time is still decided"
