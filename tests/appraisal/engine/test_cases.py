"""Cases that hold by contract; each file says what it shows and where its numbers come from."""

import json
from pathlib import Path

import pytest

from hengjian.appraisal.engine import DocumentRefusedError, check_expectation, evaluate_text
from hengjian.launch.document_files import evaluate_files

CASES = sorted((Path(__file__).parent / "cases").glob("*.json"))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_case(case: Path) -> None:
    document = json.loads(case.read_text())
    try:
        outcome = evaluate_text(case.read_text())
    except DocumentRefusedError as refused:
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


def checked(tmp_path: Path, text: str) -> str:
    case = tmp_path / "case.json"
    case.write_text(text)
    lines: list[str] = []
    evaluate_files([case], True, "en", lines.append)
    return lines[0].removeprefix(f"{case} ")


def test_a_repeated_key_can_be_expected(tmp_path: Path) -> None:
    repeated = '{"scheme": {}, "scheme": {}, "expect": {"error": {"code": "bad_shape", "pointer": "", "note": "why"}}}'
    assert checked(tmp_path, repeated) == "ok"


@pytest.mark.parametrize("expect", [[], {"error": "bad_shape"}, {"T1": "94.40"}, {"T1": {"nodes": []}}])
def test_an_expectation_that_is_none_fails(tmp_path: Path, expect: object) -> None:
    document = json.loads((Path(__file__).parent / "cases" / "year-township-1.json").read_text())
    assert checked(tmp_path, json.dumps(document | {"expect": expect})).startswith("FAILED: ")


def nested(depth: int) -> str:
    opened = "".join(f'{{"code": "g{level}", "combine": "sum", "parts": [' for level in range(depth))
    leaf = '{"code": "leaf", "rule": {"type": "given"}}'
    expect = {"error": {"code": "too_large", "pointer": "/scheme/root" + "/parts/0" * 64}}
    return f'{{"scheme": {{"root": {opened}{leaf}{"]}" * depth}}}, "subjects": [], "expect": {json.dumps(expect)}}}'


@pytest.mark.parametrize("depth", [64, 600, 20_000])
def test_a_tree_is_judged_at_any_depth(tmp_path: Path, depth: int) -> None:
    assert checked(tmp_path, nested(depth)) == "ok"


def test_as_deep_as_a_tree_may_be() -> None:
    document = json.loads(nested(63))
    document["subjects"] = [{"code": "A", "class": "c", "facts": {"leaf": {"score": "1"}}}]
    assert evaluate_text(json.dumps(document))["subjects"][0]["total"] == "1.00"


DEEP = 50_000
NO_DOCUMENTS = {
    "unclosed": "[" * DEEP,
    "a list": "[" * DEEP + "]" * DEEP,
    "wrongly closed": "[" * DEEP + "}" * DEEP,
    "no comma": "[" * DEEP + "1 2" + "]" * DEEP,
    "more behind": "[" * DEEP + "]" * DEEP + "1",
    "unknown key": '{"a":' * DEEP + "1" + "}" * DEEP,
    "repeated key": '{"a":' * DEEP + '{"a":1,"a":1}' + "}" * DEEP,
    "no key": '{"a":' * DEEP + "{1:1}" + "}" * DEEP,
    "no colon": '{"a":' * DEEP + '{"a" 1}' + "}" * DEEP,
}


@pytest.mark.parametrize("text", NO_DOCUMENTS.values(), ids=NO_DOCUMENTS)
def test_deep_text_that_is_no_document(text: str) -> None:
    with pytest.raises(DocumentRefusedError) as caught:
        evaluate_text(text)
    assert {error["code"] for error in caught.value.errors} == {"bad_shape"}


@pytest.mark.parametrize("rank", [True, "1"])
def test_a_rank_is_expected_as_a_number(tmp_path: Path, rank: object) -> None:
    document = json.loads((Path(__file__).parent / "cases" / "year-township-1.json").read_text())
    first = next(code for code, wanted in document["expect"].items() if wanted.get("rank") == 1)
    expect = {first: {"rank": rank}}
    assert checked(tmp_path, json.dumps(document | {"expect": expect})).startswith(f"FAILED: {first}.rank: ")
    expect[first]["rank"] = 1
    assert checked(tmp_path, json.dumps(document | {"expect": expect})) == "ok"


def test_a_refused_file_without_expectation_says_why(tmp_path: Path) -> None:
    assert checked(tmp_path, "{").startswith("FAILED: no expectation; refused: bad_shape at the whole file: ")
    lines: list[str] = []
    assert evaluate_files([tmp_path / "absent.json"], True, "en", lines.append) == 1
    assert "This file cannot be read" in lines[0]
