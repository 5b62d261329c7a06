"""What the first release of directory begins with.

Revision ID: directory_v1_0001
"""

from hengjian.directory.migrations.baseline import directory
from hengjian.directory.migrations.entities import ENTITIES
from hengjian.kit.data.baseline import begin_schema

revision = "directory_v1_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    begin_schema("directory", [directory.create], ENTITIES)
