"""Drawing a redacted picture anew, after holding it against the photo that it was made from.

Nothing of the sent file survives but its pixels: no EXIF, no profile, no comment, no small preview, no bytes behind the
end. The covered areas are painted over here once more, so that no browser can leave something of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageOps, ImageStat

from hengjian.supervision.bulletin.small_pictures import SMALL_WIDTH
from hengjian.supervision.evidence.content import examine_type
from hengjian.supervision.evidence.drawing import PICTURES, UNREADABLE
from hengjian.supervision.evidence.errors import PictureUnreadable
from hengjian.supervision.pictures.errors import AnotherPicture, AreaNotCovered, AreaOutside, PictureTooLargeToPublish

LONGEST_SIDE = 1280
COVER = (29, 39, 51)
"""Ink. One flat colour holds nothing of what was there, unlike any blur."""

_COVER_TOLERANCE = 32
_LIKENESS_TOLERANCE = 24
_LIKENESS_SIDE = 48
_PROPORTION_TOLERANCE = 0.02


@dataclass(frozen=True)
class Area:
    x: int
    y: int
    width: int
    height: int

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, and the first column and row that no longer belong to it."""
        return (self.x, self.y, self.x + self.width, self.y + self.height)


@dataclass(frozen=True)
class Redrawn:
    """The file for the public, and the small one for lists."""

    content: bytes
    small: bytes
    width: int
    height: int


def redraw(sent: bytes, original: bytes, covered: Sequence[Area]) -> Redrawn:
    """``original`` may be of any size, ``sent`` has that of publishing."""
    picture, photo = _open(sent), _open(original, shrinks=True)
    for number, area in enumerate(covered):
        _check_covered(picture, area, number)
    _cover(picture, covered)
    _check_likeness(picture, photo, covered)
    small = picture.copy()
    small.thumbnail((SMALL_WIDTH, SMALL_WIDTH * 4))
    return Redrawn(_write(picture, 84), _write(small, 80), *picture.size)


def _open(content: bytes, *, shrinks: bool = False) -> Image.Image:
    """Upright, in plain red, green and blue, on white, without anything that its file said beside."""
    form = PICTURES.get(examine_type(content))
    if form is None:
        raise PictureUnreadable
    try:
        with Image.open(BytesIO(content), formats=[form]) as picture:
            if shrinks:
                picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            elif max(picture.size) > LONGEST_SIDE:
                raise PictureTooLargeToPublish(limit=LONGEST_SIDE)
            upright = ImageOps.exif_transpose(picture)
            if shrinks:
                upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            flat = Image.new("RGB", upright.size, "white")
            flat.paste(upright, mask=upright.getchannel("A") if "A" in upright.getbands() else None)
    except UNREADABLE as error:
        raise PictureUnreadable from error
    return flat


def _check_covered(picture: Image.Image, area: Area, number: int) -> None:
    if area.x + area.width > picture.width or area.y + area.height > picture.height:
        raise AreaOutside(number=number + 1)
    inside = picture.crop(area.box)
    difference = ImageChops.difference(inside, Image.new("RGB", inside.size, COVER))
    if max(ImageStat.Stat(difference).mean) > _COVER_TOLERANCE:
        raise AreaNotCovered(number=number + 1)


def _cover(picture: Image.Image, covered: Sequence[Area]) -> None:
    brush = ImageDraw.Draw(picture)
    for area in covered:
        left, top, right, bottom = area.box
        brush.rectangle((left, top, right - 1, bottom - 1), fill=COVER)


def _check_likeness(picture: Image.Image, photo: Image.Image, covered: Sequence[Area]) -> None:
    """Beside the covered areas it is the photo of the record, whatever a browser's scaling does to single pixels."""
    proportion = (picture.width * photo.height) / (picture.height * photo.width)
    if abs(proportion - 1) > _PROPORTION_TOLERANCE + 1 / min(*picture.size, *photo.size):
        raise AnotherPicture
    same_size = photo.resize(picture.size)
    _cover(same_size, covered)
    side = (_LIKENESS_SIDE, _LIKENESS_SIDE)
    difference = ImageChops.difference(
        picture.resize(side, Image.Resampling.BOX), same_size.resize(side, Image.Resampling.BOX)
    )
    if max(ImageStat.Stat(difference).mean) > _LIKENESS_TOLERANCE:
        raise AnotherPicture


def _write(picture: Image.Image, quality: int) -> bytes:
    written = BytesIO()
    picture.save(written, "JPEG", quality=quality, optimize=True, progressive=True)
    return written.getvalue()
