"""Offices: proposed by one administrator, confirmed by the other; who keeps, lets in or audits holds nothing else."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import text
from starlette.applications import Starlette

from hengjian.audit.recording import Actor
from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from hengjian.kit.time.clock import office_today
from tests.directory.desk import (
    API,
    PASSWORD,
    browser,
    change,
    decide,
    enter,
    enter_cadre,
    propose,
    row,
    sign_in,
    waiting,
)
from tests.support.people import People, account_id

GRANTS = f"{API}/grants"


async def roles_of(people: People, username: str) -> tuple[list[str], list[str]]:
    seen = (await people.person(Role.ADMINISTRATOR).get(f"{API}/accounts/{username}")).json()
    return seen["roles"], seen["waiting_roles"]


def codes(answer: httpx.Response) -> list[str]:
    return [error["code"] for error in answer.json()["errors"]]


class TestList:
    async def test_anonymous(self, people: People) -> None:
        assert (await people.anonymous.get(GRANTS)).status_code == 401

    @pytest.mark.parametrize("role", [Role.COMMITTEE, Role.APPRAISAL_OFFICE])
    async def test_wrong_role(self, people: People, role: Role) -> None:
        assert (await people.person(role).get(GRANTS)).status_code == 403

    async def test_says_to_each_reader_what_they_may_do(self, people: People) -> None:
        await propose(people, row("listed", "committee"))
        address = f"{GRANTS}?state=waiting&username=listed"
        for role, may in ((Role.ADMINISTRATOR, False), (Role.AUDITOR, False), (Role.SECURITY_ADMINISTRATOR, True)):
            [grant] = (await people.person(role).get(address)).json()["items"]
            assert grant["role"] == "committee" and grant["proposed_by"] == "administrator"
            assert {action["name"]: action["allowed"] for action in grant["actions"]} == {"confirm": may, "refuse": may}


class TestConfirm:
    async def test_until_then_the_account_has_not_the_role(self, gateway: Starlette, people: People) -> None:
        await propose(people, row("chair", "committee", "county_leader"))
        assert await roles_of(people, "chair") == (["county_leader"], ["committee"])
        async with browser(gateway) as client:
            signed_in = (await sign_in(client, "chair", PASSWORD)).json()
            assert "appraisal:result:approve" not in signed_in["permissions"]
            assert (await decide(people, "chair")).status_code == 200
            assert (await client.get(f"{API}/session")).json()["code"] == "token_expired"
            assert "appraisal:result:approve" in (await sign_in(client, "chair", PASSWORD)).json()["permissions"]
        assert await roles_of(people, "chair") == (["committee", "county_leader"], [])

    async def test_one_administrator_alone_confirms_nothing(self, people: People) -> None:
        await propose(people, row("alone", "committee"))
        [grant] = await waiting(people, "alone")
        body = {"items": [{"id": grant["id"], "decision": "confirm"}]}
        answer = await people.person(Role.ADMINISTRATOR).post(f"{GRANTS}:decide", json=body)
        assert answer.status_code == 403
        assert await roles_of(people, "alone") == ([], ["committee"])

    async def test_who_proposed_does_not_confirm_whatever_the_account(self, people: People) -> None:
        """One person, two accounts: the token alone would let both through."""
        proposer = people.person(Role.ADMINISTRATOR, cadre="C-ONE", name="one hand")
        answer = await proposer.post(f"{API}/accounts:batch", json={"items": [row("twofold", "committee")]})
        assert answer.status_code == 200
        [grant] = await waiting(people, "twofold")
        body = {"items": [{"id": grant["id"], "decision": "confirm"}]}
        for again in (
            people.person(Role.SECURITY_ADMINISTRATOR, cadre="C-ONE", name="other hand"),
            people.person(Role.SECURITY_ADMINISTRATOR, name="same account", account=account_id("one hand")),
        ):
            refused = await again.post(f"{GRANTS}:decide", json=body)
            assert codes(refused) == ["refused_by_policy"]
            assert "提出授权的人" in refused.text
        assert await roles_of(people, "twofold") == ([], ["committee"])

    async def test_nobody_confirms_to_themselves(self, people: People) -> None:
        await propose(people, row("myself", "committee", person_code="C-SELF"))
        [grant] = await waiting(people, "myself")
        keeper = people.person(Role.SECURITY_ADMINISTRATOR, cadre="C-SELF", name="keeper herself")
        body = {"items": [{"id": grant["id"], "decision": "confirm"}]}
        assert codes(await keeper.post(f"{GRANTS}:decide", json=body)) == ["refused_by_policy"]

    async def test_a_batch_at_once_and_a_trial_before(self, people: People) -> None:
        names = [f"many.{number}" for number in range(3)]
        await propose(people, *(row(name, "verifier") for name in names))
        keeper = people.person(Role.SECURITY_ADMINISTRATOR)
        items = [{"id": grant["id"], "decision": "confirm"} for grant in await waiting(people, *names)]
        tried = await keeper.post(f"{GRANTS}:decide", json={"items": items, "dry_run": True})
        assert [outcome["status"] for outcome in tried.json()["items"]] == ["updated"] * 3
        assert await roles_of(people, names[0]) == ([], ["verifier"])
        done = await keeper.post(f"{GRANTS}:decide", json={"items": items})
        assert done.json()["written"] == 3
        assert await roles_of(people, names[2]) == (["verifier"], [])
        assert codes(await keeper.post(f"{GRANTS}:decide", json={"items": items}))[0] == "grant_not_waiting"

    async def test_two_at_once_decide_once(self, people: People) -> None:
        await propose(people, row("raced", "committee"))
        confirmed, refused = await asyncio.gather(
            decide(people, "raced"), decide(people, "raced", decision="refuse", reason="会议未研究")
        )
        assert sorted([confirmed.status_code, refused.status_code]) == [200, 422]
        roles, left = await roles_of(people, "raced")
        assert left == [] and (roles == ["committee"]) is (confirmed.status_code == 200)


class TestRefuse:
    async def test_says_why_and_leaves_nothing(self, people: People) -> None:
        await propose(people, row("unwanted", "finance_office"))
        assert (await decide(people, "unwanted", decision="refuse")).status_code == 422
        assert (await decide(people, "unwanted", decision="refuse", reason="未经会议研究")).status_code == 200
        assert await roles_of(people, "unwanted") == ([], [])
        shown = await people.person(Role.AUDITOR).get(f"{GRANTS}?username=unwanted")
        [grant] = shown.json()["items"]
        assert (grant["state"], grant["reason"], grant["actions"]) == ("refused", "未经会议研究", [])
        assert grant["decided_by"] == "security_administrator"


class TestTakeAway:
    async def test_at_once_and_without_a_second_person(self, people: People) -> None:
        await enter(people, "leaving", Role.COMMITTEE, Role.COUNTY_LEADER)
        assert (await change(people, "leaving", roles=["county_leader"])).json()["roles"] == ["county_leader"]
        await change(people, "leaving", roles=["county_leader", "committee"])
        assert await roles_of(people, "leaving") == (["county_leader"], ["committee"])
        await change(people, "leaving", roles=["county_leader"])
        assert await roles_of(people, "leaving") == (["county_leader"], [])


class TestTogether:
    """Who keeps the system, who lets people in, who audits: three persons, and none of them in an office."""

    @pytest.mark.parametrize("safeguard", ["administrator", "security_administrator", "auditor"])
    @pytest.mark.parametrize("office", ["scorer", "committee", "auditor", "security_administrator"])
    async def test_no_door_mixes_them(self, people: People, safeguard: str, office: str) -> None:
        if safeguard == office:
            return
        name = f"mix.{safeguard[:4]}.{office[:4]}"
        administrator = people.person(Role.ADMINISTRATOR)
        both = await administrator.post(f"{API}/accounts:batch", json={"items": [row(name, safeguard, office)]})
        assert codes(both) == ["roles_do_not_mix"]
        await propose(people, row(name, office, person_code=f"C-{name}"))
        changed = await change(people, name, roles=[office, safeguard])
        assert (changed.status_code, changed.json()["code"]) == (422, "roles_do_not_mix")
        second = row(f"{name}.2", safeguard, person_code=f"C-{name}")
        other_account = await administrator.post(f"{API}/accounts:batch", json={"items": [second]})
        assert codes(other_account) == ["roles_do_not_mix"]

    async def test_not_within_one_batch_either(self, people: People) -> None:
        rows = [row("pair.1", "auditor", person_code="C-PAIR"), row("pair.2", "scorer", person_code="C-PAIR")]
        answer = await people.person(Role.ADMINISTRATOR).post(f"{API}/accounts:batch", json={"items": rows})
        assert codes(answer) == ["roles_do_not_mix"]

    async def test_the_own_results_are_no_office(self, people: People) -> None:
        await enter_cadre(people, "C-OWN", "T01")
        await propose(people, row("own.file", "cadre", unit_code="T01", person_code="C-OWN"))
        await propose(people, row("own.audit", "auditor", person_code="C-OWN"))
        assert await roles_of(people, "own.audit") == ([], ["auditor"])

    async def test_nobody_becomes_another_person_to_come_by_an_office(self, people: People) -> None:
        await propose(people, row("later.1", "auditor", person_code="C-LATER"))
        await propose(people, row("later.2", "scorer"))
        moved = {**row("later.2", "scorer", person_code="C-LATER"), "password": None}
        answer = await people.person(Role.ADMINISTRATOR).post(f"{API}/accounts:batch", json={"items": [moved]})
        assert codes(answer) == ["person_stands"]


class TestTeams:
    async def test_not_two_of_them_within_a_year(self, people: People) -> None:
        """Also after the first was given up, and by another account of the person."""
        await enter(people, "team", Role.SCORER, person_code="C-TEAM")
        assert (await change(people, "team", roles=["monitor"])).json()["code"] == "teams_within_a_year"
        await change(people, "team", roles=["county_leader"])
        other = row("team.2", "verifier", person_code="C-TEAM")
        answer = await people.person(Role.ADMINISTRATOR).post(f"{API}/accounts:batch", json={"items": [other]})
        assert codes(answer) == ["teams_within_a_year"]
        assert (await change(people, "team", roles=["scorer"])).json()["roles"] == ["scorer"]

    async def test_different_people_sit_in_different_teams(self, people: People) -> None:
        await propose(people, row("seat.1", "scorer"), row("seat.2", "monitor"), row("seat.3", "verifier"))
        assert await roles_of(people, "seat.2") == (["monitor"], [])

    async def test_free_again_a_year_later(self, people: People, services: dict[ServiceName, Service]) -> None:
        await enter(people, "rested", Role.SCORER)
        await change(people, "rested", roles=["county_leader"])
        for days, outcome in ((364, 422), (366, 200)):
            await _let_lie_back(services[ServiceName.DIRECTORY], "rested", days)
            answer = await change(people, "rested", roles=["monitor"])
            assert answer.status_code == outcome, answer.text
        assert await roles_of(people, "rested") == (["monitor"], [])


async def _let_lie_back(running: Service, username: str, days: int) -> None:
    """As if what has ended had ended so many days ago."""
    statement = text(
        """UPDATE role_grant SET from_on = :day, to_on = :day FROM account
           WHERE account.id = account_id AND username = :username AND to_on IS NOT NULL"""
    )
    async with running.database.transaction(Actor("test", "test", "test")) as session:
        await session.execute(statement, {"day": office_today() - timedelta(days=days), "username": username})


class TestSecurityAdministrator:
    async def test_does_not_open_accounts(self, people: People) -> None:
        keeper = people.person(Role.SECURITY_ADMINISTRATOR)
        answer = await keeper.post(f"{API}/accounts:batch", json={"items": [row("own", "scorer")]})
        assert answer.status_code == 403

    async def test_does_not_come_to_act_as_the_other(self, people: People) -> None:
        """Who resets a password knows it."""
        await enter(people, "sys", Role.ADMINISTRATOR)
        keeper = people.person(Role.SECURITY_ADMINISTRATOR)
        answer = await keeper.post(
            f"{API}/accounts/sys:reset-password", json={"password": PASSWORD}, headers={"If-Match": '"2"'}
        )
        assert (answer.status_code, answer.json()["code"]) == (403, "refused_by_policy")

    async def test_the_administrator_resets_nobody(self, people: People) -> None:
        await enter(people, "kept", Role.SCORER)
        administrator = people.person(Role.ADMINISTRATOR)
        again = await administrator.post(f"{API}/accounts:batch", json={"items": [row("kept", "scorer")]})
        assert codes(again) == ["password_stands"]
        answer = await administrator.post(f"{API}/accounts/kept:reset-password", json={"password": PASSWORD})
        assert answer.status_code == 403
        assert (await administrator.post(f"{API}/accounts/kept:end-sessions")).status_code == 403
