"""Answers made once for many: what is kept, how long, and that nothing kept shows a reader more than before."""

import asyncio
from dataclasses import replace
from decimal import Decimal

import httpx
import pytest
import pytest_asyncio
from starlette.applications import Starlette

from hengjian.appraisal.standings.current import CurrentClasses
from hengjian.appraisal.standings.kept import KeptAnswers
from hengjian.appraisal.standings.repository import get_own_standing
from hengjian.contracts.events import (
    IndicatorChanged,
    IndicatorSnapshot,
    PlanIssued,
    PlannedTarget,
    UnitChanged,
    UnitSnapshot,
)
from hengjian.kit.access.auth import Visibility
from hengjian.kit.settings import ServiceName
from tests.appraisal.county import (
    API,
    CLASS_ONE,
    DAILY_BINDING,
    DAILY_SCHEME,
    SOMETHING,
    TOWNSHIP_BINDING,
    TOWNSHIP_SCHEME,
    Office,
    good,
    scheme,
    values,
    values_closed,
)
from tests.support.clock import YEAR

READERS = 100
PLAN_SCHEME = {
    "root": {
        "code": "total",
        "combine": "sum",
        "parts": [{"code": "plan", "name": "计划", "points": "100", "rule": {"type": "proportional"}}],
    }
}
PLANNED = UnitSnapshot.model_validate(
    {
        "code": "P01",
        "name": "P01",
        "kind": "township",
        "class_code": "planned",
        "class_name": "planned",
        "class_since": None,
        "is_active": True,
    }
)


def planned(target: str) -> PlanIssued:
    wanted = PlannedTarget(indicator_code="REV", target=Decimal(target), milestones={})
    plan = {"plan_id": SOMETHING, "year": YEAR, "level": "unit", "unit_code": "P01", "cadre_code": None, "version": 1}
    return PlanIssued.model_validate({**plan, "targets": (wanted,)})


class TestOneKey:
    async def test_it_is_made_once_however_many_ask(self) -> None:
        kept, begun = KeptAnswers[int](10), asyncio.Event()

        async def make() -> tuple[int, bool]:
            begun.set()
            await asyncio.sleep(0)
            return kept.made_count, True

        answers = await asyncio.gather(*(kept.get("key", make) for _ in range(READERS)))
        assert (answers, kept.made_count) == ([1] * READERS, 1)

    async def test_what_does_not_last_is_answered_and_made_anew(self) -> None:
        kept = KeptAnswers[int](10)

        async def make() -> tuple[int, bool]:
            return kept.made_count, False

        assert [await kept.get("key", make), await kept.get("key", make)] == [1, 2]
        assert len(kept) == 0

    async def test_of_too_many_that_goes_which_was_asked_for_longest_ago(self) -> None:
        kept = KeptAnswers[int](2)

        async def make() -> tuple[int, bool]:
            return kept.made_count, True

        for key in ("first", "second", "first", "third"):
            await kept.get(key, make)
        assert (len(kept), kept.made_count) == (2, 3)
        assert await kept.get("first", make) == 1
        assert await kept.get("second", make) == 4

    async def test_one_who_fails_or_goes_away_leaves_it_to_the_next(self) -> None:
        kept = KeptAnswers[int](2)

        async def fail() -> tuple[int, bool]:
            await asyncio.sleep(0)
            raise RuntimeError

        async def wait() -> tuple[int, bool]:
            await asyncio.Event().wait()
            raise AssertionError

        async def make() -> tuple[int, bool]:
            return 7, True

        gone = asyncio.create_task(kept.get("key", wait))
        failing = asyncio.create_task(kept.get("key", fail))
        next_one = asyncio.create_task(kept.get("key", make))
        await asyncio.sleep(0)
        gone.cancel()
        with pytest.raises(asyncio.CancelledError):
            await gone
        with pytest.raises(RuntimeError):
            await failing
        assert await next_one == 7


@pytest_asyncio.fixture(scope="module")
async def schemes(office: Office) -> None:
    await office.issued(scheme("townships", TOWNSHIP_SCHEME, TOWNSHIP_BINDING, "township-1"))
    await office.issued(scheme("hills", DAILY_SCHEME, DAILY_BINDING, "township-2"))
    await office.hear(ServiceName.TARGETS, values(T06="90", T07="80"), values_closed("township-2"))


@pytest.fixture
def classes(gateway: Starlette) -> CurrentClasses:
    found: CurrentClasses = gateway.state.apps[ServiceName.APPRAISAL].state.current_classes
    return found


def page(unit: str, part: str = "") -> str:
    return f"{API}/standings/{YEAR}/units/{unit}{part}"


@pytest.mark.usefixtures("schemes")
class TestReaders:
    async def test_a_hundred_readers_cause_one_evaluation(self, office: Office, classes: CurrentClasses) -> None:
        await office.deduct("T01", "1")
        before = classes.kept.made_count
        pages = [page(unit, part) for unit in CLASS_ONE for part in ("", "/outlook")]
        calls = [good(office.author.get(pages[number % len(pages)])) for number in range(READERS)]
        answers = await asyncio.gather(*calls)
        assert classes.kept.made_count == before + 1
        assert len({answer["subject_code"] for answer in answers}) == len(CLASS_ONE)

    async def test_the_next_fact_is_evaluated_anew(self, office: Office, classes: CurrentClasses) -> None:
        first = await good(office.author.get(page("T01")))
        await office.deduct("T01", "2")
        before = classes.kept.made_count
        second = await good(office.author.get(page("T01")))
        assert classes.kept.made_count == before + 1
        assert Decimal(first["total"]) - Decimal(second["total"]) == 2
        assert len(second["nodes"][1]["records"]) == len(first["nodes"][1]["records"]) + 1

    async def test_only_what_the_revision_says_is_kept_under_it(self, office: Office) -> None:
        """As between a fact and the job that counts it: what is evaluated is newer than the revision."""
        classes = CurrentClasses()
        async with office.service.database.read_session() as session:
            own = await get_own_standing(session, Visibility(whole_county=True), YEAR, "T06")
            assert own is not None
            overtaken = replace(own, digest="of what stood before")
            assert (await classes.evaluate(session, overtaken, "zh")).digest == own.digest
            assert len(classes.kept) == 0
            await classes.evaluate(session, own, "zh")
            assert len(classes.kept) == 1

    async def test_languages_do_not_mix(self, office: Office) -> None:
        english = await good(office.author.get(page("T01"), headers={"Accept-Language": "en"}))
        chinese = await good(office.author.get(page("T01")))
        assert english["nodes"][1]["why"] != chinese["nodes"][1]["why"]

    async def test_what_is_kept_is_nobodys_who_may_not_see_it(self, office: Office) -> None:
        """A neighbour asks after the office has had the answers made."""
        for part in ("", "/outlook"):
            await good(office.author.get(page("T01", part)))
            assert (await office.head("T02").get(page("T01", part))).status_code == 404
            assert (await office.head("T06").get(page("T01", part))).status_code == 404

    async def test_each_reader_gets_what_the_first_one_got(self, office: Office) -> None:
        for part in ("", "/outlook"):
            asked: list[httpx.Response] = [
                await who.get(page("T01", part)) for who in (office.author, office.head("T01"), office.author)
            ]
            assert asked[0].json() == asked[1].json() == asked[2].json()


@pytest.mark.usefixtures("schemes")
class TestWordsOfAPage:
    """What a page calls things is under the revision too, though it changes no score."""

    async def revision(self, office: Office) -> int:
        return int((await good(office.author.get(f"{API}/standings/{YEAR}/classes/township-2")))["revision"])

    async def test_an_indicator_with_another_name(self, office: Office) -> None:
        before = await self.revision(office)
        assert "财政收入：" in (await office.author.get(page("T06"))).text
        renamed = IndicatorSnapshot(code="REV", name="税收收入", name_en="Taxes", owner_unit_code="D01")
        await office.hear(ServiceName.TARGETS, IndicatorChanged(year=YEAR, indicators=(renamed,)))
        assert "税收收入：" in (await office.author.get(page("T06"))).text
        assert await self.revision(office) > before

    async def test_a_plan_that_moves_no_score(self, office: Office) -> None:
        """Where a scheme asks how much of a plan is met, each of its targets is told."""
        await office.issued(scheme("plans", PLAN_SCHEME, {"plan": {"source": "plan_completion"}}, "planned"))
        await office.hear(ServiceName.DIRECTORY, UnitChanged(units=(PLANNED,)))
        await office.hear(
            ServiceName.TARGETS,
            planned("50"),
            values(P01="40"),
            values_closed("planned").model_copy(update={"indicator_codes": ()}),
        )
        first = await good(office.author.get(page("P01")))
        await office.hear(ServiceName.TARGETS, planned("60"))
        second = await good(office.author.get(page("P01")))
        assert (first["total"], second["total"]) == ("0.00", "0.00")
        assert "50" in str(first["nodes"]), "the target is told"
        assert "60" in str(second["nodes"]), "and the other one, though it is not met either"

    async def test_the_same_again_changes_nothing(self, office: Office, classes: CurrentClasses) -> None:
        await good(office.author.get(page("T06")))
        before, made = await self.revision(office), classes.kept.made_count
        same = IndicatorSnapshot(code="REV", name="税收收入", name_en="Taxes", owner_unit_code="D01")
        await office.hear(ServiceName.TARGETS, IndicatorChanged(year=YEAR, indicators=(same,)))
        await good(office.author.get(page("T06")))
        assert (await self.revision(office), classes.kept.made_count) == (before, made)
