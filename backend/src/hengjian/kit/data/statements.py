"""SQLAlchemy Core statements that asyncpg runs itself.

Core stays the language; a statement is compiled once for each shape, and what runs it afterwards is the driver, without
SQLAlchemy's executor between them. Values are converted both ways by the same types of the columns, so a row reads the
same whichever way it came.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import asyncpg
from sqlalchemy import ARRAY
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


class Statement:
    """A Core statement, compiled; its parameters are the named ``bindparam`` of it."""

    __slots__ = ("_fixed", "_names", "_readers", "_writers", "sql")

    def __init__(self, statement: Core) -> None:
        compiled = statement.compile(dialect=DIALECT)
        assert isinstance(compiled, SQLCompiler)
        if compiled.post_compile_params or compiled.literal_execute_params:
            raise ValueError("a list within IN has another shape for each length; compare with any_() instead")
        self.sql = str(compiled)
        self._names: Sequence[str] = compiled.positiontup or ()
        self._fixed: dict[str, Any] = {
            name: bind.effective_value for name, bind in compiled.binds.items() if not bind.required
        }
        self._writers: Sequence[Convert | None] = [_writer_of(compiled.binds[name].type) for name in self._names]
        self._readers: Sequence[tuple[str, Convert]] = _readers_of(statement)

    def arguments(self, parameters: Parameters) -> list[Any]:
        """The values in the order in which the compiled statement numbers them."""
        fixed = self._fixed
        return [
            value if write is None else write(value)
            for value, write in zip(
                [parameters[name] if name in parameters else fixed[name] for name in self._names],
                self._writers,
                strict=True,
            )
        ]

    async def fetch(self, connection: asyncpg.Connection, parameters: Parameters | None = None) -> list[Row]:
        records = await connection.fetch(self.sql, *self.arguments(parameters or {}))
        rows = [Row(record) for record in records]
        for name, read in self._readers:
            for row in rows:
                row[name] = read(row[name])
        return rows

    async def execute(self, connection: asyncpg.Connection, parameters: Parameters | None = None) -> int:
        """How many rows were written."""
        status: str = await connection.execute(self.sql, *self.arguments(parameters or {}))
        return int(status.rpartition(" ")[2])


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
