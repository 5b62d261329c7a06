from hengjian.kit.data.alembic_env import run_migrations
from hengjian.targets.models import metadata

run_migrations(metadata)
