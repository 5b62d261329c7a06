"""Two schemes side by side, and last year's scheme as the beginning of this year's."""

from collections.abc import Mapping
from typing import Any

from hengjian.appraisal.models import Scheme
from hengjian.appraisal.scheme_documents.differences import Edition
from hengjian.kit.data.decimals import write_decimal


def edition_of(
    scheme: Scheme, document: Mapping[str, Any] | None = None, binding: Mapping[str, Any] | None = None
) -> Edition:
    """What a scheme is compared by; with another document and binding where those are given."""
    return Edition(
        name=scheme.name,
        class_codes=scheme.class_codes,
        document=scheme.document if document is None else document,
        binding=scheme.binding if binding is None else binding,
        coefficients=scheme.coefficients,
        full_score=None if scheme.full_score is None else write_decimal(scheme.full_score),
    )


def move_year(text: str, old: int, new: int) -> str:
    return text.replace(str(old), str(new))


def move_document(document: Mapping[str, Any], old: int, new: int) -> dict[str, Any]:
    """The document with its year and the year in its title and code moved on; nothing else."""
    moved = dict(document)
    if moved.get("year") in {old, str(old)}:
        moved["year"] = new if isinstance(moved["year"], int) else str(new)
    for key in ("title", "code"):
        if isinstance(moved.get(key), str):
            moved[key] = move_year(moved[key], old, new)
    return moved
