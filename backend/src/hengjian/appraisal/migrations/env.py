from hengjian.appraisal.migrations.entities import ENTITIES
from hengjian.appraisal.models import metadata
from hengjian.kit.migrating.alembic_env import run_migrations

run_migrations(metadata, ENTITIES)
