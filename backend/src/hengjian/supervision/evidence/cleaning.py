"""Removing what no row references: parts of uploads that ended, files whose transaction failed.

A file is removed under the same lock under which it is stored and linked, after asking again whether somebody links it;
so a link is either seen here, or made after the removal, and then it stores the file anew.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from hengjian.kit.data.database import WriteSession
from hengjian.kit.observability import log
from hengjian.kit.time.clock import real_now
from hengjian.supervision.evidence import repository
from hengjian.supervision.evidence.stores import BLOBS, PARTS, RENDITIONS, THUMBNAILS, Store

FindReferenced = Callable[[WriteSession, Collection[str]], Awaitable[set[str]]]
"""Which of these hashes somebody links."""

IDLE_UPLOAD_DAYS = 14
_PORTION = 500


async def clean_store(session: WriteSession, store: Store, hours: int, references: Mapping[str, FindReferenced]) -> int:
    """Remove what is older than that and referenced by nobody; returns how many places in the store became free.

    ``references`` says who knows the links to the other files, by how their keys begin.
    """
    await repository.drop_idle_uploads(session, real_now() - timedelta(days=IDLE_UPLOAD_DAYS))
    before = real_now() - timedelta(hours=hours)
    removed = await _clean_parts(session, store, before) + await _clean_files(session, store, before, references)
    if removed:
        log.info("evidence_store_cleaned", removed=removed)
    return removed


async def _portions(keys: AsyncIterator[str]) -> AsyncIterator[list[str]]:
    portion: list[str] = []
    async for key in keys:
        portion.append(key)
        if len(portion) == _PORTION:
            yield portion
            portion = []
    if portion:
        yield portion


async def _clean_parts(session: WriteSession, store: Store, before: datetime) -> int:
    removed = 0
    async for keys in _portions(store.find(PARTS, before)):
        referenced = await repository.find_referenced_parts(session, {UUID(key.split("/")[1]) for key in keys})
        removed += await _remove(store, [key for key in keys if key not in referenced])
    return removed


async def _clean_files(
    session: WriteSession, store: Store, before: datetime, references: Mapping[str, FindReferenced]
) -> int:
    removed = 0
    own = dict.fromkeys((BLOBS, THUMBNAILS, RENDITIONS), repository.find_referenced)
    for prefix, find_referenced in {**own, **references}.items():
        async for keys in _portions(store.find(prefix, before)):
            hashes = {_hash_of(key) for key in keys}
            orphans = hashes - await find_referenced(session, hashes)
            for sha256 in sorted(orphans):
                await repository.lock_content(session, sha256)
            orphans -= await find_referenced(session, orphans)
            removed += await _remove(store, [key for key in keys if _hash_of(key) in orphans])
    return removed


def _hash_of(key: str) -> str:
    return key.rpartition("/")[2][:64]


async def _remove(store: Store, keys: Sequence[str]) -> int:
    for key in keys:
        await store.remove(key)
    return len(keys)
