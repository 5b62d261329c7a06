"""PostgreSQL's own programs that write a database out and read it in again, through pipes: nothing lies in clear."""

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit, urlunsplit

from hengjian.kit.settings import ServiceName
from hengjian.launch.postgres import find_binaries
from hengjian.launch.trouble import LaunchRefusedError

_PIECE = 1 << 20


def dump(owner_url: str, snapshot: str) -> Iterator[bytes]:
    """All five schemas as that snapshot shows them."""
    schemas = [f"--schema={service}" for service in ServiceName]
    arguments = ["--format=custom", f"--snapshot={snapshot}", *schemas]
    with tempfile.TemporaryFile() as told:
        process = _start("pg_dump", owner_url, arguments, stdout=subprocess.PIPE, stderr=told)
        assert process.stdout is not None
        try:
            while piece := process.stdout.read(_PIECE):
                yield piece
        except BaseException:
            process.kill()
            process.wait()
            raise
        if process.wait() != 0:
            told.seek(0)
            raise _refusal("pg_dump", told.read())


def load(owner_url: str, read: Iterable[bytes], entries: Path) -> None:
    """Everything that ``entries`` lists, in one transaction."""
    arguments = ["--single-transaction", "--exit-on-error", "--no-owner", f"--use-list={entries}"]
    _feed(owner_url, arguments, read)


def list_entries(read: Iterable[bytes]) -> str:
    """What is in a dump, without the schemas themselves: they stand already, with the rights of their roles."""
    listed = _feed(None, ["--list"], read).decode()
    return "".join(line for line in listed.splitlines(keepends=True) if " SCHEMA - " not in line or " ACL " in line)


def _feed(url: str | None, arguments: list[str], content: Iterable[bytes]) -> bytes:
    with tempfile.TemporaryFile() as answer, tempfile.TemporaryFile() as told:
        process = _start("pg_restore", url, arguments, stdin=subprocess.PIPE, stdout=answer, stderr=told)
        assert process.stdin is not None
        try:
            for piece in content:
                process.stdin.write(piece)
            process.stdin.close()
        except BrokenPipeError:
            pass  # it ended early, and says why
        except BaseException:
            process.kill()
            process.wait()
            raise
        if process.wait() != 0:
            told.seek(0)
            raise _refusal("pg_restore", told.read())
        answer.seek(0)
        return answer.read()


def _start(program: str, url: str | None, arguments: list[str], **streams: Any) -> "subprocess.Popen[bytes]":
    """The password goes through the environment: arguments are seen by everybody on the machine."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "HENGJIAN_"))}
    if url is not None:
        parts = urlsplit(url)
        environment["PGPASSWORD"] = unquote(parts.password or "")
        login = f"{parts.username}@{parts.netloc.rpartition('@')[2]}"
        arguments = [*arguments, f"--dbname={urlunsplit(parts._replace(netloc=login))}"]
    try:
        return subprocess.Popen([str(find_binaries() / program), *arguments], env=environment, **streams)  # noqa: S603 - PostgreSQL's own programs
    except FileNotFoundError as error:
        raise LaunchRefusedError(f"找不到 {program} / PostgreSQL's {program} was not found") from error


def _refusal(program: str, told: bytes) -> LaunchRefusedError:
    lines = told.decode(errors="replace").strip().splitlines()
    return LaunchRefusedError(f"{program} 失败 / failed: {lines[0] if lines else ''}")
