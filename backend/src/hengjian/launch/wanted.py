"""What a start is given: what the person at the terminal asked for, and the database that was made ready for it."""

from dataclasses import dataclass
from pathlib import Path

from hengjian.launch.address import HOST, address_of
from hengjian.launch.home import Home


@dataclass(frozen=True)
class Wanted:
    """What the person at the terminal asked for. ``database_url`` None means the embedded server.

    ``certificate`` and ``certificate_key`` are files in PEM; with them the one process speaks TLS.
    """

    home: Home
    port: int
    web_dir: Path | None
    database_url: str | None
    demo: bool = False
    rehearsal: bool = False
    simulate: bool = False
    apart: bool = False
    reload: bool = False
    host: str = HOST
    certificate: Path | None = None
    certificate_key: Path | None = None

    @property
    def address(self) -> str:
        """Where a browser finds it; on all addresses of the machine, as the machine itself does."""
        return address_of(self.port, self.host, is_secured=self.certificate is not None)


@dataclass(frozen=True)
class Database:
    url: str
    name: str
    is_new: bool
