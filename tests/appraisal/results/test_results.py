"""Results from computing to final: sealed, signed, immutable, and seen by those whom they concern."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import asyncpg
import httpx
import pytest
import pytest_asyncio

from hengjian.appraisal.seals.verifying import Verdict, verify_bundle
from hengjian.audit.heads import read_heads
from hengjian.audit.verifying import verify_chain
from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from tests.appraisal.county import (
    API,
    CLASS_ONE,
    DAILY_BINDING,
    DAILY_SCHEME,
    LEADER_SCHEME,
    SOMETHING,
    Office,
    deduction,
    good,
    lines_of,
    refused,
    revocation,
    scheme,
    values,
    values_closed,
)
from tests.support.clock import YEAR
from tests.support.events import letter_standing
from tests.support.people import account_id

DISPUTED = deduction("T03", "6")


@pytest_asyncio.fixture(scope="module", autouse=True)
async def year(office: Office, appraisal: Service) -> None:
    """Facts of a year: T01 leads, T05 is last, T03 lost six points that it will dispute."""
    await office.issued(scheme("townships", DAILY_SCHEME, DAILY_BINDING, "township-1", "township-2"))
    for code, owner, *classes in (
        ("leading", "organisation_department", "chief-township-1", "deputy-township-1"),
        ("staff", "unit_head", "ordinary:*"),
    ):
        binding = {"team": {"source": "unit_result"}, "own": {"source": "manual", "owner": owner}}
        await office.issued(scheme(code, LEADER_SCHEME, binding, *classes, subject_kind="cadre"))
    await office.hear(
        ServiceName.SUPERVISION, DISPUTED, deduction("T02", "0.5", count=3), deduction("T05", "2", factor=Decimal(2))
    )
    while not await appraisal.sealing.seal_all():
        pass


class TestComputing:
    async def test_anonymous_and_wrong_role(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        order = {"year": YEAR, "subject_kind": "unit"}
        assert (await anonymous.post(f"{API}/results:compute", json=order)).status_code == 401
        assert await refused(office.committee.post(f"{API}/results:compute", json=order)) == (403, "not_permitted")

    async def test_cadres_wait_for_their_units(self, office: Office) -> None:
        order = {"year": YEAR, "subject_kind": "cadre"}
        call = office.author.post(f"{API}/results:compute", json=order)
        assert await refused(call) == (409, "unit_results_missing")

    async def test_an_open_round_or_a_dead_letter_holds_up_the_result(self, office: Office, appraisal: Service) -> None:
        await office.hear(ServiceName.TARGETS, values(T01="100", T02="100", T03="100", T04="98", T06="90", T07="80"))
        order = {"year": YEAR, "subject_kind": "unit"}
        async with letter_standing(appraisal):
            call = office.author.post(f"{API}/results:compute", json=order)
            assert await refused(call) == (409, "dead_letters_stand")
        answer = await office.author.post(f"{API}/results:compute", json=order)
        assert (answer.status_code, answer.json()["code"]) == (422, "cannot_be_scored")
        assert {(error["pointer"], error["code"]) for error in answer.json()["errors"]} == {
            ("/townships/binding/revenue", "round_open")
        }

    async def test_what_is_missing_is_pointed_at_and_nothing_is_computed(self, office: Office) -> None:
        await office.hear(ServiceName.TARGETS, values_closed("township-1", "township-2"))
        answer = await office.author.post(f"{API}/results:compute", json={"year": YEAR, "subject_kind": "unit"})
        assert (answer.status_code, answer.json()["code"]) == (422, "cannot_be_scored")
        [fault] = answer.json()["errors"]
        assert fault["code"] == "missing_fact"
        assert fault["pointer"].endswith("/facts/revenue")
        assert "T05镇" in fault["message"]
        assert (await good(office.author.get(f"{API}/results")))["items"] == []
        await office.hear(ServiceName.TARGETS, values(T05="95"))

    async def test_a_set_for_each_class(self, office: Office) -> None:
        ids = await office.compute()
        assert len(ids) == 2
        again = await office.compute()
        assert again == ids
        [row] = (await good(office.author.get(f"{API}/results?class_code=township-1")))["items"]
        assert (row["state"], row["edition"]) == ("computed", 0)
        lines = lines_of(await good(office.author.get(f"{API}/results/{row['id']}")))
        assert {code: (line["total"], line["rank"], line["tier"]) for code, line in lines.items()} == {
            "T01": ("100.00", 1, "advanced"),
            "T02": ("98.50", 2, "standard"),
            "T04": ("98.40", 3, "standard"),
            "T03": ("94.00", 4, "standard"),
            "T05": ("92.00", 5, "lagging"),
        }

    async def test_units_see_nothing_before_publicity(self, office: Office) -> None:
        assert (await good(office.head("T01").get(f"{API}/results")))["items"] == []
        [row] = (await good(office.author.get(f"{API}/results?class_code=township-1")))["items"]
        assert await refused(office.head("T01").get(f"{API}/results/{row['id']}")) == (404, "not_found")


async def by_class(office: Office) -> dict[str, str]:
    rows = (await good(office.author.get(f"{API}/results?subject_kind=unit")))["items"]
    return {row["class_code"]: row["id"] for row in rows}


async def versions_of(reader: httpx.AsyncClient, result_id: str) -> list[dict[str, Any]]:
    answer = await reader.get(f"{API}/results/{result_id}/versions")
    assert answer.status_code == 200, answer.text
    versions: list[dict[str, Any]] = answer.json()
    return versions


def batch(*ids: str) -> dict[str, Any]:
    return {"ids": list(ids), "reason": "会议研究"}


class TestApprovalAndPublicity:
    async def test_only_the_committee_approves_and_only_what_is_computed(self, office: Office) -> None:
        ids = list((await by_class(office)).values())
        assert await refused(office.author.post(f"{API}/results:approve", json=batch(*ids))) == (403, "not_permitted")
        early = office.author.post(f"{API}/results:publish", json=batch(*ids))
        assert await refused(early) == (409, "wrong_state")
        nobody = office.committee.post(f"{API}/results:approve", json=batch(str(SOMETHING)))
        assert await refused(nobody) == (404, "not_found")
        second = office.people.person(Role.COMMITTEE, name="审定兼计算", person=account_id("考核办甲"))
        call = second.post(f"{API}/results:approve", json=batch(*ids))
        assert await refused(call) == (403, "refused_by_policy"), "the same person computed them"
        local = office.people.person(Role.COMMITTEE, name="委员会委员", unit="T01")
        approved: Any = await good(local.post(f"{API}/results:approve", json=batch(*ids)))
        noted = {row["class_code"]: row["own_unit_acts"] for row in approved}
        assert noted["township-1"] == [{"act": "approve", "name": "委员会委员", "unit_code": "T01"}]
        assert noted["township-2"] == []
        order = {"year": YEAR, "subject_kind": "unit"}
        assert await refused(office.author.post(f"{API}/results:compute", json=order)) == (409, "wrong_state")

    async def test_publicity_seals_a_version(self, office: Office) -> None:
        ids = await by_class(office)
        published = await office.step("publish", list(ids.values()))
        assert {(row["state"], row["edition"]) for row in published} == {("publicity", 1)}
        assert all(row["publicity_until"] > row["published_at"] for row in published)

    async def test_anybody_can_check_the_seal(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        result_id = (await by_class(office))["township-1"]
        seals = (await good(anonymous.get(f"{API}/seals")))["items"]
        sealed = next(seal for seal in seals if seal["result_id"] == result_id)
        assert (sealed["edition"], sealed["previous"], sealed["year"]) == (1, None, YEAR)
        public = await anonymous.get(f"{API}/seals/{sealed['id']}/public-file")
        assert public.headers["content-disposition"].startswith("attachment")
        assert verify_bundle(public.content, key=sealed["fingerprint"]).verdict is Verdict.LIST_STANDS
        self.check_that_it_holds_nothing_more(public)
        forged = public.content.replace(b"98.50", b"98.51")
        assert verify_bundle(forged).verdict is Verdict.CONTENT_CHANGED
        page = await anonymous.get("/seals/", headers={"Accept-Language": "en"})
        assert sealed["digest"] in page.text and sealed["fingerprint"] in page.text
        assert await refused(anonymous.get(f"{API}/seals/{SOMETHING}/public-file")) == (404, "not_found")

    def check_that_it_holds_nothing_more(self, public: httpx.Response) -> None:
        file = public.json()
        assert set(file) == {"seal", "statement", "scheme", "published"}
        assert set(file["seal"]) == {"digest", "signature", "public_key"}
        about = {"year", "title", "scheme_code", "class_code", "subject_kind", "edition", "reason", "published_on"}
        assert set(file["statement"]) == {*about, "previous", "audit_heads", "format", "digests"}
        assert all(digest.startswith("sha256:") for digest in file["statement"]["digests"].values())
        assert {tuple(sorted(line)) for line in file["published"]} == {("code", "name", "of", "rank", "tier", "total")}
        assert {line["code"] for line in file["published"]} == set(CLASS_ONE)
        assert str(DISPUTED.deduction_id) not in public.text

    @pytest.mark.usefixtures("office")
    async def test_the_seal_holds_the_audit_chains_to_their_heads(
        self, anonymous: httpx.AsyncClient, appraisal: Service, owner_url: str
    ) -> None:
        [sealed, *_] = (await good(anonymous.get(f"{API}/seals")))["items"]
        public = await anonymous.get(f"{API}/seals/{sealed['id']}/public-file")
        heads = read_heads(public.content)
        assert "appraisal" in {head.service for head in heads}
        connection = await asyncpg.connect(owner_url)
        try:
            for head in heads:
                key = appraisal.settings.audit_key.get_secret_value().encode()
                assert (await verify_chain(connection, head.service, key, heads)).broken_at is None
                beyond = replace(head, seq=head.seq + 1000)
                assert (await verify_chain(connection, head.service, key, [beyond])).fault == "cut off"
        finally:
            await connection.close()

    async def test_the_bundle_can_be_computed_again(self, office: Office) -> None:
        result_id = (await by_class(office))["township-1"]
        answer = await office.auditor.get(f"{API}/results/{result_id}/bundle")
        [sealed] = await versions_of(office.auditor, result_id)
        assert verify_bundle(answer.content, key=sealed["fingerprint"]).verdict is Verdict.STANDS
        provenance = answer.json()["provenance"]
        assert str(DISPUTED.deduction_id) in provenance["T03/daily"]
        assert "评分" not in json.dumps(provenance, ensure_ascii=False)


class TestVisibility:
    async def test_a_unit_sees_the_totals_of_its_class_and_its_own_detail(self, office: Office) -> None:
        ids = await by_class(office)
        head = office.head("T03")
        listed = (await good(head.get(f"{API}/results")))["items"]
        assert [row["class_code"] for row in listed] == ["township-1"]
        assert set(lines_of(await good(head.get(f"{API}/results/{ids['township-1']}")))) == set(CLASS_ONE)
        why = await good(head.get(f"{API}/results/{ids['township-1']}/subjects/T03"))
        daily = next(node for node in why["nodes"] if node["code"] == "daily")
        assert daily["records"] == [str(DISPUTED.deduction_id)]
        neighbour = head.get(f"{API}/results/{ids['township-1']}/subjects/T01")
        assert await refused(neighbour) == (404, "not_found")
        assert await refused(head.get(f"{API}/results/{ids['township-2']}")) == (404, "not_found")
        assert await refused(head.get(f"{API}/results/{ids['township-1']}/bundle")) == (403, "bundle_not_for_all")

    async def test_parts_add_up_to_the_total(self, office: Office) -> None:
        ids = await by_class(office)
        for code in CLASS_ONE:
            why = await good(office.author.get(f"{API}/results/{ids['township-1']}/subjects/{code}"))
            nodes = {node["code"]: node for node in why["nodes"]}
            parts = [Decimal(nodes[part]["weighted"]) for part in ("daily", "revenue", "extra")]
            assert sum(parts) == Decimal(nodes["total"]["score"])


class TestReviews:
    def request(self, result_id: str, subject_code: str = "T03") -> dict[str, str]:
        return {"result_id": result_id, "subject_code": subject_code, "grounds": "该扣分事项已申辩"}

    async def test_a_changed_fact_seals_the_next_version(self, office: Office, anonymous: httpx.AsyncClient) -> None:
        result_id = (await by_class(office))["township-1"]
        review = await good(office.head("T03").post(f"{API}/reviews", json=self.request(result_id)))
        nothing = office.author.post(f"{API}/results:recompute", json=batch(result_id))
        assert (await refused(nothing))[0] == 409, "no review has changed anything"
        decision = {"outcome": "changed", "reason": "复核认定扣分不当"}
        await good(office.committee.post(f"{API}/reviews/{review['id']}:decide", json=decision))
        twice = office.committee.post(f"{API}/reviews/{review['id']}:decide", json=decision)
        assert await refused(twice) == (409, "wrong_state")
        await office.hear(ServiceName.SUPERVISION, revocation(DISPUTED))
        await office.hear(ServiceName.SUPERVISION, deduction("T04", "5"))
        [row] = await office.step("recompute", [result_id])
        assert (row["state"], row["edition"]) == ("publicity", 2)
        lines = lines_of(row)
        assert (lines["T03"]["total"], lines["T03"]["rank"]) == ("100.00", 1)
        assert lines["T04"]["total"] == "98.40", "what took effect after the computing counts by reopening only"
        seals = (await good(anonymous.get(f"{API}/seals")))["items"]
        assert sorted(seal["edition"] for seal in seals if seal["result_id"] == result_id) == [1, 2]
        bundles = [await office.auditor.get(f"{API}/results/{result_id}/bundle?edition={n}") for n in (1, 2)]
        chained = verify_bundle(bundles[1].content, key=seals[0]["fingerprint"], previous=bundles[0].content)
        assert chained.verdict is Verdict.STANDS
        first, second = await versions_of(office.head("T01"), result_id)
        assert (second["previous"], first["changes"]) == (first["digest"], [])
        changes = {change["subject_code"]: (change["before"], change["after"]) for change in second["changes"]}
        assert [line["total"] for line in changes["T03"]] == ["94.00", "100.00"]
        assert "T05" not in changes

    async def test_publicity_lasts_five_working_days(self, office: Office) -> None:
        ids = list((await by_class(office)).values())
        call = office.author.post(f"{API}/results:finalise", json=batch(*ids))
        assert await refused(call) == (409, "publicity_running")

    async def test_an_open_review_keeps_the_result_open(self, office: Office) -> None:
        ids = await by_class(office)
        review = await good(office.head("T05").post(f"{API}/reviews", json=self.request(ids["township-1"], "T05")))
        await office.let_days_pass(12)
        late = office.head("T05").post(f"{API}/reviews", json=self.request(ids["township-1"], "T05"))
        assert await refused(late) == (409, "publicity_over")
        call = office.author.post(f"{API}/results:finalise", json=batch(ids["township-1"]))
        assert await refused(call) == (409, "reviews_open")
        upheld = {"outcome": "upheld", "reason": "事实清楚"}
        await good(office.committee.post(f"{API}/reviews/{review['id']}:decide", json=upheld))


class TestCadres:
    async def test_every_cadre_needs_the_owner_s_score(self, office: Office) -> None:
        order = {"year": YEAR, "subject_kind": "cadre", "scheme_codes": ["leading"]}
        call = office.author.post(f"{API}/results:compute", json=order)
        assert await refused(call) == (422, "cannot_be_scored")
        leaders = [f"{unit}-{group}-1" for unit in CLASS_ONE for group in ("chief", "deputy")]
        await self.score(office.organisation, "leading", leaders)
        for unit in (*CLASS_ONE, "T06", "T07"):
            await self.score(office.head(unit), "staff", [f"{unit}-ordinary-{number}" for number in (1, 2, 3)])

    async def score(self, who: httpx.AsyncClient, scheme_code: str, codes: list[str]) -> None:
        rows = [{"subject_code": code, "score": str(20 - number)} for number, code in enumerate(codes)]
        entry = {"year": YEAR, "scheme_code": scheme_code, "item_code": "own", "rows": rows}
        await good(who.post(f"{API}/manual-scores:batch", json=entry))

    async def test_leaders_are_ranked_by_class_and_staff_inside_the_unit(self, office: Office) -> None:
        ids = await office.published("cadre")
        assert set(ids) == {"chief-township-1", "deputy-township-1", *CLASS_ONE, "T06", "T07"}
        chiefs = lines_of(await good(office.organisation.get(f"{API}/results/{ids['chief-township-1']}")))
        # 80 x 98.50 / 100.00 for the unit and 18 of the own: the third in the list of scores
        assert chiefs["T02-chief-1"]["total"] == "96.80"
        staff = lines_of(await good(office.organisation.get(f"{API}/results/{ids['T01']}")))
        assert [line["rank"] for line in staff.values()] == [1, 2, 3]

    async def test_who_sees_the_lists(self, office: Office) -> None:
        rows = (await good(office.organisation.get(f"{API}/results?subject_kind=cadre&limit=200")))["items"]
        ids = {row["class_code"]: row["id"] for row in rows}
        assert await self.seen(office.people.person(Role.COUNTY_LEADER, name="县领导"), ids) == {}
        assert await self.seen(office.people.machine("appraisal:result:read"), ids) == {}
        assert await self.seen(office.head("T01"), ids) == {"T01": 3}
        assert await self.seen(office.cadre("T02", "T02-chief-1"), ids) == {"chief-township-1": 1}
        assert await self.seen(office.cadre("T02", "T02-ordinary-2"), ids) == {"T02": 1}
        assert len(await self.seen(office.organisation, ids)) == len(ids)

    async def seen(self, who: httpx.AsyncClient, ids: dict[str, str]) -> dict[str, int]:
        found = {}
        for class_code, result_id in ids.items():
            answer = await who.get(f"{API}/results/{result_id}")
            assert answer.status_code in {200, 404}, answer.text
            if answer.status_code == 200:
                found[class_code] = len(answer.json()["lines"])
        return found

    async def test_everybody_learns_that_a_list_was_sealed_and_no_more(
        self, office: Office, anonymous: httpx.AsyncClient
    ) -> None:
        seals = (await good(anonymous.get(f"{API}/seals?limit=200")))["items"]
        chiefs = next(seal for seal in seals if seal["class_code"] == "chief-township-1")
        assert (chiefs["has_public_file"], chiefs["reason"]) == (False, "")
        assert await refused(anonymous.get(f"{API}/seals/{chiefs['id']}/public-file")) == (404, "not_found")
        [version] = await versions_of(office.organisation, chiefs["result_id"])
        assert version["reason"] == "会议研究"
        units, cadres = [await anonymous.get(f"/seals/?lang=en&kind={kind}") for kind in ("unit", "cadre")]
        assert chiefs["digest"] in cadres.text and chiefs["digest"] not in units.text
        assert "T02-chief-1" not in cadres.text and "Reason: " not in cadres.text
        assert units.text.count("Reason: ") == sum(seal["has_public_file"] for seal in seals)
        assert all(chiefs["fingerprint"] in page.text for page in (units, cadres))

    async def test_a_cadre_reads_why(self, office: Office) -> None:
        rows = (await good(office.organisation.get(f"{API}/results?class_code=chief-township-1")))["items"]
        address = f"{API}/results/{rows[0]['id']}/subjects"
        own = await good(office.cadre("T02", "T02-chief-1").get(f"{address}/T02-chief-1"))
        assert {node["code"]: node["source"] for node in own["nodes"]} == {
            "total": None,
            "team": "unit_result",
            "own": "manual",
        }
        other = office.cadre("T02", "T02-chief-1").get(f"{address}/T01-chief-1")
        assert await refused(other) == (404, "not_found")


class TestFinal:
    async def test_final_ends_it(self, office: Office) -> None:
        ids = list((await by_class(office)).values())
        final = await office.step("finalise", ids)
        assert {row["state"] for row in final} == {"final"}
        call = office.author.post(f"{API}/results:recompute", json=batch(ids[0]))
        assert await refused(call) == (409, "wrong_state")

    @pytest.mark.parametrize("login", ["service", "owner"])
    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE appraisal.sealed_result SET digest = 'x'",
            "DELETE FROM appraisal.sealed_result",
            "TRUNCATE appraisal.sealed_result",
            "UPDATE appraisal.result_set SET state = 'computed' WHERE state = 'final'",
            "DELETE FROM appraisal.result_set WHERE state = 'final'",
            "UPDATE appraisal.result_line l SET total = 1 FROM appraisal.result_set s"
            " WHERE s.id = l.result_id AND s.state = 'final'",
            "DELETE FROM appraisal.result_line l USING appraisal.result_set s"
            " WHERE s.id = l.result_id AND s.state = 'final'",
        ],
    )
    async def test_nothing_final_or_sealed_changes_by_sql(
        self, appraisal: Service, owner_url: str, login: str, statement: str
    ) -> None:
        connection = await asyncpg.connect(appraisal.settings.database_url if login == "service" else owner_url)
        try:
            with pytest.raises(asyncpg.PostgresError):
                await connection.execute(statement)
        finally:
            await connection.close()
