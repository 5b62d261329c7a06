"""A session that is nothing but a connection of the driver, for what is read past SQLAlchemy's executor."""

from typing import Any

import asyncpg

from hengjian.kit.data.statements import Parameters, Row, Statement


class Driven:
    """``asked`` keeps what was asked, with its values; ``info`` is what a list tells the edge beside its rows."""

    def __init__(self, connection: asyncpg.Connection) -> None:
        self.connection = connection
        self.asked: list[tuple[str, list[Any]]] = []
        self.info: dict[str, Any] = {}

    async def fetch(self, statement: Statement, parameters: Parameters | None = None) -> list[Row]:
        self.asked.append((statement.sql, statement.arguments(parameters or {})))
        return await statement.fetch(self.connection, parameters)
