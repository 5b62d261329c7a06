"""What the commands of the terminal share: their common options, and refusals of one sentence."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from hengjian.launch.trouble import LaunchRefusedError

console = Console()
errors = Console(stderr=True)

HomeOption = Annotated[Path | None, typer.Option("--home", help="Data folder; HENGJIAN_HOME, else .hengjian/")]
DatabaseOption = Annotated[
    str | None,
    typer.Option("--database-url", help="An ordinary PostgreSQL instead of the embedded one; HENGJIAN_DATABASE_URL"),
]


@contextmanager
def plain_refusals() -> Iterator[None]:
    """A start that cannot be is one sentence and exit code 1."""
    try:
        yield
    except LaunchRefusedError as error:
        refuse(str(error), error)
    except PermissionError as error:
        refuse(f"没有权限 / permission denied: {error.filename}", error)


def refuse(sentence: str, cause: Exception | None = None) -> NoReturn:
    errors.print(sentence, style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(1) from cause


def database_url_of(chosen: str | None) -> str | None:
    url = chosen or os.environ.get("HENGJIAN_DATABASE_URL")
    if not url:
        return None
    scheme, separator, rest = url.partition("://")
    if scheme not in {"postgres", "postgresql"} or not separator:
        refuse("数据库地址应以 postgresql:// 开头 / the database URL begins with postgresql://")
    return f"postgresql://{rest}"
