"""A whole year, small, through the public API, read with all services in one process and with each in its own."""

import json
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest
import pytest_asyncio
from joserfc.jwk import OKPKey
from rich.console import Console
from sqlalchemy import insert, select

from hengjian.appraisal.seals.verifying import Verdict
from hengjian.contracts.roles import Role
from hengjian.kit.access.auth import sign_access_token
from hengjian.kit.changes.numbering import Numbering
from hengjian.kit.data.database import WriteSession
from hengjian.launch.address import free_port
from hengjian.launch.bootstrap import in_transaction
from hengjian.launch.contract import described_apps
from hengjian.launch.home import DATABASE
from hengjian.launch.postgres import EmbeddedPostgres, running_port
from hengjian.launch.reaching import present_database
from hengjian.launch.routes import routes_of
from hengjian.simulation.run import YearInterruptedError, play_year
from tests.support.backups import Backups
from tests.support.installation import Installation, open_folder, open_installation
from tests.support.people import account_id
from tests.support.played import SEED, PlayedYear
from tests.support.reading import read_all

LISTS = (
    "directory/units",
    "directory/unit-classes",
    "directory/cadres",
    "targets/plans",
    "targets/reports",
    "supervision/visits",
    "supervision/deductions",
    "supervision/deduction-rules",
    "supervision/bulletin",
    "appraisal/schemes",
    "appraisal/standings",
    "appraisal/results",
    "personnel/proposals",
    "personnel/nomination-rounds",
    "personnel/quotas",
)

UNDER_WAY = """
    INSERT INTO appraisal.ballot_round
        (id, year, scheme_code, item_code, class_codes, state, opened_by, options, minimum, version, updated_at)
    SELECT gen_random_uuid(), year, scheme_code, 'under-way', class_codes, 'open', opened_by, options, minimum, 1, now()
    FROM appraisal.ballot_round LIMIT 1 RETURNING id"""


def read_public(installation: Installation, path: str) -> str:
    return httpx.get(f"{installation.address}{path}", timeout=30).raise_for_status().text


class TestWholeYear:
    def test_every_step_left_its_trace(self, year: PlayedYear) -> None:
        counts = year.counts
        assert counts["单位 units"] == "9: department 4, township 5"
        assert counts["月报 reports"] == "108: accepted 108"
        assert int(counts["迟报 late"]) > 0
        assert counts["目标调整 amendments"] == "2: approved 1, rejected 1"
        for outcome in ("accepted", "partly_accepted", "rejected"):
            assert f"{outcome} " in counts["申辩 objections"]
        assert counts["季度督查 rounds"] == "4: closed 4"
        assert counts["督查抽签 draws"] == "4: drawn 4"
        assert counts["一票否决 vetoes"] == "2: decided 1, declined 1"
        assert counts["复核 reviews"] == "2: changed 1, upheld 1"
        assert counts["结果 results"] == "15: cadre final 13, unit final 2"
        assert counts["提名 nomination rounds"] == "2: decided 2"

    def test_the_three_year_record(self, year: PlayedYear) -> None:
        assert year.counts["三年结果 outcomes"] == (
            "demoted 7, promoted_chief 19, promoted_deputy 30, resigned 2, to_important_post 52, to_ordinary_post 12, "
            "transferred_down 7"
        )

    def test_late_reports_cost_points_like_any_other_fault(self, year: PlayedYear) -> None:
        with year.machine() as client:
            late = [r for r in read_all(client, "targets/reports", year=2026) if r["is_late"]]
            lost = read_all(client, "supervision/deductions", year=2026, rule_code="RPT-LATE")
        assert sorted(r["unit_code"] for r in late) == sorted(d["unit_code"] for d in lost)
        assert {d["state"] for d in lost} <= {"effective", "revoked"}

    def test_the_review_made_a_second_edition(self, year: PlayedYear) -> None:
        with year.machine() as client:
            results = read_all(client, "appraisal/results", year=2026, subject_kind="unit")
        assert sorted(result["edition"] for result in results) == [1, 2]

    def test_ordinary_cadres_moved_down_to_other_townships(self, year: PlayedYear) -> None:
        with year.machine() as client:
            transfers = read_all(client, "personnel/transfers", year=2026)
            cadres = {cadre["code"]: cadre for cadre in read_all(client, "directory/cadres")}
        assert len(transfers) == 7
        for transfer in transfers:
            posting = cadres[transfer["cadre_code"]]["current_posting"]
            assert transfer["state"] == "carried_out"
            assert posting["unit_code"] == transfer["to_unit_code"] != transfer["from_unit_code"]
            assert posting["decision_number"] == transfer["decision_number"]

    def test_quotas_follow_the_tiers(self, year: PlayedYear) -> None:
        with year.machine() as client:
            quotas = read_all(client, "personnel/quotas", year=2026)
        adjustments = {"advanced": 1, "standard": 0, "lagging": -1}
        assert len(quotas) == 9
        assert all(quota["adjustment"] == adjustments[quota["tier"]] for quota in quotas)
        assert all(quota["used"] <= quota["granted"] <= quota["ceiling"] for quota in quotas)

    @pytest.mark.parametrize("path", LISTS)
    def test_lists_for_other_systems(self, year: PlayedYear, path: str) -> None:
        with year.machine() as client:
            page = client.get(f"/api/v1/{path}").raise_for_status().json()
        assert set(page) - {"mark", "gone"} == {"items", "next"}
        assert page["items"]

    def test_the_bulletin_is_public_and_names_nobody(self, year: PlayedYear) -> None:
        address = year.installation.address
        with year.machine() as client:
            names = {cadre["name"] for cadre in read_all(client, "directory/cadres")}
        text = httpx.get(f"{address}/api/v1/supervision/bulletin", params={"limit": 200}).raise_for_status().text
        page = httpx.get(f"{address}/bulletin/", follow_redirects=True).raise_for_status().text
        assert not any(name in text or name in page for name in names)


class TestRestoreDrill:
    """The played year, backed up while it runs and restored elsewhere: what was published stands as it was."""

    async def test_the_restored_year_is_the_one_that_was_backed_up(self, together: PlayedYear) -> None:
        original = together.installation
        round_id = await self.open_ballot(together)
        with open_folder() as folder, open_installation(migrated=False) as other:
            backups = Backups(original, folder)
            done = backups.back_up()
            assert (done.returncode, done.stderr) == (0, ""), done.stdout
            restored = backups.restore_into(other)
            assert (restored.returncode, restored.stderr) == (0, ""), restored.stdout
            assert restored.stdout.count("一致 ok") == 5
            assert "wait for the committee's decision: 1" in restored.stdout
            verified = other.run("audit-verify")
            assert (verified.returncode, verified.stderr) == (0, ""), verified.stdout
            backups.start_restored(other)
            self.check_what_is_public(original, other, folder)
            self.check_the_ballot(other, round_id)

    async def open_ballot(self, year: PlayedYear) -> str:
        """One that is under way: in the played year every item has had its round, and they are closed."""
        home = year.installation.home
        with present_database(home, None) as database:
            connection = await asyncpg.connect(home.owner_url(database.url, database.name))
        try:
            return str(await connection.fetchval(UNDER_WAY))
        finally:
            await connection.close()

    def check_what_is_public(self, original: Installation, other: Installation, folder: Path) -> None:
        """Page by page what everybody may read, and each published version by its seal, with the key of before."""
        for path in ("/bulletin/", "/seals/", "/api/v1/supervision/bulletin", "/api/v1/appraisal/seals"):
            before, after = (read_public(one, path) for one in (original, other))
            assert after == before, path
        seals = json.loads(read_public(original, "/api/v1/appraisal/seals?limit=200"))["items"]
        seal = next(seal for seal in seals if seal["has_public_file"])
        file = folder / "public.json"
        file.write_text(read_public(other, f"/api/v1/appraisal/seals/{seal['id']}/public-file"))
        told = other.run("verify", str(file), "--key", seal["fingerprint"])
        assert told.returncode == Verdict.LIST_STANDS, told.stdout + told.stderr

    def check_the_ballot(self, other: Installation, round_id: str) -> None:
        """Void in the restored one: nobody counts until the committee has decided."""
        path = f"/api/v1/appraisal/ballot-rounds/{round_id}"
        office, committee = other.sign_in("appraisal_office"), other.sign_in("committee")
        assert office.post(f"{path}:close").json()["params"] == {"state": "void"}
        decision = {"ruling": "hold_again", "document_number": "县考〔2026〕9号", "reason": "恢复之后重新清点"}
        assert committee.post(f"{path}:decide", json=decision).raise_for_status().json()["state"] == "open"


FOLLOWED = [
    (service, route.path)
    for service, app in described_apps().items()
    for route in routes_of(app)
    if route.method == "GET" and route.is_followed
]


@pytest_asyncio.fixture(scope="module")
async def changed(together: PlayedYear) -> dict[str, dict[str, Any]]:
    """What each list says when it is followed from its start, and again when everything that was noted has changed."""
    told = {path: follow(together, path, "start") for _, path in FOLLOWED}
    home = together.installation.home
    cluster = EmbeddedPostgres(home.cluster, home.secrets()["superuser_password"])
    cluster.port = running_port(cluster) or 0
    for settings in home.settings(cluster.url, DATABASE, demo=True).values():
        await in_transaction(settings, "everything changes", _note_all)
        await in_transaction(settings, "everything changes", lambda session: Numbering(session.database).number())
    return {path: {"start": first, "changes": follow(together, path, first["mark"])} for path, first in told.items()}


async def _note_all(session: WriteSession) -> None:
    change, waiting = session.database.table("change"), session.database.table("change_waiting")
    known = select(change.c.object_type, change.c.object_id)
    await session.execute(insert(waiting).from_select(["object_type", "object_id"], known))


def follow(year: PlayedYear, path: str, mark: str) -> dict[str, Any]:
    """All pages together; somebody who may read every list asks."""
    key = OKPKey.import_key(year.installation.home.secrets()["token_private_key"])
    claims = {"kind": "person", "sub": account_id("all"), "name": "all", "csrf": "", "unit": None, "cadre": None}
    token = sign_access_token(key, {**claims, "roles": [str(role) for role in Role]}, seconds=3600)
    items, gone = list[Any](), list[str]()
    query: dict[str, Any] = {"changed_after": mark, "limit": 200}
    if path.endswith("/unit-targets"):
        query |= {"year": 2026, "month": 6}
    address = f"{year.installation.address}{path}"
    with httpx.Client(headers={"Authorization": f"Bearer {token}"}, timeout=30) as client:
        page = client.get(address, params=query).raise_for_status().json()
        while True:
            items, gone = items + page["items"], gone + page["gone"]
            if page["next"] is None:
                return {"items": items, "gone": gone, "mark": page["mark"]}
            page = client.get(f"{year.installation.address}{page['next']}").raise_for_status().json()


class TestFollowing:
    """Each list of the contract that can be followed; what it holds was noted when it came about, by triggers."""

    def test_they_are_the_lists_of_what_changes(self) -> None:
        assert len(FOLLOWED) > 35

    @pytest.mark.parametrize("path", [path for _, path in FOLLOWED])
    def test_every_record_comes_again_when_it_changes(self, changed: dict[str, dict[str, Any]], path: str) -> None:
        first, then = changed[path]["start"], changed[path]["changes"]
        assert first["gone"] == []
        assert sorted(map(_written, then["items"])) == sorted(map(_written, first["items"]))
        assert then["mark"] != first["mark"]

    def test_few_of_them_are_empty(self, changed: dict[str, dict[str, Any]]) -> None:
        """One of which nothing is known would prove nothing."""
        assert [path for path, told in changed.items() if not told["start"]["items"]] == []


def _written(item: Any) -> str:
    return json.dumps(item, sort_keys=True)


class TestRefusals:
    async def test_a_year_is_played_once(self, together: PlayedYear) -> None:
        address = together.installation.address
        with pytest.raises(YearInterruptedError, match=r"建立县情.*系统时间只能向前"):
            await play_year(address, SEED, together.demo, Console(quiet=True), small=True)

    async def test_nobody_answers(self, together: PlayedYear) -> None:
        with pytest.raises(YearInterruptedError, match=r"建立县情.*cannot reach"):
            await play_year(f"http://127.0.0.1:{free_port()}", SEED, together.demo, Console(quiet=True), small=True)
