"""Passwords and passphrases for a command: typed unseen, or in a file that only its owner may read."""

import os
from collections.abc import Callable
from pathlib import Path

from hengjian.launch.trouble import LaunchRefusedError

Ask = Callable[[], str]


def read_secret(variable: str, ask: Ask) -> str:
    """From the file that the variable names, or as typed; arguments of a command are seen by everybody."""
    chosen = os.environ.get(variable)
    return read_secret_file(Path(chosen), variable) if chosen else ask()


def read_secret_file(file: Path, named_by: str) -> str:
    try:
        mode, content = file.stat().st_mode, file.read_text().strip()
    except (OSError, UnicodeDecodeError) as error:
        raise LaunchRefusedError(f"{named_by}：{file} 无法读取 / {file} cannot be read") from error
    if mode & 0o077:
        raise LaunchRefusedError(
            f"{named_by}：{file} 可被他人读取，请先 chmod 600 / {file} may be read by others; chmod 600 it first"
        )
    if not content:
        raise LaunchRefusedError(f"{named_by}：{file} 是空的 / {file} is empty")
    return content
