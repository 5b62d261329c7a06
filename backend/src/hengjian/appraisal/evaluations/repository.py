from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from sqlalchemy import delete, select

from hengjian.appraisal.models import EvaluationScore
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession


async def read_scores(session: AnySession, round_id: UUID) -> dict[str, dict[str, Decimal]]:
    """Subject code to evaluator to score; for sums and means, single scores are shown to nobody but who gave them."""
    found: dict[str, dict[str, Decimal]] = {}
    for score in await session.scalars(select(EvaluationScore).where(EvaluationScore.round_id == round_id)):
        found.setdefault(score.subject_code, {})[score.evaluator] = score.score
    return found


async def has_scored_elsewhere(session: WriteSession, round_id: UUID, principal: Principal) -> bool:
    """Whether the same person has given scores under another account."""
    statement = select(EvaluationScore.evaluator).where(
        EvaluationScore.round_id == round_id,
        EvaluationScore.person == principal.person_id,
        EvaluationScore.evaluator != principal.subject,
    )
    return await session.scalar(statement.limit(1)) is not None


async def replace_scores(
    session: WriteSession, round_id: UUID, principal: Principal, scores: Mapping[str, Decimal]
) -> None:
    """One evaluator's scores of these subjects, in the place of earlier ones."""
    evaluator, person = principal.subject, principal.person_id
    own = (EvaluationScore.round_id == round_id) & (EvaluationScore.evaluator == evaluator)
    await session.execute(delete(EvaluationScore).where(own, EvaluationScore.subject_code.in_(scores)))
    session.add_all(
        EvaluationScore(round_id=round_id, evaluator=evaluator, person=person, subject_code=code, score=score)
        for code, score in scores.items()
    )
    await session.flush()
