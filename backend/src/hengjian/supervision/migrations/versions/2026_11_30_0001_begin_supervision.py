"""What the first release of supervision begins with.

Revision ID: supervision_v1_0001
"""

from pathlib import Path

from hengjian.kit.migrating.baseline import begin_schema
from hengjian.supervision.migrations.baseline import (
    bulletin,
    copies,
    deductions,
    draws,
    evidence,
    numbers,
    pictures,
    rectifications,
    rounds,
    rules,
    tallies,
    visits,
)

revision = "supervision_v1_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    begin_schema(
        "supervision",
        [
            copies.create,
            rules.create,
            tallies.create,
            draws.create,
            numbers.create,
            rounds.create,
            visits.create,
            deductions.create,
            bulletin.create,
            evidence.create,
            rectifications.create,
            pictures.create,
        ],
        Path(__file__).parents[1] / "baseline" / "guards.sql",
    )
