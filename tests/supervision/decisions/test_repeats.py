"""The same rule broken again within the year doubles where the catalogue says so, and is corrected by new entries."""

from typing import Any
from uuid import uuid4

import asyncpg
import pytest

from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from tests.supervision.support import API, LAST, Office, entry, events_about, good, refused
from tests.support.clock import YEAR
from tests.support.people import People

DEDUCTIONS = f"{API}/deductions"


@pytest.fixture
def rule_code() -> str:
    """A rule of its own for each test, so that no other test's deductions make repeats."""
    return f"AGAIN-{uuid4().hex[:8]}"


@pytest.fixture(autouse=True)
async def rule(office: Office, rule_code: str) -> None:
    await enter_rule(office, rule_code, repeat_factor="2")


async def enter_rule(office: Office, code: str, **changes: Any) -> None:
    factors = [{"factor": factor, "meaning": factor} for factor in ("1", "0.5", "2", "3")]
    row = {
        "year": LAST,
        "code": code,
        "title": "窗口无人",
        "title_en": "Unmanned",
        "category": "service",
        "points": "0.5",
        "factors": factors,
        "unit_kinds": ["township"],
        "basis": "第1条",
        "valid_from": f"{LAST}-01-01",
        **changes,
    }
    await good(office.supervision.post(f"{API}/deduction-rules:batch", json={"items": [row]}))


def on(day: str, rule_code: str, **changes: Any) -> dict[str, Any]:
    return {"rule_code": rule_code, "occurred_at": f"{LAST}-{day}T09:00:00+08:00", "count": 1, **changes}


class TestConfirm:
    async def test_doubles_when_one_is_in_force(self, office: Office, rule_code: str) -> None:
        earlier = await office.effective(**on("03-02", rule_code))
        later = await office.recorded(**on("05-06", rule_code, count=3))
        foreseen = (await office.read(later))["repeat"]
        assert (foreseen["is_fixed"], foreseen["earlier_id"]) == (False, earlier)
        assert foreseen["earlier_number"] == (await office.read(earlier))["number"]
        assert (foreseen["points_before"], foreseen["points_after"]) == ("1.5", "3")
        await office.step(later, "confirm", office.supervision)
        row = await office.read(later)
        assert (row["points_each"], row["count"], row["factor"], row["points"]) == ("0.5", 3, "2", "3")
        assert row["repeat"] == {**foreseen, "is_fixed": True}

    async def test_a_batch_follows_the_same_path(self, office: Office, rule_code: str) -> None:
        await office.effective(**on("03-02", rule_code))
        ids = [await office.recorded(**on(day, rule_code)) for day in ("04-01", "04-02")]
        await good(office.supervision.post(f"{API}/deductions:confirm-batch", json={"ids": ids}))
        assert [(await office.read(deduction))["points"] for deduction in ids] == ["1", "1"]

    async def test_the_graver_factor_counts_once(self, office: Office, rule_code: str) -> None:
        """Put right on the spot is no excuse the second time; what is graver already is not doubled again."""
        await office.effective(**on("03-02", rule_code))
        points = {}
        for factor in ("0.5", "1", "2", "3"):
            later = await office.confirmed(**on("04-01", rule_code, factor=factor))
            row = await office.read(later)
            points[factor] = (row["factor"], row["points"], row["repeat"] is not None)
        assert points == {
            "0.5": ("2", "1", True),
            "1": ("2", "1", True),
            "2": ("2", "1", False),
            "3": ("3", "1.5", False),
        }

    @pytest.mark.parametrize("state", ["recorded", "confirmed", "notified", "objected", "revoked"])
    async def test_only_what_is_in_force_counts(self, office: Office, rule_code: str, state: str) -> None:
        await getattr(office, state)(**on("03-02", rule_code))
        row = await office.read(await office.confirmed(**on("05-06", rule_code)))
        assert (row["factor"], row["repeat"]) == ("1", None)

    async def test_neither_another_unit_rule_year_or_day_counts(self, office: Office, rule_code: str) -> None:
        other_rule = f"AGAIN-{uuid4().hex[:8]}"
        await enter_rule(office, other_rule, repeat_factor="2")
        await enter_rule(office, rule_code, year=YEAR, valid_from=f"{YEAR}-01-01", repeat_factor="2")
        await office.effective(**on("03-02", other_rule))
        await office.effective(**on("05-06", rule_code, occurred_at=f"{LAST}-05-06T15:00:00+08:00"))
        await office.effective(**on("05-07", rule_code))
        row = await office.read(await office.confirmed(**on("05-06", rule_code)))
        assert row["repeat"] is None, "same day, a later day, another rule"
        row = await office.read(await office.confirmed(**on("05-08", rule_code, unit_code="T02", cadre_codes=[])))
        assert row["repeat"] is None, "another unit"
        this_year = on("05-08", rule_code, occurred_at=f"{YEAR}-01-01T09:00:00+08:00")
        assert (await office.read(await office.confirmed(**this_year)))["repeat"] is None, "another year"

    async def test_a_rule_that_says_nothing_doubles_nothing(self, office: Office) -> None:
        plain = f"PLAIN-{uuid4().hex[:8]}"
        await enter_rule(office, plain)
        await office.effective(**on("03-02", plain))
        assert (await office.read(await office.confirmed(**on("05-06", plain))))["repeat"] is None

    async def test_a_repeated_post_gets_the_first_receipt_again(self, office: Office, rule_code: str) -> None:
        await office.effective(**on("03-02", rule_code))
        body = entry(**on("05-06", rule_code))
        first = await good(office.inspector.post(DEDUCTIONS, json=body))
        await office.step(body["id"], "confirm", office.supervision)
        assert await good(office.inspector.post(DEDUCTIONS, json=body)) == first
        assert first["points"] == "0.5"
        outcome = await good(office.inspector.post(f"{API}/deductions:batch", json={"items": [body]}))
        assert (outcome["items"][0]["status"], outcome["items"][0]["points"]) == ("unchanged", "0.5")

    async def test_the_unit_may_object_to_the_doubling(self, office: Office, rule_code: str) -> None:
        await office.effective(**on("03-02", rule_code))
        later = await office.objected(**on("05-06", rule_code))
        await office.step(
            later, "judge", office.discipline, outcome="partly_accepted", reason="并非同一问题", factor="1"
        )
        row = await office.read(later)
        assert (row["state"], row["factor"], row["points"]) == ("effective", "1", "0.5")
        assert row["repeat"]["points_after"] == "1", "what was fixed stays readable"


class TestCorrect:
    async def _raised(self, office: Office, rule_code: str, step: str = "effective") -> tuple[str, str]:
        earlier = await office.effective(**on("03-02", rule_code))
        later = await getattr(office, step)(**on("05-06", rule_code, public_text="窗口无人"))
        return earlier, later

    def _action(self, row: dict[str, Any]) -> dict[str, Any] | None:
        return next((action for action in row["actions"] if action["name"] == "correct"), None)

    async def test_the_record_tells_when_its_ground_is_gone(self, office: Office, rule_code: str) -> None:
        earlier, later = await self._raised(office, rule_code)
        row = await office.read(later, office.discipline)
        assert (row["repeat"]["has_lost_ground"], self._action(row)) == (False, None)
        call = office.discipline.post(f"{DEDUCTIONS}/{later}:correct", json={"reason": "x"})
        assert await refused(call) == (409, "repeat_stands")
        await office.step(earlier, "revoke", office.discipline, reason="认定有误")
        row = await office.read(later, office.discipline)
        assert (row["repeat"]["earlier_state"], row["repeat"]["has_lost_ground"]) == ("revoked", True)
        assert self._action(row) == {"name": "correct", "allowed": True, "reason": None}
        assert (row["state"], row["points"]) == ("effective", "1"), "nothing changes by itself"

    async def test_a_reversal_and_a_new_entry(self, office: Office, rule_code: str, supervision: Service) -> None:
        earlier, later = await self._raised(office, rule_code, "published")
        await office.step(earlier, "revoke", office.discipline, reason="认定有误")
        answer = await office.discipline.post(f"{DEDUCTIONS}/{later}:correct", json={"reason": "前次扣分已撤销"})
        assert answer.status_code == 201, answer.text
        entered = await office.read(answer.json()["id"])
        assert (entered["state"], entered["factor"], entered["points"]) == ("effective", "1", "0.5")
        assert (entered["corrects"]["id"], entered["published_at"], entered["repeat"]) == (later, None, None)
        assert entered["history"][-1]["reason"] == "前次扣分已撤销"
        taken_back = await office.read(later)
        assert (taken_back["state"], taken_back["corrected_by"]["number"]) == ("revoked", entered["number"])
        assert taken_back["reversal"]["reason"] == "前次扣分已撤销"
        assert [name for name, _ in await events_about(supervision, later)][-1] == "deduction_revoked"
        [(name, event)] = await events_about(supervision, entered["id"])
        assert (name, event["factor"], event["number"]) == ("deduction_effective", "1", entered["number"])
        await office.step(entered["id"], "publish", office.supervision)
        again = office.discipline.post(f"{DEDUCTIONS}/{later}:correct", json={"reason": "x"})
        assert await refused(again) == (409, "deduction_state_forbids")

    async def test_not_while_another_makes_it_a_repeat(self, office: Office, rule_code: str) -> None:
        earlier, later = await self._raised(office, rule_code)
        await office.effective(**on("02-02", rule_code))
        await office.step(earlier, "revoke", office.discipline, reason="认定有误")
        assert (await office.read(later, office.discipline))["repeat"]["has_lost_ground"] is False
        call = office.discipline.post(f"{DEDUCTIONS}/{later}:correct", json={"reason": "x"})
        assert await refused(call) == (409, "repeat_stands")

    async def test_by_nobody_who_recorded_or_confirmed_it(self, office: Office, rule_code: str, people: People) -> None:
        both = people.person(Role.SUPERVISION_OFFICE, Role.DISCIPLINE_OFFICE, name="both hats")
        earlier = await office.effective(**on("03-02", rule_code))
        later = await office.step(await office.recorded(**on("05-06", rule_code)), "confirm", both)
        for verb, who, body in (
            ("notify", office.supervision, {}),
            ("object", office.head, {"grounds": "x"}),
            ("judge", office.discipline, {"outcome": "rejected", "reason": "x"}),
        ):
            await office.step(later, verb, who, **body)
        await office.step(earlier, "revoke", office.discipline, reason="认定有误")
        call = both.post(f"{DEDUCTIONS}/{later}:correct", json={"reason": "x"})
        assert await refused(call) == (403, "refused_by_policy")
        assert await refused(office.head.post(f"{DEDUCTIONS}/{later}:correct", json={"reason": "x"})) == (
            403,
            "not_permitted",
        )

    async def test_the_reason_names_nobody(self, office: Office, rule_code: str) -> None:
        earlier, later = await self._raised(office, rule_code)
        await office.step(earlier, "revoke", office.discipline, reason="认定有误")
        call = office.discipline.post(f"{DEDUCTIONS}/{later}:correct", json={"reason": "与林岳川无关"})
        assert await refused(call) == (422, "public_text_names_somebody")
        assert (await office.read(later))["state"] == "effective"

    @pytest.mark.parametrize(
        "statement", ["UPDATE supervision.repeat SET factor_after = 9", "DELETE FROM supervision.repeat"]
    )
    async def test_what_was_fixed_stands(self, office: Office, rule_code: str, owner_url: str, statement: str) -> None:
        await self._raised(office, rule_code)
        connection = await asyncpg.connect(owner_url)
        try:
            with pytest.raises(asyncpg.RestrictViolationError):
                await connection.execute(statement)
        finally:
            await connection.close()
