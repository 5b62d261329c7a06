"""What a seal says, and the two files that carry it.

A seal is a short statement about one version of one class's result: the digest of everything that went into it, the
digest of the seal of the version before, and the county's signature. The signature is over the statement alone, so the
file for the public, which carries no facts, is held by the same seal as the bundle from which all can be recomputed.
"""

import base64
import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc.jwk import OKPKey

from hengjian.appraisal.engine import digest_of

FORMAT = "hengjian-seal/1"
PARTS = ("scheme", "subjects", "binding", "provenance", "result", "published")
PUBLIC_PARTS = ("scheme", "published")


def make_statement(about: Mapping[str, Any], parts: Mapping[str, Any]) -> dict[str, Any]:
    """``about`` names the version: year, scheme, class, edition, reason, day, digest of the seal before."""
    return {"format": FORMAT, **about, "digests": {name: digest_of_part(name, parts[name]) for name in PARTS}}


def digest_of_part(name: str, content: Any) -> str:
    """Of a result, its own digest: the sentences in it may be worded anew without changing what was decided."""
    return str(content["result"]) if name == "result" else digest_of(content)


def write_canonical(value: Any) -> bytes:
    return rfc8785.dumps(value)


def sign(statement: bytes, key: OKPKey) -> str:
    """Base64 of the Ed25519 signature over the canonical statement."""
    return base64.b64encode(key.private_key.sign(statement)).decode()  # type: ignore[union-attr]


def fingerprint_of(public_key: str) -> str:
    """SHA-256 of the key in DER, as ``openssl pkey -pubin -outform DER | sha256sum`` prints it."""
    der = OKPKey.import_key(public_key).public_key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return hashlib.sha256(der).hexdigest()
