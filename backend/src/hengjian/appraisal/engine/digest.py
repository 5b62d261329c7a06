"""SHA-256 over RFC 8785 canonical JSON."""

import hashlib
import json
import re
from collections.abc import Iterable
from typing import Any

import rfc8785

_WRITER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_FOREIGN_NUMBER = re.compile(r"(?:^|[:,\[])-?(?:[0-9]{16}|[0-9]+[.e]|[NI])")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def canonical(value: Any) -> bytes:
    """RFC 8785 bytes of JSON data. Raises :class:`ValueError` for what canonical JSON cannot hold.

    Python's own writer gives the same bytes many times faster, but for two things: it writes floats and long integers
    in its own way, and orders keys by code points where RFC 8785 orders them by UTF-16 units, which differ only beyond
    the first 65,536 characters. Where the text might hold one of these, the standard's writer does it again.
    ``tests/appraisal/engine/test_digest.py`` holds it, by drawn values, to what the package ``rfc8785`` writes.
    """
    text = _WRITER.encode(value)
    if _FOREIGN_NUMBER.search(text) or (not text.isascii() and _ASTRAL.search(text)):
        return rfc8785.dumps(value)
    return text.encode()


def digest_of(value: Any) -> str:
    """``sha256:`` and 64 hexadecimal digits over :func:`canonical`; the same value gives the same digest on every
    machine.

    Raises :class:`ValueError` as that does. Source: "Result" in scheme-language.md.
    """
    return "sha256:" + hashlib.sha256(canonical(value)).hexdigest()


def digest_of_list(entries: Iterable[Any], before: bytes = b"[", after: bytes = b"]") -> str:
    """:func:`digest_of` for a long list of sound subjects or results, entry by entry.

    What is sound holds no float and no long integer. ``before`` and ``after`` are the bytes around the entries.
    """
    sha = hashlib.sha256(before)
    comma = b""
    for entry in entries:
        text = _WRITER.encode(entry)
        sha.update(comma + (text.encode() if text.isascii() else canonical(entry)))
        comma = b","
    sha.update(after)
    return "sha256:" + sha.hexdigest()
