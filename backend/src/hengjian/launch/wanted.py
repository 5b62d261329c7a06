"""What a start is given: what the person at the terminal asked for, and the database that was made ready for it."""

from dataclasses import dataclass
from pathlib import Path

from hengjian.launch.home import Home


@dataclass(frozen=True)
class Wanted:
    """What the person at the terminal asked for. ``database_url`` None means the embedded server."""

    home: Home
    port: int
    web_dir: Path | None
    database_url: str | None
    demo: bool = False
    simulate: bool = False
    apart: bool = False
    reload: bool = False


@dataclass(frozen=True)
class Database:
    url: str
    name: str
    is_new: bool
