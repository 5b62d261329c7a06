"""Files as phones and desks send them, and the tus protocol from the sender's side."""

import base64
import hashlib
import zlib
from io import BytesIO
from typing import Any
from uuid import uuid4

import httpx
from PIL import Image, ImageDraw, ImageOps

from tests.supervision.support import API, moment

UPLOADS = f"{API}/uploads"
VERSION = {"Tus-Resumable": "1.0.0"}
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
MP4 = b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + bytes(200)


def photo(seed: int = 0, *, size: tuple[int, int] = (64, 48), form: str = "JPEG", **options: Any) -> bytes:
    picture = Image.effect_noise(size, 40 + seed % 60).convert("RGB")
    written = BytesIO()
    picture.save(written, form, **options)
    return written.getvalue()


def bomb(side: int = 20_000) -> bytes:
    """A PNG of a few kilobytes that says it is far larger."""
    head = side.to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"

    def chunk(name: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4, "big") + name + content + zlib.crc32(name + content).to_bytes(4, "big")

    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Sender:
    """One file on its way; each method is one request."""

    holder = "deduction_id"

    def __init__(self, client: httpx.AsyncClient, deduction: str, content: bytes, **changes: str) -> None:
        self.client = client
        self.content = content
        self.id = changes.pop("id", str(uuid4()))
        self.said = {
            "id": self.id,
            self.holder: deduction,
            "sha256": sha256(content),
            "filename": "现场.jpg",
            "taken_at": moment(),
            **changes,
        }
        self.address = f"{UPLOADS}/{self.id}"

    @property
    def metadata(self) -> str:
        return ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in self.said.items())

    async def announce(self, length: int | None = None) -> httpx.Response:
        return await self.client.post(UPLOADS, headers=self._announced(length))

    async def announce_with(
        self, end: int | None, *, length: int | None = None, chunk_type: str = "application/offset+octet-stream"
    ) -> httpx.Response:
        """The first bytes travel with the announcement."""
        headers = {**self._announced(length), "Content-Type": chunk_type}
        return await self.client.post(UPLOADS, content=self.content[:end], headers=headers)

    def _announced(self, length: int | None) -> dict[str, str]:
        stated = str(len(self.content) if length is None else length)
        return {**VERSION, "Upload-Length": stated, "Upload-Metadata": self.metadata}

    async def ask(self) -> httpx.Response:
        return await self.client.head(self.address, headers=VERSION)

    async def send(self, offset: int, end: int | None = None) -> httpx.Response:
        return await self.send_bytes(offset, self.content[offset:end])

    async def send_bytes(self, offset: int, chunk: bytes) -> httpx.Response:
        headers = {"Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"}
        return await self.client.patch(self.address, content=chunk, headers={**VERSION, **headers})

    async def whole(self) -> httpx.Response:
        """Announced and sent in one piece."""
        answer = await self.announce()
        assert answer.status_code == 201, answer.text
        return await self.send(0)


async def upload(client: httpx.AsyncClient, deduction: str, content: bytes, **changes: str) -> str:
    sender = Sender(client, deduction, content, **changes)
    answer = await sender.whole()
    assert answer.status_code == 204, answer.text
    return sender.id


class RoundSender(Sender):
    holder = "round_item_id"


async def upload_beside_line(client: httpx.AsyncClient, item: str, content: bytes, **changes: str) -> str:
    sender = RoundSender(client, item, content, **changes)
    answer = await sender.whole()
    assert answer.status_code == 204, answer.text
    return sender.id


COVER = (29, 39, 51)
BOX = {"x": 8, "y": 8, "width": 24, "height": 16}


def scene(seed: int = 0, *, size: tuple[int, int] = (640, 480), **options: Any) -> bytes:
    """A photo with something to recognise in it, unlike noise, whose mean says nothing."""
    picture = Image.linear_gradient("L").resize(size).convert("RGB")
    brush = ImageDraw.Draw(picture)
    brush.rectangle((size[0] // 4, size[1] // 4, size[0] // 2, size[1] // 2), fill=(200, 40 + seed % 200, 60))
    brush.text((20, 20), f"ZB12345 {seed}", fill="white")
    written = BytesIO()
    picture.save(written, "JPEG", quality=92, **options)
    return written.getvalue()


def redact(
    photo_bytes: bytes, *boxes: dict[str, int], form: str = "JPEG", longest: int = 1280, **options: Any
) -> bytes:
    """As the browser does it: upright, at publishing size, boxes filled, written anew."""
    picture = ImageOps.exif_transpose(Image.open(BytesIO(photo_bytes))).convert("RGB")
    picture.thumbnail((longest, longest))
    brush = ImageDraw.Draw(picture)
    for box in boxes:
        left, top = box["x"], box["y"]
        brush.rectangle((left, top, left + box["width"] - 1, top + box["height"] - 1), fill=COVER)
    written = BytesIO()
    picture.save(written, form, **options)
    return written.getvalue()
