"""A folder of backups: what several hold alike lies in it once, and nothing is ever written over what is whole.

``key.json`` is opened by the passphrase; ``objects/`` holds encrypted content under a keyed name of its hash; each file
of ``moments/`` is one backup, which names its objects. A backup exists from the moment its file bears its name.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from hengjian.launch.backup_cipher import Cipher, DamagedError, new_key, open_key, plain_size
from hengjian.launch.home import write_secret
from hengjian.launch.trouble import LaunchRefusedError

FORMAT = "hengjian-backup/1"
_SUFFIX, _UNFINISHED = ".moment", ".unfinished"


@dataclass(frozen=True)
class Kept:
    """Content as a backup names it."""

    sha256: str
    size: int

    def told(self) -> dict[str, Any]:
        return {"sha256": self.sha256, "size": self.size}


class BackupFolder:
    def __init__(self, folder: Path, cipher: Cipher) -> None:
        self._objects, self._moments, self._lock = folder / "objects", folder / "moments", folder / "lock"
        self._cipher = cipher

    @classmethod
    def create(cls, folder: Path, passphrase: str) -> "BackupFolder":
        text, cipher = new_key(passphrase)
        if folder.exists() and any(folder.iterdir()):
            raise LaunchRefusedError(
                f"{folder} 中有别的文件 / {folder} holds other files and is no folder of backups; name another"
            )
        for part in (folder, folder / "objects", folder / "moments"):
            part.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_secret(_key_file(folder), text)
        _sync(folder)
        return cls(folder, cipher)

    @classmethod
    def open(cls, folder: Path, passphrase: str) -> "BackupFolder":
        if not is_folder_of_backups(folder):
            raise LaunchRefusedError(f"{folder} 中没有备份 / {folder} holds no backup")
        return cls(folder, open_key(_key_file(folder).read_text(), passphrase))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """One run writes at a time: a sweep would take from another what it has not yet named."""
        with self._lock.open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise LaunchRefusedError("正在向此处备份 / another backup is being written here") from error
            yield

    def find(self, sha256: str) -> Kept | None:
        """Content that an earlier backup has kept; one that was cut short counts as none, and is kept anew."""
        try:
            size = self._object(sha256).stat().st_size
        except FileNotFoundError:
            return None
        plain = plain_size(size)
        return Kept(sha256, plain) if plain is not None else None

    def keep(self, content: Iterable[bytes]) -> Kept:
        """Encrypted as it comes, under its name once it is safe on the medium; what is there already stays."""
        digest, size = hashlib.sha256(), 0

        def counted() -> Iterator[bytes]:
            nonlocal size
            for piece in content:
                digest.update(piece)
                size += len(piece)
                yield piece

        with _written_beside(self._objects / uuid4().hex, self._cipher.encrypt(counted())) as unfinished:
            kept = Kept(digest.hexdigest(), size)
            target = self._object(kept.sha256)
            target.parent.mkdir(mode=0o700, exist_ok=True)
            unfinished.rename(target)
        _sync(target.parent)
        _sync(self._objects)
        return kept

    def read(self, kept: Kept) -> Iterator[bytes]:
        """Raises :class:`DamagedError` where it is gone, or not what was kept."""
        digest = hashlib.sha256()
        try:
            with self._object(kept.sha256).open("rb") as stream:
                for piece in self._cipher.decrypt(stream):
                    digest.update(piece)
                    yield piece
        except FileNotFoundError as error:
            raise DamagedError from error
        if digest.hexdigest() != kept.sha256:
            raise DamagedError

    def finish(self, moment: str, content: dict[str, Any]) -> Path:
        """From now on the backup exists."""
        text = json.dumps({"format": FORMAT, **content}, ensure_ascii=False).encode()
        file = self._moments / f"{moment}{_SUFFIX}"
        with _written_beside(file, self._cipher.encrypt([text])) as unfinished:
            unfinished.rename(file)
        _sync(self._moments)
        return file

    def moments(self) -> list[str]:
        """The names of all whole backups, the oldest first."""
        return sorted(file.name.removesuffix(_SUFFIX) for file in self._moments.glob(f"*{_SUFFIX}"))

    def read_moment(self, moment: str) -> dict[str, Any]:
        try:
            with (self._moments / f"{moment}{_SUFFIX}").open("rb") as stream:
                content: dict[str, Any] = json.loads(b"".join(self._cipher.decrypt(stream)))
        except FileNotFoundError as error:
            raise LaunchRefusedError(f"没有备份 {moment} / there is no backup {moment}") from error
        if content["format"] != FORMAT:
            raise LaunchRefusedError(f"备份 {moment} 的格式不认识 / the backup {moment} has a format unknown here")
        return content

    def sweep(self, named: Iterable[Kept]) -> None:
        """Remove what runs left behind that were broken off, and objects that no backup names any more."""
        wanted = {self._object(kept.sha256) for kept in named}
        for file in [*self._objects.rglob("*"), *self._moments.glob(f"*{_UNFINISHED}")]:
            if file.is_file() and file not in wanted:
                file.unlink()

    def _object(self, sha256: str) -> Path:
        name = self._cipher.name_of(sha256)
        return self._objects / name[:2] / name


def _key_file(folder: Path) -> Path:
    return folder / "key.json"


def is_folder_of_backups(folder: Path) -> bool:
    return _key_file(folder).is_file()


@contextmanager
def _written_beside(target: Path, content: Iterable[bytes]) -> Iterator[Path]:
    """The whole content in a file beside ``target``, safe on the medium; gone where it was not given its name."""
    unfinished = target.with_name(f"{target.name}.{os.getpid()}{_UNFINISHED}")
    try:
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            for piece in content:
                stream.write(piece)
            stream.flush()
            os.fsync(stream.fileno())
        yield unfinished
    finally:
        unfinished.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """So that names outlive a power cut as well as the bytes."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
