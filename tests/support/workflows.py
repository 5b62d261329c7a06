"""What a table of states must be, whatever the record."""

from enum import StrEnum
from typing import Any

import asyncpg

from hengjian.kit.policy.workflows import Workflow


def check_table(workflow: Workflow[Any, Any], verbs: type[StrEnum]) -> None:
    """Every act has its transition, and every state is reached."""
    assert set(workflow.transitions) == set(verbs)
    assert workflow.begins_in | {after for _, after in workflow.moves()} == set(_states(workflow))


async def check_database(workflow: Workflow[Any, Any], owner_url: str, table: str, column: str) -> None:
    """The CHECK constraint in force accepts the states of the table and no other word."""
    connection = await asyncpg.connect(owner_url)
    try:
        name = f"ck_{table}_{column}_known"
        condition = await connection.fetchval(
            "SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conname = $1", name
        )
        words = [*_states(workflow), "unheard_of"]
        query = f"SELECT {column} FROM unnest($1::text[]) AS row({column}) WHERE {condition}"
        accepted = {row[0] for row in await connection.fetch(query, words)}
    finally:
        await connection.close()
    assert accepted == set(_states(workflow))


def _states(workflow: Workflow[Any, Any]) -> list[str]:
    names: type[StrEnum] = workflow.states
    return [str(state) for state in names]
