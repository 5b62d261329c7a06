"""Answers that anybody may read: kept for the next reader, and gone with the next write."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

import httpx
import pytest
from fastapi import Response
from starlette.types import Receive, Scope, Send

from hengjian.kit.answers.caching import PublicAnswers, answer_publicly
from hengjian.kit.data.database import Database


@dataclass
class Made:
    """An application that counts how often it makes its answer."""

    commits: int = 0
    times: int = 0
    public: bool = True
    status: int = 200
    while_making: list[str] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.times += 1
        if self.while_making:
            self.commits += 1
            self.while_making.pop()
        content = f"{scope['path']} {self.commits}".encode()
        response = answer_publicly(content, "text/plain") if self.public else Response(content)
        response.status_code = self.status
        await response(scope, receive, send)


@pytest.fixture
def made() -> Made:
    return Made()


async def ask(layer: PublicAnswers, path: str = "/", method: str = "GET", **headers: str) -> httpx.Response:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(layer), base_url="http://x") as client:
        return await client.request(method, path, headers=cast(Mapping[str, str], headers))


@pytest.fixture
def layer(made: Made) -> PublicAnswers:
    database: Any = made
    return PublicAnswers(made, cast(Database, database))


class TestPublicAnswers:
    async def test_the_next_reader_gets_the_same_without_its_being_made(self, layer: PublicAnswers, made: Made) -> None:
        first, second = await ask(layer), await ask(layer)
        assert (first.content, first.headers) == (second.content, second.headers)
        assert made.times == 1

    async def test_each_address_and_language_has_its_own(self, layer: PublicAnswers, made: Made) -> None:
        for path, language in (("/a", "zh"), ("/a", "en"), ("/b", "en"), ("/b?x=1", "en")):
            await ask(layer, path, **{"Accept-Language": language})
        assert made.times == 4

    async def test_a_write_makes_it_anew(self, layer: PublicAnswers, made: Made) -> None:
        await ask(layer)
        made.commits += 1
        assert (await ask(layer)).text == "/ 1"

    async def test_what_was_overtaken_by_a_write_is_not_kept(self, layer: PublicAnswers, made: Made) -> None:
        made.while_making.append("a write")
        await ask(layer)
        await ask(layer)
        assert made.times == 2

    @pytest.mark.parametrize("kept", [False, True])
    async def test_a_reader_who_has_it_is_told_so(self, layer: PublicAnswers, made: Made, kept: bool) -> None:
        tag = (await ask(layer)).headers["etag"]
        made.commits += not kept
        seen = f'"other", W/{tag}'
        again = await ask(layer, **{"If-None-Match": seen})
        assert (again.status_code, again.content) == ((304, b"") if kept else (200, b"/ 1"))
        assert again.headers["cache-control"] == "public, max-age=30"

    async def test_what_is_not_for_everybody_passes_through(self, layer: PublicAnswers, made: Made) -> None:
        made.public = False
        await ask(layer)
        await ask(layer)
        made.public, made.status = True, 404
        assert (await ask(layer)).status_code == 404
        made.status = 200
        await ask(layer, method="POST")
        await ask(layer)
        assert made.times == 5
