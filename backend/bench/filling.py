"""A million deductions and a bulletin, put there by SQL; nobody waits for them to be typed."""

import asyncpg

from hengjian.supervision.schemas import DeductionRow

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
        await connection.execute(
            "CREATE SEQUENCE supervision.bench_number; GRANT USAGE ON supervision.bench_number TO PUBLIC"
        )
        await connection.execute("VACUUM ANALYZE supervision.deduction")
    finally:
        await connection.close()


def list_statement() -> str:
    """The first page of deductions, written as JSON by the database for the floor to pass through."""
    columns = ", ".join(f"'{name}', {_plain(name)}" for name in DeductionRow.model_fields)
    return f"""SELECT json_build_object({columns})::text FROM supervision.deduction
               ORDER BY recorded_at DESC, id DESC LIMIT 51"""


def _plain(name: str) -> str:
    """Decimals as strings, as the contract has them."""
    return f"{name}::text" if name in {"points_each", "factor", "points"} else name
