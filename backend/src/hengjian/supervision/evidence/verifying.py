"""Records against files, both ways: what is missing, what was changed, and what no record names."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from hengjian.kit.time.clock import real_now
from hengjian.supervision.evidence.stores import Store, hash_of

WRITTEN_FIRST = timedelta(minutes=10)
"""A file is written before the transaction that names it ends; until then it is nobody's orphan."""

ReadKeys = Callable[[], Awaitable[Mapping[str, str | None]]]
"""Every key that a record names, with the hash of its content where one is on record."""


@dataclass
class Findings:
    sound: int = 0
    missing: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)


async def verify_files(store: Store, prefixes: tuple[str, ...], read_keys: ReadKeys) -> Findings:
    """The files are listed before the records are read, so that what comes meanwhile is known on both sides."""
    before = real_now() - WRITTEN_FIRST
    lying = [key for prefix in prefixes async for key in store.find(prefix, before)]
    named = await read_keys()
    findings = Findings(orphans=[key for key in lying if key not in named])
    for key, sha256 in sorted(named.items()):
        content = await store.get(key)
        if content is None:
            findings.missing.append(key)
        elif sha256 is not None and await asyncio.to_thread(hash_of, content) != sha256:
            findings.changed.append(key)
        else:
            findings.sound += 1
    return findings
