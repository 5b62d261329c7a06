"""``hengjian evaluate``: documents of the scheme language read from files, scored, and compared with what they
expect."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from hengjian.appraisal.cycle_search import cycle_search_off
from hengjian.appraisal.engine import DocumentRefusedError, check_expectation, evaluate, read_document, read_leniently


def evaluate_files(paths: Sequence[Path], check: bool, language: str, out: Callable[[str], None]) -> int:
    """Print the result of each file, or a line a file with ``check``; returns the exit code."""
    is_well = True
    for path in paths:
        document, outcome = _evaluate_file(path, language, explained=not check)
        if check:
            differences = check_expectation(document, outcome)
            out(_printable(f"{path} FAILED: {differences[0]}" if differences else f"{path} ok"))
            is_well &= not differences
        else:
            out(json.dumps(outcome, ensure_ascii=False, indent=2))
            is_well &= "errors" not in outcome
    return 0 if is_well else 1


def _evaluate_file(path: Path, language: str, *, explained: bool) -> tuple[Any, dict[str, Any]]:
    """The document, for what it expects, and its outcome."""
    try:
        text = path.read_bytes()
    except OSError as error:
        reason = f"{path}: {error.strerror}"
        message = f"This file cannot be read. {reason}" if language == "en" else f"文件无法读取。{reason}"
        return None, {"errors": [{"pointer": "", "code": "bad_shape", "message": message}]}
    document = None
    try:
        document = read_document(text, language)
        with cycle_search_off():
            outcome = evaluate(document, language, explained=explained)
    except DocumentRefusedError as refused:
        document = document or read_leniently(text)
        outcome = {"errors": refused.errors}
    return document, outcome


def _printable(line: str) -> str:
    return line.encode(errors="backslashreplace").decode()
