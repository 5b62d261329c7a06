"""County leaders' scores become facts only when the round closes, as one aggregate without names."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from hengjian.appraisal.engine import item_kinds
from hengjian.appraisal.errors import NoSuchSubject
from hengjian.appraisal.evaluations import repository
from hengjian.appraisal.evaluations.errors import PersonInTwoTiers, TierIncomplete, TiersDoNotFit
from hengjian.appraisal.evaluations.policy import SCORED_BEFORE, find_obstacle
from hengjian.appraisal.evaluations.schemas import (
    EvaluationRoundEntry,
    EvaluationRoundView,
    EvaluationScores,
    EvaluationSummary,
    TierView,
)
from hengjian.appraisal.evaluations.tiers import find_gaps, mean_of, read_tiers, weigh, who_scored
from hengjian.appraisal.item_facts.service import scheme_feeding
from hengjian.appraisal.models import EvaluationRound
from hengjian.appraisal.records.copies.repository import find_standing
from hengjian.appraisal.results.reading import find_approved
from hengjian.appraisal.rounds import repository as rounds
from hengjian.appraisal.rounds.aggregation import aggregate
from hengjian.appraisal.rounds.members import is_anyone_twice
from hengjian.appraisal.rounds.policy import find_bad_score, find_wrong_state
from hengjian.appraisal.rounds.service import close_round, subject_codes
from hengjian.appraisal.rounds.views import view_round
from hengjian.appraisal.scheme_documents.tree import points_of
from hengjian.appraisal.workflows.rounds import EVALUATION_ROUND_WORKFLOW, RoundState, RoundVerb
from hengjian.contracts.impartiality import Matter
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.decimals import round_half_up
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.problems.problems import InvalidInput

SOURCE = "evaluation_round"


async def open_evaluation(session: WriteSession, entry: EvaluationRoundEntry, principal: Principal) -> EvaluationRound:
    """Open a round; tiers need an item that reads a mean, and nobody stands in two."""
    scheme, _ = await scheme_feeding(session, entry.year, entry.scheme_code, entry.item_code, SOURCE)
    if entry.tiers and item_kinds(scheme.document)[entry.item_code] != "proportional":
        raise TiersDoNotFit(item_code=entry.item_code)
    if is_anyone_twice(member for tier in entry.tiers for member in tier.evaluators):
        raise PersonInTwoTiers
    content = entry.model_dump(exclude={"tiers"})
    stored = [tier.model_dump(mode="json") for tier in entry.tiers]
    row = EvaluationRound(**content, tiers=stored, state=RoundState.OPEN, opened_by=principal.name)
    await rounds.add_round(session, row)
    return row


async def submit_scores(
    session: WriteSession, row: EvaluationRound, entry: EvaluationScores, principal: Principal
) -> None:
    refuse_if(find_obstacle(row, principal))
    scheme, _ = await scheme_feeding(session, row.year, row.scheme_code, row.item_code, SOURCE)
    subjects = await subject_codes(session, scheme, row.class_codes)
    most = points_of(scheme.document, row.item_code)
    standing = await find_standing(session, principal)
    for code, score in entry.scores.items():
        if code not in subjects:
            raise NoSuchSubject(subject_code=code)
        refuse_if(standing.find_bar("submit_evaluation", Matter((code,), (code,))))
        if fault := find_bad_score(f"/scores/{code}", score, most):
            raise InvalidInput([fault])
    refuse_if(SCORED_BEFORE if await repository.has_scored_elsewhere(session, row.id, principal) else None)
    await repository.replace_scores(session, row.id, principal, entry.scores)


async def close_evaluation(session: WriteSession, row: EvaluationRound) -> None:
    refuse_if(find_wrong_state(EVALUATION_ROUND_WORKFLOW, RoundVerb.CLOSE, row.state))
    refuse_if(await find_approved(session, row.year, row.scheme_code))
    scheme, _ = await scheme_feeding(session, row.year, row.scheme_code, row.item_code, SOURCE)
    scores, tiers = await repository.read_scores(session, row.id), read_tiers(row.tiers)
    for tier, left in find_gaps(tiers, scores):
        raise TierIncomplete(tier=tier.name, count=left)
    most = points_of(scheme.document, row.item_code)

    def fact(given: Mapping[str, Decimal]) -> dict[str, Any]:
        if tiers:
            return weigh(tiers, given, most)
        return aggregate(scheme.document, row.item_code, [*given.values()], most)

    facts = {code: (row.id, fact(given)) for code, given in scores.items()}
    await close_round(session, row, scheme, SOURCE, facts)


async def describe(session: AnySession, row: EvaluationRound, principal: Principal) -> EvaluationRoundView:
    """Count and mean once closed, where enough took part; single scores only to whoever gave them."""
    scores, tiers = await repository.read_scores(session, row.id), read_tiers(row.tiers)
    summary = []
    if row.state == RoundState.CLOSED:
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
