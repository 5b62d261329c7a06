"""What the three kinds of rounds do alike."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from hengjian.appraisal.item_facts.service import close_item, leave_facts
from hengjian.appraisal.models import Scheme
from hengjian.appraisal.records.repository import list_subjects
from hengjian.appraisal.rounds import repository
from hengjian.appraisal.rounds.repository import AnyRound
from hengjian.appraisal.workflows.rounds import RoundState
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.messaging.dead_letters import find_letters_standing
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.time.clock import office_now


async def subject_codes(session: AnySession, scheme: Scheme, class_codes: Sequence[str]) -> frozenset[str]:
    """The subjects of the round's classes."""
    return frozenset(records.code for records in await list_subjects(session, scheme, class_codes))


async def close_round(
    session: WriteSession,
    row: AnyRound,
    scheme: Scheme,
    source: str,
    facts: Mapping[str, tuple[UUID, dict[str, Any]]],
) -> None:
    """What was entered becomes the facts of the item, which stands from now on; not while something told of the year
    is not taken in."""
    refuse_if(await find_letters_standing(session, row.year))
    await leave_facts(session, scheme, row.item_code, source, facts)
    await close_item(session, scheme, row.item_code, row.class_codes)
    row.state, row.closed_at = RoundState.CLOSED, office_now()
    await repository.save_round(session, row)
