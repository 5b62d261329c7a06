"""The command line as scripts use it: help everywhere, exit codes, one sentence where something is wrong."""

import subprocess
from pathlib import Path

import asyncpg
import pytest

from hengjian.kit.settings import ServiceName
from hengjian.launch.audit import verify_chains
from tests.support.cluster import Cluster
from tests.support.installation import HENGJIAN
from tests.support.people import People

COMMANDS = (
    "audit-archive",
    "audit-verify",
    "backup",
    "create-admin",
    "environment",
    "evaluate",
    "evidence-verify",
    "migrate",
    "openapi",
    "reset-password",
    "restore",
    "seed",
    "serve",
    "simulate-year",
    "up",
)


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Without any HENGJIAN_* variable of the caller's."""
    return subprocess.run(
        [*HENGJIAN, *arguments],
        env={"PATH": "/usr/bin:/bin:/usr/sbin", "COLUMNS": "200", **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


class TestHelp:
    def test_every_command_is_listed(self) -> None:
        listed = run("--help")
        assert listed.returncode == 0
        assert [command for command in COMMANDS if command not in listed.stdout] == []

    @pytest.mark.parametrize("command", COMMANDS)
    def test_every_command_explains_itself(self, command: str) -> None:
        explained = run(command, "--help")
        assert explained.returncode == 0
        assert "Usage: " in explained.stdout

    def test_an_unknown_command_is_a_misuse(self) -> None:
        assert run("conquer").returncode == 2


class TestServe:
    def test_missing_settings_are_named(self) -> None:
        refused = run("serve", "targets", "--port", "9")
        assert refused.returncode == 1
        assert len(refused.stderr.strip().splitlines()) == 1
        assert "HENGJIAN_DATABASE_URL, HENGJIAN_INTERNAL_KEY, HENGJIAN_TOKEN_PUBLIC_KEY" in refused.stderr


class TestOpenapi:
    def test_a_stale_contract_fails(self, tmp_path: Path) -> None:
        file = tmp_path / "openapi.yaml"
        file.write_text("openapi: 3.1.0\n")
        stale = run("openapi", "--check", "--file", str(file))
        assert stale.returncode == 1
        assert "is stale, run make openapi" in stale.stderr
        assert file.read_text() == "openapi: 3.1.0\n"


class TestAuditVerify:
    def test_a_folder_without_data(self, tmp_path: Path) -> None:
        refused = run("audit-verify", "--home", str(tmp_path))
        assert refused.returncode == 1
        assert "holds no data" in refused.stderr

    async def test_a_forged_row_is_found(self, people: People, owner_url: str, cluster: Cluster) -> None:
        administrator = people.person("administrator")
        rows = {"items": [{"code": "c1", "name": "一类", "kind": "township", "basis": "工业为主"}]}
        assert (await administrator.post("/api/v1/directory/unit-classes:batch", json=rows)).status_code == 200
        owner, key = await asyncpg.connect(owner_url), cluster.home.audit_key
        try:
            while not await owner.fetchval("SELECT count(*) FROM directory.audit_seal"):
                assert (await verify_chains(owner, key))[0].broken_at is None
            await owner.execute("ALTER TABLE directory.audit_log DISABLE TRIGGER append_only")
            await owner.execute("UPDATE directory.audit_log SET actor_name = 'nobody was here'")
            reports = {report.schema: report for report in await verify_chains(owner, key)}
        finally:
            await owner.close()
        assert reports["directory"].broken_at == 1
        assert {reports[s].broken_at for s in ServiceName if s is not ServiceName.DIRECTORY} == {None}
