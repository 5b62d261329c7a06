from hengjian.kit.migrating.alembic_env import run_migrations
from hengjian.targets.migrations.entities import ENTITIES
from hengjian.targets.models import metadata

run_migrations(metadata, ENTITIES)
