"""Sealing: the canonical bundle of a result, its digest, and the installation's signature over it."""

import base64
from functools import lru_cache
from pathlib import Path
from typing import Any

import rfc8785
from joserfc.jwk import OKPKey

from hengjian.appraisal.engine import digest_of, evaluate
from hengjian.appraisal.models import ResultSet, Scheme, SealedResult
from hengjian.appraisal.results.errors import NoSealingKey
from hengjian.kit.clock import office_now


@lru_cache(maxsize=4)
def _read_key(file: Path) -> OKPKey:
    return OKPKey.import_key(file.read_text())


def make_bundle(result: ResultSet, scheme: Scheme) -> dict[str, Any]:
    """Everything needed to compute the result again: scheme, facts, where they came from, and what they gave."""
    document = {"scheme": scheme.document, "subjects": result.subjects}
    return {
        "year": result.year,
        "scheme_code": result.scheme_code,
        "class_code": result.class_code,
        "edition": result.edition,
        "document": document,
        "binding": scheme.binding,
        "provenance": result.provenance,
        "provenance_digest": result.provenance_digest,
        "result": evaluate(document),
    }


def seal(result: ResultSet, scheme: Scheme, key_file: Path | None, reason: str) -> SealedResult:
    """A sealed version. Raises :class:`NoSealingKey` where the installation has no key."""
    if key_file is None or not key_file.exists():
        raise NoSealingKey
    key = _read_key(key_file)
    bundle = make_bundle(result, scheme)
    canonical = rfc8785.dumps(bundle)
    signature = key.private_key.sign(canonical)  # type: ignore[union-attr]
    return SealedResult(
        result_id=result.id,
        edition=result.edition,
        bundle=canonical,
        digest=digest_of(bundle),
        signature=base64.b64encode(signature).decode(),
        public_key=key.as_pem(private=False).decode(),
        sealed_at=office_now(),
        reason=reason,
    )
