"""Where files are kept: a folder, or an S3-compatible store, behind four verbs.

Keys: ``blobs/<aa>/<sha256>`` for finished files, ``parts/<upload>/<name>`` for what has arrived of unfinished ones,
``thumbnails/<aa>/<sha256>`` and ``renditions/<aa>/<sha256>`` for what was drawn from the first, after its own digest.
Pictures for the public stand apart from all these, under ``pictures/<aa>/<sha256>`` and
``pictures/<aa>/<sha256>-small``. A key is written whole or not at all.
"""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Protocol
from uuid import UUID, uuid4

from hengjian.kit.observability import log
from hengjian.supervision.evidence.errors import FileChanged, FileMissing, StoreNotConfigured

BLOBS, PARTS, THUMBNAILS, RENDITIONS, PICTURES = "blobs/", "parts/", "thumbnails/", "renditions/", "pictures/"


class Store(Protocol):
    async def put(self, key: str, content: bytes) -> None:
        """Keep the content under the key; it is safe on the medium when this returns. The same again renews its age."""

    async def get(self, key: str) -> bytes | None: ...

    async def remove(self, key: str) -> None:
        """Nothing happens where there is none."""

    def find(self, prefix: str, before: datetime) -> AsyncIterator[str]:
        """Keys that begin so and were last written before that moment."""


def blob_key(sha256: str) -> str:
    return f"{BLOBS}{sha256[:2]}/{sha256}"


def thumbnail_key(sha256: str) -> str:
    return f"{THUMBNAILS}{sha256[:2]}/{sha256}"


def rendition_key(sha256: str) -> str:
    return f"{RENDITIONS}{sha256[:2]}/{sha256}"


def picture_key(sha256: str, *, small: bool = False) -> str:
    return f"{PICTURES}{sha256[:2]}/{sha256}{'-small' if small else ''}"


async def read_unchanged(store: Store, key: str, sha256: str) -> bytes:
    """The content under the key, after its hash has been found to be that of the record."""
    content = await store.get(key)
    if content is None:
        raise FileMissing
    if await asyncio.to_thread(hash_of, content) != sha256:
        log.error("file_changed", key=key)
        raise FileChanged
    return content


def hash_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def new_part_key(upload_id: UUID) -> str:
    """Each try writes a part of its own, so that a late one can never change what was counted."""
    return f"{PARTS}{upload_id}/{uuid4().hex}"


@lru_cache
def open_store(address: str | None) -> Store:
    if not address:
        raise StoreNotConfigured
    if address.startswith("s3://"):
        from hengjian.supervision.evidence.s3_store import S3Store

        return S3Store(address)
    from hengjian.supervision.evidence.folder_store import FolderStore

    return FolderStore(Path(address))
