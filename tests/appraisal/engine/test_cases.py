"""Cases that hold by contract; each file says what it shows and where its numbers come from."""

import json
from pathlib import Path

import pytest

from hengjian.appraisal.engine import DocumentRefused, check_expectation, evaluate_files, evaluate_text

CASES = sorted((Path(__file__).parent / "cases").glob("*.json"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case: Path) -> None:
    document = json.loads(case.read_text())
    try:
        outcome = evaluate_text(case.read_text())
    except DocumentRefused as refused:
        outcome = {"errors": refused.errors}
    assert check_expectation(document, outcome) == []


def test_check_says_what_differs_and_exits_1(tmp_path: Path) -> None:
    document = json.loads((Path(__file__).parent / "cases" / "year-township-1.json").read_text())
    document["expect"]["T1"]["total"] = "94.41"
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps(document))
    lines: list[str] = []
    assert evaluate_files([CASES[0], wrong], True, "zh", lines.append) == 1
    assert lines == [f"{CASES[0]} ok", f"{wrong} FAILED: T1.total: expected 94.41, got 94.40"]


def test_a_refused_document_prints_its_errors_and_exits_1(tmp_path: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"scheme": {}, "scheme": {}}')
    lines: list[str] = []
    assert evaluate_files([broken], False, "en", lines.append) == 1
    assert json.loads(lines[0])["errors"][0] | {"message": ""} == {"pointer": "", "code": "bad_shape", "message": ""}
