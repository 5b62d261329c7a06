"""A copy of every sealed row to another place, for whoever must not trust this host: a file, or a syslog server."""

import logging
import socket
from collections.abc import Mapping, Sequence
from logging.handlers import SysLogHandler
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import orjson

from hengjian.audit.chain import CONTENT, Seal
from hengjian.audit.heads import append_lines

SYSLOG_PORT = 514
LONGEST_DATAGRAM = 60_000
"""Of a syslog server by UDP; a longer row is told without what was before and after."""


class Copy(Protocol):
    """Whatever takes rows; raises ``OSError`` where it does not. May be called from another thread."""

    def send(self, service: str, seal: Seal, rows: Sequence[Mapping[str, Any]]) -> None: ...


def open_copy(target: str) -> Copy:
    """``syslog://host:port`` (UDP), ``syslog+tcp://host:port``, or the path of a file."""
    parts = urlsplit(target)
    if parts.scheme in {"syslog", "syslog+tcp"} and parts.hostname:
        return _Syslog((parts.hostname, parts.port or SYSLOG_PORT), by_tcp=parts.scheme == "syslog+tcp")
    if "://" in target:
        raise ValueError(f"not a place for a copy of the audit: {target}")
    return _File(Path(target))


def _lines(service: str, seal: Seal, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Each row with the number of its seal, so that whoever keeps the copy sees a hole."""
    return [{"service": service, "seal": seal.seq, **{name: row[name] for name in CONTENT}} for row in rows]


class _File:
    def __init__(self, file: Path) -> None:
        self._file = file

    def send(self, service: str, seal: Seal, rows: Sequence[Mapping[str, Any]]) -> None:
        append_lines(self._file, _lines(service, seal, rows))


class _Raising(SysLogHandler):
    """The library's handler, which would print what goes wrong and go on."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
        raise OSError(f"the syslog server did not take {record.name}")


class _Syslog:
    def __init__(self, address: tuple[str, int], *, by_tcp: bool) -> None:
        self._address = address
        self._kind = socket.SOCK_STREAM if by_tcp else socket.SOCK_DGRAM
        self._handler: SysLogHandler | None = None

    def send(self, service: str, seal: Seal, rows: Sequence[Mapping[str, Any]]) -> None:
        if self._handler is None:
            self._handler = _Raising(self._address, SysLogHandler.LOG_AUTHPRIV, self._kind)
        try:
            for line in _lines(service, seal, rows):
                self._handler.emit(self._record(line))
        except OSError:
            self._handler.close()
            self._handler = None
            raise

    def _record(self, line: dict[str, Any]) -> logging.LogRecord:
        text = orjson.dumps(line).decode()
        if self._kind is socket.SOCK_DGRAM and len(text.encode()) > LONGEST_DATAGRAM:
            text = orjson.dumps({**line, "before": None, "after": None, "is_shortened": True}).decode()
        return logging.LogRecord("hengjian", logging.INFO, "", 0, f"hengjian: {text}", None, None)
