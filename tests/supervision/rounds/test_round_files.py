"""Files with what a round found and what a unit says to it: who adds, sees and withdraws them, and until when."""

import os
import time
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from hengjian.audit.recording import Actor
from hengjian.contracts.roles import Role
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName, ServiceSettings
from hengjian.supervision.evidence.cleaning import clean_store
from hengjian.supervision.evidence.folder_store import FolderStore
from hengjian.supervision.evidence.stores import blob_key, thumbnail_key
from hengjian.supervision.jobs import REFERENCES
from tests.supervision.files import BOX, PDF, RoundSender, photo, scene, sha256, upload_beside_line
from tests.supervision.rounds.conftest import Later
from tests.supervision.rounds.support import ITEMS, ROUNDS, Quarter
from tests.supervision.studio import Studio
from tests.supervision.support import API, Office, good, refused
from tests.support.cluster import Cluster
from tests.support.people import People


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("evidence")


@pytest_asyncio.fixture(scope="module")
async def settings(cluster: Cluster, database_name: str, folder: Path) -> dict[ServiceName, ServiceSettings]:
    known = cluster.home.settings(cluster.admin_url, database_name, demo=True)
    own = known[ServiceName.SUPERVISION].model_copy(update={"file_store": str(folder)})
    return {**known, ServiceName.SUPERVISION: own}


def grow_old(folder: Path) -> None:
    for file in folder.rglob("*"):
        if file.is_file():
            os.utime(file, (time.time() - 2 * 86400,) * 2)


async def listed(item: str, who: Any) -> dict[str, Any]:
    return await good(who.get(f"{ITEMS}/{item}/evidence"))


class TestAccess:
    async def test_nobody_without_signing_in(self, quarter: Quarter, people: People) -> None:
        item = await quarter.red(await quarter.opened())
        assert await refused(people.anonymous.get(f"{ITEMS}/{item}/evidence")) == (401, "not_signed_in")

    async def test_a_neighbour_does_not_know_of_it(self, quarter: Quarter) -> None:
        item = await quarter.red(await quarter.opened())
        kept = await upload_beside_line(quarter.inspector, item, photo(1))
        assert await refused(quarter.neighbour.get(f"{ITEMS}/{item}/evidence")) == (404, "not_found")
        for what in ("content", "thumbnail"):
            assert await refused(quarter.neighbour.get(f"{API}/evidence/{kept}/{what}")) == (404, "not_found")
        assert await refused(RoundSender(quarter.neighbour, item, photo(1)).announce()) == (404, "not_found")
        call = quarter.neighbour.post(f"{API}/evidence/{kept}:withdraw", json={"reason": "x"})
        assert await refused(call) == (404, "not_found")

    async def test_neither_side_adds_or_withdraws_for_the_other(self, quarter: Quarter) -> None:
        item = await quarter.red(await quarter.opened())
        found = await upload_beside_line(quarter.inspector, item, photo(2))
        said = await upload_beside_line(quarter.head, item, PDF, filename="说明.pdf")
        assert await refused(RoundSender(quarter.office, item, photo(3)).announce()) == (403, "refused_by_policy")
        for who, kept in ((quarter.head, found), (quarter.inspector, said)):
            call = who.post(f"{API}/evidence/{kept}:withdraw", json={"reason": "x"})
            assert await refused(call) == (403, "refused_by_policy")
        rows = (await listed(item, quarter.office))["items"]
        assert [(row["id"], row["purpose"], row["office"], row["may_withdraw"]) for row in rows] == [
            (found, "finding", "inspector", False),
            (said, "answer", "unit_head", False),
        ]

    async def test_nobody_with_ties_shows_what_was_found(self, quarter: Quarter, people: People) -> None:
        tied = people.person(Role.INSPECTOR, cadre="C3", name="former inspector")
        item = await quarter.red(await quarter.opened())
        answer = await RoundSender(tied, item, photo(4)).announce()
        assert (answer.status_code, answer.json()["code"]) == (403, "refused_by_policy")
        assert (await listed(item, tied))["refusal"] == answer.json()["detail"]

    async def test_the_unit_learns_no_names(self, quarter: Quarter) -> None:
        item = await quarter.red(await quarter.opened())
        await upload_beside_line(quarter.inspector, item, photo(5))
        assert [row["by"] for row in (await listed(item, quarter.head))["items"]] == [None]
        assert [row["by"] for row in (await listed(item, quarter.office))["items"]] == ["inspector-1"]


class TestTime:
    async def test_the_unit_only_once_something_was_found(self, quarter: Quarter) -> None:
        row = await quarter.opened()
        item = (await quarter.items(row))["T01", "TAX"]["id"]
        assert await refused(RoundSender(quarter.head, item, photo(6)).announce()) == (403, "refused_by_policy")
        await upload_beside_line(quarter.inspector, item, photo(6))

    async def test_nothing_once_the_round_is_closed(self, quarter: Quarter, later: Later) -> None:
        row = await quarter.opened()
        item = await quarter.red(row)
        kept = await upload_beside_line(quarter.head, item, photo(7))
        on_its_way = RoundSender(quarter.inspector, item, photo(8))
        await on_its_way.announce()
        await later()
        await good(quarter.office.post(f"{ROUNDS}/{row['id']}:close"))
        assert await refused(on_its_way.send(0)) == (403, "refused_by_policy")
        for who in (quarter.head, quarter.inspector):
            assert await refused(RoundSender(who, item, photo(9)).announce()) == (403, "refused_by_policy")
        call = quarter.head.post(f"{API}/evidence/{kept}:withdraw", json={"reason": "x"})
        assert await refused(call) == (403, "refused_by_policy")
        assert (await listed(item, quarter.head))["refusal"] == "该轮督查已结束，不能再附文件。"


class TestKeeping:
    async def test_the_line_counts_what_stands(self, quarter: Quarter) -> None:
        item = await quarter.red(await quarter.opened())
        kept = [await upload_beside_line(quarter.head, item, photo(seed)) for seed in (10, 11)]
        await good(quarter.head.post(f"{API}/evidence/{kept[0]}:withdraw", json={"reason": "拍错了"}))
        assert (await good(quarter.office.get(f"{ITEMS}/{item}")))["file_count"] == 1
        rows = (await listed(item, quarter.office))["items"]
        assert [row["withdrawal"] and row["withdrawal"]["reason"] for row in rows] == ["拍错了", None]

    async def test_belongs_to_one_record_alone(self, quarter: Quarter) -> None:
        item = await quarter.red(await quarter.opened())
        both = RoundSender(quarter.inspector, item, photo(12), deduction_id=item)
        assert await refused(both.announce()) == (422, "upload_metadata_unfit")
        neither = RoundSender(quarter.inspector, item, photo(12))
        del neither.said["round_item_id"]
        assert await refused(neither.announce()) == (422, "upload_metadata_unfit")

    async def test_is_never_made_a_public_picture(self, quarter: Quarter) -> None:
        item = await quarter.red(await quarter.opened())
        studio = Studio(Office(quarter.people))
        content = scene(13)
        kept = await upload_beside_line(quarter.inspector, item, content)
        assert await refused(studio.prepare(kept, studio.entry(content, BOX))) == (404, "not_found")

    async def test_cleaning_leaves_it_also_when_withdrawn(
        self, quarter: Quarter, supervision: Service, folder: Path
    ) -> None:
        item = await quarter.red(await quarter.opened())
        stands, withdrawn, given_up = photo(14), photo(15), photo(16)
        kept = await upload_beside_line(quarter.inspector, item, stands)
        gone = await upload_beside_line(quarter.head, item, withdrawn)
        await good(quarter.head.post(f"{API}/evidence/{gone}:withdraw", json={"reason": "拍错了"}))
        await quarter.office.get(f"{API}/evidence/{kept}/thumbnail")
        store = FolderStore(folder)
        await store.put(blob_key(sha256(given_up)), given_up)
        grow_old(folder)
        async with supervision.database.transaction(Actor("test", "test", "clean")) as session:
            assert await clean_store(session, store, 24, REFERENCES) == 1
        assert await store.get(blob_key(sha256(given_up))) is None
        for key in (blob_key(sha256(stands)), thumbnail_key(sha256(stands)), blob_key(sha256(withdrawn))):
            assert await store.get(key) is not None
        assert (await quarter.inspector.get(f"{API}/evidence/{kept}/content")).content == stands
