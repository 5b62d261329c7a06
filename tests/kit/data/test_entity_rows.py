"""Entities made of rows are like those of a session: columns, relations, and a refusal of what was not read."""

from collections.abc import AsyncIterator
from decimal import Decimal
from typing import Any

import asyncpg
import pytest
import pytest_asyncio
from sqlalchemy import ForeignKey, select
from sqlalchemy.exc import InvalidRequestError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship
from sqlalchemy.orm.exc import DetachedInstanceError

from hengjian.kit.data.statements import Statement, is_among
from hengjian.kit.edge.paging import PageRequest, SortKey, fetch_page
from tests.support.driven import Driven


class Base(DeclarativeBase):
    pass


class House(Base):
    __tablename__ = "house"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    height: Mapped[Decimal | None]
    street_id: Mapped[int | None] = mapped_column(ForeignKey("street.id"))
    street: Mapped["Street | None"] = relationship(lazy="raise")
    rooms: Mapped[list["Room"]] = relationship(lazy="raise", order_by="Room.name")

    @property
    def label(self) -> str:
        return f"{self.name} {self.id}"


class Street(Base):
    __tablename__ = "street"

    id: Mapped[int] = mapped_column(primary_key=True)


class Room(Base):
    __tablename__ = "room"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    house_id: Mapped[int] = mapped_column(ForeignKey("house.id"))
    colour_id: Mapped[int] = mapped_column(ForeignKey("colour.id"))
    colour: Mapped["Colour"] = relationship(lazy="raise")


class Colour(Base):
    __tablename__ = "colour"

    id: Mapped[int] = mapped_column(primary_key=True)


@pytest_asyncio.fixture
async def session(owner_url: str) -> AsyncIterator[Driven]:
    connection = await asyncpg.connect(owner_url)
    await connection.execute(
        """CREATE TEMPORARY TABLE street (id int); CREATE TEMPORARY TABLE colour (id int);
        CREATE TEMPORARY TABLE house (id int, name text, height numeric, street_id int);
        CREATE TEMPORARY TABLE room (id int, name text, house_id int, colour_id int);
        INSERT INTO street VALUES (7); INSERT INTO colour VALUES (1), (2);
        INSERT INTO house VALUES (1, 'mill', 4.50, 7), (2, 'barn', NULL, NULL), (3, 'inn', 1, 7);
        INSERT INTO room VALUES (10, 'north', 1, 2), (11, 'attic', 1, 1), (12, 'bar', 3, 1)"""
    )
    yield Driven(connection)
    await connection.close()


async def houses(session: Any, **options: Any) -> list[House]:
    first = PageRequest(None, 50, "http://x/")
    return (await fetch_page(session, select(House), [SortKey(House.id)], first, **options)).items


async def test_an_entity_has_its_columns_and_what_follows_from_them(session: Driven) -> None:
    mill, barn, _ = await houses(session)
    assert (mill.label, mill.height, mill.street_id) == ("mill 1", Decimal("4.50"), 7)
    assert isinstance(mill.height, Decimal) and barn.height is None


async def test_relations_are_read_for_all_at_once_and_followed(session: Driven) -> None:
    mill, barn, inn = await houses(session, related=[(House.rooms, Room.colour), (House.street,)])
    assert [room.name for room in mill.rooms] == ["attic", "north"], "in the order of the relation"
    assert [room.colour.id for room in mill.rooms] == [1, 2]
    assert barn.rooms == [] and barn.street is None
    assert mill.street is not None and mill.street.id == 7 and inn.rooms[0].name == "bar"
    assert len(session.asked) == 4, "one statement for the page, and one for each relation"


async def test_what_was_not_read_is_refused(session: Driven) -> None:
    mill, *_ = await houses(session, without=[House.name])
    with pytest.raises(InvalidRequestError):
        _ = mill.rooms
    with pytest.raises(DetachedInstanceError):
        _ = mill.name


async def test_a_list_of_any_length_has_one_shape(session: Driven) -> None:
    few, many = (Statement(select(House.id).where(is_among(House.name, names))) for names in (["inn"], ["inn", "mill"]))
    assert few.sql == many.sql
    assert {row.id for row in await many.fetch(session.connection)} == {1, 3}
    none = Statement(select(House.id).where(is_among(House.name, [])))
    assert await none.fetch(session.connection) == []
