"""The database of an installation for a command at the terminal, whether the installation runs or stands still."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from hengjian.launch.home import DATABASE, Home
from hengjian.launch.postgres import EmbeddedPostgres, running_port
from hengjian.launch.trouble import LaunchRefusedError
from hengjian.launch.up import running_database
from hengjian.launch.wanted import Database


def name_in(database_url: str) -> str:
    return database_url.partition("?")[0].rpartition("/")[2] or DATABASE


@contextmanager
def present_database(home: Home, database_url: str | None) -> Iterator[Database]:
    """As it is, without migrations; an embedded server that stands still is started for the time being."""
    if not (home.folder / "secrets.json").exists():
        raise LaunchRefusedError(f"{home.folder} 中没有数据 / holds no data")
    if database_url is not None:
        yield Database(database_url, name_in(database_url), is_new=False)
        return
    server = EmbeddedPostgres(home.cluster, home.secrets()["superuser_password"], ends_with_parent=True)
    port = running_port(server)
    if port is not None:
        server.port = port
        yield Database(server.url, DATABASE, is_new=False)
        return
    with home.locked():
        server.start()
        try:
            yield Database(server.url, DATABASE, is_new=False)
        finally:
            server.stop()


@contextmanager
def ready_database(home: Home, database_url: str | None, say: Callable[[str], None]) -> Iterator[Database]:
    """With its tables: beside a running installation, which has made them, or made for this command."""
    if home.is_locked():
        with present_database(home, database_url) as database:
            yield database
        return
    with home.locked(), running_database(home, database_url, say) as database:
        yield database
