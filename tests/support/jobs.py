"""Following what is done behind the answer."""

import asyncio
from collections.abc import Awaitable
from typing import Any

import httpx

PATIENCE_SECONDS = 300


async def ended(client: httpx.AsyncClient, asked: Awaitable[httpx.Response]) -> dict[str, Any]:
    """The job that was asked for, once it has come to an end."""
    answer = await asked
    assert answer.status_code == 202, answer.text
    address = answer.json()["address"]
    assert answer.headers["location"] == address
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            read = await client.get(address)
            assert read.status_code == 200, read.text
            job: dict[str, Any] = read.json()
            if job["finished_at"] is not None:
                return job
            await asyncio.sleep(0.05)


async def done(client: httpx.AsyncClient, asked: Awaitable[httpx.Response]) -> dict[str, Any]:
    job = await ended(client, asked)
    assert job["state"] == "done", job
    return job


async def refusal(client: httpx.AsyncClient, asked: Awaitable[httpx.Response]) -> tuple[int, str]:
    """Status and code of the problem for which nothing came of the job."""
    job = await ended(client, asked)
    assert job["state"] == "refused", job
    return job["problem"]["status"], job["problem"]["code"]


async def listed(client: httpx.AsyncClient, address: str) -> list[dict[str, Any]]:
    """All rows of a list, page by page."""
    rows: list[dict[str, Any]] = []
    following: str | None = address
    while following is not None:
        answer = await client.get(following)
        assert answer.status_code == 200, answer.text
        rows += answer.json()["items"]
        following = answer.json()["next"]
    return rows


async def result(client: httpx.AsyncClient, job: dict[str, Any], service: str = "supervision") -> httpx.Response:
    """The workbook that came of it."""
    answer = await client.get(f"/api/v1/{service}/jobs/{job['id']}/result.xlsx")
    assert answer.status_code == 200, answer.text
    return answer
