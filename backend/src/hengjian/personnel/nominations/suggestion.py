"""Who is suggested first: the highest ranked of final results, with whoever is excluded and why."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from hengjian.kit.data.database import WriteSession
from hengjian.kit.time.clock import office_today
from hengjian.personnel.accountability import repository as accountability
from hengjian.personnel.copies import repository as copies
from hengjian.personnel.models import Candidate, FinalLine, FinalResult, NominationRound
from hengjian.personnel.nominations.errors import NamedTwice, NoFinalResult, NotOnList
from hengjian.personnel.nominations.schemas import ExclusionEntry
from hengjian.personnel.postings import YearPosting, months_served, posting_of_year
from hengjian.personnel.proposals import repository as proposals
from hengjian.personnel.quotas import repository as quotas
from hengjian.personnel.ranking import suggest
from hengjian.personnel.results import repository as results
from hengjian.personnel.terms import ExclusionGround, Grade, Tier

_LOW_GRADES = {Grade.BASICALLY_COMPETENT, Grade.INCOMPETENT}


class _Exclusion(NamedTuple):
    ground: ExclusionGround
    reason: str


async def _rankings(session: WriteSession, round_: NominationRound) -> list[tuple[FinalResult, Sequence[FinalLine]]]:
    """Lines of each source class, from the current final results and nothing else."""
    current = await results.current_results(session, round_.year, round_.source_class_codes)
    rankings = []
    for class_code in round_.source_class_codes:
        result = current.get(class_code)
        if result is None or result.subject_kind != "cadre":
            raise NoFinalResult(class_code=class_code, year=round_.year)
        rankings.append((result, await results.lines_of(session, [result.id])))
    return rankings


async def _exclusions(
    session: WriteSession, round_: NominationRound, lines: Sequence[FinalLine], postings: Mapping[str, YearPosting]
) -> dict[str, _Exclusion]:
    """What the records themselves say against somebody; the gravest last, so that it is the one shown."""
    excluded: dict[str, _Exclusion] = {}
    codes, unit_codes = [line.code for line in lines], {line.unit_code for line in lines}
    for code, posting in postings.items():
        months = months_served(posting.from_on, office_today())
        if months < round_.rule["least_tenure_months"]:
            excluded[code] = _Exclusion(ExclusionGround.TENURE, f"任现职 {months} 个月 / {months} months in the post")
    for code, number in (await proposals.declined_suggestions(session, round_.year, codes)).items():
        excluded[code] = _Exclusion(ExclusionGround.DECLINED_PROPOSAL, number)
    if round_.rule["excludes_lagging_units"]:
        tiers = await results.find_tiers(session, round_.year, unit_codes)
        for line in lines:
            if line.unit_code in tiers and tiers[line.unit_code].tier == Tier.LAGGING:
                excluded[line.code] = _Exclusion(ExclusionGround.LAGGING_UNIT, line.unit_code)
    for year in (round_.year - 1, round_.year):
        for code, grade in (await quotas.find_grades(session, year, codes)).items():
            if grade.grade in _LOW_GRADES:
                excluded[code] = _Exclusion(ExclusionGround.LOW_GRADE, f"{year}: {grade.grade}")
    cases = await accountability.units_with_open_cases(session)
    for code, posting in postings.items():
        if posting.is_principal and posting.unit_code in cases:
            excluded[code] = _Exclusion(ExclusionGround.ONGOING_CASE, cases[posting.unit_code])
    return excluded


def _add_known(excluded: dict[str, _Exclusion], entries: Sequence[ExclusionEntry], lines: Sequence[FinalLine]) -> None:
    codes = {line.code for line in lines}
    seen: set[str] = set()
    for entry in entries:
        if entry.cadre_code not in codes:
            raise NotOnList(cadre_code=entry.cadre_code)
        if entry.cadre_code in seen:
            raise NamedTwice(cadre_code=entry.cadre_code)
        seen.add(entry.cadre_code)
        excluded[entry.cadre_code] = _Exclusion(entry.ground, entry.reason)


def _sentence(round_: NominationRound, line: FinalLine, unit_name: str, post_name: str | None) -> dict[str, str]:
    rule, total = round_.rule, format(line.total, "f")
    title, number = rule["title"], rule["number"]
    return {
        "zh": f"按〈{title['zh']}〉第{number}条，{unit_name}{post_name or ''}{line.name}排名第{line.rank}"
        f"（{line.of_count}人中，得分{total}），建议列入{round_.post_name}初步人选名单。",
        "en": f"Under Article {number} of “{title['en']}”: {line.name} of {unit_name}, ranked {line.rank} of "
        f"{line.of_count} (total {total}), suggested for the preliminary list for {round_.post_name}.",
    }


async def suggest_candidates(
    session: WriteSession, round_: NominationRound, entries: Sequence[ExclusionEntry]
) -> tuple[list[Candidate], int]:
    """The candidates of the round, and how many were ranked in its classes."""
    rankings = await _rankings(session, round_)
    lines = [line for _, ranking in rankings for line in ranking if line.rank is not None]
    cadres = await copies.find_cadres(session, [line.code for line in lines])
    postings = {
        code: posting for code, cadre in cadres.items() if (posting := posting_of_year(cadre.postings, round_.year))
    }
    excluded = await _exclusions(session, round_, lines, postings)
    _add_known(excluded, entries, lines)
    units = await copies.find_units(session, {line.unit_code for line in lines})
    share = Decimal(round_.rule["suggest_top_share"])
    candidates = []
    for result, ranking in rankings:
        for line in suggest(ranking, share, excluded):
            assert line.rank is not None
            exclusion, posting = excluded.get(line.code), postings.get(line.code)
            unit_name = units[line.unit_code].name if line.unit_code in units else line.unit_code
            post_name = posting.post_name if posting else None
            candidates.append(
                Candidate(
                    cadre_code=line.code,
                    cadre_name=line.name,
                    unit_code=line.unit_code,
                    unit_name=unit_name,
                    post_name=post_name,
                    class_code=result.class_code,
                    rank=line.rank,
                    of_count=line.of_count,
                    total=line.total,
                    result_id=result.result_id,
                    result_version=result.result_version,
                    result_digest=result.digest,
                    sentence=_sentence(round_, line, unit_name, post_name),
                    is_excluded=exclusion is not None,
                    exclusion_ground=exclusion.ground if exclusion else None,
                    exclusion_reason=exclusion.reason if exclusion else None,
                    is_preliminary=False,
                    is_on_slate=False,
                    is_plenary_recommended=False,
                    is_inspected=False,
                    is_appointed=False,
                )
            )
    return candidates, len(lines)
