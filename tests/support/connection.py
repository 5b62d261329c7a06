"""Just enough HTTP/1.1 to measure with: one connection, kept alive, hardly any time of its own."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""
    expected: int = 200

    def encode(self, host: str) -> bytes:
        lines = [f"{self.method} {self.path} HTTP/1.1", f"Host: {host}"]
        lines += [f"{name}: {value}" for name, value in self.headers.items()]
        if self.method != "GET":
            lines.append(f"Content-Length: {len(self.body)}")
            if "Content-Type" not in self.headers:
                lines.append("Content-Type: application/json")
        return "\r\n".join([*lines, "", ""]).encode() + self.body


class Connection:
    def __init__(self, port: int) -> None:
        self._port = port
        self._reader: asyncio.StreamReader
        self._writer: asyncio.StreamWriter

    async def open(self) -> None:
        self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)

    async def send(self, request: Request) -> tuple[int, bytes]:
        self._writer.write(request.encode(f"127.0.0.1:{self._port}"))
        head = await self._reader.readuntil(b"\r\n\r\n")
        lines = head.lower().split(b"\r\n")
        length = next((int(line.split(b":")[1]) for line in lines if line.startswith(b"content-length:")), 0)
        return int(lines[0].split()[1]), await self._reader.readexactly(length)

    async def lose_answer(self, request: Request, *, is_begun: bool) -> None:
        """Send, and hang up: at once, or when the first byte of the answer says that it was carried out."""
        self._writer.write(request.encode(f"127.0.0.1:{self._port}"))
        await self._writer.drain()
        if is_begun:
            await self._reader.read(1)
        self._writer.transport.abort()

    async def close(self) -> None:
        self._writer.close()
        await self._writer.wait_closed()
