from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import exists, select, true

from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed
from hengjian.supervision.models import Deduction, DeductionRule, RuleTemplate


async def list_rules(
    session: AnySession, page: FollowRequest, *, year: int | None, category: str | None, search: str | None
) -> FollowedRows[DeductionRule]:
    """The catalogue is public within the county: every signed-in reader sees all of it."""
    statement = select(DeductionRule)
    if year is not None:
        statement = statement.where(DeductionRule.year == year)
    if category is not None:
        statement = statement.where(DeductionRule.category == category)
    if search:
        matches = [
            DeductionRule.title.contains(search, autoescape=True),
            DeductionRule.title_en.icontains(search, autoescape=True),
            DeductionRule.code.istartswith(search, autoescape=True),
        ]
        statement = statement.where(matches[0] | matches[1] | matches[2])
    return await fetch_followed(
        session, statement, true(), [SortKey(DeductionRule.year, descending=True), SortKey(DeductionRule.code)], page
    )


async def get_rule(session: AnySession, rule_id: UUID) -> DeductionRule | None:
    return await session.get(DeductionRule, rule_id)


async def get_rule_of_year(session: AnySession, year: int, code: str) -> DeductionRule | None:
    return await session.scalar(select(DeductionRule).where(DeductionRule.year == year, DeductionRule.code == code))


async def get_late_report_rule(session: WriteSession, year: int) -> DeductionRule | None:
    statement = select(DeductionRule).where(DeductionRule.year == year, DeductionRule.is_late_report)
    return await session.scalar(statement.with_for_update(key_share=True, read=True))


def add_rule(session: WriteSession, rule: DeductionRule) -> None:
    session.add(rule)


async def get_rules_for_update(
    session: WriteSession, years: Collection[int], codes: Collection[str]
) -> Sequence[DeductionRule]:
    """Every rule of these years and codes, and each year's late-report rule, locked against new deductions."""
    wanted = DeductionRule.code.in_(codes) | DeductionRule.is_late_report
    statement = select(DeductionRule).where(DeductionRule.year.in_(years), wanted)
    return (await session.scalars(statement.order_by(DeductionRule.id).with_for_update())).all()


async def find_used_rules(session: WriteSession, rule_ids: Collection[UUID]) -> set[UUID]:
    used = select(DeductionRule.id).where(
        DeductionRule.id.in_(rule_ids), exists().where(Deduction.rule_id == DeductionRule.id)
    )
    return set(await session.scalars(used))


async def list_template(session: AnySession) -> Sequence[RuleTemplate]:
    return (await session.scalars(select(RuleTemplate).order_by(RuleTemplate.position))).all()
