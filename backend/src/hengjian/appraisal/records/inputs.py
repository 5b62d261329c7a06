"""What the rounds of year end have in common: the item they feed, their subjects, and the fact they leave behind."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from hengjian.appraisal.engine import item_kinds
from hengjian.appraisal.errors import NoSuchItem, NoSuchScheme, ResultsStand
from hengjian.appraisal.models import ClosedItem, ItemFact, ResultRow, ResultSet, Scheme
from hengjian.appraisal.records.dirty import mark_classes_dirty
from hengjian.appraisal.records.gathering import list_subjects
from hengjian.appraisal.results.repository import count_open_reviews
from hengjian.appraisal.schemes import repository as schemes
from hengjian.appraisal.schemes.binding import ManualSource, Source, read_binding
from hengjian.audit.recording import record_write
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.decimals import write_decimal
from hengjian.kit.data.upserts import upsert
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


async def subject_codes(session: AnySession, scheme: Scheme, class_codes: Sequence[str]) -> dict[str, str]:
    """Subject code to class code of the round's subjects."""
    return {records.code: records.class_code for records in await list_subjects(session, scheme, class_codes)}


async def refuse_where_results_stand(session: AnySession, year: int, scheme_code: str) -> None:
    """What results rest on may change until the committee has approved them, or by way of a review."""
    statement = select(ResultSet.id).where(
        ResultSet.year == year, ResultSet.scheme_code == scheme_code, ResultSet.state.in_(("approved", "final"))
    )
    if await session.scalar(statement.limit(1)) is not None:
        raise ResultsStand


async def refuse_where_unit_is_judged(session: WriteSession, year: int, unit_code: str) -> None:
    """What speaks for or against one unit changes until its result is approved; in publicity only where a review is
    open, which the next version will carry out; never once it is final.

    The result is held meanwhile, so that it cannot become final between this and the decision.
    """
    statement = select(ResultSet.id, ResultSet.state).join(ResultRow, ResultRow.result_id == ResultSet.id)
    statement = statement.where(
        ResultSet.year == year, ResultSet.subject_kind == "unit", ResultRow.subject_code == unit_code
    )
    for result in await session.execute(statement.with_for_update(read=True, of=ResultSet)):
        is_open = result.state == "publicity" and await count_open_reviews(session, result.id)
        if result.state != "computed" and not is_open:
            raise ResultsStand


def aggregate(scheme: Scheme, item_code: str, scores: Sequence[Decimal], most: Decimal) -> dict[str, Any]:
    """What a round's scores of one subject become: for ``proportional`` their sum against the most there could be,
    which is exact and shows no single score; ``panel`` reads them one by one, in ascending order, without names."""
    if item_kinds(scheme.document)[item_code] == "panel":
        return {"scores": [write_decimal(score) for score in sorted(scores)]}
    return {"actual": write_decimal(sum(scores, Decimal(0))), "target": write_decimal(most * len(scores))}


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
    rows = [
        {
            "year": scheme.year,
            "scheme_code": scheme.code,
            "item_code": item_code,
            "subject_code": code,
            "fact": fact,
            "source": source,
            "record_id": record_id,
            "entered_by": entered_by,
            "entered_at": office_now() if entered_by is not None else None,
        }
        for code, (record_id, fact) in sorted(facts.items())
    ]
    if not rows:
        return
    await upsert(session, ItemFact.__table__, rows, by=["year", "scheme_code", "item_code", "subject_code"])
    summary = {"scheme": scheme.code, "item": item_code, "facts": {row["subject_code"]: row["fact"] for row in rows}}
    await record_write(session, "item_fact", f"{scheme.year}/{scheme.code}/{item_code}", after=summary)


async def close_item(session: WriteSession, scheme: Scheme, item_code: str, class_codes: Sequence[str]) -> None:
    """From now on the item stands for these classes."""
    rows = [
        {"year": scheme.year, "scheme_code": scheme.code, "item_code": item_code, "class_code": code}
        for code in class_codes
    ]
    await session.execute(insert(ClosedItem).on_conflict_do_nothing(), rows)
    if scheme.subject_kind == "unit":
        await mark_classes_dirty(session, scheme.year, class_codes)


def may_enter_manually(source: Source, *, is_organisation: bool) -> bool:
    """Who owns a manual item: the organisation department, or the head of each subject's unit."""
    assert isinstance(source, ManualSource)
    return is_organisation == (source.owner == "organisation_department")
