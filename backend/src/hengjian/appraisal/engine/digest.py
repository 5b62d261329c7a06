"""SHA-256 over RFC 8785 canonical JSON."""

import hashlib
from typing import Any

import rfc8785


def digest_of(value: Any) -> str:
    """``sha256:`` and 64 hexadecimal digits; the same value gives the same digest on every machine."""
    return "sha256:" + hashlib.sha256(rfc8785.dumps(value)).hexdigest()
