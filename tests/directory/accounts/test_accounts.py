import httpx
import pytest
from starlette.applications import Starlette

from hengjian.contracts.roles import Role
from tests.support.people import People, client_for

ACCOUNTS = "/api/v1/directory/accounts"
PASSWORD = "correct horse battery"


def account(username: str, *roles: str, **changes: object) -> dict[str, object]:
    return {
        "username": username,
        "display_name": username,
        "password": PASSWORD,
        "roles": list(roles),
        "person_code": username,
    } | changes


class TestEnter:
    async def test_anonymous(self, anonymous: httpx.AsyncClient) -> None:
        assert (await anonymous.post(f"{ACCOUNTS}:batch", json={"items": []})).status_code == 401

    async def test_wrong_role(self, people: People) -> None:
        body = {"items": [account("someone", "monitor")]}
        assert (await people.person(Role.APPRAISAL_OFFICE).post(f"{ACCOUNTS}:batch", json=body)).status_code == 403

    @pytest.mark.parametrize(
        ("row", "code"),
        [
            (account("a1", "administrator", "auditor"), "roles_do_not_mix"),
            (account("a1", "administrator", "security_administrator"), "roles_do_not_mix"),
            (account("a1", "security_administrator", "scorer"), "roles_do_not_mix"),
            (account("a1", "auditor", "committee"), "roles_do_not_mix"),
            (account("a1", "verifier", "scorer"), "teams_within_a_year"),
            (account("a2", "unit_head"), "unit_needed"),
            (account("a3", "cadre", unit_code="T01"), "cadre_needed"),
            (account("a3", "cadre", unit_code="T01", person_code="no.cadre"), "cadre_needed"),
            (account("a4", "monitor", password=None), "password_needed"),
            (account("a5", "scorer", person_code=None), "person_needed"),
        ],
    )
    async def test_refuses_roles_that_cannot_be(self, people: People, row: dict[str, object], code: str) -> None:
        answer = await people.person(Role.ADMINISTRATOR).post(f"{ACCOUNTS}:batch", json={"items": [row]})
        assert answer.status_code == 422
        assert [error["code"] for error in answer.json()["errors"]] == [code]

    async def test_an_account_keeps_its_person_and_a_person_may_have_two(self, people: People) -> None:
        administrator = people.person(Role.ADMINISTRATOR)
        rows = [account("one.scores", "scorer", person_code="one"), account("one.leads", "county_leader")]
        rows[1]["person_code"] = "one"
        assert (await administrator.post(f"{ACCOUNTS}:batch", json={"items": rows})).status_code == 200
        seen = [(await administrator.get(f"{ACCOUNTS}/{row['username']}")).json()["person_code"] for row in rows]
        assert seen == ["one", "one"]
        silent = account("one.scores", "scorer", person_code=None, password=None)
        assert (await administrator.post(f"{ACCOUNTS}:batch", json={"items": [silent]})).status_code == 200
        assert (await administrator.get(f"{ACCOUNTS}/one.scores")).json()["person_code"] == "one"
        another = account("one.scores", "scorer", person_code="two", password=None)
        answer = await administrator.post(f"{ACCOUNTS}:batch", json={"items": [another]})
        assert [error["code"] for error in answer.json()["errors"]] == ["person_stands"]

    async def test_an_office_is_granted_to_a_person_alone(self, people: People) -> None:
        administrator = people.person(Role.ADMINISTRATOR)
        rows = [account(name, "administrator", person_code=None) for name in ("nobody", "another")]
        assert (await administrator.post(f"{ACCOUNTS}:batch", json={"items": rows})).status_code == 200
        seen = await administrator.get(f"{ACCOUNTS}/nobody")
        answer = await administrator.patch(
            f"{ACCOUNTS}/nobody", json={"roles": ["auditor"]}, headers={"If-Match": seen.headers["etag"]}
        )
        assert (answer.status_code, answer.json()["code"]) == (422, "person_needed")

    async def test_a_password_is_never_shown_and_never_in_the_audit(self, people: People) -> None:
        administrator = people.person(Role.ADMINISTRATOR)
        body = {"items": [account("shown", "monitor")]}
        answer = await administrator.post(f"{ACCOUNTS}:batch", json=body)
        assert answer.status_code == 200
        listed = await administrator.get(f"{ACCOUNTS}/shown")
        assert "password" not in listed.text and "argon2" not in listed.text


class TestChange:
    async def test_signs_the_person_out_at_once(self, gateway: Starlette, people: People) -> None:
        administrator = people.person(Role.ADMINISTRATOR)
        await administrator.post(f"{ACCOUNTS}:batch", json={"items": [account("moved", "scorer")]})
        async with client_for(gateway) as client:
            credentials = {"username": "moved", "password": PASSWORD}
            assert (await client.post("/api/v1/directory/session", json=credentials)).status_code == 201
            seen = await administrator.get(f"{ACCOUNTS}/moved")
            answer = await administrator.patch(
                f"{ACCOUNTS}/moved", json={"roles": ["county_leader"]}, headers={"If-Match": seen.headers["etag"]}
            )
            assert answer.json()["roles"] == ["county_leader"]
            assert (await client.get("/api/v1/directory/session")).json()["code"] == "token_expired"
            renewed = await client.post("/api/v1/directory/session:renew")
            assert (renewed.status_code, renewed.json()["code"]) == (401, "session_over")
            assert (await client.post("/api/v1/directory/session", json=credentials)).json()["roles"] == [
                "county_leader"
            ]

    async def test_a_closed_account_cannot_sign_in(self, gateway: Starlette, people: People) -> None:
        administrator = people.person(Role.ADMINISTRATOR)
        await administrator.post(f"{ACCOUNTS}:batch", json={"items": [account("closed", "scorer")]})
        seen = await administrator.get(f"{ACCOUNTS}/closed")
        await administrator.patch(
            f"{ACCOUNTS}/closed", json={"is_active": False}, headers={"If-Match": seen.headers["etag"]}
        )
        async with client_for(gateway) as client:
            answer = await client.post("/api/v1/directory/session", json={"username": "closed", "password": PASSWORD})
            assert answer.json()["code"] == "invalid_credentials"


class TestOwnPassword:
    async def test_needs_the_present_one(self, gateway: Starlette, people: People) -> None:
        administrator = people.person(Role.ADMINISTRATOR)
        await administrator.post(f"{ACCOUNTS}:batch", json={"items": [account("own", "scorer")]})
        async with client_for(gateway) as client:
            await client.post("/api/v1/directory/session", json={"username": "own", "password": PASSWORD})
            headers = {"X-CSRF-Token": client.cookies["hj_csrf"]}
            address = "/api/v1/directory/session:change-password"
            wrong = await client.post(address, json={"present": "no", "new": "another long one"}, headers=headers)
            assert (wrong.status_code, wrong.json()["code"]) == (422, "wrong_password")
            right = await client.post(address, json={"present": PASSWORD, "new": "another long one"}, headers=headers)
            assert right.status_code == 204
