"""A finished statement under the county's key, and the files that carry it."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from joserfc.jwk import OKPKey

from hengjian.appraisal.engine import digest_of
from hengjian.appraisal.models import SealedResult
from hengjian.appraisal.seals.errors import NoSealingKey
from hengjian.appraisal.seals.statement import PUBLIC_PARTS, sign, write_canonical
from hengjian.kit.time.clock import office_now


@lru_cache(maxsize=4)
def _read_key(file: Path) -> OKPKey:
    return OKPKey.import_key(file.read_text())


def read_sealing_key(file: Path | None) -> OKPKey:
    """Raises :class:`NoSealingKey` where the installation has none."""
    if file is None or not file.exists():
        raise NoSealingKey
    return _read_key(file)


def seal(result_id: UUID, statement: Mapping[str, Any], parts: Mapping[str, Any], key: OKPKey) -> SealedResult:
    """``statement`` names the version and the digests of ``parts``; the signature is over it alone."""
    canonical = write_canonical(statement)
    return SealedResult(
        result_id=result_id,
        edition=statement["edition"],
        statement=canonical,
        bundle=write_canonical(parts),
        digest=digest_of(statement),
        signature=sign(canonical, key),
        public_key=key.as_pem(private=False).decode(),
        sealed_at=office_now(),
        reason=statement["reason"],
    )


def write_bundle(sealed: SealedResult) -> bytes:
    """The file from which ``hengjian verify`` recomputes; it holds single facts."""
    return _write_file(sealed, sealed.bundle)


def write_public_file(sealed: SealedResult) -> bytes:
    """Scheme and published list under the same seal, and nothing else."""
    parts = json.loads(sealed.bundle)
    return _write_file(sealed, write_canonical({name: parts[name] for name in PUBLIC_PARTS}))


def _write_file(sealed: SealedResult, parts: bytes) -> bytes:
    seal_part = {"digest": sealed.digest, "signature": sealed.signature, "public_key": sealed.public_key}
    return b'{"seal":' + write_canonical(seal_part) + b',"statement":' + sealed.statement + b"," + parts[1:]
