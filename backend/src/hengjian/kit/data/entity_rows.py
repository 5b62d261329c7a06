"""Entities of lists, made of rows that the driver read past SQLAlchemy's executor.

They belong to no session: what they were not read with cannot be asked of them, as it cannot be of others.
"""

from collections.abc import Collection, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, inspect, select
from sqlalchemy.orm import InstrumentedAttribute, Mapper, make_transient_to_detached
from sqlalchemy.orm.attributes import manager_of_class, set_committed_value

from hengjian.kit.data.database import AnySession
from hengjian.kit.data.statements import Row, Statement, is_among

E = TypeVar("E")
Path = tuple[InstrumentedAttribute[Any], ...]
"""A relation, and the relations that follow from what it leads to."""


def columns_of(entity: type[Any], without: Collection[InstrumentedAttribute[Any]] = ()) -> list[ColumnElement[Any]]:
    left_out = {attribute.key for attribute in without}
    mapper: Mapper[Any] = inspect(entity)
    return [one.columns[0].label(one.key) for one in mapper.column_attrs if one.key not in left_out]


def make_entities(entity: type[E], rows: Sequence[Row]) -> list[E]:
    manager = manager_of_class(entity)
    entities: list[E] = []
    for row in rows:
        made = manager.new_instance()
        made.__dict__.update(row)
        make_transient_to_detached(made)
        entities.append(made)
    return entities


async def load_related(session: AnySession, entities: Sequence[Any], path: Path) -> None:
    """Read what the first relation of the path leads to, for all at once, and go on from there."""
    if not path or not entities:
        return
    relation = path[0].property
    [(local, remote)] = relation.local_remote_pairs
    target: Mapper[Any] = relation.mapper
    near, far = relation.parent.get_property_by_column(local).key, target.get_property_by_column(remote).key
    wanted = sorted({value for one in entities if (value := getattr(one, near)) is not None})
    statement = select(*columns_of(target.class_)).where(is_among(remote, wanted))
    ordered = statement.order_by(*(relation.order_by or ()), *target.primary_key)
    found = make_entities(target.class_, await session.fetch(Statement(ordered)))
    related: dict[Any, list[Any]] = {}
    for one in found:
        related.setdefault(getattr(one, far), []).append(one)
    for one in entities:
        those = related.get(getattr(one, near), [])
        set_committed_value(one, relation.key, those if relation.uselist else next(iter(those), None))
    await load_related(session, found, path[1:])
