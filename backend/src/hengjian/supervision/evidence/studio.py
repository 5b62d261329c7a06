"""Where pictures and films are opened: small pictures in a thread, the rest one at a time in a child process; and what
was drawn is kept, so that it is drawn once."""

import asyncio
import hashlib
import sys
from collections.abc import Awaitable, Callable
from weakref import WeakValueDictionary

from hengjian.kit.observability import log
from hengjian.supervision.evidence import drawing, drawing_child
from hengjian.supervision.evidence.drawing import FILM, HEIC, TooLargeError, UnreadableError
from hengjian.supervision.evidence.errors import PictureTooLarge, PictureUnreadable
from hengjian.supervision.evidence.stores import Store

IN_A_THREAD_MEGAPIXELS = 12
CHILD_SECONDS = 90
_DIGEST = 32


class Studio:
    """One a process."""

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(1)
        self._drawing: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def check(self, content: bytes, media_type: str) -> None:
        await self._carry_out("check", content, media_type)

    async def draw_thumbnail(self, content: bytes, media_type: str) -> bytes:
        return await self._carry_out("draw_thumbnail", content, media_type)

    async def draw_rendition(self, content: bytes, media_type: str) -> bytes:
        return await self._carry_out("draw_rendition", content, media_type)

    async def keep_drawn(self, store: Store, key: str, draw: Callable[[], Awaitable[bytes]]) -> bytes:
        """What is kept under the key; drawn by the first who asks, while the others wait. Kept with its digest, so that
        what was damaged in the store is drawn anew."""
        lock = self._drawing.setdefault(key, asyncio.Lock())
        async with lock:
            kept = await store.get(key)
            if kept is not None and hashlib.sha256(kept[_DIGEST:]).digest() == kept[:_DIGEST]:
                return kept[_DIGEST:]
            drawn = await draw()
            await store.put(key, hashlib.sha256(drawn).digest() + drawn)
            return drawn

    async def _carry_out(self, step: str, content: bytes, media_type: str) -> bytes:
        try:
            if media_type in {HEIC, FILM} or drawing.measure(content, media_type) > IN_A_THREAD_MEGAPIXELS:
                async with self._turn:
                    return await _in_a_child(step, content, media_type)
            return await asyncio.to_thread(drawing.STEPS[step], content, media_type)
        except TooLargeError as error:
            raise PictureTooLarge(limit=drawing.MAX_MEGAPIXELS) from error
        except UnreadableError as error:
            raise PictureUnreadable from error


async def _in_a_child(step: str, content: bytes, media_type: str) -> bytes:
    """Its memory is given back when it ends, and a fault in a decoder ends it alone."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", drawing_child.__name__, step, media_type,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        async with asyncio.timeout(CHILD_SECONDS):
            drawn, _ = await child.communicate(content)
    except TimeoutError as error:
        raise UnreadableError from error
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    if child.returncode == 0:
        return drawn
    log.info("picture_not_drawn", step=step, media_type=media_type, code=child.returncode)
    raise TooLargeError if child.returncode == drawing_child.TOO_LARGE else UnreadableError
