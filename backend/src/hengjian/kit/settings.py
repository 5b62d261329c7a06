"""What one service process needs to know. There is no usable default for any secret."""

from datetime import timedelta
from enum import StrEnum
from pathlib import Path

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class ServiceName(StrEnum):
    DIRECTORY = "directory"
    TARGETS = "targets"
    SUPERVISION = "supervision"
    APPRAISAL = "appraisal"
    PERSONNEL = "personnel"


class ServiceSettings(BaseSettings):
    """Read from ``HENGJIAN_*`` when a service runs as its own process, passed by the gateway otherwise.

    ``database_url`` logs in as the service's own role, ``sealing_database_url`` as the one role that seals audit rows,
    with ``audit_key``; heads of the chain are appended to ``audit_heads_file``; ``peers`` maps a service to its base
    address and is empty when all five share one process. Only ``directory`` is given ``token_private_key``, only
    ``appraisal`` is given ``signing_key_file``. ``file_store`` is a folder, or
    ``s3://bucket/prefix?endpoint=https://...&region=...`` with the keys of that store where its library looks for
    them; a service that keeps no files has none. ``connections`` is the most that the process takes of the database,
    ``pool_size`` the most that it takes at once for reading, and for writing, under one login. Outside a demo browsers
    are told to come by TLS only; ``secure_cookies`` decides otherwise. ``behind_proxy`` says that every request comes
    through a proxy of ours, which names the caller's address. ``requests_per_minute`` is what a machine client may ask
    of this service, and at once after a rest. ``audit_copy`` is where a copy of every audit row goes: a file, or
    ``syslog://host:port``. ``uploads_mb_a_day`` is what one person may hand in of files. In a ``rehearsal`` the office
    clock may be moved as in a demo, and every file handed out says that it is one.
    """

    model_config = SettingsConfigDict(env_prefix="HENGJIAN_", frozen=True)

    service: ServiceName
    database_url: str
    internal_key: SecretStr
    token_public_key: str
    sealing_database_url: str
    audit_key: SecretStr
    audit_heads_file: Path | None = None
    audit_copy: str | None = None
    token_private_key: SecretStr | None = None
    signing_key_file: Path | None = None
    file_store: str | None = None
    uploads_mb_a_day: int = 600
    peers: dict[ServiceName, str] = {}
    demo: bool = False
    rehearsal: bool = False
    connections: int = 12
    pool_size: int = 5
    secure_cookies: bool | None = None
    behind_proxy: bool = False
    idle_minutes: int = 30
    requests_per_minute: int = 600

    @property
    def has_movable_clock(self) -> bool:
        return self.demo or self.rehearsal

    @property
    def is_secured(self) -> bool:
        """Is TLS in front of it, or will it be before a real person signs in?"""
        return not self.demo if self.secure_cookies is None else self.secure_cookies

    @property
    def idle(self) -> timedelta:
        """How long a session lasts without work."""
        return timedelta(minutes=self.idle_minutes)
