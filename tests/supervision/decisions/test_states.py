"""The state machine as a table: every verb in every state, at the API and in the database."""

from typing import Any

import asyncpg
import pytest

from hengjian.supervision.workflows.deductions import DeductionState as S
from hengjian.supervision.workflows.deductions import DeductionVerb
from tests.supervision.support import API, Office, entry, good

NEXT: dict[tuple[S, DeductionVerb], S] = {
    (S.RECORDED, DeductionVerb.CONFIRM): S.CONFIRMED,
    (S.RECORDED, DeductionVerb.RETURN): S.RETURNED,
    (S.RECORDED, DeductionVerb.MERGE): S.MERGED,
    (S.CONFIRMED, DeductionVerb.NOTIFY): S.NOTIFIED,
    (S.NOTIFIED, DeductionVerb.OBJECT): S.OBJECTED,
    (S.OBJECTED, DeductionVerb.JUDGE): S.EFFECTIVE,
    (S.EFFECTIVE, DeductionVerb.PUBLISH): S.EFFECTIVE,
    (S.EFFECTIVE, DeductionVerb.REVOKE): S.REVOKED,
}
ELSEWHERE = {DeductionVerb.CORRECT, DeductionVerb.REVIEW_PUBLIC_TEXT}
"""They depend on more than the state; see test_repeats.py and test_stations.py."""

VERBS = [verb for verb in DeductionVerb if verb not in ELSEWHERE]


async def reach(office: Office, state: S) -> str:
    match state:
        case S.RETURNED:
            return await office.step(await office.recorded(), "return", office.supervision, reason="证据不足")
        case S.MERGED:
            other = await office.recorded()
            return await office.step(
                await office.recorded(), "merge", office.supervision, into_id=other, reason="同一事项"
            )
        case _:
            reached: str = await getattr(office, state.value)()
            return reached


async def body_of(office: Office, verb: DeductionVerb) -> dict[str, Any] | None:
    match verb:
        case DeductionVerb.RETURN | DeductionVerb.REVOKE:
            return {"reason": "复核认定"}
        case DeductionVerb.MERGE:
            return {"into_id": await office.recorded(), "reason": "同一事项"}
        case DeductionVerb.OBJECT:
            return {"grounds": "情况不实"}
        case DeductionVerb.JUDGE:
            return {"outcome": "rejected", "reason": "核实无误"}
        case _:
            return None


@pytest.mark.parametrize("state", list(S))
async def test_every_verb_in_this_state(office: Office, state: S) -> None:
    who = {
        DeductionVerb.OBJECT: office.head,
        DeductionVerb.JUDGE: office.discipline,
        DeductionVerb.REVOKE: office.discipline,
    }
    refusing = await reach(office, state)
    for verb in VERBS:
        is_possible = (state, verb) in NEXT
        deduction = await reach(office, state) if is_possible else refusing
        caller = who.get(verb, office.supervision)
        answer = await caller.post(f"{API}/deductions/{deduction}:{verb}", json=await body_of(office, verb))
        if is_possible:
            assert answer.status_code == 200, answer.text
            assert answer.json()["state"] == NEXT[state, verb]
        else:
            assert (answer.status_code, answer.json()["code"]) == (409, "deduction_state_forbids"), (state, verb)
            assert answer.json()["params"]["state"] == state
    assert (await office.read(refusing))["state"] == state


@pytest.mark.parametrize("state", list(S))
async def test_the_actions_offered_are_those_the_state_allows(office: Office, state: S) -> None:
    row = await office.read(await reach(office, state))
    offered = {action["name"] for action in row["actions"]} - ELSEWHERE
    assert offered == {verb for verb in VERBS if (state, verb) in NEXT}


class TestInTheDatabase:
    @pytest.mark.parametrize("state", list(S))
    async def test_no_statement_takes_another_way(self, office: Office, owner_url: str, state: S) -> None:
        deduction = await reach(office, state)
        ways = {target for (start, _), target in NEXT.items() if start is state} | {state}
        ways |= {S.NOTIFIED: {S.EFFECTIVE}, S.OBJECTED: {S.REVOKED}}.get(state, set())
        connection = await asyncpg.connect(owner_url)
        try:
            for target in set(S) - ways:
                with pytest.raises((asyncpg.RestrictViolationError, asyncpg.CheckViolationError)):
                    await connection.execute(
                        "UPDATE supervision.deduction SET state = $2 WHERE id = $1", deduction, target.value
                    )
        finally:
            await connection.close()

    @pytest.mark.parametrize(
        "change",
        [
            "factor = 2, points = points * 2",
            "state = 'confirmed', confirmed_by = 'x', factor = 2, count = 1, points = points_each * 2",
            "state = 'confirmed', confirmed_by = 'x', factor = 0.5, points = points / 2",
            "rectification_id = id",
            "corrects_id = id",
            "count = count + 1, points = points_each * (count + 1) * factor",
            "unit_code = 'T02'",
            "description = 'nothing'",
            "occurred_at = occurred_at - interval '1 day'",
            "recorded_by = 'somebody'",
            "number = 'KF-0'",
        ],
    )
    async def test_what_was_recorded_cannot_change(self, office: Office, owner_url: str, change: str) -> None:
        deduction = await office.recorded()
        connection = await asyncpg.connect(owner_url)
        try:
            with pytest.raises(asyncpg.RestrictViolationError):
                await connection.execute(f"UPDATE supervision.deduction SET {change} WHERE id = $1", deduction)
        finally:
            await connection.close()

    @pytest.mark.parametrize(
        "statement",
        [
            "DELETE FROM supervision.deduction",
            "UPDATE supervision.deduction SET published_at = NULL WHERE published_at IS NOT NULL",
            "UPDATE supervision.deduction_step SET reason = 'other'",
            "DELETE FROM supervision.objection",
            "UPDATE supervision.judgement SET outcome = 'accepted'",
            "TRUNCATE supervision.reversal",
            "UPDATE supervision.deduction_rule SET points = 9 WHERE code = 'MTG-ABSENT'",
            "DELETE FROM supervision.visit",
            "DELETE FROM supervision.bulletin_entry",
            "UPDATE supervision.bulletin_entry SET points = 0",
        ],
    )
    async def test_the_record_stands(self, office: Office, owner_url: str, statement: str) -> None:
        await office.step(await office.published(), "revoke", office.discipline, reason="复核认定记录有误")
        await good(office.inspector.post(f"{API}/deductions", json=entry()))
        connection = await asyncpg.connect(owner_url)
        try:
            with pytest.raises(asyncpg.RestrictViolationError):
                await connection.execute(statement)
        finally:
            await connection.close()
