from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hengjian.contracts.impartiality import Matter
from hengjian.kit.access.auth import Principal, Visibility
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.following.changes import FollowedPage, FollowRequest
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.problems.problems import FieldError, Problem
from hengjian.personnel.copies import repository as copies
from hengjian.personnel.linkage.document import LinkageDocument
from hengjian.personnel.models import CadreGrade, Proposal, UnitQuota
from hengjian.personnel.postings import posting_of_year
from hengjian.personnel.quotas import repository
from hengjian.personnel.quotas.errors import GradesRefused, HeadNotDecided, QuotaNotGranted, TooManyExcellent
from hengjian.personnel.quotas.rules import Quota, counts_inside
from hengjian.personnel.quotas.schemas import GradeBatch, GradeBatchOutcome, GradeRow, GradeRowOutcome, QuotaView
from hengjian.personnel.terms import Grade, Head, ProposalState, RecordSource


async def propose_quota(session: WriteSession, proposal: Proposal, quota: Quota, document: LinkageDocument) -> None:
    """Show the proposal as the unit's quota of the year; what was granted before stays until the new decision."""
    rows = await repository.find_for_update(session, {(proposal.year, proposal.unit_code)})
    row = rows.get((proposal.year, proposal.unit_code))
    if row is None:
        row = UnitQuota(year=proposal.year, unit_code=proposal.unit_code, granted=None, used=0)
        repository.add_quota(session, row)
    row.unit_name, row.class_code, row.tier = proposal.unit_name, proposal.class_code, proposal.tier
    row.headcount, row.base, row.adjustment = proposal.figures["headcount"], quota.base, quota.adjustment
    row.ceiling, row.proposed, row.reason = quota.ceiling, quota.places, proposal.sentence
    row.are_principals_outside = document.excellent_quota.principal_leaders_outside
    row.head, row.proposal_id = document.excellent_quota.head_of_tier(proposal.tier), proposal.id


def _head_facts(proposal: Proposal) -> dict[str, Any]:
    return {
        "cadre_code": proposal.subject_code,
        "cadre_name": proposal.cadre_name,
        "head": (proposal.decided or proposal.content)["head"],
        "state": proposal.state,
        "proposal_id": proposal.id,
    }


async def list_quotas(
    session: AnySession, visible: Visibility, page: FollowRequest, *, year: int | None, unit_code: str | None
) -> FollowedPage[QuotaView]:
    """Quotas with what is proposed or decided for the principal leaders of their units."""
    rows = await repository.list_quotas(session, visible, page, year=year, unit_code=unit_code)
    heads: dict[tuple[int, str], dict[str, Proposal]] = {}
    for each_year in {quota.year for quota in rows.items}:
        codes = [quota.unit_code for quota in rows.items if quota.year == each_year]
        for proposal in await repository.head_decisions(session, each_year, codes):
            heads.setdefault((each_year, proposal.unit_code), {})[proposal.subject_code] = proposal
    columns = [name for name in QuotaView.model_fields if name != "heads"]
    views = [
        QuotaView.model_validate(
            {
                **{name: getattr(quota, name) for name in columns},
                "heads": [_head_facts(p) for p in heads.get((quota.year, quota.unit_code), {}).values()],
            }
        )
        for quota in rows.items
    ]
    return rows.as_page(views)


@dataclass(frozen=True)
class _Member:
    name: str
    is_principal: bool


async def _members(session: WriteSession, year: int, unit_code: str) -> dict[str, _Member]:
    """Whoever counts at the unit in the year."""
    members = {}
    for cadre in await copies.cadres_of_units(session, [unit_code]):
        posting = posting_of_year(cadre.postings, year)
        if posting is not None and posting.unit_code == unit_code:
            members[cadre.code] = _Member(cadre.name, posting.is_principal)
    return members


def _head_decided(head: Proposal) -> Head:
    assert head.decided is not None
    return Head(head.decided["head"])


def _fault(
    row: GradeRow, index: int, members: Mapping[str, _Member], heads: Mapping[str, Proposal]
) -> FieldError | None:
    if row.cadre_code not in members:
        return FieldError(
            f"/rows/{index}/cadre_code",
            "not_of_unit",
            "该干部本年度不在该单位。",
            "This cadre does not count at the unit.",
        )
    head = heads.get(row.cadre_code)
    if head is None or head.state == ProposalState.PROPOSED:
        return None
    decided = _head_decided(head)
    pointer = f"/rows/{index}/grade"
    if decided is Head.OUT and row.grade is Grade.EXCELLENT:
        return FieldError(
            pointer,
            "head_not_excellent",
            "已决定该主要领导不得评为优秀。",
            "It was decided that this principal leader is not excellent.",
        )
    if decided is Head.IN and row.grade is not Grade.EXCELLENT:
        return FieldError(
            pointer,
            "head_is_excellent",
            "已决定该主要领导定为优秀。",
            "It was decided that this principal leader is excellent.",
        )
    return None


def _refuse_faults(batch: GradeBatch, members: Mapping[str, _Member], heads: Mapping[str, Proposal]) -> None:
    faults = [fault for i, row in enumerate(batch.rows) if (fault := _fault(row, i, members, heads))]
    codes = [row.cadre_code for row in batch.rows]
    faults += [
        FieldError(f"/rows/{i}/cadre_code", "repeated_cadre", "同一干部写了两次。", "A cadre is named twice.")
        for i, code in enumerate(codes)
        if code in codes[:i]
    ]
    if faults:
        raise GradesRefused(faults)
    for row in batch.rows:
        head = heads.get(row.cadre_code)
        if head is not None and head.state == ProposalState.PROPOSED:
            raise HeadNotDecided(cadre_code=row.cadre_code)


def _find_excess(quota: UnitQuota, used: int) -> Problem | None:
    if used == 0:
        return None
    if quota.granted is None:
        return QuotaNotGranted()
    return TooManyExcellent(granted=quota.granted, asked=used) if used > quota.granted else None


async def record_grades(
    session: WriteSession, quota: UnitQuota, batch: GradeBatch, principal: Principal
) -> GradeBatchOutcome:
    """Record grades of the unit's cadres within the quota that was granted."""
    standing = await copies.find_standing(session, principal)
    refuse_if(standing.find_bar("record_grades", Matter((batch.unit_code,), [row.cadre_code for row in batch.rows])))
    members = await _members(session, batch.year, batch.unit_code)
    heads = {
        proposal.subject_code: proposal
        for proposal in await repository.head_decisions(session, batch.year, [batch.unit_code])
    }
    _refuse_faults(batch, members, heads)

    def is_outside(code: str) -> bool:
        head = heads.get(code)
        decided = _head_decided(head) if head is not None and head.decided is not None else Head.FREE
        member = members.get(code)
        is_principal = member is not None and member.is_principal
        return not counts_inside(
            is_principal=is_principal, principals_outside=quota.are_principals_outside, head=decided
        )

    known = await repository.grades_of_unit(session, batch.year, batch.unit_code)
    elsewhere = await repository.find_grades(session, batch.year, [row.cadre_code for row in batch.rows])
    after = {code: Grade(grade.grade) for code, grade in known.items()}
    after.update({row.cadre_code: row.grade for row in batch.rows})
    used = sum(grade is Grade.EXCELLENT and not is_outside(code) for code, grade in after.items())
    refuse_if(_find_excess(quota, used))
    outcomes = []
    for row in batch.rows:
        existing = elsewhere.get(row.cadre_code)
        same = existing is not None and (existing.grade, existing.unit_code) == (row.grade, batch.unit_code)
        status = "unchanged" if same else "created" if existing is None else "updated"
        outcomes.append(GradeRowOutcome.model_validate({"cadre_code": row.cadre_code, "status": status}))
        if batch.dry_run or same:
            continue
        if existing is None:
            existing = CadreGrade(year=batch.year, cadre_code=row.cadre_code)
            repository.add_grade(session, existing)
        existing.cadre_name, existing.unit_code = members[row.cadre_code].name, batch.unit_code
        existing.grade, existing.is_outside_quota, existing.source = (
            row.grade,
            is_outside(row.cadre_code),
            RecordSource.RECORDED,
        )
    if not batch.dry_run:
        quota.used = used
    await repository.save_quotas(session, [quota])
    return GradeBatchOutcome(items=outcomes, granted=quota.granted, used=used, dry_run=batch.dry_run)
