"""Cleaning removes what nobody references, and never what somebody is just about to."""

import asyncio
import os
import time
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import text

from hengjian.audit.recording import Actor
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName, ServiceSettings
from hengjian.supervision.evidence import repository
from hengjian.supervision.evidence.cleaning import clean_store
from hengjian.supervision.evidence.folder_store import FolderStore
from hengjian.supervision.evidence.stores import blob_key, new_part_key, picture_key
from hengjian.supervision.jobs import REFERENCES, StoreCleaning
from hengjian.supervision.pictures.content import Area, redraw
from tests.supervision.files import BOX, Sender, photo, redact, scene, sha256, upload
from tests.supervision.studio import Studio, address
from tests.supervision.support import API, Office, good
from tests.support.cluster import Cluster

ACTOR = Actor("test", "test", "clean")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("evidence")


@pytest_asyncio.fixture(scope="module")
async def settings(cluster: Cluster, database_name: str, folder: Path) -> dict[ServiceName, ServiceSettings]:
    """With a store of its own, so that only this module's files are in it."""
    known = cluster.home.settings(cluster.admin_url, database_name, demo=True)
    own = known[ServiceName.SUPERVISION].model_copy(update={"file_store": str(folder)})
    return {**known, ServiceName.SUPERVISION: own}


async def clean(supervision: Service, folder: Path) -> int:
    async with supervision.database.transaction(ACTOR) as session:
        return await clean_store(session, FolderStore(folder), 24, REFERENCES)


def grow_old(folder: Path) -> None:
    """Everything that is in the store now was written two days ago."""
    for file in folder.rglob("*"):
        if file.is_file():
            os.utime(file, (time.time() - 2 * 86400,) * 2)


def parts_of(folder: Path, upload_id: str) -> list[Path]:
    """What has arrived of an upload and is still in the store."""
    return [file for file in folder.rglob("*") if upload_id in str(file) and file.is_file()]


async def test_only_old_orphans_go(office: Office, supervision: Service, folder: Path) -> None:
    store = FolderStore(folder)
    kept = photo(30)
    evidence = await upload(office.inspector, await office.recorded(), kept)
    await office.supervision.get(f"{API}/evidence/{evidence}/thumbnail")
    unfinished = Sender(office.inspector, await office.recorded(), photo(31))
    await unfinished.announce()
    await unfinished.send(0, 100)
    orphan = "0" * 64
    leftover = folder / f"{blob_key(orphan)}.abc.unfinished"
    await store.put(blob_key(orphan), b"transaction failed")
    await store.put(new_part_key(unfinished.id), b"answer never came")  # type: ignore[arg-type]
    leftover.write_bytes(b"power cut")
    assert await clean(supervision, folder) == 0
    grow_old(folder)
    assert await clean(supervision, folder) == 3
    assert not leftover.exists()
    assert await store.get(blob_key(orphan)) is None
    for path in ("content", "thumbnail"):
        assert (await office.supervision.get(f"{API}/evidence/{evidence}/{path}")).status_code == 200
    assert (await unfinished.send(100)).status_code == 204


async def test_an_upload_that_nobody_goes_on_with_ends_after_two_weeks(
    office: Office, supervision: Service, folder: Path
) -> None:
    age_upload = text("UPDATE evidence_upload SET touched_at = now() - CAST(:age AS interval) WHERE id = :id")
    given_up = Sender(office.inspector, await office.recorded(), photo(34))
    await given_up.announce()
    await given_up.send(0, 100)
    assert len(parts_of(folder, given_up.id)) == 1
    for age, left in ((timedelta(days=13), 200), (timedelta(days=15), 404)):
        async with supervision.database.transaction(ACTOR) as session:
            await session.execute(age_upload, {"age": age, "id": given_up.id})
        grow_old(folder)
        await clean(supervision, folder)
        assert (await given_up.ask()).status_code == left
    assert parts_of(folder, given_up.id) == []


async def test_a_withdrawn_file_is_still_referenced(office: Office, supervision: Service, folder: Path) -> None:
    evidence = await upload(office.inspector, await office.recorded(), photo(32))
    await office.inspector.post(f"{API}/evidence/{evidence}:withdraw", json={"reason": "拍错"})
    grow_old(folder)
    await clean(supervision, folder)
    assert (await office.supervision.get(f"{API}/evidence/{evidence}/content")).status_code == 200


async def test_a_link_made_during_the_cleaning_is_never_lost(
    office: Office, supervision: Service, folder: Path
) -> None:
    """The same old orphan is cleaned and uploaded at one moment, many times over; whoever is first, the file stays."""
    for turn in range(12):
        content = photo(40 + turn)
        store = FolderStore(folder)
        await store.put(blob_key(sha256(content)), content)
        grow_old(folder)
        deduction = await office.recorded()
        evidence, _ = await asyncio.gather(upload(office.inspector, deduction, content), clean(supervision, folder))
        answer = await office.supervision.get(f"{API}/evidence/{evidence}/content")
        assert answer.content == content


async def test_the_cleaner_waits_for_a_link_that_is_not_committed(
    office: Office, supervision: Service, folder: Path
) -> None:
    """An upload holds the lock of its content from storing to commit: the cleaner asks again once it has it."""
    content = photo(60)
    store = FolderStore(folder)
    await store.put(blob_key(sha256(content)), content)
    grow_old(folder)
    deduction = await office.recorded()
    async with supervision.database.transaction(ACTOR) as session:
        await repository.lock_content(session, sha256(content))
        cleaning = asyncio.create_task(clean(supervision, folder))
        await asyncio.sleep(0.3)
        assert not cleaning.done()
        assert await store.get(blob_key(sha256(content))) == content
    await cleaning
    evidence = await upload(office.inspector, deduction, content)
    assert (await office.supervision.get(f"{API}/evidence/{evidence}/content")).content == content


async def test_the_job_cleans_once_an_hour(supervision: Service, folder: Path) -> None:
    store, job = FolderStore(folder), StoreCleaning(str(folder))
    for expected in (False, True):
        await store.put(blob_key("1" * 64), b"orphan")
        grow_old(folder)
        async with supervision.database.transaction(ACTOR) as session:
            assert await job(session) == 0
        assert (folder / blob_key("1" * 64)).exists() is expected


async def test_pictures_for_the_public_are_never_orphans(
    office: Office, supervision: Service, folder: Path, anonymous: httpx.AsyncClient
) -> None:
    """Approved, rejected and withdrawn ones alike stay; what a failed transaction left goes."""
    studio, store = Studio(office), FolderStore(folder)
    deduction = await office.published()
    shown, withdrawn = [await studio.approved(deduction, scene(seed)) for seed in (70, 71)]
    rejected = await studio.prepared(deduction, scene(72))
    await good(studio.step(withdrawn["id"], "withdraw", reason="车牌未遮全"))
    await good(studio.step(rejected["id"], "reject", reason="不清楚"))
    grow_old(folder)
    await clean(supervision, folder)
    orphan = "1" * 64
    for small in (False, True):
        await store.put(picture_key(orphan, small=small), b"transaction failed")
    grow_old(folder)
    assert await clean(supervision, folder) == 2
    for picture in (shown, withdrawn, rejected):
        for small in (False, True):
            path = f"{API}/public-pictures/{picture['id']}/content"
            assert (await office.supervision.get(path, params={"small": small})).status_code == 200
    assert (await anonymous.get(address(shown))).status_code == 200


async def test_a_picture_prepared_during_the_cleaning_is_never_lost(
    office: Office, supervision: Service, folder: Path
) -> None:
    """The same picture lies there as an old orphan; whoever comes first, both its files stay."""
    studio, store = Studio(office), FolderStore(folder)
    deduction, content = await office.recorded(), scene(80)
    evidence = await studio.photo_of(deduction, content)
    made = await good(studio.prepare(evidence, studio.entry(content, BOX)))
    kept = [await store.get(picture_key(made["sha256"], small=small)) for small in (False, True)]
    for turn in range(8):
        other = scene(81 + turn)
        probe = redraw(redact(other, BOX), other, [Area(**BOX)])
        for small, file in ((False, probe.content), (True, probe.small)):
            await store.put(picture_key(sha256(probe.content), small=small), file)
        grow_old(folder)
        fresh = await office.recorded()
        photo_of_it = await studio.photo_of(fresh, other)
        picture, _ = await asyncio.gather(
            good(studio.prepare(photo_of_it, studio.entry(other, BOX))), clean(supervision, folder)
        )
        assert picture["sha256"] == sha256(probe.content)
        for small, file in ((False, probe.content), (True, probe.small)):
            assert await store.get(picture_key(picture["sha256"], small=small)) == file
    assert [await store.get(picture_key(made["sha256"], small=small)) for small in (False, True)] == kept
