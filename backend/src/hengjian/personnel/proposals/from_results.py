"""Reads what one final result needs to become proposals, and writes them down."""

from collections.abc import Sequence
from typing import Any

from hengjian.contracts.events import ProposalMade
from hengjian.kit.data.database import WriteSession
from hengjian.kit.data.ids import new_id
from hengjian.kit.messaging.events import publish
from hengjian.personnel.copies import repository as copies
from hengjian.personnel.linkage.articles import RULE_OF_KIND
from hengjian.personnel.linkage.document import LinkageDocument
from hengjian.personnel.linkage.service import read_document
from hengjian.personnel.models import Cadre, FinalLine, FinalResult, LinkageRules, Proposal, Unit
from hengjian.personnel.postings import YearPosting, posting_of_year
from hengjian.personnel.proposals import repository
from hengjian.personnel.proposals.drafts import (
    Draft,
    Person,
    Placed,
    UnitFacts,
    draft_for_unit,
    draft_promotions,
    draft_transfers,
)
from hengjian.personnel.proposals.schemas import ProposalContent, ProposalFigures
from hengjian.personnel.quotas.service import propose_quota
from hengjian.personnel.results import repository as results
from hengjian.personnel.terms import DecisionReviewState, ProposalKind, ProposalState

_GROUP_NAMES = {"chief": "正职", "deputy": "副职", "ordinary": "一般干部"}


def _person(cadre: Cadre, posting: YearPosting | None) -> Person:
    return Person(
        cadre.code, cadre.name, posting.post_name if posting else None, posting.post_group if posting else None
    )


def _placed(line: FinalLine, units: dict[str, Unit], class_name: str) -> Placed:
    unit = units.get(line.unit_code)
    return Placed(
        line.code,
        line.name,
        line.unit_code,
        unit.name if unit else line.unit_code,
        class_name,
        line.total,
        line.rank,
        line.of_count,
        line.tier,
        tuple(line.flags),
    )


async def _unit_drafts(
    session: WriteSession, result: FinalResult, document: LinkageDocument, lines: Sequence[FinalLine]
) -> list[Draft]:
    codes = [line.code for line in lines]
    units = await copies.find_units(session, codes)
    tiers = await results.tiers_until(session, result.year, codes)
    crew: dict[str, list[tuple[Person, bool]]] = {code: [] for code in codes}
    for cadre in await copies.cadres_of_units(session, codes):
        posting = posting_of_year(cadre.postings, result.year)
        if cadre.is_active and posting is not None and posting.unit_code in crew:
            crew[posting.unit_code].append((_person(cadre, posting), posting.is_principal))
    drafts: list[Draft] = []
    for line in lines:
        unit = units.get(line.code)
        people = crew[line.code]
        facts = UnitFacts(
            _placed(line, units, (unit.class_name if unit else None) or result.class_code),
            len(people),
            tuple(person for person, is_principal in people if is_principal),
            tiers[line.code],
        )
        drafts += draft_for_unit(document, facts, result.class_code, result.year)
    return drafts


def _class_name(result: FinalResult, unit: Unit | None, person: Person) -> str:
    """Cadres' classes have codes only: their name is the class of the unit and the group of posts."""
    if result.is_ordinary:
        return f"{unit.name if unit else result.class_code}一般干部"
    group = _GROUP_NAMES.get(person.post_group or "", "")
    return f"{unit.class_name}{group}" if unit and unit.class_name and group else result.class_code


async def _cadre_drafts(
    session: WriteSession, result: FinalResult, document: LinkageDocument, lines: Sequence[FinalLine]
) -> list[Draft]:
    units = await copies.find_units(session, {line.unit_code for line in lines})
    cadres = await copies.find_cadres(session, [line.code for line in lines])
    people = {}
    for line in lines:
        cadre = cadres.get(line.code)
        posting = posting_of_year(cadre.postings, result.year) if cadre else None
        people[line.code] = _person(cadre, posting) if cadre else Person(line.code, line.name, None, None)
    placed = [_placed(line, units, _class_name(result, units.get(line.unit_code), people[line.code])) for line in lines]
    nomination = document.nomination
    top_share = nomination.ordinary_top_share if result.is_ordinary else nomination.suggest_top_share
    drafts = draft_promotions(placed, people, top_share)
    unit = units.get(result.class_code)
    if result.is_ordinary and unit is not None and unit.kind == "township":
        drafts += draft_transfers(document, placed, people)
    return drafts


def _cite(rules: LinkageRules, kind: ProposalKind) -> dict[str, Any]:
    article = next(article for article in rules.articles if article["code"] == RULE_OF_KIND[kind])
    return {**article, "title": rules.title}


def _read_out(rule: dict[str, Any], draft: Draft) -> dict[str, str]:
    title, number = rule["title"], rule["number"]
    return {
        "zh": f"按〈{title['zh']}〉第{number}条，{draft.sentence.zh}",
        "en": f"Under Article {number} of “{title['en']}”: {draft.sentence.en}",
    }


def _row(result: FinalResult, rules: LinkageRules, draft: Draft, number: str) -> Proposal:
    rule = _cite(rules, draft.kind)
    empty_content: dict[str, Any] = dict.fromkeys(ProposalContent.model_fields)
    empty_figures: dict[str, Any] = dict.fromkeys(ProposalFigures.model_fields)
    return Proposal(
        id=new_id(),
        number=number,
        year=result.year,
        kind=draft.kind,
        subject_code=draft.person.code if draft.person else draft.line.unit_code,
        unit_code=draft.line.unit_code,
        unit_name=draft.line.unit_name,
        cadre_code=draft.person.code if draft.person else None,
        cadre_name=draft.person.name if draft.person else None,
        post_name=draft.person.post_name if draft.person else None,
        rule_code=rule["code"],
        rule=rule,
        final_result_id=result.id,
        result_id=result.result_id,
        result_version=result.result_version,
        result_digest=result.digest,
        class_code=result.class_code,
        rank=draft.line.rank,
        of_count=draft.line.of,
        total=draft.line.total,
        tier=draft.line.tier,
        flags=list(draft.line.flags),
        figures=ProposalFigures.model_validate({**empty_figures, **draft.figures}).model_dump(mode="json"),
        content=ProposalContent.model_validate({**empty_content, **draft.content}).model_dump(mode="json"),
        sentence=_read_out(rule, draft),
        state=ProposalState.PROPOSED,
        review_state=DecisionReviewState.NONE,
    )


async def write_proposals(session: WriteSession, result: FinalResult, rules: LinkageRules) -> list[Proposal]:
    """Everything that the year's rules make of one final result."""
    document = read_document(rules)
    lines = await results.lines_of(session, [result.id])
    draft_all = _unit_drafts if result.subject_kind == "unit" else _cadre_drafts
    drafts = await draft_all(session, result, document, lines)
    first = await repository.count_proposals(session, result.year) + 1
    rows = [
        _row(result, rules, draft, f"{result.year}-P{number:05d}") for number, draft in enumerate(drafts, start=first)
    ]
    await repository.save_proposals(session, rows)
    for draft, row in zip(drafts, rows, strict=True):
        if draft.quota is not None:
            await propose_quota(session, row, draft.quota, document)
        await publish(
            session,
            ProposalMade(proposal_id=row.id, kind=row.kind, unit_code=row.unit_code, cadre_code=row.cadre_code),
        )
    return rows
