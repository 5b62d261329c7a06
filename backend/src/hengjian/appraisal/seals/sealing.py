"""Sealing a result at its entry to publicity."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from joserfc.jwk import OKPKey

from hengjian.appraisal.engine import digest_of, evaluate
from hengjian.appraisal.models import ResultSet, Scheme, SealedResult
from hengjian.appraisal.results.errors import NoSealingKey
from hengjian.appraisal.seals.statement import PUBLIC_PARTS, make_statement, sign, write_canonical
from hengjian.kit.time.clock import office_now, office_today

_LINE = ("code", "total", "rank", "of", "tier")


@lru_cache(maxsize=4)
def _read_key(file: Path) -> OKPKey:
    return OKPKey.import_key(file.read_text())


def collect_parts(result: ResultSet, scheme: Scheme) -> dict[str, Any]:
    """Everything needed to compute the result again, what it gave, and the list that is published.

    Without sentences: a later version of the software may word a reason anew, and all in the file is under the seal.
    """
    evaluated = evaluate({"scheme": scheme.document, "subjects": result.subjects}, explained=False)
    names = {subject["code"]: subject.get("name", subject["code"]) for subject in result.subjects}
    return {
        "scheme": scheme.document,
        "subjects": result.subjects,
        "binding": scheme.binding,
        "provenance": result.provenance,
        "result": evaluated,
        "published": [
            {"name": names[subject["code"]], **{key: subject[key] for key in _LINE}}
            for subject in evaluated["subjects"]
        ],
    }


def seal(
    result: ResultSet, scheme: Scheme, key_file: Path | None, reason: str, before: SealedResult | None
) -> SealedResult:
    """A sealed version that names the one before. Raises :class:`NoSealingKey` where the installation has no key."""
    if key_file is None or not key_file.exists():
        raise NoSealingKey
    key = _read_key(key_file)
    parts = collect_parts(result, scheme)
    about = {
        "year": result.year,
        "title": scheme.document.get("title", scheme.code),
        "scheme_code": result.scheme_code,
        "class_code": result.class_code,
        "subject_kind": result.subject_kind,
        "edition": result.edition,
        "reason": reason,
        "published_on": office_today().isoformat(),
        "previous": before.digest if before else None,
    }
    statement = make_statement(about, parts)
    canonical = write_canonical(statement)
    return SealedResult(
        result_id=result.id,
        edition=result.edition,
        statement=canonical,
        bundle=write_canonical(parts),
        digest=digest_of(statement),
        signature=sign(canonical, key),
        public_key=key.as_pem(private=False).decode(),
        sealed_at=office_now(),
        reason=reason,
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
