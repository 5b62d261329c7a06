"""The data folder: secrets made once, each known to those who need it."""

import os
import stat
from pathlib import Path

import pytest

from hengjian.kit.settings import ServiceName
from hengjian.launch.home import Home, with_login, write_secret
from hengjian.launch.trouble import LaunchRefusedError

URL = "postgresql://someone:secret@db.example:5433/postgres?application_name=x"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.delenv("HENGJIAN_SIGNING_KEY_FILE", raising=False)
    return Home(tmp_path / "home")


class TestSecrets:
    def test_they_are_made_once(self, home: Home) -> None:
        assert home.secrets() == Home(home.folder).secrets()

    def test_only_the_owner_may_read_them(self, home: Home) -> None:
        home.secrets()
        for name in ("secrets.json", "signing.pem"):
            assert stat.S_IMODE((home.folder / name).stat().st_mode) == 0o600, name

    def test_nobody_else_looks_into_the_folder(self, home: Home) -> None:
        """Also where it stood open before. Others pass through root's: PostgreSQL runs under another account there."""
        home.folder.mkdir(mode=0o755)
        home.secrets()
        with home.locked():
            assert stat.S_IMODE(home.folder.stat().st_mode) == (0o711 if os.geteuid() == 0 else 0o700)
            assert stat.S_IMODE((home.folder / "lock").stat().st_mode) == 0o600

    def test_two_installations_share_none(self, home: Home, tmp_path: Path) -> None:
        one, other = home.secrets(), Home(tmp_path / "other").secrets()
        assert {name for name in one if one[name] == other[name]} == set()
        assert len(set(one["role_passwords"].values())) == len(one["role_passwords"])

    def test_a_secret_is_written_whole(self, tmp_path: Path) -> None:
        file = tmp_path / "secret"
        write_secret(file, "long content")
        write_secret(file, "short")
        assert file.read_text() == "short"
        assert list(tmp_path.iterdir()) == [file]


class TestSettings:
    def test_each_service_is_told_only_what_it_needs(self, home: Home) -> None:
        settings = home.settings(URL, "hengjian", demo=False)
        assert {s for s in ServiceName if settings[s].token_private_key} == {ServiceName.DIRECTORY}
        assert {s for s in ServiceName if settings[s].signing_key_file} == {ServiceName.APPRAISAL}
        assert len({settings[s].database_url for s in ServiceName}) == len(ServiceName)

    def test_the_login_is_the_services_own(self, home: Home) -> None:
        url = home.settings(URL, "hengjian", demo=False)[ServiceName.TARGETS].database_url
        assert url.startswith(f"postgresql://{home.role_of(ServiceName.TARGETS)}:")
        assert url.endswith("@db.example:5433/hengjian?application_name=x")

    def test_a_password_may_hold_any_character(self) -> None:
        assert with_login("postgresql://h/d", "u", "p@ss/w:rd%") == "postgresql://u:p%40ss%2Fw%3Ard%25@h/d"


class TestLock:
    def test_one_at_a_time(self, home: Home) -> None:
        with home.locked(), pytest.raises(LaunchRefusedError, match="another hengjian"), Home(home.folder).locked():
            pass

    def test_it_is_free_again_afterwards(self, home: Home) -> None:
        for _ in range(2):
            with home.locked():
                pass
