"""What the first release of targets begins with.

Revision ID: targets_v1_0001
"""

from pathlib import Path

from hengjian.kit.migrating.baseline import begin_schema
from hengjian.targets.migrations.baseline import copies, plans, reports, values, years

revision = "targets_v1_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    begin_schema(
        "targets",
        [years.create, copies.create, values.create, plans.create, reports.create],
        Path(__file__).parents[1] / "baseline" / "guards.sql",
    )
