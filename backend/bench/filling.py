"""A million deductions and a bulletin, put there by SQL; nobody waits for them to be typed."""

from typing import Any, cast

import asyncpg
from sqlalchemy import Select
from sqlalchemy.dialects import postgresql

from hengjian.kit.data.database import AnySession
from hengjian.kit.edge.paging import PageRequest
from hengjian.supervision.deductions import repository
from hengjian.supervision.sight import Sight

DEDUCTIONS = 1_000_000
ENTRIES = 500


async def fill(owner_url: str) -> None:
    """Copies of the first deduction with identifiers, numbers and times of their own."""
    connection = await asyncpg.connect(owner_url)
    try:
        await connection.execute(
            f"""INSERT INTO supervision.deduction
                SELECT r.* FROM (SELECT * FROM supervision.deduction LIMIT 1) d, generate_series(1, {DEDUCTIONS}) n,
                LATERAL jsonb_populate_record(d::supervision.deduction, jsonb_build_object(
                    'id', gen_random_uuid(), 'number', 'B-' || n, 'recorded_at', d.recorded_at - n * interval '1 min',
                    'recorded_by', 'somebody-' || n % 20)) r"""
        )
        await connection.execute(
            f"""INSERT INTO supervision.bulletin_entry (id, version, updated_at, number, deduction_id, unit_code,
                    unit_name, rule_title, rule_title_en, points, occurred_on, place, state, text_is_withheld,
                    published_at)
                SELECT gen_random_uuid(), 1, now(), number, id, unit_code, unit_name, rule_title, rule_title_en, points,
                    occurred_on - 1, unit_name, 'effective', false, now()
                FROM supervision.deduction WHERE number LIKE 'B-%' LIMIT {ENTRIES}"""
        )
        await connection.execute("VACUUM ANALYZE supervision.deduction")
    finally:
        await connection.close()


class _Overheard(Exception):
    """The statement that the service was about to run."""

    def __init__(self, statement: Select[Any]) -> None:
        self.statement = statement


class _Listener:
    async def execute(self, statement: Select[Any]) -> None:
        raise _Overheard(statement)


async def overhear_list_statement() -> str:
    """The very SQL of the list of deductions, for the floor to pass through."""
    page = PageRequest(None, 50, None, "/")
    try:
        await repository.list_deductions(
            cast(AnySession, _Listener()), Sight(whole_county=True), page, repository.DeductionFilter()
        )
    except _Overheard as heard:
        dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
        return str(heard.statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
    raise AssertionError("the list ran no statement")
