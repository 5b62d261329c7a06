"""Where the examples are kept: a file for each part of the contract, to be read by people."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[5] / "docs" / "api" / "examples"


def read_examples(folder: Path = FOLDER) -> dict[str, dict[str, Any]]:
    """By operation: ``status``, ``answer`` and ``request`` where there are such bodies, and a ``problem``."""
    found: dict[str, dict[str, Any]] = {}
    for file in sorted(folder.rglob("*.json")):
        found |= json.loads(file.read_text())
    return found


def write_examples(examples: Mapping[str, dict[str, Any]], tags: Mapping[str, str], folder: Path = FOLDER) -> None:
    """``tags`` are of the form ``service: part``; what has none stands outside the contract."""
    by_file: dict[Path, dict[str, Any]] = {}
    for operation, example in sorted(examples.items()):
        if operation not in tags:
            continue
        service, _, part = tags[operation].partition(": ")
        by_file.setdefault(folder / service / f"{part.replace(' ', '-')}.json", {})[operation] = example
    shutil.rmtree(folder, ignore_errors=True)
    for file, content in by_file.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n")
