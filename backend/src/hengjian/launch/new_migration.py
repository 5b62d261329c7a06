"""``hengjian new-migration``: a revision from what differs between the models and a database at the present heads."""

import asyncio
import io
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import date
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import Script, ScriptDirectory

from hengjian.kit.settings import ServiceName
from hengjian.launch.bootstrap import prepare_database
from hengjian.launch.home import DATABASE, Home
from hengjian.launch.migrate import alembic_config, migrate
from hengjian.launch.postgres import EmbeddedPostgres
from hengjian.launch.source_format import format_sources
from hengjian.launch.trouble import LaunchRefusedError
from hengjian.launch.up import COMMAND_CONNECTIONS

_NUMBER = re.compile(r"_v1_([0-9]{4})$")


def new_migration(service: ServiceName, title: str, on: date) -> Path:
    """Write the next revision of ``service`` and return its file; refused where there is nothing to write.

    The comparison is made in a database of its own, built by the migrations and thrown away afterwards.
    """
    slug = re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_")
    if not slug:
        raise LaunchRefusedError("标题须含英文字母 / the title needs English letters: say what changes")
    with _scratch_database() as (owner_url, home):
        config = alembic_config(service, owner_url, home.role_of)
        number = _next_number(config)
        revision = f"{service}_v1_{number:04d}"
        config.set_main_option("file_template", f"{on:%Y_%m_%d}_{number:04d}_{slug}")
        with redirect_stdout(io.StringIO()):
            found = command.revision(config, title, autogenerate=True, rev_id=revision)
    assert isinstance(found, Script)
    file = Path(found.path)
    if _is_empty(file):
        file.unlink()
        raise LaunchRefusedError(f"{service} 的模型与数据库一致，无须迁移 / models and database of {service} agree")
    format_sources([file])
    return file


def _next_number(config: Config) -> int:
    head = ScriptDirectory.from_config(config).get_current_head()
    found = _NUMBER.search(head or "")
    if found is None:
        raise LaunchRefusedError(f"无法识别的版本 / not a revision of this project: {head}")
    return int(found[1]) + 1


def _is_empty(file: Path) -> bool:
    body = file.read_text().partition("def upgrade() -> None:")[2]
    return [line for line in body.splitlines() if line.strip() and not line.strip().startswith("#")] == ["    pass"]


@contextmanager
def _scratch_database() -> Iterator[tuple[str, Home]]:
    folder = Path(tempfile.mkdtemp(prefix="hengjian-migration-"))
    folder.chmod(0o755)
    home = Home(folder / "home")
    server = EmbeddedPostgres(home.cluster, home.secrets()["superuser_password"], ends_with_parent=True)
    try:
        server.start()
        asyncio.run(prepare_database(server.url, home, connections=COMMAND_CONNECTIONS))
        owner_url = home.owner_url(server.url, DATABASE)
        migrate(owner_url, home.role_of)
        yield owner_url, home
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)
