"""Files in a folder of this machine."""

import asyncio
import os
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from hengjian.kit.observability import log
from hengjian.supervision.evidence.errors import StoreUnavailable

Answer = TypeVar("Answer")

UNFINISHED = ".unfinished"
_PORTION = 500


class FolderStore:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def put(self, key: str, content: bytes) -> None:
        await _carry_out(self._put, key, content)

    async def get(self, key: str) -> bytes | None:
        return await _carry_out(self._get, key)

    async def remove(self, key: str) -> None:
        await _carry_out(self._remove, key)

    async def find(self, prefix: str, before: datetime) -> AsyncIterator[str]:
        keys = self._find(prefix, before.timestamp())
        while portion := await asyncio.to_thread(lambda: list(islice(keys, _PORTION))):
            for key in portion:
                yield key

    def _put(self, key: str, content: bytes) -> None:
        file = self._folder / key
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        unfinished = file.with_name(f"{file.name}.{uuid4().hex}{UNFINISHED}")
        try:
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            unfinished.rename(file)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        _sync_folder(file.parent)

    def _get(self, key: str) -> bytes | None:
        try:
            return (self._folder / key).read_bytes()
        except FileNotFoundError:
            return None

    def _remove(self, key: str) -> None:
        (self._folder / key).unlink(missing_ok=True)

    def _find(self, prefix: str, before: float) -> Iterator[str]:
        """Also what a crash left unfinished: it is referenced by nobody."""
        for folder, _, names in os.walk(self._folder / prefix):
            for name in sorted(names):
                file = Path(folder, name)
                try:
                    if file.stat().st_mtime < before:
                        yield file.relative_to(self._folder).as_posix()
                except FileNotFoundError:
                    continue


async def _carry_out(step: Callable[..., Answer], *arguments: Any) -> Answer:
    """In a thread; a full or broken disk is a store that is not available."""
    try:
        return await asyncio.to_thread(step, *arguments)
    except OSError as error:
        log.error("file_store_failed", error=repr(error))
        raise StoreUnavailable from error


def _sync_folder(folder: Path) -> None:
    """So that the name outlives a power cut as well as the bytes."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
