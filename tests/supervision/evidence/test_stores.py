"""Both stores keep the same promises: the folder, and S3 as another maker's server speaks it."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from moto.server import ThreadedMotoServer

from hengjian.kit.time.clock import real_now
from hengjian.supervision.evidence.errors import StoreNotConfigured, StoreUnavailable
from hengjian.supervision.evidence.folder_store import FolderStore
from hengjian.supervision.evidence.s3_store import S3Store
from hengjian.supervision.evidence.stores import Store, open_store

KEYS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    urlopen(Request(f"{endpoint}/evidence", method="PUT")).close()
    yield f"s3://evidence/county/a?endpoint={endpoint}&region=us-east-1"
    server.stop()


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    for name in KEYS:
        monkeypatch.setenv(name, "for-the-test")
    return open_store(str(tmp_path / "files") if request.param == "folder" else request.getfixturevalue("s3"))


async def keys(store: Store, prefix: str, seconds: int = 5) -> list[str]:
    return sorted([key async for key in store.find(prefix, real_now() + timedelta(seconds=seconds))])


async def test_what_is_put_is_got(store: Store) -> None:
    assert await store.get("blobs/aa/1") is None
    content = bytes(range(256)) * 5000
    await store.put("blobs/aa/1", content)
    assert await store.get("blobs/aa/1") == content
    await store.put("blobs/aa/1", b"")
    assert await store.get("blobs/aa/1") == b""


async def test_what_is_removed_is_gone_and_may_be_removed_again(store: Store) -> None:
    await store.put("parts/u/1", b"x")
    for _ in range(2):
        await store.remove("parts/u/1")
    assert await store.get("parts/u/1") is None


async def test_found_by_prefix_and_age(store: Store) -> None:
    for key in ("found/a/1", "found/a/2", "foreign/1"):
        await store.put(key, b"x")
    assert await keys(store, "found/") == ["found/a/1", "found/a/2"]
    assert await keys(store, "found/", seconds=-60) == []
    assert await keys(store, "nothing/") == []


async def test_many_writers_of_one_key_leave_one_whole_file(store: Store) -> None:
    contents = [bytes([number]) * 100_000 for number in range(8)]
    await asyncio.gather(*(store.put("blobs/ab/2", content) for content in contents))
    assert await store.get("blobs/ab/2") in contents
    assert await keys(store, "blobs/ab/") == ["blobs/ab/2"]


async def test_the_address_decides(tmp_path: Path, s3: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in KEYS:
        monkeypatch.setenv(name, "for-the-test")
    assert isinstance(open_store(str(tmp_path)), FolderStore)
    assert isinstance(open_store(s3), S3Store)
    with pytest.raises(StoreNotConfigured):
        open_store(None)


async def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    store = FolderStore(tmp_path)
    (tmp_path / "blobs").mkdir()
    (tmp_path / "blobs" / "x").mkdir()
    with pytest.raises(StoreUnavailable):
        await store.put("blobs/x", b"y")
    assert [key async for key in store.find("", real_now() + timedelta(days=1))] == []


async def test_a_store_that_does_not_answer_is_a_named_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in KEYS:
        monkeypatch.setenv(name, "for-the-test")
    store = open_store("s3://evidence?endpoint=http://127.0.0.1:9")
    for step in (store.put("blobs/x", b"y"), store.get("blobs/x"), store.remove("blobs/x")):
        with pytest.raises(StoreUnavailable):
            await step
