"""What a file really is. The name that somebody gave it says nothing."""

import filetype

from hengjian.supervision.evidence.drawing import FILM, HEIC, PICTURES
from hengjian.supervision.evidence.errors import TypeNotTaken

PDF = "application/pdf"
TAKEN = frozenset({*PICTURES, PDF, FILM})
TELLING_BYTES = 64
"""So many first bytes show what a file is, whichever of these types it has."""

_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis"})
_ANY_HEIF_BRANDS = frozenset({b"mif1", b"msf1"})
_FILM_BRANDS = frozenset(
    {b"isom", b"mp41", b"mp42", b"mmp4", b"avc1", b"hvc1", b"MSNV", b"dash", b"M4V ", b"M4VH", b"M4VP"}
    | {b"iso%d" % number for number in range(2, 10)}
    | {b"3gp%d" % number for number in range(4, 8)}
)
"""Under which phones and their makers' programs write MP4."""


def examine_type(content: bytes) -> str:
    """The media type that the content itself shows, perhaps its first bytes alone; an empty word where none is
    taken."""
    if content[4:8] == b"ftyp":
        return _examine_brands(content)
    media_type: str | None = filetype.guess_mime(content)
    return media_type if media_type in TAKEN else ""


def _examine_brands(content: bytes) -> str:
    major, end = content[8:12], int.from_bytes(content[:4], "big")
    beside = {content[at : at + 4] for at in range(16, min(end, len(content)) - 3, 4)}
    if major in _HEIC_BRANDS or (major in _ANY_HEIF_BRANDS and beside & _HEIC_BRANDS):
        return HEIC
    return FILM if major in _FILM_BRANDS else ""


def check_type(content: bytes) -> str:
    media_type = examine_type(content)
    if not media_type:
        raise TypeNotTaken
    return media_type
