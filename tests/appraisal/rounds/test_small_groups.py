"""A subject that too few spoke of looks, wherever anybody can look, just like one that nobody spoke of.

So nothing of what the few said can be worked out from anything that is told: every route that somebody may read is
asked about three units that differ in this alone, and tells the same of each.
"""

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import asyncpg
import httpx
import openpyxl
import pytest
import pytest_asyncio

from hengjian.contracts.roles import Role
from hengjian.kit.settings import ServiceName
from hengjian.launch.contract import described_apps
from hengjian.launch.routes import Route, routes_of
from tests.appraisal.county import API, CLASS_ONE, Office, good, refused, scheme
from tests.support.clock import YEAR

ALIKE = ("T03", "T04", "T05")
"""Of the first nobody says anything, of the others too few."""
FEW = {"T04": ("73.25", "12.75"), "T05": ("41.5",)}
ENOUGH = ("91", "88", "86")
VOTES = {
    "T01": {"good": 60, "fair": 37},
    "T02": {"good": 41, "bad": 3},
    "T04": {"good": 1, "bad": 3, "unknown": 29},
    "T05": {"fair": 1},
}
DOCUMENT = {
    "root": {
        "code": "total",
        "combine": "mean",
        "parts": [
            {"code": "daily", "points": "100", "rule": {"type": "deductions"}},
            {"code": "leaders", "points": "100", "rule": {"type": "proportional"}, "missing": "exclude"},
            {
                "code": "social",
                "points": "100",
                "rule": {
                    "type": "ballot",
                    "values": {"good": "100", "fair": "70", "bad": "30"},
                    "invalid": ["unknown"],
                },
                "missing": "exclude",
            },
        ],
    },
    "tiers": [{"tier": "advanced", "top": {"count": 1}}],
}
BINDING = {
    "daily": {"source": "deductions", "rule_codes": ["*"]},
    "leaders": {"source": "evaluation_round"},
    "social": {"source": "ballot_round"},
}
READS = [
    route
    for route in routes_of(described_apps()[ServiceName.APPRAISAL])
    if route.method == "GET" and not route.is_internal and not route.path.endswith("/stream")
]


def of_item(code: str, **more: Any) -> dict[str, Any]:
    return {"year": YEAR, "scheme_code": "asked", "item_code": code, "class_codes": ["township-1"], **more}


@pytest_asyncio.fixture(scope="module")
async def named(office: Office) -> dict[str, str]:
    """What stands in addresses, once the year is over."""
    scheme_id = await office.issued(scheme("asked", DOCUMENT, BINDING, "township-1"))
    evaluation = (await good(office.author.post(f"{API}/evaluation-rounds", json=of_item("leaders"))))["id"]
    for place, leader in enumerate(office.leaders):
        given = {code: scores[place] for code, scores in FEW.items() if place < len(scores)}
        scores = {**dict.fromkeys(CLASS_ONE[:2], ENOUGH[place]), **given}
        await good(leader.put(f"{API}/evaluation-rounds/{evaluation}/scores", json={"scores": scores}))
    entry = of_item("social", options=["good", "fair", "bad", "unknown"])
    ballot = (await good(office.author.post(f"{API}/ballot-rounds", json=entry)))["id"]
    counted = {"batch_number": "A", "rows": [{"subject_code": code, "votes": votes} for code, votes in VOTES.items()]}
    await good(office.author.post(f"{API}/ballot-rounds/{ballot}/counts:batch", json=counted))
    await good(office.author.post(f"{API}/evaluation-rounds/{evaluation}:close"))
    await good(office.author.post(f"{API}/ballot-rounds/{ballot}:close"))
    await office.service.jobs.run_all()
    results = await office.published()
    [seal] = (await good(office.author.get(f"{API}/seals")))["items"]
    return {
        "year": str(YEAR),
        "class_code": "township-1",
        "scheme_id": scheme_id,
        "result_id": results["township-1"],
        "seal_id": seal["id"],
        "evaluation": evaluation,
        "ballot": ballot,
    }


def readers(office: Office) -> dict[str, httpx.AsyncClient]:
    leader = office.people.person(Role.COUNTY_LEADER, name="县领导9")
    return {"office": office.author, "auditor": office.auditor, "leader": leader}


async def read(client: httpx.AsyncClient, address: str) -> Any:
    """What an answer holds, of a workbook its rows; nothing where the reader gets none."""
    answer = await client.get(address)
    if answer.status_code == 422:
        answer = await client.get(address, params={"year": YEAR})
    return held(answer) if answer.status_code == 200 else None


def held(answer: httpx.Response) -> Any:
    kind = answer.headers["content-type"]
    if "json" in kind:
        return answer.json()
    if "spreadsheet" in kind:
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        return [[str(cell.value) for cell in row] for sheet in book for row in sheet.iter_rows()]
    return answer.text


def said_of(code: str, content: Any) -> Iterator[str]:
    """Every object, row and entry that names the subject, with the names of all three taken for one."""
    if isinstance(content, Mapping):
        if code in content.values():
            yield alike(content)
        yield from (alike({key: value}) for key, value in content.items() if key.partition("/")[0] == code)
        parts = [*content.values()]
    elif isinstance(content, list):
        if code in content:
            yield alike(content)
        parts = content
    else:
        return
    for part in parts:
        yield from said_of(code, part)


def alike(content: Any) -> str:
    return re.sub("|".join(ALIKE), "TX", repr(content))


def addresses(route: Route, named: Mapping[str, str], code: str) -> Iterator[str]:
    wanted = re.findall(r"{(\w+)}", route.path)
    values = {**named, "unit_code": code, "subject_code": code}
    if all(name in values for name in wanted):
        yield route.path.format(**values)
    if wanted == ["round_id"]:
        yield from (route.path.format(round_id=named[kind]) for kind in ("evaluation", "ballot"))


def is_of_rounds(address: str) -> bool:
    """A round lists those of whom anything was entered; of the few it says no more than that."""
    return "evaluation-rounds/" in address or "ballot-rounds/" in address


Answers = dict[tuple[str, str], tuple[str, Any]]
"""By reader and address, the operation and what it answered."""


@pytest_asyncio.fixture(scope="module")
async def answers(office: Office, named: dict[str, str]) -> Answers:
    """Everything that is told about the year to anybody, and about each of the three units."""
    found: Answers = {}
    for route in READS:
        asked = {address for code in ALIKE for address in addresses(route, named, code)}
        for address in sorted(asked):
            for name, reader in readers(office).items():
                if (content := await read(reader, address)) is not None:
                    found[name, address] = route.operation, content
    return found


async def test_too_few_look_like_nobody(answers: Answers) -> None:
    said: dict[tuple[str, str], dict[str, set[str]]] = {}
    for (reader, address), (operation, content) in answers.items():
        of_one = next((code for code in ALIKE if f"/{code}" in address), None)
        for code in ALIKE if of_one is None else [of_one]:
            found = said.setdefault((reader, operation), {}).setdefault(code, set())
            if not is_of_rounds(address):
                found |= {alike(content)} if of_one else set()
                found |= set(said_of(code, content))
    assert [who for who, found in said.items() if not found["T03"] == found["T04"] == found["T05"]] == []
    heard = {operation for (_, operation), found in said.items() if found["T04"]}
    assert {"list_standings", "explain_standing", "foresee_standing", "explain_result", "foresee_result"} <= heard
    assert {"get_result", "get_result_bundle", "get_public_file", "get_sample_facts"} <= heard


async def test_nor_does_any_answer_hold_what_they_said(answers: Answers) -> None:
    for place, (_, content) in answers.items():
        for number in (*FEW["T04"], *FEW["T05"], "43"):
            assert f"'{number}'" not in repr(content), place


async def test_a_round_says_that_they_were_too_few(office: Office, named: dict[str, str]) -> None:
    for reader in (office.author, office.auditor, office.monitor):
        closed = await good(reader.get(f"{API}/evaluation-rounds/{named['evaluation']}"))
        summary = {line["subject_code"]: (line["count"], line["mean"]) for line in closed["summary"]}
        assert summary == {
            "T01": (3, "88.33"), "T02": (3, "88.33"), "T04": (None, None), "T05": (None, None)
        }  # fmt: skip
        counted = await good(reader.get(f"{API}/ballot-rounds/{named['ballot']}"))
        votes = {line["subject_code"]: line["votes"] for line in counted["summary"]}
        assert votes["T01"] == {"good": 60, "fair": 37, "bad": 0, "unknown": 0}
        assert (votes["T04"], votes["T05"]) == (None, None), "29 who did not know make the four no more"


@pytest.mark.usefixtures("named")
async def test_a_trial_under_another_way_of_counting_says_no_more(office: Office) -> None:
    """Whoever writes schemes may try any of them on the year's facts: what is no fact does not come back by that."""
    document = {
        "root": {
            "code": "total",
            "combine": "sum",
            "parts": [
                {"code": "leaders", "points": "100", "rule": {"type": "proportional"}, "missing": "zero"},
                {
                    "code": "social",
                    "points": "100",
                    "rule": {"type": "ballot", "values": {"good": "1", "fair": "0", "bad": "0", "unknown": "0"}},
                    "missing": "zero",
                },
            ],
        }
    }
    binding = {"leaders": {"source": "evaluation_round"}, "social": {"source": "ballot_round", "minimum": 3}}
    made = await good(office.author.post(f"{API}/schemes", json=scheme("tried", document, binding, "township-1")))
    tried = await good(office.author.post(f"{API}/schemes/{made['id']}:try", json={"facts_year": YEAR}))
    said = {code: list(said_of(code, tried)) for code in ALIKE}
    assert said["T03"] == said["T04"] == said["T05"] != []
    book = held(await office.author.post(f"{API}/schemes/{made['id']}/trial.xlsx", json={"facts_year": YEAR}))
    facts = held(await office.author.get(f"{API}/schemes/{made['id']}/sample-facts.xlsx"))
    for rows in (book, facts):
        of_units = [[alike(row) for row in rows if any(code in cell for cell in row)] for code in ALIKE]
        assert of_units[0] == of_units[1] == of_units[2] != []
    assert "'73.25'" not in repr(facts)


async def test_a_closed_round_has_one_state_for_ever(office: Office, named: dict[str, str]) -> None:
    """Two states that differ by a few would tell what those few said."""
    evaluation, ballot = f"{API}/evaluation-rounds/{named['evaluation']}", f"{API}/ballot-rounds/{named['ballot']}"
    before = [(await office.auditor.get(address)).json() for address in (evaluation, ballot)]
    more = {"batch_number": "B", "rows": [{"subject_code": "T05", "votes": {"good": 4}}]}
    for late in (
        office.leaders[2].put(f"{evaluation}/scores", json={"scores": {"T04": "90"}}),
        office.author.post(f"{ballot}/counts:batch", json=more),
        office.author.post(f"{evaluation}:close"),
        office.author.post(f"{ballot}:close"),
    ):
        assert await refused(late) == (409, "wrong_state")
    assert [(await office.auditor.get(address)).json() for address in (evaluation, ballot)] == before


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE appraisal.evaluation_round SET state = 'open'",
        "UPDATE appraisal.evaluation_round SET minimum = 1",
        "UPDATE appraisal.evaluation_round SET trim = 1",
        "UPDATE appraisal.ballot_round SET state = 'open'",
        "UPDATE appraisal.ballot_round SET minimum = 1",
        "UPDATE appraisal.evaluation_score SET score = 1",
        "DELETE FROM appraisal.evaluation_score",
        "INSERT INTO appraisal.ballot_count SELECT round_id, subject_code, 'B', votes FROM appraisal.ballot_count",
    ],
)
@pytest.mark.usefixtures("named")
async def test_nor_is_it_changed_by_sql(owner_url: str, change: str) -> None:
    connection = await asyncpg.connect(owner_url)
    try:
        with pytest.raises(asyncpg.RestrictViolationError):
            await connection.execute(change)
    finally:
        await connection.close()


async def test_the_audit_says_who_spoke_of_whom_and_not_what(office: Office, named: dict[str, str]) -> None:
    async with office.service.database.reading() as connection:
        rows = await connection.fetch("SELECT actor_name, object_type, before, after FROM appraisal.audit_log")
    said = repr([tuple(row) for row in rows])
    assert named["evaluation"] in said
    for number in (*FEW["T04"], *FEW["T05"], *ENOUGH):
        assert f"'{number}'" not in said
    kinds = {row["object_type"]: row["after"] for row in rows}
    assert kinds["evaluation_score"]["score"] == "***"
    assert kinds["ballot_count"] == {"subjects": sorted(VOTES)}
