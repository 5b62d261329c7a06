"""Heads of the chains, kept where whoever rules the database does not rule: a line a head, appended and never changed.

A head names the last seal of one service. A chain that no longer holds what a head names was cut or made anew.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import orjson

from hengjian.audit.chain import Seal


@dataclass(frozen=True)
class Head:
    """``hash`` in hexadecimal digits."""

    service: str
    seq: int
    hash: str
    sealed_at: str

    @classmethod
    def of(cls, service: str, seal: Seal) -> "Head":
        return cls(service, seal.seq, seal.hash.hex(), seal.sealed_at.isoformat())

    def told(self) -> dict[str, Any]:
        return asdict(self)


def append_line(file: Path, content: Mapping[str, Any]) -> None:
    append_lines(file, [content])


def append_lines(file: Path, contents: Iterable[Mapping[str, Any]]) -> None:
    """All at once, so that several processes may share the file."""
    lines = b"".join(orjson.dumps(dict(content)) + b"\n" for content in contents)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(descriptor, lines)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read_heads(text: bytes) -> list[Head]:
    """Every head that a file names: lines of heads, a signed line, or a published result's file.

    Raises ``ValueError`` where there is none; the last line may be half written.
    """
    heads = [head for document in _documents(text) for head in _heads_of(document)]
    if not heads:
        raise ValueError("no head of an audit chain in it")
    return heads


def _documents(text: bytes) -> Iterator[Any]:
    try:
        yield orjson.loads(text)
    except orjson.JSONDecodeError:
        lines = text.splitlines()
        for place, line in enumerate(lines):
            try:
                yield orjson.loads(line)
            except orjson.JSONDecodeError:
                if place < len(lines) - 1:
                    raise


def _heads_of(document: Any) -> Iterator[Head]:
    if not isinstance(document, dict):
        return
    statement = document.get("statement", document)
    if "audit_heads" in statement:
        for entry in statement["audit_heads"]:
            yield Head(**entry)
    elif "seq" in document:
        yield Head(**document)
