"""A copy of what was sealed, in a file or on a syslog server."""

import json
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hengjian.audit.chain import BEGINNING, CONTENT, Seal
from hengjian.audit.copies import open_copy
from hengjian.audit.sealing import Sealing
from tests.audit.chains import KEY, SCHEMA, Chain

SEAL = Seal(9, datetime(2026, 11, 30, tzinfo=UTC), 0, 0)


def row(**said: Any) -> dict[str, Any]:
    return {**dict.fromkeys(CONTENT, ""), "id": 41, "after": '{"points": "1.5"}', **said}


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        server.settimeout(5)
        yield server


class TestFile:
    def test_a_line_a_row_with_the_number_of_its_seal(self, tmp_path: Path) -> None:
        file = tmp_path / "copy.jsonl"
        open_copy(str(file)).send(SCHEMA, SEAL, [row(), row(id=42)])
        lines = [json.loads(line) for line in file.read_text().splitlines()]
        assert [(line["service"], line["seal"], line["id"]) for line in lines] == [(SCHEMA, 9, 41), (SCHEMA, 9, 42)]
        assert set(lines[0]) == {"service", "seal", *CONTENT}


class TestSyslog:
    def test_a_message_a_row(self, listener: socket.socket) -> None:
        open_copy(f"syslog://127.0.0.1:{listener.getsockname()[1]}").send(SCHEMA, SEAL, [row()])
        head, _, text = listener.recv(65_536).decode().rstrip("\0").partition("hengjian: ")
        assert head == "<86>", "authpriv, informational"
        assert json.loads(text)["after"] == '{"points": "1.5"}'

    def test_what_no_datagram_holds_is_shortened_and_says_so(self, listener: socket.socket) -> None:
        open_copy(f"syslog://127.0.0.1:{listener.getsockname()[1]}").send(SCHEMA, SEAL, [row(after="x" * 70_000)])
        told = json.loads(listener.recv(65_536).decode().rstrip("\0").partition("hengjian: ")[2])
        assert (told["id"], told["after"], told["is_shortened"]) == (41, None, True)

    def test_by_tcp_a_server_that_is_away_is_trouble(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            copy = open_copy(f"syslog+tcp://127.0.0.1:{taken.getsockname()[1]}")
            with pytest.raises(OSError):
                copy.send(SCHEMA, SEAL, [row()])


def test_another_place_is_refused() -> None:
    with pytest.raises(ValueError, match="not a place"):
        open_copy("ftp://example.org/audit")


async def test_what_a_place_did_not_take_is_sent_again_in_order(chain: Chain) -> None:
    class Moody:
        def __init__(self) -> None:
            self.taken: list[int] = []
            self.is_away = True

        def send(self, _service: str, seal: Seal, _rows: object) -> None:
            if self.is_away:
                raise OSError("away")
            self.taken.append(seal.seq)

    moody = Moody()
    told: list[Exception] = []
    connect = chain.sealing()._connect
    sealing = Sealing(connect, SCHEMA, KEY, on_head=chain.heads.append, on_trouble=told.append, copy=moody)
    for name in ("sixth", "seventh"):
        await chain.write(name)
        assert await sealing.seal_all()
    assert moody.taken == [] and len(told) == 2
    moody.is_away = False
    await sealing.seal_all()
    assert moody.taken == [3, 4]
    assert sealing.head != BEGINNING
