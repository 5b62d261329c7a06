"""Is a restored installation what the backup says it was? Every answer is a row of a table."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import asyncpg
from rich.console import Console
from rich.table import Table

from hengjian.appraisal.models import SealedResult
from hengjian.appraisal.seals.sealing import write_bundle
from hengjian.appraisal.seals.verifying import Verdict, verify_bundle
from hengjian.audit.heads import Head, read_heads
from hengjian.launch.audit import Outside, examine_archives, verify_chains
from hengjian.launch.backup_contents import count_rows, read_seals
from hengjian.launch.home import Home
from hengjian.supervision.evidence.stores import open_store

_NAMED_AT_MOST = 5


@dataclass(frozen=True)
class Check:
    """``faults`` name what is not as it was."""

    zh: str
    en: str
    compared: int
    faults: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        return not self.faults


async def compare(connection: asyncpg.Connection, content: dict[str, Any], home: Home) -> list[Check]:
    """Before anything is changed in it."""
    return [
        await _compare_counts(connection, content["counts"]),
        *await _compare_chains(connection, content["heads"], home),
        await _compare_seals(connection, content["seals"]),
        await _compare_files(content, home),
    ]


async def _compare_counts(connection: asyncpg.Connection, expected: dict[str, int]) -> Check:
    found = await count_rows(connection)
    faults = [
        f"{table}: {found.get(table)} / {expected.get(table)}"
        for table in sorted({*found, *expected})
        if found.get(table) != expected.get(table)
    ]
    return Check("各表行数", "rows of every table", sum(found.values()), tuple(faults))


async def _compare_chains(connection: asyncpg.Connection, told: list[dict[str, Any]], home: Home) -> list[Check]:
    """With the heads of the moment itself, and those that were kept outside the database before it."""
    heads = [Head(**head) for head in told]
    if home.audit_heads_file.exists():
        heads += read_heads(home.audit_heads_file.read_bytes())
    outside = Outside(heads, archives=home.audit_archives)
    reports = await verify_chains(connection, home.audit_key, outside)
    archives = await examine_archives(connection, home.audit_key, outside)
    broken = [
        f"{report.schema} {report.broken_at}: {report.fault}" for report in reports if report.broken_at is not None
    ]
    entries = [f"{schema} {entry}" for schema, listed in archives.items() for entry in listed]
    return [
        Check("审计链", "sealed audit rows", sum(report.sealed for report in reports), tuple(broken)),
        Check(
            "审计归档", "audit archives", len(entries), tuple(entry for entry in entries if not entry.endswith(" ok"))
        ),
    ]


async def _compare_seals(connection: asyncpg.Connection, expected: dict[str, str]) -> Check:
    """Each is recomputed from its own facts."""
    found = await read_seals(connection)
    faults = [seal_id for seal_id in {*found, *expected} if found.get(seal_id) != expected.get(seal_id)]
    for seal_id in found:
        row = await connection.fetchrow(
            "SELECT statement, bundle, digest, signature, public_key FROM appraisal.sealed_result WHERE id = $1::uuid",
            seal_id,
        )
        verdict = verify_bundle(write_bundle(SealedResult(**dict(row)))).verdict
        if verdict != Verdict.SIGNER_NOT_CHECKED:
            faults.append(f"{seal_id}: {verdict.name}")
    return Check("已公示结果的封印", "seals of published results", len(found), tuple(sorted(faults)))


async def _compare_files(content: dict[str, Any], home: Home) -> Check:
    store = open_store(home.file_store)
    faults = [f"{place}: 备份时已缺失 / was lost before the backup" for place in content["lost"]]
    for place, told in content["files"].items():
        kept = await store.get(place)
        if kept is None or sha256(kept).hexdigest() != told["sha256"]:
            faults.append(place)
    return Check("文件", "files by their hash", len(content["files"]), tuple(faults))


def print_checks(checks: Iterable[Check], console: Console) -> None:
    table = Table("比对 compared", "数量 number", "结论 finding")
    for check in checks:
        named = "; ".join(check.faults[:_NAMED_AT_MOST])
        more = f" (+{len(check.faults) - _NAMED_AT_MOST})" if len(check.faults) > _NAMED_AT_MOST else ""
        finding = "一致 ok" if check.holds else f"不符 differs: {named}{more}"
        table.add_row(f"{check.zh} {check.en}", str(check.compared), finding)
    console.print(table)
