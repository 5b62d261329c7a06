from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from hengjian.appraisal.models import BallotCount
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
