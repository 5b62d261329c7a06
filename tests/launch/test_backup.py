"""A backup taken while people write is one moment; what is restored of it is compared, and lets nobody in as before."""

import json
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import httpx
import pytest

from hengjian.launch.backup_cipher import DamagedError, new_key, open_key
from hengjian.launch.backup_contents import read_moment
from hengjian.launch.backup_folder import BackupFolder
from hengjian.launch.postgres import EmbeddedPostgres
from hengjian.launch.restore_checks import Check, compare
from hengjian.launch.trouble import LaunchRefusedError
from tests.crash.uploads import FileUpload
from tests.crash.writers import writing
from tests.support.backups import PASSPHRASE, Backups, passphrase_file
from tests.support.cluster import Cluster
from tests.support.installation import HENGJIAN, Installation, class_codes, enter_class, open_folder, open_installation
from tests.support.posts import settle_county, write_deduction, write_unit

PDF = b"%PDF-1.4\n" + b"a page of evidence\n" * 4000 + b"%%EOF\n"


def one_sentence(text: str) -> str:
    assert len(text.strip().splitlines()) == 1, text
    return text


UNITS = "/api/v1/directory/units"


@pytest.fixture(scope="module")
def backups() -> Iterator[Backups]:
    with open_installation() as installation, open_folder() as folder:
        installation.start("--demo")
        settle_county(installation)
        yield Backups(installation, folder)


@pytest.fixture
def other() -> Iterator[Installation]:
    with open_installation(migrated=False) as made:
        yield made


def send_file(backups: Backups) -> str:
    """A file beside a deduction, as a phone sends it; answers where it is read."""
    inspector = backups.installation.sign_in("inspector")
    recorded = write_deduction().send(inspector).raise_for_status().json()
    content = PDF + recorded["id"].encode()
    upload = FileUpload(recorded["id"], content)
    upload.announce(inspector)
    upload.send(inspector, 0, len(content))
    return f"/api/v1/supervision/evidence/{upload.id}/content"


class TestRestored:
    def test_all_is_as_it_was_at_one_moment(self, backups: Backups, other: Installation) -> None:
        original = backups.installation
        administrator, auditor = original.sign_in("administrator"), original.sign_in("auditor")
        enter_class(administrator, "kept").raise_for_status()
        client = {"client_id": "hotline", "name": "热线", "scopes": ["directory:unit:read"]}
        made = administrator.post("/api/v1/directory/clients", json=client).raise_for_status().json()
        mark = auditor.get(UNITS, params={"changed_after": "start"}).raise_for_status().json()["mark"]
        with writing(original) as (units, _):
            while not units.acknowledged:
                time.sleep(0.05)
            before = len(units.acknowledged)
            done = backups.back_up()
            assert len(units.acknowledged) > before, units.refusals
        assert (done.returncode, done.stderr) == (0, "")

        restored = backups.restore_into(other)
        assert (restored.returncode, restored.stderr) == (0, ""), restored.stdout
        assert restored.stdout.count("一致 ok") == 5
        assert "不符" not in restored.stdout

        backups.start_restored(other)
        assert "kept" in class_codes(other.sign_in("administrator"))
        self.check_nobody_is_let_in(
            auditor, {"client_id": "hotline", "client_secret": made["client_secret"]}, original, other
        )
        assert write_unit().send(other.sign_in("administrator")).status_code == 200
        self.check_followers_begin_again(auditor, other.sign_in("auditor"), mark)
        assert other.stop() == 0
        verified = other.run("audit-verify")
        assert verified.returncode in {0, 3}, verified.stdout
        assert "broken" not in verified.stdout

    def check_followers_begin_again(self, before: httpx.Client, after: httpx.Client, mark: str) -> None:
        """A mark of before says nothing of what was restored; the original knows it still."""
        assert before.get(UNITS, params={"changed_after": mark}).status_code == 200
        refused = after.get(UNITS, params={"changed_after": mark})
        assert (refused.status_code, refused.json()["code"]) == (410, "mark_gone")
        assert after.get(UNITS, params={"changed_after": "start"}).json()["items"]

    def check_nobody_is_let_in(
        self, auditor: httpx.Client, secret: dict[str, str], original: Installation, other: Installation
    ) -> None:
        """Neither by a session or a token of before, nor by a client's secret; the original knows them still."""
        assert auditor.get("/api/v1/directory/units").status_code == 200
        with httpx.Client(base_url=other.address, cookies=auditor.cookies, timeout=30) as thief:
            thief.headers["X-CSRF-Token"] = auditor.cookies["hj_csrf"]
            assert thief.get("/api/v1/directory/units").status_code == 401
            assert thief.post("/api/v1/directory/session:renew").status_code == 401
            form = {"grant_type": "client_credentials", **secret}
            assert thief.post("/api/v1/directory/oauth/token", data=form).status_code == 401
            assert httpx.post(f"{original.address}/api/v1/directory/oauth/token", data=form).status_code == 200

    @pytest.mark.long
    def test_files_are_kept_once_and_restored(self, backups: Backups, other: Installation) -> None:
        address = send_file(backups)
        content = backups.installation.sign_in("inspector").get(address).raise_for_status().content
        first, second = backups.back_up(), backups.back_up()
        assert first.returncode == second.returncode == 0, first.stderr + second.stderr
        assert "new: 0" not in first.stdout
        assert "new: 0" in second.stdout
        assert backups.restore_into(other).returncode == 0
        backups.start_restored(other)
        assert other.sign_in("inspector").get(address).content == content
        assert other.stop() == 0

    @pytest.mark.long
    def test_into_an_ordinary_server(self, backups: Backups, other: Installation) -> None:
        assert backups.back_up().returncode == 0
        with open_folder() as folder:
            server = EmbeddedPostgres(folder / "postgres", "secret", ("fsync=off",))
            server.start()
            try:
                url = {"HENGJIAN_DATABASE_URL": f"{server.url}?application_name=office"}
                restored = backups.restore_into(other, **url)
                assert restored.returncode == 0, restored.stderr + restored.stdout
                assert not other.home.cluster.exists()
                with open_installation(migrated=False) as third:
                    refused = backups.restore_into(third, **url)
                    assert "holds data already" in one_sentence(refused.stderr)
                    assert not third.home.folder.exists()
                from_there = other.run("backup", str(folder / "again"), **(backups.secret | url))
                assert from_there.returncode == 0, from_there.stderr
            finally:
                server.stop()

    def test_a_file_that_the_installation_has_lost(self, backups: Backups) -> None:
        send_file(backups)
        with open_folder() as folder:
            blob = next((backups.installation.home.folder / "evidence" / "blobs").glob("*/*"))
            content = blob.read_bytes()
            blob.write_bytes(content[:-1] + b"?")
            try:
                done = backups.installation.run("backup", str(folder / "new"), **backups.secret)
            finally:
                blob.write_bytes(content)
        assert done.returncode == 3
        assert f"is missing or changed: blobs/{blob.parent.name}/{blob.name}" in done.stdout


class TestRefusing:
    def test_another_passphrase(self, backups: Backups, other: Installation) -> None:
        assert backups.back_up().returncode == 0
        wrong = passphrase_file(other.home.folder.parent, "eight lanterns beneath quiet gravel")
        refused = backups.restore_into(other, **wrong)
        assert refused.returncode == 1
        assert "the passphrase does not open this backup" in one_sentence(refused.stderr)
        assert not other.home.folder.exists()

    def test_a_passphrase_that_others_may_read(self, backups: Backups, other: Installation) -> None:
        wrong = passphrase_file(other.home.folder.parent)
        Path(wrong["HENGJIAN_BACKUP_PASSPHRASE_FILE"]).chmod(0o644)
        assert "may be read by others" in one_sentence(backups.back_up(**wrong).stderr)

    def test_a_weak_passphrase(self, other: Installation) -> None:
        folder = other.home.folder.parent
        refused = other.run("backup", str(folder / "new"), **passphrase_file(folder, "password123"))
        assert "too easy to guess" in one_sentence(refused.stderr)
        assert not (folder / "new").exists()

    def test_a_damaged_backup(self, backups: Backups, other: Installation) -> None:
        earlier = set((backups.folder / "objects").glob("*/*"))
        assert backups.back_up().returncode == 0
        of_this = set((backups.folder / "objects").glob("*/*")) - earlier
        largest = max(of_this, key=lambda file: file.stat().st_size)
        content = largest.read_bytes()
        place = len(content) // 2
        largest.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        try:
            refused = backups.restore_into(other)
        finally:
            largest.write_bytes(content)
        assert refused.returncode == 1
        assert "the backup is damaged; nothing was restored" in one_sentence(refused.stderr)
        assert not other.home.folder.exists()

    def test_a_folder_that_is_in_use(self, backups: Backups, other: Installation) -> None:
        other.home.folder.mkdir()
        (other.home.folder / "something").touch()
        assert "is not empty" in one_sentence(backups.restore_into(other).stderr)
        assert (other.home.folder / "something").exists()

    def test_a_run_that_is_killed_leaves_the_last_good_one(self, backups: Backups, other: Installation) -> None:
        assert backups.back_up().returncode == 0
        whole = backups.moments
        environment = backups.installation._environment(backups.secret)
        running = subprocess.Popen([*HENGJIAN, "backup", str(backups.folder)], env=environment)
        objects = backups.folder / "objects"
        end = time.monotonic() + 60
        while not any(file.stat().st_size > 0 for file in objects.glob("*.unfinished")) and running.poll() is None:
            assert time.monotonic() < end
            time.sleep(0.002)
        running.kill()
        assert running.wait(timeout=30) != 0, "it was over before it could be killed"
        assert backups.moments == whole
        assert backups.restore_into(other).returncode == 0
        assert backups.back_up().returncode == 0
        assert list(objects.glob("*.unfinished")) == []


class TestCompared:
    async def test_what_differs_is_named(self, cluster: Cluster, owner_url: str) -> None:
        connection = await asyncpg.connect(owner_url)
        try:
            moment = await read_moment(connection)
            content = {
                "counts": {**moment.counts, "directory.unit": 7},
                "heads": [{"service": "targets", "seq": 9, "hash": "00", "sealed_at": "2026-01-01T00:00:00+00:00"}],
                "seals": {"a seal": "that is gone"},
                "files": {"blobs/00/00": {"sha256": "00", "size": 1}},
                "lost": ["blobs/11/11"],
            }
            checks = await compare(connection, content, cluster.home)
        finally:
            await connection.close()
        assert [check.en for check in checks if not check.holds] == [
            "rows of every table",
            "sealed audit rows",
            "seals of published results",
            "files by their hash",
        ]
        assert checks[0] == Check(
            "各表行数", "rows of every table", sum(moment.counts.values()), ("directory.unit: 0 / 7",)
        )
        assert len(checks[-1].faults) == 2


class TestCipher:
    @pytest.mark.parametrize("size", [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20])
    def test_content_of_every_length_comes_back(self, size: int, tmp_path: Path) -> None:
        folder = BackupFolder.create(tmp_path / "new", PASSPHRASE)
        kept = folder.keep([b"a" * (size // 2), b"b" * (size - size // 2)])
        assert folder.find(kept.sha256) == kept
        assert BackupFolder.open(tmp_path / "new", PASSPHRASE).read(kept) is not None
        assert b"".join(folder.read(kept)) == b"a" * (size // 2) + b"b" * (size - size // 2)

    def test_every_change_is_found(self, tmp_path: Path) -> None:
        _, cipher = new_key(PASSPHRASE)
        whole = list(cipher.encrypt([b"x" * (3 << 20)]))
        salt, first, second, third = whole
        file = tmp_path / "changed"
        changes = ([salt, first, second], [salt, second, first, third], [*whole, third], [first], [salt])
        for changed in changes:
            file.write_bytes(b"".join(changed))
            with file.open("rb") as stream, pytest.raises(DamagedError):
                list(cipher.decrypt(stream))

    def test_nothing_can_be_read_without_the_passphrase(self) -> None:
        text, _ = new_key(PASSPHRASE)
        with pytest.raises(LaunchRefusedError, match="does not open"):
            open_key(text, PASSPHRASE + "?")
        with pytest.raises(LaunchRefusedError, match="damaged"):
            open_key(json.dumps({**json.loads(text), "salt": 3}), PASSPHRASE)
