import hashlib

import pytest

from hengjian.contracts.roles import Role
from tests.support.clock import YEAR
from tests.support.people import People
from tests.targets.support import API, Office, indicator, plan, refused, target


@pytest.fixture(scope="module", autouse=True)
async def issued(office: Office) -> None:
    """Plans of the county, of T01 and of one of its cadres, issued."""
    await office.open_year()
    await office.enter("/indicators:batch", indicator("TAX"), indicator("GDP"))
    await office.enter("/plans:batch", plan("county", target("TAX", "1200"), target("GDP", "500")))
    await office.enter("/plans:batch", plan("unit", target("TAX", "130"), target("GDP", "9"), unit_code="T01"))
    await office.enter("/plans:batch", plan("person", target("TAX", "20"), cadre_code="C1"), who=office.head)
    for level in ("county", "unit", "person"):
        await office.issue(level)


class TestLetter:
    async def test_holds_the_targets_and_the_digest_of_its_text(self, office: Office) -> None:
        letters = await office.find("/letters", office.head, year=YEAR, state="awaiting")
        assert {row["level"] for row in letters} == {"unit", "person"}
        letter = await office.get(f"/letters/{letters[0]['id']}", office.head)
        assert letter["digest"] == hashlib.sha256(letter["text"].encode()).hexdigest()
        unit = next(row for row in letters if row["level"] == "unit")
        assert "指标TAX（TAX）：130 万元" in (await office.get(f"/letters/{unit['id']}", office.head))["text"]

    async def test_is_accepted_by_the_head_who_has_read_this_text(self, office: Office) -> None:
        letter = next(row for row in await office.find("/letters", year=YEAR) if row["level"] == "unit")
        path = f"{API}/letters/{letter['id']}:accept"
        wrong = office.head.post(path, json={"digest": "0" * 64})
        assert await refused(wrong) == (409, "letter_digest_differs")
        body = {"digest": letter["digest"]}
        assert await refused(office.neighbour.post(path, json=body)) == (404, "not_found")
        accepted = await office.post(office.head, f"/letters/{letter['id']}:accept", body)
        assert (accepted["state"], accepted["accepted_by_name"], accepted["accepted_digest"]) == (
            "accepted",
            "head-1",
            letter["digest"],
        )
        assert await refused(office.head.post(path, json=body)) == (409, "letter_is_accepted")

    async def test_a_head_who_also_sees_the_county_accepts_for_the_own_unit_only(
        self, office: Office, people: People
    ) -> None:
        letter = next(row for row in await office.find("/letters", year=YEAR) if row["level"] == "person")
        both = people.person(Role.UNIT_HEAD, Role.COUNTY_LEADER, unit="T02", name="both")
        call = both.post(f"{API}/letters/{letter['id']}:accept", json={"digest": letter["digest"]})
        assert await refused(call) == (404, "not_found")
