from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import selectinload

from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.supervision.evidence.beside import Held
from hengjian.supervision.models import Evidence, EvidenceUpload


async def list_evidence(session: AnySession, held: Held) -> Sequence[Evidence]:
    """With what the caller has been found to see, in the order of arrival."""
    statement = select(Evidence).where(_beside(Evidence, held))
    statement = statement.order_by(Evidence.uploaded_at, Evidence.id).options(selectinload(Evidence.withdrawal))
    return (await session.scalars(statement)).all()


async def get_evidence(session: AnySession, evidence_id: UUID) -> Evidence | None:
    return await session.get(Evidence, evidence_id, options=[selectinload(Evidence.withdrawal)])


async def get_upload(session: AnySession, upload_id: UUID) -> EvidenceUpload | None:
    return await session.get(EvidenceUpload, upload_id)


async def get_upload_for_update(session: WriteSession, upload_id: UUID) -> EvidenceUpload | None:
    return await session.get(EvidenceUpload, upload_id, with_for_update=True)


async def begin_upload(session: WriteSession, upload: EvidenceUpload) -> bool:
    """False where the id stands already."""
    values = {column.key: getattr(upload, column.key) for column in EvidenceUpload.__table__.columns}
    statement = insert(EvidenceUpload).values(values).on_conflict_do_nothing(index_elements=["id"])
    return (await session.scalar(statement.returning(EvidenceUpload.id))) is not None


def add_evidence(session: WriteSession, evidence: Evidence) -> None:
    session.add(evidence)


async def drop_upload(session: WriteSession, upload: EvidenceUpload) -> None:
    await session.delete(upload)


def _beside(table: type[Evidence | EvidenceUpload], held: Held) -> ColumnElement[bool]:
    if held.round_item_id is not None:
        return table.round_item_id == held.round_item_id
    return table.deduction_id == held.deduction_id


async def count_files(session: WriteSession, held: Held) -> int:
    """Those kept and those on their way."""
    kept = select(func.count()).select_from(Evidence).where(_beside(Evidence, held))
    coming = select(func.count()).select_from(EvidenceUpload).where(_beside(EvidenceUpload, held))
    return int(await session.scalar(select(kept.scalar_subquery() + coming.scalar_subquery())) or 0)


async def lock_sender(session: WriteSession, subject: str) -> None:
    """Until the end of the transaction nobody else counts what this person has handed in."""
    await session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 6))"), {"key": subject})


async def count_bytes(session: WriteSession, subject: str, since: datetime) -> int:
    """Those kept since then, and all that is announced and not given up."""
    handed_in = (Evidence.uploaded_by == subject, Evidence.uploaded_at >= since)
    kept = select(func.coalesce(func.sum(Evidence.size), 0)).where(*handed_in)
    coming = select(func.coalesce(func.sum(EvidenceUpload.size), 0)).where(EvidenceUpload.uploaded_by == subject)
    return int(await session.scalar(select(kept.scalar_subquery() + coming.scalar_subquery())) or 0)


async def lock_content(session: WriteSession, sha256: str) -> None:
    """Until the end of the transaction nobody else stores, links or removes the file with this hash."""
    await session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 4))"), {"key": sha256})


async def lock_evidence(session: WriteSession, evidence_id: UUID) -> None:
    """The table is append only, for locks on its rows too; so the lock is one of words, on the id."""
    await session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 5))"), {"key": str(evidence_id)})


async def find_referenced(session: WriteSession, hashes: Collection[str]) -> set[str]:
    return set(await session.scalars(select(Evidence.sha256).where(Evidence.sha256.in_(hashes)).distinct()))


async def find_referenced_parts(session: WriteSession, upload_ids: Collection[UUID]) -> set[str]:
    rows = await session.scalars(select(EvidenceUpload.part_keys).where(EvidenceUpload.id.in_(upload_ids)))
    return {key for keys in rows for key in keys}


async def drop_idle_uploads(session: WriteSession, before: datetime) -> int:
    dropped = await session.scalars(
        delete(EvidenceUpload).where(EvidenceUpload.touched_at < before).returning(EvidenceUpload.id)
    )
    return len(dropped.all())


async def drop_all_uploads(session: WriteSession) -> None:
    """Of a restored database: the parts that had come are not in it, and the devices begin again."""
    await session.execute(delete(EvidenceUpload))
