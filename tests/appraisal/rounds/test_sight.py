"""Who sees a round: whoever sees the county, or a unit of one of its classes; and so its sheets."""

from uuid import UUID

import pytest
import pytest_asyncio

from hengjian.appraisal.models import BallotRound, EvaluationRound, SheetRound
from hengjian.appraisal.rounds.repository import AnyRound, get_round, get_round_for_update, list_rounds
from hengjian.appraisal.sheets.repository import get_sheet, list_sheets
from hengjian.audit.recording import Actor
from hengjian.kit.access.auth import Visibility
from hengjian.kit.edge.paging import PageRequest
from tests.appraisal.county import API, Office, good, members
from tests.appraisal.year_end import issue_schemes, of_item

COUNTY = Visibility(whole_county=True)
INSIDE, OUTSIDE = Visibility(unit_codes=frozenset({"T01"})), Visibility(unit_codes=frozenset({"T06"}))
PAGE = PageRequest(None, 50, "/")
TEAMS = {"verify": members("审核甲"), "score": members("评分甲"), "monitor": members("监督甲")}
ENTRIES = {
    BallotRound: ("ballot-rounds", of_item("social", options=["good", "fair", "bad", "unknown"])),
    EvaluationRound: ("evaluation-rounds", of_item("leaders")),
    SheetRound: ("sheet-rounds", of_item("site", teams=TEAMS)),
}


@pytest_asyncio.fixture(scope="module")
async def rounds(office: Office) -> dict[type, UUID]:
    await issue_schemes(office)
    opened = {
        kind: await good(office.author.post(f"{API}/{path}", json=entry)) for kind, (path, entry) in ENTRIES.items()
    }
    return {kind: UUID(row["id"]) for kind, row in opened.items()}


@pytest.mark.parametrize("kind", ENTRIES)
@pytest.mark.parametrize(("visible", "is_seen"), [(COUNTY, True), (INSIDE, True), (OUTSIDE, False)])
async def test_a_round_is_seen_from_its_classes(
    office: Office, rounds: dict[type, UUID], kind: type[AnyRound], visible: Visibility, is_seen: bool
) -> None:
    async with office.service.database.transaction(Actor("test", "test", "test")) as session:
        for get in (get_round, get_round_for_update):
            assert (await get(session, kind, visible, rounds[kind]) is not None) is is_seen
        assert bool((await list_rounds(session, kind, visible, PAGE, year=None)).items) is is_seen


async def test_a_sheet_is_seen_from_its_unit(office: Office, rounds: dict[type, UUID]) -> None:
    async with office.service.database.read_session() as session:
        everything = await list_sheets(
            session, COUNTY, PAGE, round_id=rounds[SheetRound], subject_code=None, state=None
        )
        own = await list_sheets(session, INSIDE, PAGE, round_id=rounds[SheetRound], subject_code=None, state=None)
        assert len(everything.items) == 5
        assert [sheet.subject_code for sheet in own.items] == ["T01"]
        assert await get_sheet(session, INSIDE, own.items[0].id) is not None
        assert await get_sheet(session, OUTSIDE, own.items[0].id) is None
