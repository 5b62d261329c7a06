"""County leaders' scores become facts only when the round closes, as one aggregate without names."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import delete, select

from hengjian.appraisal.engine import item_kinds
from hengjian.appraisal.errors import NoSuchSubject, WrongState
from hengjian.appraisal.evaluations.errors import PersonInTwoTiers, TierIncomplete, TiersDoNotFit
from hengjian.appraisal.evaluations.schemas import (
    EvaluationRoundEntry,
    EvaluationRoundView,
    EvaluationScores,
    EvaluationSummary,
    TierView,
)
from hengjian.appraisal.evaluations.tiers import find_gaps, mean_of, read_tiers, weigh, who_scored
from hengjian.appraisal.models import EvaluationRound, EvaluationScore
from hengjian.appraisal.records import inputs
from hengjian.appraisal.records.members import is_anyone_twice, is_member
from hengjian.appraisal.records.rounds import open_round, view_round
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.decimals import round_half_up
from hengjian.kit.edge.auth import Principal
from hengjian.kit.edge.problems import FieldError, InvalidInput, RefusedByPolicy
from hengjian.kit.language import current_language
from hengjian.kit.time.clock import office_now


async def open_evaluation(session: WriteSession, entry: EvaluationRoundEntry, principal: Principal) -> EvaluationRound:
    """Open a round; tiers need an item that reads a mean, and nobody stands in two."""
    scheme, _ = await inputs.scheme_feeding(session, entry.year, entry.scheme_code, entry.item_code, "evaluation_round")
    if entry.tiers and item_kinds(scheme.document)[entry.item_code] != "proportional":
        raise TiersDoNotFit(item_code=entry.item_code)
    if is_anyone_twice(member for tier in entry.tiers for member in tier.evaluators):
        raise PersonInTwoTiers
    content = entry.model_dump(exclude={"tiers"})
    stored = [tier.model_dump(mode="json") for tier in entry.tiers]
    row = EvaluationRound(**content, tiers=stored, state="open", opened_by=principal.name)
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
    if row.tiers and not any(is_member(principal, tier["evaluators"]) for tier in row.tiers):
        zh, en = "您不在本轮评鉴人员之列。", "You are not among the evaluators of this round."
        raise RefusedByPolicy(reason=en if current_language.get() == "en" else zh)
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


async def _by_subject(session: AnySession, row: EvaluationRound) -> dict[str, dict[str, Decimal]]:
    """Subject code to evaluator to score."""
    found: dict[str, dict[str, Decimal]] = {}
    for score in await session.scalars(select(EvaluationScore).where(EvaluationScore.round_id == row.id)):
        found.setdefault(score.subject_code, {})[score.evaluator] = score.score
    return found


async def close_evaluation(session: WriteSession, row: EvaluationRound) -> None:
    if row.state != "open":
        raise WrongState(state=row.state)
    await inputs.refuse_where_results_stand(session, row.year, row.scheme_code)
    scheme, _ = await inputs.scheme_feeding(session, row.year, row.scheme_code, row.item_code, "evaluation_round")
    scores, tiers = await _by_subject(session, row), read_tiers(row.tiers)
    for tier, left in find_gaps(tiers, scores):
        raise TierIncomplete(tier=tier.name, count=left)
    most = points_of(scheme.document, row.item_code)

    def fact(given: Mapping[str, Decimal]) -> dict[str, Any]:
        return weigh(tiers, given, most) if tiers else inputs.aggregate(scheme, row.item_code, [*given.values()], most)

    facts = {code: (row.id, fact(given)) for code, given in scores.items()}
    await inputs.leave_facts(session, scheme, row.item_code, "evaluation_round", facts)
    await inputs.close_item(session, scheme, row.item_code, row.class_codes)
    row.state, row.closed_at = "closed", office_now()
    await session.flush()


async def describe(session: AnySession, row: EvaluationRound, principal: Principal) -> EvaluationRoundView:
    """Count and mean once closed, where enough took part; single scores only to whoever gave them."""
    scores, tiers = await _by_subject(session, row), read_tiers(row.tiers)
    summary = []
    if row.state == "closed":
        for code, given in sorted(scores.items()):
            enough = len(given) >= row.minimum
            mean = _round(mean_of(tiers, given)) if enough else None
            summary.append(EvaluationSummary(subject_code=code, count=len(given) if enough else None, mean=mean))
    return EvaluationRoundView(
        **await view_round(session, row),
        minimum=row.minimum,
        tiers=[
            TierView(**stored, scored_count=len(who_scored(tier, scores)))
            for stored, tier in zip(row.tiers, tiers, strict=True)
        ],
        evaluators=max((len(given) for given in scores.values()), default=0),
        summary=summary,
        own_scores={code: given[principal.subject] for code, given in scores.items() if principal.subject in given},
    )


def _round(mean: Fraction) -> Decimal:
    return round_half_up(Decimal(mean.numerator) / Decimal(mean.denominator), 2)
