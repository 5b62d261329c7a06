from collections.abc import Iterable, Sequence
from decimal import Decimal

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.data.ids import new_id
from hengjian.kit.messaging.dead_letters import find_letters_standing
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.time.clock import office_now
from hengjian.personnel.copies.repository import find_standing
from hengjian.personnel.linkage.service import read_document, require_issued_rules
from hengjian.personnel.models import Candidate, NominationRound, NominationStep
from hengjian.personnel.nominations import repository
from hengjian.personnel.nominations.errors import (
    NamedTwice,
    NotOnList,
    SlateSize,
    TooManyAppointed,
    TooManyVotes,
    VotesMissing,
)
from hengjian.personnel.nominations.policy import find_obstacle
from hengjian.personnel.nominations.schemas import (
    AppointmentEntry,
    ChoiceEntry,
    FunnelView,
    NominationRoundEntry,
    NominationVoteEntry,
    SuggestionEntry,
)
from hengjian.personnel.nominations.suggestion import suggest_candidates
from hengjian.personnel.nominations.votes import is_majority, reaches_line, slate_sizes
from hengjian.personnel.terms import NominationStage
from hengjian.personnel.workflows import NominationVerb


def _advance(
    round_: NominationRound,
    stage: NominationStage,
    principal: Principal,
    reason: str | None,
    **funnel: int,
) -> None:
    round_.stage = stage
    round_.funnel = {**round_.funnel, **funnel}
    round_.steps.append(
        NominationStep(
            stage=stage,
            reason=reason,
            acted_by=principal.person_id,
            acted_by_name=principal.name,
            acted_at=office_now(),
        )
    )


async def open_round(session: WriteSession, entry: NominationRoundEntry, principal: Principal) -> NominationRound:
    """Open a round under the year's issued rules; their numbers are copied, so that they hold for this round."""
    rules = await require_issued_rules(session, entry.year)
    rule = read_document(rules).nomination
    article = next(article for article in rules.articles if article["code"] == "nomination")
    bounds = slate_sizes(entry.vacancies, rule.least_excess, rule.most_excess)
    number = await repository.count_rounds(session, entry.year) + 1
    round_ = NominationRound(
        id=new_id(),
        number=f"{entry.year}-N{number:03d}",
        year=entry.year,
        post_code=entry.post_code,
        post_name=entry.post_name,
        post_group=entry.post_group,
        vacancies=entry.vacancies,
        source_class_codes=list(dict.fromkeys(entry.source_class_codes)),
        rule={
            "title": rules.title,
            "number": article["number"],
            "zh": article["zh"],
            "en": article["en"],
            "least_slate": bounds.start,
            "most_slate": bounds.stop - 1,
            "suggest_top_share": format(rule.suggest_top_share, "f"),
            "recommendation_line": format(rule.recommendation_line, "f"),
            "least_tenure_months": rule.least_tenure_months,
            "excludes_lagging_units": rule.excludes_lagging_units,
        },
        funnel=dict.fromkeys(FunnelView.model_fields),
        opened_by_name=principal.name,
        candidates=[],
        steps=[],
    )
    _advance(round_, NominationStage.OPENED, principal, None)
    await repository.save_round(session, round_)
    return round_


async def suggest_list(
    session: WriteSession, round_: NominationRound, entry: SuggestionEntry, principal: Principal
) -> None:
    """The first list, from the highest ranked of the final results."""
    standing = await find_standing(session, principal)
    refuse_if(find_obstacle(NominationVerb.SUGGEST, principal, standing, round_))
    candidates, ranked = await suggest_candidates(session, round_, entry.exclusions)
    round_.candidates.extend(candidates)
    excluded = sum(candidate.is_excluded for candidate in candidates)
    _advance(
        round_,
        NominationStage.SUGGESTED,
        principal,
        entry.reason,
        ranked=ranked,
        suggested=len(candidates) - excluded,
        excluded=excluded,
    )
    await repository.save_round(session, round_)


def _pick(codes: Sequence[str], allowed: Iterable[Candidate]) -> list[Candidate]:
    by_code = {candidate.cadre_code: candidate for candidate in allowed}
    chosen: dict[str, Candidate] = {}
    for code in codes:
        if code not in by_code:
            raise NotOnList(cadre_code=code)
        if code in chosen:
            raise NamedTwice(cadre_code=code)
        chosen[code] = by_code[code]
    return list(chosen.values())


def _count_votes(entry: NominationVoteEntry, allowed: Sequence[Candidate]) -> list[tuple[Candidate, int]]:
    """Votes of every candidate who was voted on; none may be left out."""
    named = _pick([vote.cadre_code for vote in entry.votes], allowed)
    for vote in entry.votes:
        if vote.votes > entry.ballots:
            raise TooManyVotes(cadre_code=vote.cadre_code, ballots=entry.ballots)
    absent = next((candidate for candidate in allowed if candidate not in named), None)
    if absent is not None:
        raise VotesMissing(cadre_code=absent.cadre_code)
    return [(candidate, vote.votes) for candidate, vote in zip(named, entry.votes, strict=True)]


async def record_recommendation(
    session: WriteSession, round_: NominationRound, entry: NominationVoteEntry, principal: Principal
) -> None:
    """Democratic recommendation: whoever reaches the line goes on the preliminary list."""
    standing = await find_standing(session, principal)
    refuse_if(find_obstacle(NominationVerb.RECOMMEND, principal, standing, round_))
    line = Decimal(round_.rule["recommendation_line"])
    counted = _count_votes(entry, [c for c in round_.candidates if not c.is_excluded])
    for candidate, votes in counted:
        candidate.recommendation_votes = votes
        candidate.is_preliminary = reaches_line(votes, entry.ballots, line)
    round_.recommendation_ballots = entry.ballots
    preliminary = sum(candidate.is_preliminary for candidate, _ in counted)
    _advance(round_, NominationStage.PRELIMINARY, principal, entry.reason, preliminary=preliminary)
    await repository.save_round(session, round_)


async def set_slate(session: WriteSession, round_: NominationRound, entry: ChoiceEntry, principal: Principal) -> None:
    """More people than vacancies, by as many as the rules say."""
    standing = await find_standing(session, principal)
    refuse_if(find_obstacle(NominationVerb.SLATE, principal, standing, round_))
    least, most = round_.rule["least_slate"], round_.rule["most_slate"]
    if not least <= len(entry.cadre_codes) <= most:
        raise SlateSize(size=len(entry.cadre_codes), least=least, most=most)
    chosen = _pick(entry.cadre_codes, [c for c in round_.candidates if c.is_preliminary])
    for candidate in chosen:
        candidate.is_on_slate = True
    _advance(round_, NominationStage.SLATE, principal, entry.reason, slate=len(chosen))
    await repository.save_round(session, round_)


async def record_plenary_vote(
    session: WriteSession, round_: NominationRound, entry: NominationVoteEntry, principal: Principal
) -> None:
    """The plenary committee recommends by more than half of its ballots."""
    standing = await find_standing(session, principal)
    refuse_if(find_obstacle(NominationVerb.PLENARY, principal, standing, round_))
    counted = _count_votes(entry, [c for c in round_.candidates if c.is_on_slate])
    for candidate, votes in counted:
        candidate.plenary_votes = votes
        candidate.is_plenary_recommended = is_majority(votes, entry.ballots)
    round_.plenary_ballots = entry.ballots
    recommended = sum(candidate.is_plenary_recommended for candidate, _ in counted)
    _advance(
        round_,
        NominationStage.PLENARY_RECOMMENDED,
        principal,
        entry.reason,
        plenary_recommended=recommended,
    )
    await repository.save_round(session, round_)


async def set_inspection(
    session: WriteSession, round_: NominationRound, entry: ChoiceEntry, principal: Principal
) -> None:
    standing = await find_standing(session, principal)
    refuse_if(find_obstacle(NominationVerb.INSPECT, principal, standing, round_))
    chosen = _pick(entry.cadre_codes, [c for c in round_.candidates if c.is_plenary_recommended])
    for candidate in chosen:
        candidate.is_inspected = True
    _advance(round_, NominationStage.INSPECTION, principal, entry.reason, inspection=len(chosen))
    await repository.save_round(session, round_)


async def decide_round(
    session: WriteSession, round_: NominationRound, entry: AppointmentEntry, principal: Principal
) -> None:
    """The decision; the posting itself is entered in the directory under its document number."""
    standing = await find_standing(session, principal)
    obstacle = find_obstacle(NominationVerb.DECIDE, principal, standing, round_)
    refuse_if(obstacle or await find_letters_standing(session, round_.year))
    chosen = _pick(entry.appointed, [c for c in round_.candidates if c.is_inspected])
    if len(chosen) > round_.vacancies:
        raise TooManyAppointed(vacancies=round_.vacancies)
    for candidate in chosen:
        candidate.is_appointed = True
    round_.decision_number = entry.decision_number
    _advance(round_, NominationStage.DECIDED, principal, entry.reason, appointed=len(chosen))
    await repository.save_round(session, round_)
