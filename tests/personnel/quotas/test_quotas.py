import httpx
import pytest
import pytest_asyncio

from hengjian.contracts.roles import Role
from tests.personnel.county import API, Office, decide, township_result
from tests.support.clock import YEAR
from tests.support.people import People

QUOTAS = f"{API}/quotas"
GRADES = f"{API}/grades"


@pytest_asyncio.fixture(scope="module", autouse=True)
async def results(office: Office) -> None:
    await office.issue_rules()
    await office.finalise(township_result())


def grades(unit: str, excellent: list[str], year: int = YEAR, grade: str = "excellent") -> dict[str, object]:
    rows = [{"cadre_code": f"{unit}-{post}", "grade": grade} for post in excellent]
    return {"year": year, "unit_code": unit, "rows": rows}


async def quota_of(office: Office, unit: str) -> dict[str, object]:
    page = await office.organisation.get(QUOTAS, params={"year": YEAR, "unit_code": unit})
    [quota] = page.json()["items"]
    return dict(quota)


async def grant(office: Office, unit: str) -> None:
    for kind in ("excellent_quota", "head_grade"):
        for proposal in await office.proposals(kind=kind, unit_code=unit, state="proposed"):
            await office.accept(proposal)


class TestList:
    async def test_anonymous(self, anonymous: httpx.AsyncClient) -> None:
        assert (await anonymous.get(QUOTAS)).status_code == 401

    @pytest.mark.parametrize("role", [Role.FINANCE_OFFICE, Role.APPRAISAL_OFFICE])
    async def test_wrong_role(self, people: People, role: Role) -> None:
        assert (await people.person(role).get(QUOTAS)).status_code == 403

    async def test_a_unit_head_sees_the_own_unit(self, people: People) -> None:
        head = people.person(Role.UNIT_HEAD, unit="T02")
        assert [q["unit_code"] for q in (await head.get(QUOTAS)).json()["items"]] == ["T02"]
        assert (await head.get(QUOTAS, params={"unit_code": "T01"})).json()["items"] == []

    async def test_by_tier(self, office: Office) -> None:
        page = (await office.committee.get(QUOTAS, params={"year": YEAR})).json()["items"]
        assert [(q["unit_code"], q["adjustment"], q["head"]) for q in page] == [
            ("T01", 1, "in"),
            ("T02", 0, "free"),
            ("T03", 0, "free"),
            ("T04", -1, "out"),
        ]
        assert page[0]["heads"][0]["cadre_code"] == "T01-C01"
        assert {q["granted"] for q in page} == {None}
        assert "先进" in page[0]["reason"]["zh"]


class TestGrades:
    async def test_anonymous(self, anonymous: httpx.AsyncClient) -> None:
        assert (await anonymous.post(f"{GRADES}:batch", json=grades("T01", ["O01"]))).status_code == 401

    async def test_a_unit_head_records_none(self, people: People) -> None:
        head = people.person(Role.UNIT_HEAD, unit="T01")
        assert (await head.post(f"{GRADES}:batch", json=grades("T01", ["O01"]))).status_code == 403

    async def test_a_unit_without_quota(self, office: Office) -> None:
        answer = await office.organisation.post(f"{GRADES}:batch", json=grades("D01", ["O01"]))
        assert answer.status_code == 404

    async def test_before_the_quota_is_granted(self, office: Office) -> None:
        answer = await office.organisation.post(f"{GRADES}:batch", json=grades("T02", ["O01"]))
        assert (answer.status_code, answer.json()["code"]) == (409, "quota_not_granted")
        competent = grades("T02", ["O01"], grade="competent")
        assert (await office.organisation.post(f"{GRADES}:batch", json=competent)).status_code == 200

    async def test_before_the_head_is_decided(self, office: Office) -> None:
        answer = await office.organisation.post(f"{GRADES}:batch", json=grades("T04", ["C01"]))
        assert (answer.status_code, answer.json()["code"]) == (409, "head_grade_not_decided")

    async def test_not_one_more_than_granted(self, office: Office) -> None:
        await grant(office, "T01")
        quota = await quota_of(office, "T01")
        assert quota["granted"] == 5
        posts = [f"O{n:02}" for n in range(1, 7)]
        answer = await office.organisation.post(f"{GRADES}:batch", json=grades("T01", posts))
        assert (answer.status_code, answer.json()["code"]) == (422, "too_many_excellent")
        assert answer.json()["params"] == {"granted": 5, "asked": 6}
        assert (await office.organisation.get(GRADES, params={"unit_code": "T01"})).json()["items"] == []

    async def test_the_head_of_an_advanced_unit_takes_no_place(self, office: Office) -> None:
        await grant(office, "T01")
        body = grades("T01", ["C01", *(f"O{n:02}" for n in range(1, 6))])
        trial = (await office.organisation.post(f"{GRADES}:batch", json={**body, "dry_run": True})).json()
        assert (trial["used"], trial["granted"], trial["dry_run"]) == (5, 5, True)
        assert (await quota_of(office, "T01"))["used"] == 0
        done = (await office.organisation.post(f"{GRADES}:batch", json=body)).json()
        assert {row["status"] for row in done["items"]} == {"created"}
        assert (await quota_of(office, "T01"))["used"] == 5
        again = (await office.organisation.post(f"{GRADES}:batch", json=body)).json()
        assert {row["status"] for row in again["items"]} == {"unchanged"}
        one_more = await office.organisation.post(f"{GRADES}:batch", json=grades("T01", ["O06"]))
        assert one_more.json()["code"] == "too_many_excellent"

    async def test_the_head_of_an_advanced_unit_is_excellent(self, office: Office) -> None:
        await grant(office, "T01")
        answer = await office.organisation.post(f"{GRADES}:batch", json=grades("T01", ["C01"], grade="competent"))
        assert answer.json()["errors"][0]["code"] == "head_is_excellent"

    async def test_the_head_of_a_lagging_unit_is_not(self, office: Office) -> None:
        await grant(office, "T04")
        answer = await office.organisation.post(f"{GRADES}:batch", json=grades("T04", ["O01", "C01"]))
        assert (answer.status_code, answer.json()["code"]) == (422, "grades_refused")
        error = answer.json()["errors"][0]
        assert (error["pointer"], error["code"]) == ("/rows/1/grade", "head_not_excellent")

    async def test_where_principal_leaders_count(self, office: Office) -> None:
        await office.issue_rules(2050, excellent_quota={"principal_leaders_outside": False})
        await office.finalise(township_result(year=2050))
        quota = await office.proposal(kind="excellent_quota", unit_code="T02", year=2050)
        assert quota["figures"]["headcount"] == 26
        await office.accept(quota, outcome="changed", change={"places": 1})
        body = grades("T02", ["C01", "O01"], year=2050)
        answer = await office.organisation.post(f"{GRADES}:batch", json=body)
        assert answer.json()["params"] == {"granted": 1, "asked": 2}

    @pytest.mark.parametrize(
        ("rows", "code"),
        [
            ([{"cadre_code": "T03-O01", "grade": "excellent"}], "not_of_unit"),
            ([{"cadre_code": "T02-O01", "grade": "competent"}] * 2, "repeated_cadre"),
            ([{"cadre_code": "T02-O01", "grade": "splendid"}], "enum"),
        ],
    )
    async def test_bad_rows(self, office: Office, rows: list[dict[str, str]], code: str) -> None:
        body = {"year": YEAR, "unit_code": "T02", "rows": rows}
        answer = await office.organisation.post(f"{GRADES}:batch", json=body)
        assert answer.status_code == 422
        assert code in [error["code"] for error in answer.json()["errors"]]

    async def test_a_declined_quota_grants_nothing(self, office: Office) -> None:
        quota = await office.proposal(kind="excellent_quota", unit_code="T03")
        declined = await decide(office.organisation, quota, outcome="declined", decision_number=None)
        assert declined.status_code == 200
        answer = await office.organisation.post(f"{GRADES}:batch", json=grades("T03", ["O01"]))
        assert answer.json()["code"] == "quota_not_granted"

    async def test_a_unit_head_reads_the_own_units_grades(self, office: Office, people: People) -> None:
        await office.organisation.post(f"{GRADES}:batch", json=grades("T02", ["O02"], grade="competent"))
        own = await people.person(Role.UNIT_HEAD, unit="T02").get(GRADES)
        assert {row["unit_code"] for row in own.json()["items"]} == {"T02"}
        other = await people.person(Role.UNIT_HEAD, unit="T03").get(GRADES)
        assert other.json()["items"] == []

    async def test_a_cadre_reads_the_own_grade_alone(self, office: Office, people: People) -> None:
        everybody = (await office.organisation.get(GRADES)).json()["items"]
        mine = next(row for row in everybody if row["unit_code"] == "T01")
        own = people.person(Role.CADRE, unit="T01", cadre=mine["cadre_code"])
        seen = (await own.get(GRADES)).json()["items"]
        assert seen and {row["cadre_code"] for row in seen} == {mine["cadre_code"]}
        assert (await own.get(GRADES, params={"unit_code": "T01"})).json()["items"] == seen
        assert (await own.get(f"{API}/quotas")).status_code == 403
