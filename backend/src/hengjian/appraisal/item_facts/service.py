"""What rounds and owners leave behind: the fact of an item for each subject, and that the item stands for a class."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from hengjian.appraisal.errors import NoSuchItem, NoSuchScheme
from hengjian.appraisal.item_facts import repository
from hengjian.appraisal.models import Scheme
from hengjian.appraisal.recomputation.repository import mark_classes
from hengjian.appraisal.scheme_documents.binding import Source, read_binding
from hengjian.appraisal.schemes import repository as schemes
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.time.clock import office_now


async def scheme_feeding(
    session: AnySession, year: int, scheme_code: str, item_code: str, source: str
) -> tuple[Scheme, Source]:
    """The issued scheme and the item's source, which must be of the kind named."""
    scheme = await schemes.issued_scheme(session, year, scheme_code)
    if scheme is None:
        raise NoSuchScheme(scheme_code=scheme_code)
    bound = read_binding(scheme.binding).get(item_code)
    if bound is None or bound.source != source:
        raise NoSuchItem(item_code=item_code, source=source)
    return scheme, bound


async def leave_facts(
    session: WriteSession,
    scheme: Scheme,
    item_code: str,
    source: str,
    facts: Mapping[str, tuple[UUID, dict[str, Any]]],
    *,
    entered_by: str | None = None,
) -> None:
    """Store the facts of subjects, by code, each with the record it comes from.

    ``entered_by`` is the owner whose entry it is; facts of rounds are nobody's own.
    """
    entered = {"entered_by": entered_by, "entered_at": office_now() if entered_by is not None else None}
    left = {
        code: {"fact": fact, "source": source, "record_id": record_id, **entered}
        for code, (record_id, fact) in facts.items()
    }
    await repository.store_facts(session, scheme, item_code, left)


async def close_item(session: WriteSession, scheme: Scheme, item_code: str, class_codes: Sequence[str]) -> None:
    """From now on the item stands for these classes."""
    await repository.close_item(session, scheme, item_code, class_codes)
    if scheme.subject_kind == "unit":
        await mark_classes(session, scheme.year, class_codes)
