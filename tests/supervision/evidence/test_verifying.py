"""Content is what was handed in, whenever it is read; and the store can be held against its records."""

import os
import time
from io import StringIO
from pathlib import Path

import asyncpg
import pytest
import pytest_asyncio
from rich.console import Console

from hengjian.kit.settings import ServiceName, ServiceSettings
from hengjian.launch.evidence import LOST, ORPHANED, report_on, verify_evidence
from hengjian.supervision.evidence.folder_store import FolderStore
from hengjian.supervision.evidence.stores import blob_key, picture_key
from hengjian.supervision.evidence.verifying import Findings
from tests.supervision.files import photo, scene, sha256, upload
from tests.supervision.studio import Studio
from tests.supervision.support import API, Office, refused
from tests.support.cluster import Cluster


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("evidence")


@pytest_asyncio.fixture(scope="module")
async def settings(cluster: Cluster, database_name: str, folder: Path) -> dict[ServiceName, ServiceSettings]:
    """With a store of its own, so that only this module's files are in it."""
    known = cluster.home.settings(cluster.admin_url, database_name, demo=True)
    own = known[ServiceName.SUPERVISION].model_copy(update={"file_store": str(folder)})
    return {**known, ServiceName.SUPERVISION: own}


def damage(file: Path) -> None:
    """As a bad sector does it: the same length, other bytes in the middle."""
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 16] = bytes(16)
    file.write_bytes(content)


async def verify(owner_url: str, folder: Path) -> Findings:
    connection = await asyncpg.connect(owner_url)
    try:
        return await verify_evidence(connection, FolderStore(folder))
    finally:
        await connection.close()


class TestReading:
    @pytest.mark.parametrize("path", ["content", "thumbnail"])
    @pytest.mark.parametrize("fault", ["damaged", "emptied"])
    async def test_changed_content_is_never_shown(self, office: Office, folder: Path, path: str, fault: str) -> None:
        content = photo(form="PNG" if fault == "damaged" else "JPEG", size=(70, 40 + len(path)))
        evidence = await upload(office.inspector, await office.recorded(), content)
        file = folder / blob_key(sha256(content))
        damage(file) if fault == "damaged" else file.write_bytes(b"")
        answer = office.supervision.get(f"{API}/evidence/{evidence}/{path}")
        assert await refused(answer) == (503, "file_changed")

    async def test_missing_content_says_so(self, office: Office, folder: Path) -> None:
        content = photo(61)
        evidence = await upload(office.inspector, await office.recorded(), content)
        (folder / blob_key(sha256(content))).unlink()
        assert await refused(office.supervision.get(f"{API}/evidence/{evidence}/content")) == (503, "file_missing")

    async def test_a_changed_public_picture_is_not_shown(self, studio: Studio, folder: Path) -> None:
        picture = await studio.prepared(await studio.office.recorded(), scene(62))
        damage(folder / picture_key(picture["sha256"]))
        answer = studio.preparer.get(f"{API}/public-pictures/{picture['id']}/content")
        assert await refused(answer) == (503, "file_changed")


class TestVerifying:
    async def test_records_and_files_are_compared_both_ways(self, office: Office, owner_url: str, folder: Path) -> None:
        before = await verify(owner_url, folder)
        contents = [photo(form="PNG", size=(80, 60 + number)) for number in range(3)]
        for content in contents:
            await upload(office.inspector, await office.recorded(), content)
        _sound, changed, missing = (blob_key(sha256(content)) for content in contents)
        damage(folder / changed)
        (folder / missing).unlink()
        orphan, running = (blob_key(sha256(name)) for name in (b"orphan", b"running"))
        for key in (orphan, running):
            (folder / key).parent.mkdir(exist_ok=True)
            (folder / key).write_bytes(key.encode())
        os.utime(folder / orphan, (time.time() - 3600,) * 2)
        after = await verify(owner_url, folder)
        assert after.sound - before.sound == 1
        assert set(after.missing) - set(before.missing) == {missing}
        assert set(after.changed) - set(before.changed) == {changed}
        assert after.orphans == [orphan], "what was written just now may belong to an upload that is not through"

    @pytest.mark.parametrize(
        ("findings", "code", "line"),
        [
            (Findings(sound=2), 0, "2 个文件完好"),
            (Findings(missing=["blobs/aa/1"]), LOST, "missing: blobs/aa/1"),
            (
                Findings(changed=["blobs/aa/1"], orphans=["x"]),
                LOST,
                "changed: blobs/aa/1",
            ),
            (Findings(orphans=["blobs/aa/1"]), ORPHANED, "orphan: blobs/aa/1"),
        ],
        ids=["sound", "missing", "changed", "orphan"],
    )
    def test_the_exit_code_says_what_was_found(self, findings: Findings, code: int, line: str) -> None:
        written = StringIO()
        assert report_on(findings, Console(file=written)) == code
        assert line in written.getvalue()
