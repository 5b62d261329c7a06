from hengjian.kit.migrating.alembic_env import run_migrations
from hengjian.supervision.migrations.entities import ENTITIES
from hengjian.supervision.models import metadata

run_migrations(metadata, ENTITIES)
