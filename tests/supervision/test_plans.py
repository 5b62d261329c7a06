"""No list and no page reads the history: what a request reads of the large tables stays small, however much is there.

Every list of the service is asked on a history of years, for each kind of reader and with each of its filters. The
statements that ran are explained as a busy connection runs them, and rows that were read only to be left out count.
"""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from typing import Any

import asyncpg
import httpx
import pytest
import pytest_asyncio

from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from hengjian.kit.time.clock import office_today
from tests.supervision.history import DEDUCTIONS, LARGE_UNIT, fill
from tests.supervision.support import API, Office, good
from tests.support.clock import YEAR
from tests.support.people import People, account_id
from tests.support.plans import Statement, explain, nodes_of, overhear

LARGE = {"deduction", "bulletin_entry", "rectification", "visit", "round_item", "public_picture", "picture_review"}
MOST_READ = DEDUCTIONS // 25
"""Rows of large tables that a statement may touch: some pages, the rows of a month or of a unit, never the history."""

A_YEAR = DEDUCTIONS // 7
OLD = YEAR - 4
SPAN = {"from_on": f"{OLD}-03-05", "to_on": f"{OLD}-03-20"}
LATELY = "lately"
"""Stands for a mark that is not older than this; the names of tests are the same on every worker."""
CHANGES_AGO = 60

LONG_SPAN = {"from_on": f"{OLD - 1}-02-03", "to_on": f"{OLD + 1}-10-07"}

OF_LARGE_UNIT: list[dict[str, Any]] = [
    *({"state": state} for state in ("recorded", "notified", "returned", "merged", "effective", "revoked")),
    {"state": ["recorded", "confirmed", "objected"], "order": "oldest"},
    {"year": OLD},
    {"rule_code": "SAF-HAZARD"},
    {"rule_code": "NO-SUCH"},
    {"category": "safety", "year": OLD},
    {"published": True},
    {"published": False},
    {"published": False, "state": "effective"},
    {"mine": True},
    {"search": f"KF-{OLD}-00010"},
    {"from_on": f"{OLD}-03-05", "to_on": f"{OLD}-03-20"},
    {"from_on": f"{OLD - 1}-02-03", "to_on": f"{OLD + 1}-10-07"},
    {"from_on": f"{OLD}-03-05", "to_on": f"{OLD}-03-20", "state": "returned"},
    {"to_on": f"{OLD}-01-05", "rule_code": "SAF-HAZARD"},
]
"""Each beside a unit that has a third of all records."""

DEDUCTION_FILTERS: list[dict[str, Any]] = [
    {},
    {"order": "oldest"},
    {"year": YEAR},
    {"year": OLD},
    {"unit_code": "T01"},
    {"unit_code": "D01"},
    {"year": OLD, "unit_code": "T02"},
    {"visit_id": "0190f3a0-0000-7000-8000-000000000001"},
    *({"state": state} for state in ("recorded", "notified", "objected", "returned", "merged", "effective", "revoked")),
    {"state": ["recorded", "confirmed", "objected"], "order": "oldest"},
    {"rule_code": "MTG-ABSENT"},
    {"rule_code": "SAF-HAZARD"},
    {"rule_code": "NO-SUCH"},
    {"rule_code": "SAF-HAZARD", "year": OLD},
    {"category": "safety"},
    {"category": "exposure"},
    {"published": True},
    {"published": True, "order": "oldest"},
    {"published": False, "state": "effective"},
    {"published": False},
    {"mine": True},
    {"search": f"KF-{OLD}-00010"},
    {"search": f"KF-{OLD}-"},
    SPAN,
    {**SPAN, "order": "oldest"},
    {**SPAN, "state": "returned"},
    {**SPAN, "rule_code": "SAF-HAZARD"},
    LONG_SPAN,
    {"from_on": f"{YEAR}-01-05"},
    {"to_on": f"{OLD}-01-05"},
    {**LONG_SPAN, "state": "recorded"},
    {**LONG_SPAN, "rule_code": "SAF-HAZARD"},
    {"changed_after": LATELY},
]
OTHER_LISTS: list[tuple[str, dict[str, Any]]] = [
    *(
        ("/visits", wanted)
        for wanted in (
            {},
            {"year": OLD},
            {"unit_code": "D01"},
            {"kind": "follow_up"},
            {"kind": "covert"},
            {"unit_code": LARGE_UNIT},
            {"unit_code": LARGE_UNIT, "kind": "follow_up"},
            {"unit_code": LARGE_UNIT, "year": OLD},
            {"unit_code": LARGE_UNIT, **SPAN},
            SPAN,
            {"changed_after": LATELY},
        )
    ),
    *(
        ("/rectifications", wanted)
        for wanted in (
            {},
            {"year": YEAR},
            {"unit_code": "D01"},
            {"state": "open"},
            {"state": ["reported", "overdue"]},
            {"asks_extension": True},
            {"search": f"ZG-{OLD}-00010"},
            {"unit_code": LARGE_UNIT},
            {"unit_code": LARGE_UNIT, "state": "open"},
            {"unit_code": LARGE_UNIT, "state": ["reported", "overdue"]},
            {"unit_code": LARGE_UNIT, "asks_extension": True},
            {"unit_code": LARGE_UNIT, "year": OLD},
            {"unit_code": LARGE_UNIT, "search": f"ZG-{OLD}-00010"},
        )
    ),
    *(
        ("/round-items", wanted)
        for wanted in ({}, {"light": "yellow"}, {"light": "red"}, {"state": "reported"}, {"unit_code": "T01"})
    ),
    ("/rounds", {}),
    ("/draws", {}),
    ("/deduction-rules", {"year": YEAR}),
]
BULLETIN: list[dict[str, Any]] = [
    {},
    {"year": OLD},
    {"year": OLD, "month": 3},
    {"unit_code": "D01"},
    {"unit_code": "T01", "year": OLD, "month": 3},
    {"unit_code": LARGE_UNIT},
    {"changed_after": LATELY},
    *({"q": words} for words in ("旷会", "X9", "缺席 青岭", "meeting", f"KF-{OLD}-00010", "T01", f"{OLD}-03", "岭")),
    {"q": "meeting", "unit_code": "D01"},
    {"q": f"{OLD}年3月 青岭", "year": OLD},
    {"q": "meeting", "year": OLD, "month": 3},
]
PAGES = ["/bulletin/", "/bulletin/archive", "/bulletin/map", f"/bulletin/map?period={OLD}", "/bulletin/feed.atom"]
PAGES += [f"/bulletin/units/{LARGE_UNIT}", "/bulletin/units/D01", "/bulletin/?q=meeting", f"/bulletin/?month={OLD}-03"]


@pytest_asyncio.fixture(scope="module")
async def history(supervision: Service, people: People, owner_url: str) -> str:
    """The deduction from which all others were made."""
    office = people.person(Role.SUPERVISION_OFFICE)
    for year in range(YEAR - 8, YEAR - 1):
        await good(office.post(f"{API}/deduction-rules:adopt-template", json={"year": year}))
    template = await Office(people).recorded()
    await fill(owner_url, template, account_id("inspector-1"))
    await supervision.jobs.run_all()
    return template


@pytest_asyncio.fixture
async def explaining(owner_url: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(owner_url)
    yield connection
    await connection.close()


def _rows_read(plan: dict[str, Any]) -> Iterator[tuple[int, str]]:
    """How many rows of large tables each node touched, those left out included."""
    for node in nodes_of(plan):
        if node.get("Relation Name") in LARGE:
            left_out = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
            rows = (node["Actual Rows"] + left_out) * node["Actual Loops"]
            yield round(rows), f"{node['Node Type']} of {node['Relation Name']} by {node.get('Index Name')}"
            assert node["Node Type"] != "Seq Scan", plan


async def _recent_mark(service: Service, who: httpx.AsyncClient, path: str) -> str:
    """As it was a page of changes ago."""
    await service.numbering.number()
    begun = await good(who.get(path, params={"changed_after": "start", "limit": 1}))
    incarnation, number, digest = begun["mark"].split(".")
    return f"{incarnation}.{int(number) - CHANGES_AGO}.{digest}"


async def check(
    connection: asyncpg.Connection,
    service: Service,
    who: httpx.AsyncClient,
    path: str,
    query: dict[str, Any],
    most_read: int = MOST_READ,
) -> dict[str, Any]:
    if query.get("changed_after") == LATELY:
        query = {**query, "changed_after": await _recent_mark(service, who, path)}
    with overhear(service.database) as heard:
        answer = await good(who.get(path, params=query or None))
    await _check_all(connection, heard, path, query, most_read)
    return answer


async def _check_all(
    connection: asyncpg.Connection,
    heard: list[Statement],
    path: str,
    query: dict[str, Any],
    most_read: int = MOST_READ,
) -> None:
    assert heard, "a list reads something"
    for statement in heard:
        read = list(_rows_read(await explain(connection, statement)))
        assert sum(rows for rows, _ in read) <= most_read, (path, query, read, statement.sql)


def _reader(people: People, name: str) -> httpx.AsyncClient:
    return {
        "office": lambda: people.person(Role.SUPERVISION_OFFICE, name="supervision-1"),
        "inspector": lambda: people.person(Role.INSPECTOR, name="inspector-1"),
        "new inspector": lambda: people.person(Role.INSPECTOR, name="inspector-new"),
        "head": lambda: people.person(Role.UNIT_HEAD, unit="T01", name="head-1"),
        "head of a large unit": lambda: people.person(Role.UNIT_HEAD, unit=LARGE_UNIT, name="head-2"),
        "inspecting head": lambda: people.person(Role.INSPECTOR, Role.UNIT_HEAD, unit="D01", name="head-of-both"),
    }[name]()


READERS = ["office", "inspector", "new inspector", "head", "inspecting head"]


@pytest.mark.parametrize("query", DEDUCTION_FILTERS, ids=str)
@pytest.mark.parametrize("reader", READERS)
@pytest.mark.usefixtures("history")
async def test_lists_of_deductions(
    explaining: asyncpg.Connection, supervision: Service, people: People, reader: str, query: Any
) -> None:
    who = _reader(people, reader)
    page = await check(explaining, supervision, who, f"{API}/deductions", query)
    if page["next"]:
        await check(explaining, supervision, who, page["next"], {})


@pytest.mark.parametrize("reader", ["office", "inspector", "head of a large unit"])
@pytest.mark.usefixtures("history")
async def test_a_frequent_rule_over_years_reads_a_year_of_it_at_most(
    explaining: asyncpg.Connection, supervision: Service, people: People, reader: str
) -> None:
    """Rules lead to whole years; those at the ends of the span are read beyond it, the history is not."""
    asked = {**LONG_SPAN, "rule_code": "MTG-ABSENT"}
    await check(explaining, supervision, _reader(people, reader), f"{API}/deductions", asked, A_YEAR)


@pytest.mark.parametrize("wanted", OF_LARGE_UNIT, ids=str)
@pytest.mark.parametrize("reader", ["office", "inspector", "head of a large unit"])
@pytest.mark.usefixtures("history")
async def test_lists_of_a_large_unit(
    explaining: asyncpg.Connection, supervision: Service, people: People, reader: str, wanted: Any
) -> None:
    """Its head sees no other, the others ask for it."""
    asked = wanted if reader == "head of a large unit" else {"unit_code": LARGE_UNIT, **wanted}
    page = await check(explaining, supervision, _reader(people, reader), f"{API}/deductions", asked)
    if page["next"]:
        await check(explaining, supervision, _reader(people, reader), page["next"], {})


@pytest.mark.parametrize(("path", "query"), OTHER_LISTS, ids=str)
@pytest.mark.parametrize("reader", ["office", "new inspector", "head", "head of a large unit"])
async def test_other_lists(
    explaining: asyncpg.Connection,
    supervision: Service,
    people: People,
    reader: str,
    path: str,
    query: Any,
) -> None:
    who = _reader(people, reader)
    if (await who.get(f"{API}{path}")).status_code == 403:
        return
    page = await check(explaining, supervision, who, f"{API}{path}", query)
    if page["next"]:
        await check(explaining, supervision, who, page["next"], {})


@pytest.mark.parametrize("query", BULLETIN, ids=str)
@pytest.mark.usefixtures("history")
async def test_the_bulletin(
    explaining: asyncpg.Connection, supervision: Service, anonymous: httpx.AsyncClient, query: Any
) -> None:
    page = await check(explaining, supervision, anonymous, f"{API}/bulletin", query)
    if page["next"]:
        await check(explaining, supervision, anonymous, page["next"], {})


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("history")
async def test_pages_of_the_bulletin(
    explaining: asyncpg.Connection, supervision: Service, anonymous: httpx.AsyncClient, page: str
) -> None:
    with overhear(supervision.database) as heard:
        assert (await anonymous.get(page)).status_code == 200
    await _check_all(explaining, heard, page, {})


@pytest.mark.usefixtures("history")
async def test_pictures_that_wait(explaining: asyncpg.Connection, supervision: Service, people: People) -> None:
    office = _reader(people, "office")
    waiting = await check(explaining, supervision, office, f"{API}/public-pictures", {})
    assert len(waiting["items"]) > 10


@pytest.mark.parametrize("reader", ["office", "new inspector", "head", "head of a large unit"])
@pytest.mark.usefixtures("history")
async def test_sums(explaining: asyncpg.Connection, supervision: Service, people: People, reader: str) -> None:
    summary = f"{API}/deduction-summary"
    for query in ({"year": OLD}, {"year": YEAR, "class_code": "township-1"}):
        await check(explaining, supervision, _reader(people, reader), summary, query)


@pytest.mark.usefixtures("history")
async def test_a_record_and_what_stands_beside_it(
    explaining: asyncpg.Connection, supervision: Service, people: People
) -> None:
    office = _reader(people, "office")
    old = await good(office.get(f"{API}/deductions", params={**SPAN, "state": "effective"}))
    new = await good(office.get(f"{API}/deductions", params={"state": "notified"}))
    for row in (old["items"][0], new["items"][0]):
        one = f"{API}/deductions/{row['id']}"
        for path in (one, f"{one}/similar", f"{one}/unit-history", f"{one}/evidence", f"{one}/public-pictures"):
            await check(explaining, supervision, office, path, {})
    inspector = _reader(people, "new inspector")
    await check(explaining, supervision, inspector, f"{API}/deductions/{old['items'][0]['id']}/unit-history", {})
    await check(explaining, supervision, office, f"{API}/strictness", {"year": OLD})


@pytest.mark.usefixtures("history")
async def test_what_is_found_is_what_a_reader_sees(people: People, owner_url: str) -> None:
    """The merged pages hold exactly what the one condition would give, in the same order."""
    inspector, day = _reader(people, "inspector"), office_today() - timedelta(days=700)
    query: dict[str, Any] = {"from_on": (day - timedelta(days=45)).isoformat(), "to_on": day.isoformat(), "limit": 200}
    address, found = f"{API}/deductions", []
    for _ in range(40):
        page = await good(inspector.get(address, params=query or None))
        found += [row["id"] for row in page["items"]]
        if page["next"] is None:
            break
        address, query = page["next"], {}
    connection = await asyncpg.connect(owner_url)
    try:
        wanted = await connection.fetch(
            """SELECT id FROM supervision.deduction d WHERE occurred_on BETWEEN $1 AND $2 AND ($3 IN (recorded_by,
                   coalesce(second_recorder, '')) OR effective_at IS NOT NULL
                   OR id IN (SELECT deduction_id FROM supervision.rectification))
               ORDER BY recorded_at DESC, id DESC""",
            day - timedelta(days=45),
            day,
            account_id("inspector-1"),
        )
    finally:
        await connection.close()
    assert found == [str(row["id"]) for row in wanted]
    assert len(found) > 1000
