"""A history of many years, put there by SQL: nobody waits for it to be typed."""

import re

import asyncpg

DEDUCTIONS = 200_000
MINUTES = 3_600_000
"""So that the history is nearly seven years long, in the order in which people record."""
LARGE_UNIT = "T02"
"""A third of all records are of this one."""

_FILL = (
    # Three hundred units, some of them busy. The newest few hundred are on their way; of those before, most are in
    # force and published.
    """INSERT INTO supervision.deduction
        SELECT r.* FROM (SELECT * FROM supervision.deduction WHERE id = :template) d, generate_series(1, :deductions) n,
        LATERAL (SELECT now() - n * interval '1 min' * :minutes AS recorded_at) t,
        LATERAL (SELECT t.recorded_at - (n * 7 % 48) * interval '1 h' AS occurred_at) o,
        LATERAL (SELECT (o.occurred_at AT TIME ZONE 'Asia/Shanghai')::date AS occurred_on) w,
        LATERAL (SELECT CASE WHEN n <= 400 THEN (ARRAY['recorded', 'confirmed', 'notified', 'objected'])[1 + n % 4]
                             WHEN n % 25 = 0 THEN 'returned' WHEN n % 31 = 0 THEN 'merged'
                             WHEN n % 37 = 0 THEN 'revoked' ELSE 'effective' END AS state) s,
        LATERAL (SELECT CASE WHEN n % 5000 = 0 THEN 'SAF-HAZARD' WHEN n % 2 = 0 THEN 'MTG-ABSENT' ELSE 'MTG-LATE' END
                        AS wanted) c,
        LATERAL (SELECT id, code, category, title, title_en FROM supervision.deduction_rule
                 WHERE year = extract(year FROM w.occurred_on) AND (code = c.wanted OR code = 'MTG-ABSENT')
                 ORDER BY code <> c.wanted LIMIT 1) rule,
        LATERAL jsonb_populate_record(d::supervision.deduction, jsonb_build_object(
            'id', gen_random_uuid(), 'number', 'KF-' || extract(year FROM w.occurred_on) || '-' || lpad(
                (:deductions - n)::text, 7, '0'),
            'year', extract(year FROM w.occurred_on), 'recorded_at', t.recorded_at, 'occurred_at', o.occurred_at,
            'occurred_on', w.occurred_on, 'updated_at', t.recorded_at, 'received_at', t.recorded_at,
            'unit_code', CASE WHEN n % 3 = 1 THEN 'T02' WHEN n % 100 = 0 THEN 'T01' WHEN n % 100 = 2 THEN 'D01'
                              ELSE 'U' || n % 300 END,
            'rule_id', rule.id, 'rule_code', rule.code, 'category', rule.category, 'rule_title', rule.title,
            'rule_title_en', rule.title_en, 'points_each', 2, 'count', 1, 'factor', 1, 'points', 2,
            'state', s.state, 'merged_into_id', CASE WHEN s.state = 'merged' THEN d.id END,
            'effective_at', CASE WHEN s.state = 'effective' OR (s.state = 'revoked' AND n % 2 = 0)
                                 THEN t.recorded_at END,
            'published_at', CASE WHEN s.state = 'effective' AND n > 900 AND n % 4000 <> 1 THEN t.recorded_at END,
            'recorded_by', CASE WHEN n % 4001 = 0 THEN :inspector ELSE 'somebody-' || n % 40 END,
            'second_recorder', CASE WHEN n % 4003 = 0 THEN :inspector END,
            'second_recorder_name', CASE WHEN n % 4003 = 0 THEN 'inspector-1' END)) r""",
    """INSERT INTO supervision.bulletin_entry (id, version, updated_at, number, deduction_id, unit_code, unit_name,
            rule_title, rule_title_en, points, occurred_on, place, state, text_is_withheld, published_at)
        SELECT gen_random_uuid(), 1, updated_at, number, id, unit_code, unit_name, rule_title, rule_title_en, points,
            occurred_on, unit_name, 'effective', false, published_at
        FROM supervision.deduction
        WHERE published_at IS NOT NULL AND number LIKE 'KF-%' AND recorded_by <> :inspector""",
    """INSERT INTO supervision.rectification (id, number, year, deduction_id, deduction_number, unit_code, unit_name,
            rule_code, rule_title, rule_title_en, demand, due_on, state, opened_at, version, updated_at)
        SELECT gen_random_uuid(), replace(number, 'KF', 'ZG'), year, id, number, unit_code, unit_name, rule_code,
            rule_title, rule_title_en, 'x', occurred_on + 10,
            CASE WHEN n <= 40 THEN 'open' WHEN n <= 60 THEN 'reported' ELSE 'passed' END, recorded_at, 1, recorded_at
        FROM (SELECT *, row_number() OVER (ORDER BY recorded_at DESC) AS n FROM supervision.deduction
              WHERE state IN ('notified', 'objected', 'effective') AND points = 2) d WHERE n % 10 = 0""",
    """INSERT INTO supervision.visit (id, number, year, kind, unit_code, unit_name, visited_at, place, companions,
            findings, recorded_at, recorded_by, recorded_by_name, content_digest, version, updated_at)
        SELECT gen_random_uuid(), replace(number, 'KF', 'XC'), year, CASE WHEN n % 2000 = 0 THEN 'follow_up' ELSE 'open'
            END, unit_code, unit_name, occurred_at, 'x', '{}', 'x', recorded_at, recorded_by, recorded_by_name,
            content_digest, 1, recorded_at
        FROM (SELECT *, row_number() OVER (ORDER BY recorded_at DESC) AS n FROM supervision.deduction) d
        WHERE n % 5 = 0""",
    """INSERT INTO supervision.round (id, year, period, title, class_codes, state, opened_at, opened_by_name, version,
            updated_at)
        SELECT gen_random_uuid(), 1900 + n / 4, 'Q' || 1 + n % 4, 'x', '{township-1}', 'open', now(), 'x', 1, now()
        FROM generate_series(1, 100) n""",
    """INSERT INTO supervision.round_item (id, round_id, unit_code, unit_name, class_code, position, code, name,
            name_en, kind, measure, origin, state, found_light, light, version, updated_at)
        SELECT gen_random_uuid(), r.id, (ARRAY['T01', 'T02', 'D01'])[1 + n % 3], 'x', 'township-1', n, 'I' || n, 'x',
            'x', 'indicator', 'typed', 'plan', 'found', light, light, 1, now()
        FROM supervision.round r, generate_series(1, 200) n,
        LATERAL (SELECT CASE WHEN n = 7 AND r.year < 1902 THEN 'yellow' ELSE 'green' END AS light) l""",
    """INSERT INTO supervision.evidence (id, deduction_id, sha256, size, media_type, filename, purpose, uploaded_at,
            uploaded_office, uploaded_by, uploaded_by_name)
        SELECT gen_random_uuid(), :template, repeat('0', 64), 1, 'image/jpeg', 'x', 'record', now(), 'inspector', 'x',
            'x'""",
    # Every hundredth waits for review; where the deduction did not go on, nobody waits for it.
    """INSERT INTO supervision.public_picture (id, deduction_id, evidence_id, sha256, width, height, covered,
            says_nothing_to_hide, alt_text, content_digest, prepared_at, prepared_by, prepared_by_name)
        SELECT gen_random_uuid(), id, (SELECT id FROM supervision.evidence LIMIT 1), repeat('0', 64), 1, 1, '[]', true,
            'x', '', recorded_at, 'x', 'x'
        FROM supervision.deduction WHERE state = 'effective' AND number LIKE '%0'""",
    """INSERT INTO supervision.picture_review (picture_id, outcome, reviewed_at, reviewed_by, reviewed_by_name)
        SELECT p.id, 'approved', p.prepared_at, 'y', 'y' FROM supervision.public_picture p
        JOIN supervision.deduction d ON d.id = p.deduction_id WHERE d.number NOT LIKE '%010'""",
    "UPDATE supervision.round SET state = 'closed', closed_at = now(), closed_by_name = 'x'",
)
_NAMED = re.compile(r"(?<!:):(template|inspector|deductions|minutes)\b")
_FILLED = (
    *("deduction", "bulletin_entry", "rectification", "visit", "round", "round_item", "evidence", "public_picture"),
    *("picture_review", "waiting_picture"),
)


_INDEXES = """
    SELECT i.relname AS name, pg_get_indexdef(i.oid) AS made FROM pg_index x
    JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
    WHERE t.relnamespace = 'supervision'::regnamespace AND t.relname = any($1)
      AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.oid)"""
"""What no constraint needs: built anew behind the rows, which takes a third of the time."""


async def fill(owner_url: str, template: str, inspector: str, deductions: int = DEDUCTIONS) -> None:
    """``template`` is a deduction from which the others are made; ``inspector`` recorded a few of them."""
    given: dict[str, str | float] = {
        "template": template,
        "inspector": inspector,
        "deductions": deductions,
        "minutes": MINUTES / deductions,
    }
    connection = await asyncpg.connect(owner_url)
    try:
        indexes = await connection.fetch(_INDEXES, list(_FILLED))
        for index in indexes:
            await connection.execute(f"DROP INDEX supervision.{index['name']}")
        for statement in _FILL:
            await connection.execute(_NAMED.sub(lambda name: _write(given[name[1]]), statement))
        await connection.execute("SET maintenance_work_mem = '256MB'")
        for index in indexes:
            await connection.execute(index["made"])
        for table in _FILLED:
            await connection.execute(f"VACUUM ANALYZE supervision.{table}")
    finally:
        await connection.close()


def _write(value: str | float) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)
