"""What a connection outlives, and what it does not."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from fastapi import FastAPI

from hengjian.kit.edge.app import RequestFrame
from hengjian.kit.problems.problems import install_problem_handlers
from hengjian.launch.address import HOST, listen
from hengjian.launch.connections import KEEP_ALIVE_SECONDS, ImpatientProtocol
from hengjian.launch.together import AnnouncingServer, server_config

NGINX_KEEPS_SECONDS = 60
SOON = 0.3


class VeryImpatientProtocol(ImpatientProtocol):
    headers_seconds = body_seconds = SOON


def _app() -> FastAPI:
    app = FastAPI(openapi_url=None)
    install_problem_handlers(app)
    app.add_middleware(RequestFrame, is_secured=False)

    @app.get("/fault")
    async def fail() -> None:
        raise ZeroDivisionError

    @app.post("/well")
    async def take(body: dict[str, int]) -> dict[str, int]:
        return body

    return app


@pytest_asyncio.fixture
async def port() -> AsyncIterator[int]:
    config = server_config(_app(), 0)
    assert config.http is ImpatientProtocol
    config.http = VeryImpatientProtocol
    ready = asyncio.Event()
    server = AnnouncingServer(config, [], ready.set)
    with listen() as listening:
        serving = asyncio.create_task(server.serve([listening]))
        await asyncio.wait_for(ready.wait(), 20)
        yield listening.getsockname()[1]
        server.should_exit = True
        await asyncio.wait_for(serving, 20)


async def _answer(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)
    length = next(line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length"))
    return head.split(b"\r\n")[0], await reader.readexactly(int(length.partition(b":")[2]))


WELL = b'POST /well HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{"a":1}'


async def test_a_fault_does_not_cost_the_next_request_its_connection(port: int) -> None:
    reader, writer = await asyncio.open_connection(HOST, port)
    for _ in range(3):
        writer.write(b"GET /fault HTTP/1.1\r\nHost: x\r\n\r\n")
        status, body = await _answer(reader)
        assert b"500" in status
        assert b"internal_error" in body
        writer.write(WELL)
        status, body = await _answer(reader)
        assert (b"200" in status, body) == (True, b'{"a":1}')
    writer.close()


@pytest.mark.parametrize(
    "begun", [b"", b"POST /well HT", WELL[:60], WELL[:-3]], ids=["nothing", "line", "headers", "body"]
)
async def test_who_does_not_finish_is_hung_up_on(port: int, begun: bytes) -> None:
    reader, writer = await asyncio.open_connection(HOST, port)
    writer.write(begun)
    for _ in range(2):  # slowly on, and still not to the end
        await asyncio.sleep(SOON / 4)
        writer.write(b"" if not begun else b" ")
    with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
        await asyncio.wait_for(reader.readexactly(10_000), 10)
    writer.close()


async def test_who_has_finished_is_kept(port: int) -> None:
    reader, writer = await asyncio.open_connection(HOST, port)
    for _ in range(2):
        writer.write(WELL)
        assert b"200" in (await _answer(reader))[0]
        await asyncio.sleep(SOON * 2)
    writer.close()


def test_a_proxy_lets_go_first() -> None:
    config = server_config(_app(), 0)
    assert config.timeout_keep_alive == KEEP_ALIVE_SECONDS > NGINX_KEEPS_SECONDS
