from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select

from hengjian.appraisal.models import BallotCount, BallotRound
from hengjian.appraisal.workflows.ballots import BallotState
from hengjian.audit.recording import record_write
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.upserts import upsert


async def list_counts(session: AnySession, round_id: UUID) -> Sequence[BallotCount]:
    """Of a round that the caller has been shown already."""
    return (await session.scalars(select(BallotCount).where(BallotCount.round_id == round_id))).all()


async def store_counts(
    session: WriteSession, round_id: UUID, batch_number: str, votes: Mapping[str, Mapping[str, Any]]
) -> None:
    """Votes of one batch by subject, in the place of what was counted of the batch before.

    The audit row says of whom votes were entered and not what they were: a batch may be of a few people.
    """
    of_batch = {"round_id": round_id, "batch_number": batch_number}
    rows = [{**of_batch, "subject_code": code, "votes": counted} for code, counted in votes.items()]
    await upsert(session, BallotCount.__table__, rows)
    await record_write(session, "ballot_count", f"{round_id}/{batch_number}", after={"subjects": sorted(votes)})


async def drop_counts(session: WriteSession, round_id: UUID) -> None:
    """All batches of a round that is held again; the audit keeps which they were, and no votes."""
    counts = await list_counts(session, round_id)
    before = [{"batch": row.batch_number, "subject": row.subject_code} for row in counts]
    await session.execute(delete(BallotCount).where(BallotCount.round_id == round_id))
    await record_write(session, "ballot_count", str(round_id), before=before)


async def list_open_ballots_for_update(session: WriteSession) -> Sequence[BallotRound]:
    """All of the county: for the restore, which has no reader."""
    statement = select(BallotRound).where(BallotRound.state == BallotState.OPEN).order_by(BallotRound.id)
    return (await session.scalars(statement.with_for_update())).all()
