from sqlalchemy import select, true
from sqlalchemy.exc import IntegrityError

from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed
from hengjian.kit.problems.problems import Conflict
from hengjian.personnel.models import LinkageRules
from hengjian.personnel.terms import RulesState


async def list_rules(session: AnySession, page: FollowRequest, *, year: int | None) -> FollowedRows[LinkageRules]:
    statement = select(LinkageRules)
    if year is not None:
        statement = statement.where(LinkageRules.year == year)
    return await fetch_followed(
        session, statement, true(), [SortKey(LinkageRules.year, descending=True)], page, key=LinkageRules.year
    )


async def get_rules(session: AnySession, year: int) -> LinkageRules | None:
    return await session.scalar(select(LinkageRules).where(LinkageRules.year == year))


async def get_rules_for_update(session: WriteSession, year: int) -> LinkageRules | None:
    return await session.scalar(select(LinkageRules).where(LinkageRules.year == year).with_for_update())


async def save_rules(session: WriteSession, rules: LinkageRules) -> None:
    """Refused as a conflict where somebody else wrote the year's first draft at the same moment."""
    session.add(rules)
    try:
        await session.flush()
    except IntegrityError as error:
        raise Conflict from error


async def get_issued_rules(session: AnySession, year: int) -> LinkageRules | None:
    statement = select(LinkageRules).where(LinkageRules.year == year, LinkageRules.state == RulesState.ISSUED)
    return await session.scalar(statement)
