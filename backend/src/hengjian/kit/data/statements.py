"""SQLAlchemy Core statements that asyncpg runs itself.

Core stays the language; a statement is compiled once for each shape, and what runs it afterwards is the driver, without
SQLAlchemy's executor between them. Values are converted both ways by the same types of the columns, so a row reads the
same whichever way it came.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import asyncpg
from sqlalchemy import ARRAY, BindParameter, ColumnElement, any_, literal
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import Delete, Insert, Select, TextualSelect, Update
from sqlalchemy.types import TypeEngine

from hengjian.kit.data.json import read_json, write_json

NUMERIC = 1700
"""The type that the driver reports for decimals; no other type asks how a value came."""
DIALECT = PGDialect_asyncpg(json_serializer=write_json, json_deserializer=read_json)  # type: ignore[no-untyped-call]

Convert = Callable[[Any], Any]
Parameters = Mapping[str, Any]
Core = Select[Any] | TextualSelect | Insert | Update | Delete


class Row(dict[str, Any]):
    """A row by the names of its columns, ``row.name`` and ``row["name"]`` alike."""

    def __getattr__(self, name: str) -> Any:
        try:
            return self[name]
        except KeyError:
            raise AttributeError(name) from None


@dataclass(frozen=True)
class _Shape:
    """What statements of one structure share: all but the values that stand in them."""

    sql: str
    names: Sequence[str]
    writers: Sequence[Convert | None]
    readers: Sequence[tuple[str, Convert]]
    given: Sequence[str | None]
    """Under which name the compiled statement knows each value of the structure."""


_SHAPES: dict[object, _Shape] = {}
_SHAPES_KEPT = 1000


class Statement:
    """A Core statement, compiled once for its shape; its parameters are the named ``bindparam`` of it."""

    __slots__ = ("_fixed", "_shape")

    def __init__(self, statement: Core) -> None:
        structure = statement._generate_cache_key()
        assert structure is not None, "every construct of ours has a shape"
        shape = _SHAPES.get(structure.key)
        if shape is None:
            if len(_SHAPES) >= _SHAPES_KEPT:
                _SHAPES.clear()
            shape = _SHAPES[structure.key] = _compile(statement, structure.bindparams)
        self._shape = shape
        self._fixed: dict[str, Any] = {
            name: bind.effective_value
            for name, bind in zip(shape.given, structure.bindparams, strict=True)
            if name is not None and not bind.required
        }

    @property
    def sql(self) -> str:
        return self._shape.sql

    def arguments(self, parameters: Parameters) -> list[Any]:
        """The values in the order in which the compiled statement numbers them."""
        values = {**self._fixed, **parameters}
        return [
            values[name] if write is None else write(values[name])
            for name, write in zip(self._shape.names, self._shape.writers, strict=True)
        ]

    async def fetch(self, connection: asyncpg.Connection, parameters: Parameters | None = None) -> list[Row]:
        records = await connection.fetch(self._shape.sql, *self.arguments(parameters or {}))
        names = list(records[0].keys()) if records else ()
        rows = [Row(zip(names, record, strict=True)) for record in records]
        for name, read in self._shape.readers:
            for row in rows:
                row[name] = read(row[name])
        return rows

    async def execute(self, connection: asyncpg.Connection, parameters: Parameters | None = None) -> int:
        """How many rows were written."""
        status: str = await connection.execute(self._shape.sql, *self.arguments(parameters or {}))
        return int(status.rpartition(" ")[2])

    async def execute_each(self, connection: asyncpg.Connection, rows: Sequence[Parameters]) -> None:
        """Once for each row, in one go to the database."""
        await connection.executemany(self._shape.sql, [self.arguments(row) for row in rows])


def is_among(column: Any, values: Collection[Any]) -> ColumnElement[bool]:
    """As IN, but of one shape for any number of values."""
    among: ColumnElement[bool] = column == any_(literal([*values], ARRAY(column.type)))
    return among


def _compile(statement: Core, values: Sequence[BindParameter[Any]]) -> _Shape:
    compiled = statement.compile(dialect=DIALECT)
    assert isinstance(compiled, SQLCompiler)
    if compiled.post_compile_params or compiled.literal_execute_params:
        raise ValueError("a list within IN has another shape for each length; compare with is_among() instead")
    names = compiled.positiontup or ()
    writers = [_writer_of(compiled.binds[name].type) for name in names]
    given = [compiled.bind_names.get(bind) for bind in values]
    return _Shape(str(compiled), names, writers, _readers_of(statement), given)


def _writer_of(kind: TypeEngine[Any]) -> Convert | None:
    if isinstance(kind, ARRAY) and _writer_of(kind.item_type) is None:
        return None
    return kind.dialect_impl(DIALECT).bind_processor(DIALECT)


def _reader_of(kind: TypeEngine[Any]) -> Convert | None:
    if isinstance(kind, ARRAY) and _reader_of(kind.item_type) is None:
        return None
    return kind.dialect_impl(DIALECT).result_processor(DIALECT, NUMERIC)


def _readers_of(statement: Core) -> Sequence[tuple[str, Convert]]:
    """The columns whose values the driver hands over in another form than the column's type asks for."""
    readers = [(name, _reader_of(column.type)) for name, column in statement.exported_columns.items()]
    return [(name, read) for name, read in readers if name is not None and read is not None]
