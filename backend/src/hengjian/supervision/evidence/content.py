"""What a file really is, and the small picture of it. The name that somebody gave it says nothing."""

import hashlib
import warnings
from io import BytesIO

import filetype
from PIL import Image, ImageOps, UnidentifiedImageError

from hengjian.supervision.evidence.errors import HashMismatch, PictureTooLarge, PictureUnreadable, TypeNotTaken

PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
OTHERS = frozenset({"application/pdf", "video/mp4"})
MAX_MEGAPIXELS = 50
THUMBNAIL_SIDE = 480

UNREADABLE = (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError)


def examine(content: bytes, sha256: str) -> str:
    """The media type of a complete file, after its hash, its type and its size as a picture have been found right."""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise HashMismatch
    media_type = examine_type(content)
    if media_type in PICTURES:
        _check_picture(content, PICTURES[media_type])
    elif media_type not in OTHERS:
        raise TypeNotTaken
    return media_type


def examine_type(content: bytes) -> str:
    """The media type that the content itself shows; an empty word where it shows none."""
    media_type: str | None = filetype.guess_mime(content)
    return media_type or ""


def _check_picture(content: bytes, form: str) -> None:
    """Reads the head alone, so that a picture that unpacks to gigabytes is refused before it does."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=[form]) as picture:
                width, height = picture.size
                if width * height > MAX_MEGAPIXELS * 1_000_000:
                    raise PictureTooLarge(limit=MAX_MEGAPIXELS)
                picture.verify()
    except UNREADABLE as error:
        raise (PictureTooLarge(limit=MAX_MEGAPIXELS) if _is_bomb(error) else PictureUnreadable()) from error


def _is_bomb(error: BaseException) -> bool:
    return isinstance(error, Image.DecompressionBombError)


def draw_thumbnail(content: bytes, media_type: str) -> bytes | None:
    """A small JPEG that stands upright and says nothing of camera or place; None where no picture can be drawn."""
    if media_type not in PICTURES:
        return None
    try:
        with Image.open(BytesIO(content), formats=[PICTURES[media_type]]) as picture:
            picture.draft("RGB", (THUMBNAIL_SIDE * 2, THUMBNAIL_SIDE * 2))
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE))
            flat = Image.new("RGB", upright.size, "white")
            flat.paste(upright, mask=upright.getchannel("A") if "A" in upright.getbands() else None)
    except UNREADABLE:
        return None
    drawn = BytesIO()
    flat.save(drawn, "JPEG", quality=80, optimize=True)
    return drawn.getvalue()
