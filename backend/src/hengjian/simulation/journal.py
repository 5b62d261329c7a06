"""What has been asked and answered in a play, kept on disk, so that a play that was stopped goes on where it stopped.

The year is a function of the seed and of the answers alone. Played again over its journal it therefore asks the same
things in the same order; what was answered before is read here, and the first request without an answer is the first
that goes to the server. Whether the server had carried that one out already is told by its idempotency key.
"""

import base64
import hashlib
import json
import os
import secrets
import sqlite3
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

_TABLES = """
    CREATE TABLE IF NOT EXISTS play (terms TEXT NOT NULL, id TEXT NOT NULL, secret BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS answer (key TEXT PRIMARY KEY, content TEXT NOT NULL) WITHOUT ROWID;
"""


def journal_beside(demo_file: Path) -> Path:
    """Where an installation's play keeps what it has done; there as long as the play is unfinished."""
    return demo_file.with_name("simulate-year.journal")


class OtherPlayUnfinishedError(Exception):
    """The file holds a play of other terms."""


class JournalInUseError(Exception):
    """Another process is playing over the same file."""


class Journal:
    """One play. ``terms`` are what decides its course; ``file`` None keeps it for the life of the object only."""

    def __init__(self, terms: Mapping[str, Any], file: Path | None = None) -> None:
        self._file = file
        self._asked: Counter[str] = Counter()
        if file is not None:
            # Passwords of the play follow from its secret.
            os.close(os.open(file, os.O_CREAT, 0o600))
        self._connection = sqlite3.connect(file or ":memory:", isolation_level=None, timeout=0)
        try:
            self._open(json.dumps(terms, sort_keys=True))
        except BaseException:
            self._connection.close()
            raise

    def _open(self, terms: str) -> None:
        try:
            self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            self._connection.execute("PRAGMA journal_mode = WAL")
            # Survives a kill; a power cut may cost the last answers, which are then asked for again.
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.executescript(_TABLES)
        except sqlite3.OperationalError as error:
            raise JournalInUseError from error
        kept = self._connection.execute("SELECT terms, id, secret FROM play").fetchone()
        if kept is None:
            kept = (terms, secrets.token_hex(8), secrets.token_bytes(32))
            self._connection.execute("INSERT INTO play VALUES (?, ?, ?)", kept)
        elif kept[0] != terms:
            raise OtherPlayUnfinishedError
        _, self._id, self._secret = kept

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def password(self, username: str) -> str:
        """Nobody else learns it, and a play that goes on has it still."""
        digest = hashlib.blake2b(username.encode(), key=self._secret, digest_size=12).digest()
        return base64.urlsafe_b64encode(digest).decode()

    def key_for(self, *request: Any) -> str:
        """A name for this request, the same whenever this play comes to it; asked again later on it is another."""
        content = json.dumps(request, sort_keys=True, default=lambda raw: hashlib.sha256(raw).hexdigest())
        digest = hashlib.sha256(content.encode()).hexdigest()[:40]
        self._asked[digest] += 1
        return f"{self._id}-{digest}-{self._asked[digest]}"

    def answer_to(self, key: str) -> tuple[Any] | None:
        """The kept answer in a pair of brackets, because an answer may be empty."""
        row = self._connection.execute("SELECT content FROM answer WHERE key = ?", (key,)).fetchone()
        return None if row is None else (json.loads(row[0]),)

    def keep(self, key: str, content: Any) -> None:
        self._connection.execute("INSERT INTO answer VALUES (?, ?)", (key, json.dumps(content, ensure_ascii=False)))

    def finish(self) -> None:
        """The play is over: another one over the same file would be another play."""
        self._connection.close()
        if self._file is not None:
            self._file.unlink()
