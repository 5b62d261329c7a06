"""County leaders' scores become facts only when the round closes, as one aggregate without names."""

from decimal import Decimal

from sqlalchemy import delete, select

from hengjian.appraisal.errors import NoSuchSubject, WrongState
from hengjian.appraisal.evaluations.schemas import (
    EvaluationRoundEntry,
    EvaluationRoundView,
    EvaluationScores,
    EvaluationSummary,
)
from hengjian.appraisal.models import EvaluationRound, EvaluationScore
from hengjian.appraisal.records import inputs
from hengjian.appraisal.records.rounds import RoundView, open_round
from hengjian.kit.auth import Principal
from hengjian.kit.clock import office_now
from hengjian.kit.database import AnySession, WriteSession
from hengjian.kit.numbers import round_half_up
from hengjian.kit.problems import FieldError, InvalidInput


async def open_evaluation(session: WriteSession, entry: EvaluationRoundEntry, principal: Principal) -> EvaluationRound:
    await inputs.scheme_feeding(session, entry.year, entry.scheme_code, entry.item_code, "evaluation_round")
    row = EvaluationRound(**entry.model_dump(), state="open", opened_by=principal.name)
    await open_round(session, row)
    return row


def points_of(document: dict[str, object], item_code: str) -> Decimal:
    def find(node: dict[str, object]) -> str | None:
        if node["code"] == item_code:
            return str(node.get("points", "100"))
        parts = node.get("parts", [])
        assert isinstance(parts, list)
        return next((value for part in parts if (value := find(part)) is not None), None)

    root = document["root"]
    assert isinstance(root, dict)
    return Decimal(find(root) or "100")


async def submit_scores(
    session: WriteSession, row: EvaluationRound, entry: EvaluationScores, principal: Principal
) -> None:
    if row.state != "open":
        raise WrongState(state=row.state)
    scheme, _ = await inputs.scheme_feeding(session, row.year, row.scheme_code, row.item_code, "evaluation_round")
    subjects = await inputs.subject_codes(session, scheme, row.class_codes)
    most = points_of(scheme.document, row.item_code)
    for code, score in entry.scores.items():
        if code not in subjects:
            raise NoSuchSubject(subject_code=code)
        if not 0 <= score <= most:
            zh, en = f"评分应在 0 至 {most} 之间。", f"A score lies between 0 and {most}."
            raise InvalidInput([FieldError(f"/scores/{code}", "out_of_range", zh, en)])
    own = (EvaluationScore.round_id == row.id) & (EvaluationScore.evaluator == principal.subject)
    await session.execute(delete(EvaluationScore).where(own, EvaluationScore.subject_code.in_(entry.scores)))
    session.add_all(
        EvaluationScore(round_id=row.id, evaluator=principal.subject, subject_code=code, score=score)
        for code, score in entry.scores.items()
    )
    await session.flush()


async def _by_subject(session: AnySession, row: EvaluationRound) -> dict[str, list[Decimal]]:
    statement = select(EvaluationScore.subject_code, EvaluationScore.score).where(EvaluationScore.round_id == row.id)
    found: dict[str, list[Decimal]] = {}
    for code, score in await session.execute(statement.order_by(EvaluationScore.score)):
        found.setdefault(code, []).append(score)
    return found


async def close_evaluation(session: WriteSession, row: EvaluationRound) -> None:
    if row.state != "open":
        raise WrongState(state=row.state)
    await inputs.refuse_where_results_stand(session, row.year, row.scheme_code)
    scheme, _ = await inputs.scheme_feeding(session, row.year, row.scheme_code, row.item_code, "evaluation_round")
    scores = await _by_subject(session, row)
    most = points_of(scheme.document, row.item_code)
    facts = {code: (row.id, inputs.aggregate(scheme, row.item_code, given, most)) for code, given in scores.items()}
    await inputs.leave_facts(session, scheme, row.item_code, "evaluation_round", facts)
    await inputs.close_item(session, scheme, row.item_code, row.class_codes)
    row.state, row.closed_at = "closed", office_now()
    await session.flush()


async def describe(session: AnySession, row: EvaluationRound, principal: Principal) -> EvaluationRoundView:
    """Count and mean once closed, where enough took part; single scores only to whoever gave them."""
    scores = await _by_subject(session, row)
    statement = select(EvaluationScore).where(
        EvaluationScore.round_id == row.id, EvaluationScore.evaluator == principal.subject
    )
    own = {score.subject_code: score.score for score in await session.scalars(statement)}
    summary = []
    if row.state == "closed":
        for code, given in sorted(scores.items()):
            enough = len(given) >= row.minimum
            mean = round_half_up(sum(given, Decimal(0)) / len(given), 2) if enough else None
            summary.append(EvaluationSummary(subject_code=code, count=len(given) if enough else None, mean=mean))
    evaluators = max((len(given) for given in scores.values()), default=0)
    return EvaluationRoundView(
        **RoundView.model_validate(row).model_dump(),
        minimum=row.minimum,
        evaluators=evaluators,
        summary=summary,
        own_scores=own,
    )
