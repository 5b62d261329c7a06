"""The database refuses every change of state that no workflow knows, whoever asks for it."""

import asyncpg
import pytest
from alembic_utils.pg_function import PGFunction

from hengjian.kit.migrating.entities import guard_states

ALLOWED = "('a', 'b'), ('b', 'c')"


@pytest.fixture
def statements() -> list[str]:
    return [str(entity.to_sql_statement_create()) for entity in guard_states("targets", "thing", ALLOWED)]


class TestGuard:
    @pytest.mark.parametrize(("before", "after", "may"), [("a", "b", True), ("b", "c", True), ("a", "c", False)])
    async def test_only_the_moves_named_happen(
        self, owner_url: str, statements: list[str], before: str, after: str, may: bool
    ) -> None:
        connection = await asyncpg.connect(owner_url)
        transaction = connection.transaction()
        await transaction.start()
        try:
            await connection.execute("CREATE TABLE targets.thing (state text)")
            for statement in statements:
                await connection.execute(statement)
            await connection.execute("INSERT INTO targets.thing VALUES ($1)", before)
            if may:
                await connection.execute("UPDATE targets.thing SET state = $1", after)
            else:
                with pytest.raises(asyncpg.RestrictViolationError, match="a thing does not go from a to c"):
                    await connection.execute("UPDATE targets.thing SET state = $1", after)
        finally:
            await transaction.rollback()
            await connection.close()

    def test_where_nothing_ever_moves_every_move_is_refused(self) -> None:
        function = guard_states("targets", "thing", "")[0]
        assert isinstance(function, PGFunction)
        assert "NOT IN" not in function.definition
