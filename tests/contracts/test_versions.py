"""Every change of a record tells its new version, and everybody who changes one may say which version is meant."""

from collections.abc import Mapping
from typing import Any

import pytest

from hengjian.launch.contract import merge_contract

SOURCES_ONLY = {"copy_scheme", "prepare_public_picture"}
"""They make another record of one that stays as it is."""
_LETTERS = {f"retry_{service}_dead_letter" for service in ("appraisal", "personnel", "supervision", "targets")}
NO_RECORD = {
    "try_scheme",
    "examine_scheme",
    "read_sample_facts",
    "download_trial",
    "end_sessions_of_account",
    *_LETTERS,
}
"""They calculate and leave nothing behind, or end what has no version: sessions, and events set aside."""
MANY = {
    "verify_sheets",
    "score_sheets",
    "sign_sheets",
    "enter_ballot_counts",
    "assess_units",
    "add_round_projects",
    "record_round_findings",
}
"""They change many records and answer for each."""
FILES = {"take_chunk", "import_round_projects"}
"""A piece of a file, whose place in it is its condition; and work that a job does afterwards."""


@pytest.fixture(scope="module")
def contract() -> dict[str, Any]:
    return merge_contract()


def _changes(contract: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Operations on a record that there is."""
    return [
        (path, operation)
        for path, methods in contract["paths"].items()
        for method, operation in methods.items()
        if method in {"put", "patch"} or (method == "post" and "{" in path)
        if operation["operationId"] not in NO_RECORD | MANY | FILES
    ]


def test_what_is_left_out_is_there(contract: dict[str, Any]) -> None:
    names = {operation["operationId"] for methods in contract["paths"].values() for operation in methods.values()}
    assert names >= NO_RECORD | MANY | FILES | SOURCES_ONLY


def test_every_change_tells_the_version(contract: dict[str, Any]) -> None:
    changes = _changes(contract)
    assert len(changes) > 60
    silent = [
        operation["operationId"]
        for _, operation in changes
        if not any("ETag" in answer.get("headers", {}) for answer in operation["responses"].values())
    ]
    assert silent == []


def test_every_change_may_name_the_version(contract: dict[str, Any]) -> None:
    careless = [
        operation["operationId"]
        for _, operation in _changes(contract)
        if operation["operationId"] not in SOURCES_ONLY
        and not {"If-Match"} & {parameter["name"] for parameter in operation.get("parameters", ())}
    ]
    assert careless == []


def test_every_record_that_is_changed_tells_the_version_when_it_is_read(contract: dict[str, Any]) -> None:
    for path, operation in _changes(contract):
        read = contract["paths"].get(path.partition(":")[0], {}).get("get")
        if read is not None:
            [answer] = [answer for status, answer in read["responses"].items() if status == "200"]
            assert "ETag" in answer["headers"], operation["operationId"]
