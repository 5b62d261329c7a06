"""Everything that a review looks at: rules, sums, binding, and whether what the scheme names is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hengjian.appraisal.engine import check_scheme
from hengjian.appraisal.models import Scheme
from hengjian.appraisal.scheme_documents.bands import doubt_bands
from hengjian.appraisal.scheme_documents.binding import check_binding, read_binding
from hengjian.appraisal.scheme_documents.sums import check_total, doubt_sums
from hengjian.appraisal.schemes import repository
from hengjian.appraisal.schemes.name_checks import check_names, doubt_names, doubt_owners
from hengjian.kit.data.database import AnySession
from hengjian.kit.problems.problems import FieldError


@dataclass(frozen=True)
class Findings:
    """``faults`` keep a scheme from passing, ``warnings`` are for people to weigh."""

    faults: list[FieldError]
    warnings: list[FieldError]


def judge_document(document: Mapping[str, Any]) -> list[FieldError]:
    """What breaks the scheme language."""
    return [
        FieldError(pointer.replace("/scheme", "/document", 1), zh["code"], zh["message"], en["message"])
        for zh, en in zip(check_scheme(document, "zh"), check_scheme(document, "en"), strict=True)
        for pointer in (zh["pointer"],)
    ]


async def examine_scheme(session: AnySession, scheme: Scheme) -> Findings:
    """The document is judged first; the rest once it is sound."""
    broken = judge_document(scheme.document)
    if broken:
        return Findings(broken, [])
    binding, named = read_binding(scheme.binding), await repository.look_up_names(session, scheme)
    return Findings(
        faults=[
            *check_total(scheme.document, scheme.full_score),
            *check_binding(scheme.document, binding, scheme.subject_kind),
            *check_names(scheme, binding, named),
        ],
        warnings=[
            *doubt_sums(scheme.document, scheme.full_score),
            *doubt_bands(scheme.document),
            *doubt_owners(scheme.document, binding),
            *doubt_names(scheme, named),
        ],
    )
