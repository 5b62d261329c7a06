from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from sqlalchemy import delete, select

from hengjian.appraisal.models import EvaluationScore
from hengjian.kit.data.database import AnySession, WriteSession


async def read_scores(session: AnySession, round_id: UUID) -> dict[str, dict[str, Decimal]]:
    """Subject code to evaluator to score; for sums and means, single scores are shown to nobody but who gave them."""
    found: dict[str, dict[str, Decimal]] = {}
    for score in await session.scalars(select(EvaluationScore).where(EvaluationScore.round_id == round_id)):
        found.setdefault(score.subject_code, {})[score.evaluator] = score.score
    return found


async def replace_scores(session: WriteSession, round_id: UUID, evaluator: str, scores: Mapping[str, Decimal]) -> None:
    """One evaluator's scores of these subjects, in the place of earlier ones."""
    own = (EvaluationScore.round_id == round_id) & (EvaluationScore.evaluator == evaluator)
    await session.execute(delete(EvaluationScore).where(own, EvaluationScore.subject_code.in_(scores)))
    session.add_all(
        EvaluationScore(round_id=round_id, evaluator=evaluator, subject_code=code, score=score)
        for code, score in scores.items()
    )
    await session.flush()
