from hengjian.kit.migrating.alembic_env import run_migrations
from hengjian.personnel.migrations.entities import ENTITIES
from hengjian.personnel.models import metadata

run_migrations(metadata, ENTITIES)
