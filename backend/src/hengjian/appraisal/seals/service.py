import json
from typing import Any
from uuid import UUID

from hengjian.appraisal.models import SealedResult
from hengjian.appraisal.seals import repository
from hengjian.appraisal.seals.comparing import compare_lists
from hengjian.appraisal.seals.schemas import SealView, Version
from hengjian.appraisal.seals.statement import fingerprint_of
from hengjian.kit.data.database import AnySession

_STATED = ("year", "title", "scheme_code", "class_code", "subject_kind", "published_on", "previous")


def show_seal(sealed: SealedResult) -> SealView:
    statement = json.loads(sealed.statement)
    return SealView(
        id=sealed.id,
        result_id=sealed.result_id,
        edition=sealed.edition,
        reason=sealed.reason,
        digest=sealed.digest,
        signature=sealed.signature,
        public_key=sealed.public_key,
        fingerprint=fingerprint_of(sealed.public_key),
        sealed_at=sealed.sealed_at,
        has_public_file=statement["subject_kind"] == "unit",
        **{name: statement[name] for name in _STATED},
    )


def show_publicly(sealed: SealedResult) -> SealView:
    """For everybody. The reason of a list that is not public may name who asked for a review, so it stays inside."""
    view = show_seal(sealed)
    return view if view.has_public_file else view.model_copy(update={"reason": ""})


async def list_versions(session: AnySession, result_id: UUID, visible_codes: frozenset[str]) -> list[Version]:
    """Every version with what it changed, oldest first; of a list that is not seen whole, the visible lines."""
    versions: list[Version] = []
    before: list[dict[str, Any]] | None = None
    for sealed in await repository.list_versions(session, result_id):
        published = json.loads(sealed.bundle)["published"]
        lines = [line for line in published if line["code"] in visible_codes]
        changes = [] if before is None else list(compare_lists(before, lines))
        versions.append(Version(**show_seal(sealed).model_dump(), changes=changes))
        before = lines
    return versions
