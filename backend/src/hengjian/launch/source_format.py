"""What is written for a developer is written as a developer leaves it: checked and formatted by the house's own
rules."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

BACKEND = Path(__file__).resolve().parents[3]
"""Of a checkout; the rules stand in its ``pyproject.toml``."""


def format_sources(files: Iterable[Path]) -> None:
    """Sort imports and lay out the lines; left alone where the developer's tools are not installed."""
    ruff = Path(sys.executable).parent / "ruff"
    if ruff.exists():
        named = [str(file) for file in files]
        for verb in (["check", "--fix"], ["format"]):
            subprocess.run([str(ruff), *verb, "--quiet", *named], cwd=BACKEND, check=False)  # noqa: S603 - our own tool
