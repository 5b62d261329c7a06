from hengjian.directory.migrations.entities import ENTITIES
from hengjian.directory.models import metadata
from hengjian.kit.migrating.alembic_env import run_migrations

run_migrations(metadata, ENTITIES)
