"""The data folder: secrets made once, the lock that keeps a second start away, and what each service is told."""

import fcntl
import json
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote, urlsplit, urlunsplit

from joserfc.jwk import OKPKey
from pydantic import SecretStr

from hengjian.kit.settings import ServiceName, ServiceSettings
from hengjian.launch.trouble import LaunchRefusedError

DATABASE = "hengjian"
DEFAULT_HOME = ".hengjian"
OWNER, SEALING = "owner", "sealing"
CONNECTIONS_TOGETHER, CONNECTIONS_APART = 20, 12
"""Of one process with all five services, and of one with a single service."""
Role = ServiceName | Literal["owner", "sealing"]
ROLES = (OWNER, SEALING, *map(str, ServiceName))
_NAME = re.compile(r"[a-z][a-z0-9]{0,19}")


def with_login(url: str, user: str, password: str, database: str | None = None) -> str:
    """``url`` with another login and, where given, another database."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    path = f"/{database}" if database else parts.path
    return urlunsplit(
        (parts.scheme, f"{quote(user, safe='')}:{quote(password, safe='')}@{host}", path, parts.query, "")
    )


class Home:
    def __init__(self, folder: Path) -> None:
        self.folder = folder.resolve()

    @classmethod
    def chosen(cls, folder: Path | None = None) -> "Home":
        return cls(folder or Path(os.environ.get("HENGJIAN_HOME", DEFAULT_HOME)))

    @property
    def cluster(self) -> Path:
        return self.folder / "postgres"

    @property
    def demo_file(self) -> Path:
        return self.folder / "demo.json"

    @property
    def signing_key_file(self) -> Path:
        chosen = os.environ.get("HENGJIAN_SIGNING_KEY_FILE")
        return Path(chosen) if chosen else self.folder / "signing.pem"

    @property
    def file_store(self) -> str:
        """Where files are kept that people hand in: the data folder, or what ``HENGJIAN_FILE_STORE`` names."""
        return os.environ.get("HENGJIAN_FILE_STORE") or str(self.folder / "evidence")

    @property
    def audit_heads_file(self) -> Path:
        chosen = os.environ.get("HENGJIAN_AUDIT_HEADS_FILE")
        return Path(chosen) if chosen else self.folder / "audit-heads.jsonl"

    @property
    def audit_archives(self) -> Path:
        return self.folder / "audit-archives"

    @property
    def audit_key(self) -> bytes:
        """With which audit rows are sealed: ``HENGJIAN_AUDIT_KEY``, or the one made with the folder."""
        kept: str = os.environ.get("HENGJIAN_AUDIT_KEY") or self.secrets()["audit_key"]
        return kept.encode()

    def make_folder(self) -> None:
        """For its owner alone. Root's lets others through, and no further than they are let: PostgreSQL and nginx,
        which root starts under other accounts, keep their own below it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o711 if os.geteuid() == 0 else 0o700)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One ``up`` at a time; the lock goes with the process, also when it is killed."""
        self.make_folder()
        with (self.folder / "lock").open("w") as lock:
            (self.folder / "lock").chmod(0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise LaunchRefusedError(
                    f"{self.folder} 已有一个 hengjian 在运行 / another hengjian is running on this folder"
                ) from error
            yield

    def is_locked(self) -> bool:
        """Whether another command holds the folder just now."""
        if not (self.folder / "lock").exists():
            return False
        with (self.folder / "lock").open() as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except OSError:
                return True
        return False

    def secrets(self) -> dict[str, Any]:
        """Keys and passwords of this installation, made at the first start and readable by its owner alone."""
        file = self.folder / "secrets.json"
        if not file.exists():
            self.make_folder()
            token_key = OKPKey.generate_key("Ed25519")
            made = {
                "installation": _choose_name(),
                "internal_key": secrets.token_urlsafe(48),
                "audit_key": secrets.token_urlsafe(48),
                "token_private_key": token_key.as_pem(private=True).decode(),
                "token_public_key": token_key.as_pem(private=False).decode(),
                "superuser_password": secrets.token_urlsafe(24),
                "role_passwords": {name: secrets.token_urlsafe(24) for name in ROLES},
            }
            write_secret(file, json.dumps(made, indent=2))
        if not self.signing_key_file.exists():
            write_secret(self.signing_key_file, OKPKey.generate_key("Ed25519").as_pem(private=True).decode())
        content: dict[str, Any] = json.loads(file.read_text())
        if "installation" not in content or "audit_key" not in content:
            raise LaunchRefusedError(
                f"{self.folder} 由首次发布前的版本建立，无法沿用，请另选数据目录 / "
                "was made by a version from before the first release and cannot be used; choose another data folder"
            )
        return content

    def role_of(self, who: Role) -> str:
        """The database role of a service, of the owner of all schemas, or the one that seals audit rows.

        Roles belong to the whole server.
        """
        return f"hengjian_{self.secrets()['installation']}_{who}"

    def password_of(self, who: Role) -> str:
        password: str = self.secrets()["role_passwords"][str(who)]
        return password

    def owner_url(self, url: str, database: str) -> str:
        return with_login(url, self.role_of("owner"), self.password_of("owner"), database)

    def settings(
        self,
        url: str,
        database: str,
        *,
        demo: bool,
        rehearsal: bool = False,
        peers: Mapping[ServiceName, str] | None = None,
    ) -> dict[ServiceName, ServiceSettings]:
        """What each service is started with; only those that need a private key are given it.

        With ``peers`` each runs in a process of its own, which then has connections of its own.
        """
        kept = self.secrets()
        connections = os.environ.get("HENGJIAN_CONNECTIONS") or (CONNECTIONS_APART if peers else CONNECTIONS_TOGETHER)
        return {
            service: ServiceSettings(
                service=service,
                database_url=with_login(url, self.role_of(service), self.password_of(service), database),
                sealing_database_url=with_login(url, self.role_of("sealing"), self.password_of("sealing"), database),
                audit_key=SecretStr(self.audit_key.decode()),
                audit_heads_file=self.audit_heads_file,
                internal_key=SecretStr(kept["internal_key"]),
                token_public_key=kept["token_public_key"],
                token_private_key=SecretStr(kept["token_private_key"]) if service is ServiceName.DIRECTORY else None,
                signing_key_file=self.signing_key_file if service is ServiceName.APPRAISAL else None,
                file_store=self.file_store if service is ServiceName.SUPERVISION else None,
                audit_copy=os.environ.get("HENGJIAN_AUDIT_COPY") or None,
                peers=dict(peers or {}),
                behind_proxy=bool(peers) or os.environ.get("HENGJIAN_BEHIND_PROXY", "") == "true",
                connections=int(connections),
                demo=demo,
                rehearsal=rehearsal,
            )
            for service in ServiceName
        }


def _choose_name() -> str:
    """The installation's name: ``HENGJIAN_INSTALLATION``, or one by chance, so that two on a server never meet."""
    chosen = os.environ.get("HENGJIAN_INSTALLATION") or f"i{secrets.token_hex(4)}"
    if not _NAME.fullmatch(chosen):
        raise LaunchRefusedError(
            "HENGJIAN_INSTALLATION 须为小写字母开头的字母和数字，最多 20 个 / "
            "must be at most 20 small letters and digits and begin with a letter"
        )
    return chosen


def write_secret(file: Path, content: str | bytes) -> None:
    """Complete or not at all, and never readable by others."""
    unfinished = file.with_name(f"{file.name}.{os.getpid()}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
        stream.write(content.encode() if isinstance(content, str) else content)
        stream.flush()
        os.fsync(stream.fileno())
    unfinished.rename(file)
