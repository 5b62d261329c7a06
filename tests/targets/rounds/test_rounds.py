from typing import Any

import asyncpg
import pytest

from hengjian.kit.settings import ServiceName
from tests.support.clock import YEAR
from tests.support.events import letter_standing
from tests.targets.support import API, Office, faults, refused, value_row, values, waiting

pytestmark = pytest.mark.usefixtures("reported")

BATCH = f"{API}/values:batch"


def round_(kind: str = "annual_values", **changes: Any) -> dict[str, Any]:
    return {
        "year": YEAR,
        "kind": kind,
        "period": "annual",
        "class_codes": ["township-1"],
        "indicator_codes": ["TAX"],
        **changes,
    }


class TestOpenRound:
    @pytest.mark.parametrize(
        ("changes", "code"),
        [
            ({"class_codes": ["none"]}, "unknown_unit_class"),
            ({"indicator_codes": ["NO"]}, "unknown_indicator"),
            ({"indicator_codes": []}, "round_needs_indicators"),
        ],
    )
    async def test_refuses_what_is_not_there(self, office: Office, changes: dict[str, Any], code: str) -> None:
        assert await refused(office.office.post(f"{API}/rounds", json=round_(**changes))) == (422, code)


class TestMidYear:
    async def test_grades_units_of_its_classes_and_closes_when_all_have_one(self, office: Office) -> None:
        opened = await office.post(office.office, "/rounds", round_("mid_year", period="half_year"))
        path = f"/rounds/{opened['id']}"
        stranger = {"items": [{"unit_code": "T03", "grade": "good"}]}
        call = office.office.post(f"{API}{path}/assessments:batch", json=stranger)
        assert await faults(call) == [("/items/0", "unit_not_in_round")]
        await office.enter(f"{path}/assessments:batch", {"unit_code": "T01", "grade": "good", "remark": "进度良好"})
        assert await refused(office.office.post(f"{API}{path}:close")) == (409, "round_unfinished")
        await office.enter(f"{path}/assessments:batch", {"unit_code": "T02", "grade": "fair"})
        assert (await office.get(path))["progress"]["unfinished_count"] == 0
        async with letter_standing(office.services[ServiceName.TARGETS]):
            assert await refused(office.office.post(f"{API}{path}:close")) == (409, "dead_letters_stand")
            [close] = [a for a in (await office.get(path))["actions"] if a["name"] == "close"]
            assert (close["allowed"], "滞留消息" in close["reason"]) == (False, True)
        assert (await office.post(office.office, f"{path}:close"))["state"] == "closed"
        late = {"items": [{"unit_code": "T02", "grade": "poor"}]}
        call = office.office.post(f"{API}{path}/assessments:batch", json=late)
        assert await refused(call) == (409, "round_is_closed")
        [event] = await office.published("round_closed")
        assert (event["kind"], event["period"], event["class_codes"]) == ("mid_year", "half_year", ["township-1"])

    async def test_a_unit_sees_only_its_own_grade(self, office: Office) -> None:
        [row] = await office.find("/rounds", office.reporter, kind="mid_year")
        shown = await office.get(f"/rounds/{row['id']}", office.reporter)
        assert [a["unit_code"] for a in shown["assessments"]] == ["T01"]
        assert not any(action["allowed"] for action in shown["actions"])

    async def test_not_even_sql_grades_in_a_closed_round(self, owner_url: str) -> None:
        connection = await asyncpg.connect(owner_url)
        try:
            with pytest.raises(asyncpg.RestrictViolationError):
                await connection.execute("UPDATE targets.assessment SET grade = 'excellent'")
            with pytest.raises(asyncpg.RestrictViolationError):
                await connection.execute("UPDATE targets.round SET state = 'open', closed_at = NULL")
        finally:
            await connection.close()


class TestCloseValues:
    async def test_waits_for_confirmation_then_freezes(self, office: Office) -> None:
        opened = await office.post(office.office, "/rounds", round_())
        close = f"{API}/rounds/{opened['id']}:close"
        await office.post(office.owner, "/values:batch", values(value_row("T02", actual="99", reason="修正")))
        assert await refused(office.office.post(close)) == (409, "round_unfinished")
        await office.post(office.verifier, "/values:confirm", waiting("TAX"))
        assert (await office.post(office.office, f"/rounds/{opened['id']}:close"))["closed_by_name"] == "office-1"
        frozen = office.owner.post(BATCH, json=values(value_row("T02", actual="100", reason="再修正")))
        assert await faults(frozen) == [("/items/0", "value_is_frozen")]
        other_class = values(value_row("T03", actual="6", reason="不在此轮"))
        assert (await office.post(office.owner, "/values:batch", other_class))["written"] == 1

    async def test_grades_nobody(self, office: Office) -> None:
        opened = await office.post(office.office, "/rounds", round_(period="other"))
        body = {"items": [{"unit_code": "T01", "grade": "good"}]}
        call = office.office.post(f"{API}/rounds/{opened['id']}/assessments:batch", json=body)
        assert await refused(call) == (409, "round_not_for_assessment")


class TestPhase:
    async def test_a_closed_year_opens_no_round(self, office: Office) -> None:
        await office.advance("year_end")
        await office.advance("closed")
        assert await refused(office.office.post(f"{API}/rounds", json=round_())) == (409, "wrong_phase")
