"""Announce the inspectors who stand in the directory already, as every later change of one announces itself.

Revision ID: directory_0004
"""

from alembic import op

from hengjian.kit.data.ids import new_id

revision = "directory_0004"
down_revision = "directory_0003"
branch_labels = None
depends_on = None

_ANNOUNCE = """
INSERT INTO directory.outbox (event_id, subscriber, name, body)
SELECT '{event_id}', 'supervision', 'inspector_changed', jsonb_build_object(
    'at', to_jsonb(now()),
    'event', jsonb_build_object('inspectors', jsonb_agg(jsonb_build_object(
        'account_id', id::text, 'username', username, 'name', display_name,
        'unit_code', unit_code, 'cadre_code', cadre_code, 'is_active', is_active
    ) ORDER BY username))
)
FROM directory.account
WHERE 'inspector' = ANY (roles)
HAVING count(*) > 0
"""


def upgrade() -> None:
    op.execute(_ANNOUNCE.format(event_id=new_id()))
