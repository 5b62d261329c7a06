"""What a version of a result says before it is sealed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hengjian.appraisal.cycle_search import cycle_search_off
from hengjian.appraisal.engine import evaluate
from hengjian.appraisal.models import ResultSet, Scheme, SealedResult
from hengjian.appraisal.seals.sealing import read_sealing_key, seal
from hengjian.appraisal.seals.statement import make_statement
from hengjian.kit.time.clock import office_today

_LINE = ("code", "total", "rank", "of", "tier")


def collect_parts(result: ResultSet, scheme: Scheme) -> dict[str, Any]:
    """Everything needed to compute the result again, what it gave, and the list that is published.

    Without sentences: a later version of the software may word a reason anew, and all in the file is under the seal.
    """
    with cycle_search_off():
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


@dataclass(frozen=True)
class Sealant:
    """What a version is sealed with: the key, the reason, and the heads of the audit chains at that moment."""

    key_file: Path | None
    reason: str
    audit_heads: Sequence[Mapping[str, Any]]


def seal_version(result: ResultSet, scheme: Scheme, sealant: Sealant, before: SealedResult | None) -> SealedResult:
    """The result as it stands under the county's seal, which names the one before. Raises :class:`NoSealingKey`."""
    key = read_sealing_key(sealant.key_file)
    parts = collect_parts(result, scheme)
    about = {
        "year": result.year,
        "title": scheme.document.get("title", scheme.code),
        "scheme_code": result.scheme_code,
        "class_code": result.class_code,
        "subject_kind": result.subject_kind,
        "edition": result.edition,
        "reason": sealant.reason,
        "published_on": office_today().isoformat(),
        "previous": before.digest if before else None,
        "audit_heads": [dict(head) for head in sealant.audit_heads],
    }
    return seal(result.id, make_statement(about, parts), parts, key)
