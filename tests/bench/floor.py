"""What could be had with the same database and no Hengjian: bare FastAPI and asyncpg, in a process of its own."""

import hashlib
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import asyncpg
import uvicorn
from fastapi import FastAPI, Request, Response

from hengjian.launch.together import server_config

AUDITED = ("actor", "actor_name", "request_id", "action", "object_type", "object_id", "after")
KEPT = ("subject", "key", "request_hash", "status", "headers", "body")


def _insert(table: str, columns: tuple[str, ...], **given: str) -> str:
    names = [*columns, *given]
    values = [*(f"${n}" for n in range(1, len(columns) + 1)), *given.values()]
    return f"INSERT INTO supervision.{table} ({', '.join(names)}) VALUES ({', '.join(values)})"


class Floor:
    """``order`` has the port, the database, how many connections, and the statement of the list."""

    def __init__(self, order: dict[str, Any]) -> None:
        self._order = order
        self._pool: asyncpg.Pool
        self._template: dict[str, Any]

    @asynccontextmanager
    async def running(self, _: FastAPI) -> AsyncIterator[None]:
        size = self._order["pool_size"]
        async with asyncpg.create_pool(self._order["database_url"], min_size=size, max_size=size) as pool:
            self._pool = pool
            self._template = dict(await pool.fetchrow("SELECT * FROM supervision.deduction LIMIT 1"))
            del self._template["number"]
            self._insert = _insert("deduction", tuple(self._template), number="nextval('supervision.record_number')")
            yield

    def _row(self, body: dict[str, Any]) -> dict[str, Any]:
        now = datetime.now(UTC)
        return self._template | {
            "id": UUID(body["id"]),
            "unit_code": body["unit_code"],
            "rule_code": body["rule_code"],
            "count": body["count"],
            "occurred_at": datetime.fromisoformat(body["occurred_at"]),
            "place": body["place"],
            "description": body["description"],
            "recorded_at": now,
            "updated_at": now,
        }

    async def write_all_rows(self, request: Request) -> Response:
        """Record, idempotency and audit in one transaction; recording a deduction publishes no event."""
        content = await request.body()
        row = self._row(json.loads(content))
        answer = json.dumps({"id": row["id"], "points": row["points"], "unit_code": row["unit_code"]}, default=str)
        after = json.dumps(row, default=str)
        key = request.headers["idempotency-key"]
        digest = hashlib.sha256(content).digest()
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(self._insert, *row.values())
            await connection.execute(_insert("idempotency", KEPT), "floor", key, digest, 201, "{}", answer.encode())
            await connection.execute(
                _insert("audit_log", AUDITED), "floor", "floor", key, "record", "deduction", str(row["id"]), after
            )
        return Response(answer, 201, media_type="application/json")

    async def write_one_row(self, request: Request) -> Response:
        row = self._row(json.loads(await request.body()))
        async with self._pool.acquire() as connection:
            await connection.execute(self._insert, *row.values())
        return Response("{}", 201, media_type="application/json")

    async def pass_list_through(self) -> Response:
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(self._order["list_statement"])
        body = f'{{"items":[{",".join(row[0] for row in rows[:50])}],"next":null}}'
        return Response(body, media_type="application/json")

    async def answer_bare(self, size: int) -> Response:
        return Response(b"x" * size, media_type="text/html")

    def app(self) -> FastAPI:
        app = FastAPI(lifespan=self.running)
        app.add_api_route("/deductions", self.write_all_rows, methods=["POST"])
        app.add_api_route("/rows", self.write_one_row, methods=["POST"])
        app.add_api_route("/deductions", self.pass_list_through, methods=["GET"])
        app.add_api_route("/page", self.answer_bare, methods=["GET"])
        return app


if __name__ == "__main__":
    order = json.loads(sys.stdin.readline())
    uvicorn.Server(server_config(Floor(order).app(), order["port"])).run()
