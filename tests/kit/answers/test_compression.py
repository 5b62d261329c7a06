"""Answers travel compressed, but for those whose length may tell something or that must not wait."""

import gzip
import zlib
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from hengjian.kit.answers.compression import Compression

CALENDAR = {"days": [{"date": f"2026-01-{day % 28 + 1:02}", "kind": "working_day"} for day in range(4000)]}


def layer(answer: Response) -> Compression:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await answer(scope, receive, send)

    return Compression(app)


async def ask(answer: Response, method: str = "GET", accepted: str = "gzip, br") -> tuple[httpx.Response, bytes]:
    """The answer, and its body as it travelled."""
    transport = httpx.ASGITransport(layer(answer))
    async with (
        httpx.AsyncClient(transport=transport, base_url="http://x") as client,
        client.stream(method, "/", headers={"Accept-Encoding": accepted}) as response,
    ):
        return response, b"".join([part async for part in response.aiter_raw()])


class TestPacked:
    async def test_a_large_answer_is_a_tenth_of_itself(self) -> None:
        whole = JSONResponse(CALENDAR)
        response, body = await ask(whole)
        assert response.headers["content-encoding"] == "gzip"
        assert response.headers["vary"] == "Accept-Encoding"
        assert "content-length" not in response.headers
        assert gzip.decompress(body) == whole.body
        assert len(body) < len(whole.body) / 10

    async def test_a_page_of_the_bulletin_too(self) -> None:
        page = Response("<p>通报</p>" * 1000, media_type="text/html", headers={"Vary": "Accept-Language"})
        response, body = await ask(page)
        assert gzip.decompress(body) == page.body
        assert response.headers["vary"] == "Accept-Language, Accept-Encoding"

    async def test_in_pieces(self) -> None:
        async def pieces() -> AsyncIterator[bytes]:
            for _ in range(100):
                yield b'{"a": 1}\n' * 10

        _, body = await ask(StreamingResponse(pieces(), media_type="application/json"))
        assert zlib.decompress(body, 16 + zlib.MAX_WBITS) == b'{"a": 1}\n' * 1000

    async def test_its_tag_tells_versions_apart_and_promises_no_bytes(self) -> None:
        response, _ = await ask(JSONResponse(CALENDAR, headers={"ETag": '"7"'}))
        assert response.headers["etag"] == 'W/"7"'


class TestLeftAlone:
    @pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "identity"])
    async def test_where_it_is_not_wanted(self, accepted: str) -> None:
        response, body = await ask(JSONResponse(CALENDAR, headers={"ETag": '"7"'}), accepted=accepted)
        assert "content-encoding" not in response.headers
        assert response.headers["etag"] == '"7"'
        assert response.headers["vary"] == "Accept-Encoding"
        assert int(response.headers["content-length"]) == len(body)

    @pytest.mark.parametrize(
        "answer",
        [
            JSONResponse({"short": True}),
            JSONResponse(CALENDAR, headers={"Set-Cookie": "hj_csrf=1"}),
            Response(b"x" * 5000, 206, media_type="text/plain", headers={"Content-Range": "bytes 0-4999/9000"}),
            Response(gzip.compress(b"x" * 90000, 0), media_type="text/css", headers={"Content-Encoding": "gzip"}),
            Response(b"\xff\xd8" * 5000, media_type="image/jpeg"),
            Response("data: 1\n\n" * 500, media_type="text/event-stream"),
        ],
        ids=["short", "a cookie", "a part", "packed already", "a photo", "events"],
    )
    async def test_what_gains_nothing_or_must_not(self, answer: Response) -> None:
        response, body = await ask(answer)
        assert body == answer.body
        assert response.headers.get("content-encoding") == answer.headers.get("content-encoding")
        assert response.headers["content-length"] == answer.headers["content-length"]

    @pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
    async def test_answers_to_what_writes(self, method: str) -> None:
        response, body = await ask(JSONResponse(CALENDAR), method)
        assert "content-encoding" not in response.headers
        assert body == JSONResponse(CALENDAR).body

    async def test_an_answer_that_says_the_reader_has_it(self) -> None:
        response, body = await ask(Response(status_code=304, headers={"ETag": '"7"'}))
        assert (response.status_code, response.headers["etag"], body) == (304, '"7"', b"")
