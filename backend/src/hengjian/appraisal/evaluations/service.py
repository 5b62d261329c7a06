"""County leaders' scores become facts only when the round closes, as one aggregate without names.

A subject that too few scored gets no fact: what they gave stands nowhere.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from hengjian.appraisal.errors import NoSuchSubject
from hengjian.appraisal.evaluations import repository
from hengjian.appraisal.evaluations.errors import PersonInTwoTiers, TierIncomplete, TiersDoNotFit
from hengjian.appraisal.evaluations.groups import Counting, read_counting
from hengjian.appraisal.evaluations.policy import SCORED_BEFORE, find_obstacle
from hengjian.appraisal.evaluations.schemas import (
    EvaluationRoundEntry,
    EvaluationRoundView,
    EvaluationScores,
    EvaluationSummary,
    TierView,
)
from hengjian.appraisal.evaluations.tiers import find_gaps, who_scored
from hengjian.appraisal.item_facts.service import scheme_feeding
from hengjian.appraisal.models import EvaluationRound
from hengjian.appraisal.records.copies.repository import find_standing
from hengjian.appraisal.results.reading import find_approved
from hengjian.appraisal.rounds import repository as rounds
from hengjian.appraisal.rounds.members import is_anyone_twice
from hengjian.appraisal.rounds.policy import find_bad_score, find_wrong_state
from hengjian.appraisal.rounds.service import close_round, subject_codes
from hengjian.appraisal.rounds.views import view_round
from hengjian.appraisal.scheme_documents.binding import EvaluationSource
from hengjian.appraisal.scheme_documents.tree import points_of
from hengjian.appraisal.workflows.rounds import EVALUATION_ROUND_WORKFLOW, RoundState, RoundVerb
from hengjian.contracts.impartiality import Matter
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.decimals import round_half_up, write_decimal
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.problems.problems import InvalidInput

SOURCE = "evaluation_round"


async def open_evaluation(session: WriteSession, entry: EvaluationRoundEntry, principal: Principal) -> EvaluationRound:
    """Open a round that keeps the scheme's way of counting by value; nobody stands in two of its tiers."""
    _, source = await scheme_feeding(session, entry.year, entry.scheme_code, entry.item_code, SOURCE)
    assert isinstance(source, EvaluationSource)
    if sorted(tier.name for tier in entry.tiers) != sorted(source.tiers):
        raise TiersDoNotFit(item_code=entry.item_code)
    if is_anyone_twice(member for tier in entry.tiers for member in tier.evaluators):
        raise PersonInTwoTiers
    row = EvaluationRound(
        **entry.model_dump(exclude={"tiers"}),
        minimum=source.minimum,
        trim=source.trim,
        tiers=[
            {**tier.model_dump(mode="json"), "weight": write_decimal(source.tiers[tier.name])} for tier in entry.tiers
        ],
        state=RoundState.OPEN,
        opened_by=principal.name,
    )
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
    scores, counting = await repository.read_scores(session, row.id), read_counting(row)
    for tier, left in find_gaps(counting.tiers, scores):
        raise TierIncomplete(tier=tier.name, count=left)
    most = points_of(scheme.document, row.item_code)
    facts = {code: counting.fact(given, most) for code, given in scores.items()}
    standing = {code: (row.id, fact) for code, fact in facts.items() if fact is not None}
    await close_round(session, row, scheme, SOURCE, standing)


async def describe(session: AnySession, row: EvaluationRound, principal: Principal) -> EvaluationRoundView:
    """Count and mean once closed, where enough took part; single scores only to whoever gave them."""
    scores, counting = await repository.read_scores(session, row.id), read_counting(row)
    scored = {tier.name: len(who_scored(tier, scores)) for tier in counting.tiers}
    summary = []
    if row.state == RoundState.CLOSED:
        summary = [_summarise(counting, code, given) for code, given in sorted(scores.items())]
    is_hidden = row.state == RoundState.CLOSED and counting.is_any_tier_small(scored)
    return EvaluationRoundView(
        **await view_round(session, row),
        minimum=row.minimum,
        trim=row.trim,
        tiers=[TierView(**tier, scored_count=None if is_hidden else scored[tier["name"]]) for tier in row.tiers],
        evaluators=max((len(given) for given in scores.values()), default=0),
        summary=summary,
        own_scores={code: given[principal.subject] for code, given in scores.items() if principal.subject in given},
    )


def _summarise(counting: Counting, code: str, given: Mapping[str, Decimal]) -> EvaluationSummary:
    mean = counting.mean(given)
    if mean is None:
        return EvaluationSummary(subject_code=code, count=None, mean=None)
    return EvaluationSummary(subject_code=code, count=len(given), mean=_round(mean))


def _round(mean: Fraction) -> Decimal:
    return round_half_up(Decimal(mean.numerator) / Decimal(mean.denominator), 2)
