"""What could be had with the same database and no Hengjian: bare FastAPI and asyncpg, in a process of its own."""

import asyncio
import hashlib
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import uvicorn
from fastapi import FastAPI, Request, Response
from PIL import Image

from hengjian.launch.together import server_config

AUDITED = ("actor", "actor_name", "address", "request_id", "action", "object_type", "object_id", "after")
BY = ("floor", "floor", "127.0.0.1")
KEPT = ("subject", "key", "request_hash", "status", "headers", "body")


ANNOUNCED = (
    *("id", "deduction_id", "sha256", "size", "received", "part_keys", "filename", "purpose", "uploaded_by"),
    *("uploaded_by_name", "touched_at"),
)
LINKED = (
    *("id", "deduction_id", "sha256", "size", "media_type", "filename", "purpose", "uploaded_at", "uploaded_office"),
    *("uploaded_by", "uploaded_by_name"),
)


def _insert(table: str, columns: tuple[str, ...], **given: str) -> str:
    names = [*columns, *given]
    values = [*(f"${n}" for n in range(1, len(columns) + 1)), *given.values()]
    return f"INSERT INTO supervision.{table} ({', '.join(names)}) VALUES ({', '.join(values)})"


def _decode_and_write(folder: Path, digest: str, content: bytes) -> None:
    """What a picture costs anybody who looks at it and shows a small one: both files are safe on the disk."""
    with Image.open(BytesIO(content)) as picture:
        picture.load()
        picture.thumbnail((480, 480))
    drawn = BytesIO()
    picture.save(drawn, "JPEG", quality=80)
    _write_durably(folder / digest, content)
    _write_durably(folder / f"{digest}-small", drawn.getvalue())


def _write_durably(path: Path, content: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


class Floor:
    """``order`` has the port, the database, how many connections, the statement of the list, and a folder for
    photos."""

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
            self._insert = _insert("deduction", tuple(self._template), number="nextval('supervision.bench_number')")
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
                _insert("audit_log", AUDITED), *BY, key, "record", "deduction", str(row["id"]), after
            )
        return Response(answer, 201, media_type="application/json")

    async def write_one_row(self, request: Request) -> Response:
        row = self._row(json.loads(await request.body()))
        async with self._pool.acquire() as connection:
            await connection.execute(self._insert, *row.values())
        return Response("{}", 201, media_type="application/json")

    async def announce_photo(self, request: Request) -> Response:
        async with self._pool.acquire() as connection:
            await connection.execute(
                _insert("evidence_upload", ANNOUNCED),
                UUID(request.headers["upload-id"]),
                UUID(request.headers["deduction-id"]),
                "0" * 64,
                *(1, 0, [], "a.jpg", "record", "floor", "floor", datetime.now(UTC)),
            )
        return Response(status_code=201)

    async def keep_photo(self, upload_id: str, request: Request) -> Response:
        """Hashed, decoded, on the disk under its hash with a small copy, the announcement gone, file and audit
        linked."""
        content = await request.body()
        digest = hashlib.sha256(content).hexdigest()
        await asyncio.to_thread(_decode_and_write, Path(self._order["folder"]), digest, content)
        now = datetime.now(UTC)
        async with self._pool.acquire() as connection, connection.transaction():
            deduction = await connection.fetchval(
                "DELETE FROM supervision.evidence_upload WHERE id = $1 RETURNING deduction_id", UUID(upload_id)
            )
            kept = (UUID(upload_id), deduction, digest, len(content), "image/jpeg", "a.jpg", "record", now)
            await connection.execute(_insert("evidence", LINKED), *kept, "floor", "floor", "floor")
            after = json.dumps({"id": upload_id, "sha256": digest})
            await connection.execute(_insert("audit_log", AUDITED), *BY, "", "take", "evidence", upload_id, after)
        return Response(status_code=204)

    async def pass_list_through(self) -> Response:
        async with self._pool.acquire() as connection:
            rows = await connection.fetch(self._order["list_statement"])
        body = f'{{"items":[{",".join(row[0] for row in rows[:50])}],"next":null}}'
        return Response(body, media_type="application/json")

    async def answer_bare(self, size: int) -> Response:
        return Response(b"x" * size, media_type="text/html")

    async def answer_unchanged(self) -> Response:
        return Response(status_code=304)

    def app(self) -> FastAPI:
        app = FastAPI(lifespan=self.running)
        app.add_api_route("/deductions", self.write_all_rows, methods=["POST"])
        app.add_api_route("/rows", self.write_one_row, methods=["POST"])
        app.add_api_route("/deductions", self.pass_list_through, methods=["GET"])
        app.add_api_route("/page", self.answer_bare, methods=["GET"])
        app.add_api_route("/unchanged", self.answer_unchanged, methods=["GET"])
        app.add_api_route("/uploads", self.announce_photo, methods=["POST"])
        app.add_api_route("/uploads/{upload_id}", self.keep_photo, methods=["PATCH"])
        return app


if __name__ == "__main__":
    order = json.loads(sys.stdin.readline())
    uvicorn.Server(server_config(Floor(order).app(), order["port"])).run()
