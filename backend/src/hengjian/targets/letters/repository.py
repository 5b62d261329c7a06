from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from hengjian.kit.access.auth import Visibility
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import SortKey
from hengjian.kit.following.changes import FollowedRows, FollowRequest, fetch_followed
from hengjian.targets.models import Letter
from hengjian.targets.models.visibility import of_visible_units


async def list_letters(
    session: AnySession,
    visible: Visibility,
    page: FollowRequest,
    *,
    year: int | None,
    level: str | None,
    unit_code: str | None,
    state: str | None,
) -> FollowedRows[Letter]:
    statement = select(Letter)
    for name, value in {"year": year, "level": level, "unit_code": unit_code, "state": state}.items():
        if value is not None:
            statement = statement.where(getattr(Letter, name) == value)
    order = [SortKey(Letter.year, descending=True), SortKey(Letter.unit_code), SortKey(Letter.id)]
    return await fetch_followed(session, statement, of_visible_units(Letter.unit_code, visible), order, page)


async def get_letter(session: AnySession, visible: Visibility, letter_id: UUID) -> Letter | None:
    return await session.scalar(
        select(Letter).where(Letter.id == letter_id, of_visible_units(Letter.unit_code, visible))
    )


async def get_letter_for_update(session: WriteSession, visible: Visibility, letter_id: UUID) -> Letter | None:
    statement = select(Letter).where(Letter.id == letter_id, of_visible_units(Letter.unit_code, visible))
    return await session.scalar(statement.with_for_update())


def add_letters(session: WriteSession, letters: Sequence[Letter]) -> None:
    session.add_all(letters)


async def save_letter(session: WriteSession, letter: Letter) -> None:
    session.add(letter)
    await session.flush()
