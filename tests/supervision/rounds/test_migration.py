"""Lights that were typed before lights followed a rule keep their place, marked as what they are."""

import asyncio

import asyncpg
from alembic import command
from alembic.script import ScriptDirectory

from hengjian.kit.settings import ServiceName
from hengjian.launch.migrate import alembic_config
from tests.support.cluster import Cluster

_ROUNDS = """
INSERT INTO supervision.round (id, year, period, title, class_codes, state, opened_at, closed_at, opened_by_name,
                               closed_by_name, version, updated_at)
VALUES ('00000000-0000-0000-0000-000000000001', 2025, 'Q4', '四季度', '{township-1}', 'open', now(), NULL, 'a', NULL, 1, now()),
       ('00000000-0000-0000-0000-000000000002', 2026, 'Q1', '一季度', '{township-1}', 'open', now(), NULL, 'a', NULL, 1, now())
"""
_FINDINGS = """
INSERT INTO supervision.round_finding (id, round_id, unit_code, unit_name, subject, grade, finding, due_on, version, updated_at)
SELECT gen_random_uuid(), r.id, 'T01', '青岭镇', g.subject, g.grade, '记录', NULL, 1, now()
FROM supervision.round r, (VALUES ('甲', 'good'), ('乙', 'fair'), ('丙', 'poor')) AS g(subject, grade)
"""


async def test_typed_lights_are_kept_and_cannot_change(cluster: Cluster) -> None:
    name = await cluster.clone()
    try:
        url = cluster.home.owner_url(cluster.admin_url, name)
        connection = await asyncpg.connect(url)
        await _empty_schema(cluster, name)
        config = alembic_config(ServiceName.SUPERVISION, url, cluster.home.role_of(ServiceName.SUPERVISION))
        scripts = ScriptDirectory.from_config(config).walk_revisions()
        ruled = next(script for script in scripts if script.path.endswith("light_by_rule.py"))
        await asyncio.to_thread(command.upgrade, config, str(ruled.down_revision))
        await connection.execute(_ROUNDS)
        await connection.execute(_FINDINGS)
        await connection.execute("UPDATE supervision.round SET state = 'closed', closed_at = now() WHERE year = 2025")
        await asyncio.to_thread(command.upgrade, config, ruled.revision)
        rows = await connection.fetch(
            """SELECT r.year, i.name, i.measure, i.found_light, i.light, i.state, s.note, s.light AS step_light
               FROM supervision.round_item i JOIN supervision.round r ON r.id = i.round_id
               JOIN supervision.round_step s ON s.item_id = i.id ORDER BY r.year, i.name COLLATE "C" """
        )
        lights = {"甲": "green", "乙": "yellow", "丙": "red"}
        assert {(row["year"], row["name"], row["light"]) for row in rows} == {
            (year, name, light) for year in (2025, 2026) for name, light in lights.items()
        }
        assert {(row["measure"], row["state"], row["note"]) for row in rows} == {("typed", "found", "记录")}
        assert all(row["light"] == row["found_light"] == row["step_light"] for row in rows)
        assert await connection.fetch("SELECT year FROM supervision.round WHERE rule IS NULL") == [(2025,)]
        await connection.close()
    finally:
        await cluster.drop(name)


async def _empty_schema(cluster: Cluster, database: str) -> None:
    connection = await asyncpg.connect(cluster.admin_url, database=database)
    try:
        await connection.execute("DROP SCHEMA supervision CASCADE")
        await connection.execute(f"CREATE SCHEMA supervision AUTHORIZATION {cluster.home.role_of('owner')}")
        await connection.execute(
            f"GRANT USAGE ON SCHEMA supervision TO {cluster.home.role_of(ServiceName.SUPERVISION)}"
        )
    finally:
        await connection.close()
