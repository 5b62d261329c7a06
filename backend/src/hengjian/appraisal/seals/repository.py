from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select

from hengjian.appraisal.models import ResultSet, SealedResult
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import PageRequest, Rows, SortKey, fetch_page


async def list_seals(session: AnySession, page: PageRequest, subject_kind: str | None = None) -> Rows[SealedResult]:
    """Public: everybody may see that a version was sealed; without the bundles, which hold all that was judged by."""
    order = [SortKey(SealedResult.sealed_at, descending=True), SortKey(SealedResult.id, descending=True)]
    statement = select(SealedResult)
    if subject_kind is not None:
        of_kind = select(ResultSet.id).where(ResultSet.subject_kind == subject_kind)
        statement = statement.where(SealedResult.result_id.in_(of_kind))
    return await fetch_page(session, statement, order, page, without=[SealedResult.bundle])


async def list_keys(session: AnySession) -> Sequence[str]:
    """Public: every key that ever sealed something, the latest first."""
    statement = select(SealedResult.public_key).group_by(SealedResult.public_key)
    return (await session.scalars(statement.order_by(func.max(SealedResult.sealed_at).desc()))).all()


async def list_versions(session: AnySession, result_id: UUID) -> Sequence[SealedResult]:
    """Every version of a result, oldest first; the caller has been shown the result already."""
    statement = select(SealedResult).where(SealedResult.result_id == result_id)
    return (await session.scalars(statement.order_by(SealedResult.edition))).all()


async def get_seal(session: AnySession, seal_id: UUID) -> SealedResult | None:
    return await session.scalar(select(SealedResult).where(SealedResult.id == seal_id))


async def get_version(session: AnySession, result_id: UUID, edition: int) -> SealedResult | None:
    statement = select(SealedResult).where(SealedResult.result_id == result_id, SealedResult.edition == edition)
    return await session.scalar(statement)


async def latest_seal(session: AnySession, result_id: UUID) -> SealedResult | None:
    statement = select(SealedResult).where(SealedResult.result_id == result_id)
    return await session.scalar(statement.order_by(SealedResult.edition.desc()).limit(1))


async def get_digest(session: AnySession, result_id: UUID, edition: int) -> str | None:
    """Digest of one version; the bundle, which is large, stays where it is."""
    statement = select(SealedResult.digest).where(SealedResult.result_id == result_id, SealedResult.edition == edition)
    return await session.scalar(statement)


async def add_seal(session: WriteSession, sealed: SealedResult) -> None:
    """Append only: a published version is never changed."""
    session.add(sealed)
    await session.flush()
