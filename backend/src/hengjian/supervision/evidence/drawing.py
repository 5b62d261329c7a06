"""Opening and drawing pictures and films. Runs in a thread for small ones and in a child process for the rest, so it
imports nothing of the application."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

HEIC, FILM = "image/heic", "video/mp4"
PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP", HEIC: "HEIF"}
MAX_MEGAPIXELS = 64
"""Phones that speak of 50 make 8192 x 6144."""
THUMBNAIL_SIDE = 480

UNREADABLE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError)
_HOLDERS = (b"moov", b"trak")
_TELLING = (b"udta", b"meta", b"uuid")
"""Boxes of a film that say who made it, with what and where; players need none of them."""
_BOX_HEAD, _LONG_BOX_HEAD = 8, 16


class UnreadableError(Exception):
    """No picture can be made of the content."""


class TooLargeError(Exception):
    """It has more pixels than are taken, or needs more memory than is given."""


def measure(content: bytes, media_type: str) -> float:
    """Megapixels, from the head alone."""
    with _opened(content, media_type) as picture:
        return picture.width * picture.height / 1_000_000


def check(content: bytes, media_type: str) -> bytes:
    """Every pixel is decoded, because the head of half a picture is that of a whole one."""
    with _opened(content, media_type) as picture:
        _decode(picture, 1)
    return b""


def draw_thumbnail(content: bytes, media_type: str) -> bytes:
    """A small JPEG that stands upright and says nothing of camera or place."""
    with _opened(content, media_type) as picture:
        _decode(picture, THUMBNAIL_SIDE * 2)
        picture.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
        return _write(picture, 80)


def draw_rendition(content: bytes, media_type: str) -> bytes:
    """The whole of it without what camera, phone and place have left: an upright JPEG, or the film."""
    if media_type == FILM:
        return blank_film(content)
    with _opened(content, media_type) as picture:
        _decode(picture, None)
        return _write(picture, 90)


STEPS: dict[str, Callable[[bytes, str], bytes]] = {
    step.__name__: step for step in (check, draw_thumbnail, draw_rendition)
}


def blank_film(content: bytes) -> bytes:
    """Boxes that tell of maker and place become empty ones of the same length, so that no offset in it moves."""
    film = bytearray(content)
    _blank_boxes(film, 0, len(film))
    return bytes(film)


def _blank_boxes(film: bytearray, start: int, end: int) -> None:
    while end - start >= _BOX_HEAD:
        size, head = int.from_bytes(film[start : start + 4], "big"), _BOX_HEAD
        kind = bytes(film[start + 4 : start + 8])
        if size == 1:
            size, head = int.from_bytes(film[start + 8 : start + 16], "big"), _LONG_BOX_HEAD
        stop = end if size == 0 else start + size
        if stop < start + head or stop > end:
            return
        if kind in _TELLING:
            film[start + 4 : start + 8] = b"free"
            film[start + head : stop] = bytes(stop - start - head)
        elif kind in _HOLDERS:
            _blank_boxes(film, start + head, stop)
        start = stop


@contextmanager
def _opened(content: bytes, media_type: str) -> Iterator[Image.Image]:
    """Reads the head alone first, so that a picture that unpacks to gigabytes is refused before it does."""
    if media_type == HEIC:
        import pi_heif

        pi_heif.register_heif_opener(thumbnails=False)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=[PICTURES[media_type]]) as picture:
                if picture.width * picture.height > MAX_MEGAPIXELS * 1_000_000:
                    raise TooLargeError
                yield picture
    except (Image.DecompressionBombError, MemoryError) as error:
        raise TooLargeError from error
    except UNREADABLE as error:
        raise UnreadableError from error


def _decode(picture: Image.Image, side: int | None) -> None:
    """A JPEG may be decoded at a fraction of its size, which still reads all of its bytes."""
    if side is not None:
        picture.draft("RGB", (side, side))
    picture.load()


def _write(picture: Image.Image, quality: int) -> bytes:
    upright = ImageOps.exif_transpose(picture)
    flat = Image.new("RGB", upright.size, "white")
    flat.paste(upright, mask=upright.getchannel("A") if "A" in upright.getbands() else None)
    drawn = BytesIO()
    flat.save(drawn, "JPEG", quality=quality, optimize=True)
    return drawn.getvalue()
