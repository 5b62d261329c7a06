"""What the first release of personnel begins with.

Revision ID: personnel_v1_0001
"""

from pathlib import Path

from hengjian.kit.migrating.baseline import begin_schema
from hengjian.personnel.migrations.baseline import consequences, copies, nominations, proposals, results

revision = "personnel_v1_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    begin_schema(
        "personnel",
        [copies.create, results.create, nominations.create, proposals.create, consequences.create],
        Path(__file__).parents[1] / "baseline" / "guards.sql",
    )
