"""What the first release of appraisal begins with.

Revision ID: appraisal_v1_0001
"""

from pathlib import Path

from hengjian.appraisal.migrations.baseline import copies, facts, results, rounds, schemes
from hengjian.kit.migrating.baseline import begin_schema

revision = "appraisal_v1_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    begin_schema(
        "appraisal",
        [rounds.create, copies.create, facts.create, schemes.create, results.create],
        Path(__file__).parents[1] / "baseline" / "guards.sql",
    )
