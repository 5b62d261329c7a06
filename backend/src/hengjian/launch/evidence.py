"""The files of the evidence store against the records that name them."""

from collections.abc import Mapping
from pathlib import Path

import asyncpg
from rich.console import Console

from hengjian.launch.audit import with_owner
from hengjian.launch.home import Home
from hengjian.launch.trouble import LaunchRefusedError
from hengjian.supervision.evidence.errors import StoreUnavailable
from hengjian.supervision.evidence.stores import BLOBS, PICTURES, Store, blob_key, open_store, picture_key
from hengjian.supervision.evidence.verifying import Findings, verify_files

LOST, ORPHANED = 1, 3
"""Exit codes: a file is missing or changed; files lie there that no record names."""


async def verify_evidence(connection: asyncpg.Connection, store: Store) -> Findings:
    """What was handed in, and the pictures that were made of it for the public."""

    async def read_keys() -> Mapping[str, str | None]:
        handed_in = await connection.fetch("SELECT DISTINCT sha256 FROM supervision.evidence")
        public = await connection.fetch("SELECT DISTINCT sha256 FROM supervision.public_picture")
        return {
            **{blob_key(row["sha256"]): row["sha256"] for row in handed_in},
            **{picture_key(row["sha256"]): row["sha256"] for row in public},
            **{picture_key(row["sha256"], small=True): None for row in public},
        }

    return await verify_files(store, (BLOBS, PICTURES), read_keys)


def print_findings(folder: Path | None, database_url: str | None, console: Console) -> int:
    """Verify while the installation runs or stands still; returns the exit code."""
    home = Home.chosen(folder)
    store = open_store(home.file_store)

    async def examine(connection: asyncpg.Connection) -> Findings:
        return await verify_evidence(connection, store)

    try:
        findings = with_owner(home, database_url, examine)
    except StoreUnavailable as error:
        raise LaunchRefusedError(f"{error.zh} / {error.en}") from error
    return report_on(findings, console)


def report_on(findings: Findings, console: Console) -> int:
    for name, keys in (("missing", findings.missing), ("changed", findings.changed), ("orphan", findings.orphans)):
        for key in keys:
            console.print(f"{name}: {key}", soft_wrap=True, markup=False, highlight=False)
    console.print(
        f"{findings.sound} 个文件完好 / files sound; {len(findings.missing)} missing, "
        f"{len(findings.changed)} changed, {len(findings.orphans)} orphans",
        soft_wrap=True,
        highlight=False,
    )
    if findings.missing or findings.changed:
        return LOST
    return ORPHANED if findings.orphans else 0
