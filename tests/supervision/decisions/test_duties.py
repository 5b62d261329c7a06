"""Nobody holds both ends of a deduction, whatever the account, or decides about themselves or their own unit."""

from hengjian.contracts.roles import Role
from tests.supervision.support import API, Office, entry, good, refused
from tests.support.people import People, account_id

DEDUCTIONS = f"{API}/deductions"
JUDGEMENT = {"outcome": "rejected", "reason": "通知有签收记录"}
BARRED = (403, "refused_by_policy")


class TestTwoAccountsOfOnePerson:
    async def test_what_one_recorded_the_other_does_not_confirm(self, office: Office, people: People) -> None:
        recorder = people.person(Role.INSPECTOR, name="one.inspects", person="one")
        second = people.person(Role.SUPERVISION_OFFICE, name="one.decides", person="one")
        deduction = (await good(recorder.post(DEDUCTIONS, json=entry())))["id"]
        answer = await second.post(f"{DEDUCTIONS}/{deduction}:confirm")
        assert (answer.status_code, answer.json()["code"]) == BARRED
        assert "组织部发文" in answer.json()["detail"], "who appoints somebody else"
        confirm = next(action for action in (await office.read(deduction, second))["actions"])
        assert (confirm["name"], confirm["allowed"]) == ("confirm", False)
        await office.step(deduction, "confirm", office.supervision)

    async def test_what_one_confirmed_the_other_does_not_judge_or_revoke(self, office: Office, people: People) -> None:
        confirmer = people.person(Role.SUPERVISION_OFFICE, name="two.confirms", person="two")
        second = people.person(Role.DISCIPLINE_OFFICE, name="two.judges", person="two")
        deduction = await office.step(await office.recorded(), "confirm", confirmer)
        await office.step(deduction, "notify", office.supervision)
        await office.step(deduction, "object", office.head, grounds="会议通知未送达")
        assert await refused(second.post(f"{DEDUCTIONS}/{deduction}:judge", json=JUDGEMENT)) == BARRED
        await office.step(deduction, "judge", office.discipline, **JUDGEMENT)
        assert await refused(second.post(f"{DEDUCTIONS}/{deduction}:revoke", json={"reason": "x"})) == BARRED

    async def test_who_objected_for_the_unit_does_not_judge_it(self, office: Office, people: People) -> None:
        second = people.person(Role.DISCIPLINE_OFFICE, name="head.judges", person=account_id("head-1"))
        deduction = await office.objected()
        assert await refused(second.post(f"{DEDUCTIONS}/{deduction}:judge", json=JUDGEMENT)) == BARRED
        await office.step(deduction, "judge", office.discipline, **JUDGEMENT)


class TestOwnMatters:
    async def test_a_cadre_of_the_unit_is_barred_also_by_an_account_of_an_office(
        self, office: Office, people: People
    ) -> None:
        seconded = people.person(Role.SUPERVISION_OFFICE, unit="D01", cadre="C1", name="seconded")
        deduction = await office.recorded(cadre_codes=[])
        assert await refused(seconded.post(f"{DEDUCTIONS}/{deduction}:confirm")) == BARRED
        elsewhere = await office.recorded(unit_code="T02", cadre_codes=[])
        await office.step(elsewhere, "confirm", seconded)

    async def test_nobody_publishes_or_prepares_about_the_own_unit(self, office: Office, people: People) -> None:
        local = people.person(Role.SUPERVISION_OFFICE, unit="T01", name="local publisher")
        deduction = await office.effective()
        assert await refused(local.post(f"{DEDUCTIONS}/{deduction}:publish")) == BARRED
        await office.step(deduction, "publish", office.supervision)

    async def test_only_the_unit_objects_and_not_who_recorded_it(self, office: Office, people: People) -> None:
        deduction = await office.notified()
        grounds = {"grounds": "会议通知未送达"}
        moved = people.person(Role.UNIT_HEAD, unit="T01", name="moved here", person=account_id("inspector-1"))
        assert await refused(moved.post(f"{DEDUCTIONS}/{deduction}:object", json=grounds)) == BARRED
        await good(office.head.post(f"{DEDUCTIONS}/{deduction}:object", json=grounds))
