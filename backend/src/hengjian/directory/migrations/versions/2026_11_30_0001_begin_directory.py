"""What the first release of directory begins with.

Revision ID: directory_v1_0001
"""

from pathlib import Path

from hengjian.directory.migrations.baseline import directory, ties
from hengjian.kit.migrating.baseline import begin_schema

revision = "directory_v1_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    begin_schema("directory", [directory.create, ties.create], Path(__file__).parents[1] / "baseline" / "guards.sql")
