"""The public contract: one valid document that says of every operation who may call it and what can go wrong."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from hengjian.contracts.permissions import Permission
from hengjian.launch.contract import check_contract, merge_contract, write_contract

URI = "urn:contract"


@pytest.fixture(scope="module")
def contract() -> dict[str, Any]:
    return merge_contract()


@pytest.fixture(scope="module")
def operations(contract: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(method, path, entry) for path, methods in contract["paths"].items() for method, entry in methods.items()]


def _references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        for value in part.values():
            yield from _references(value)
    elif isinstance(part, list):
        for value in part:
            yield from _references(value)


def _contents(entry: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for part in (entry.get("requestBody", {}), *entry["responses"].values()):
        yield from part.get("content", {}).items()


class TestDocument:
    def test_every_reference_leads_somewhere(self, contract: dict[str, Any]) -> None:
        for reference in set(_references(contract)):
            part = contract
            for step in reference.removeprefix("#/").split("/"):
                part = part[step]

    def test_no_part_is_left_unused(self, contract: dict[str, Any]) -> None:
        used = {reference.rpartition("/")[2] for reference in _references(contract)}
        for kind in ("schemas", "responses", "examples"):
            assert set(contract["components"][kind]) - used == set(), kind

    def test_internal_routes_stay_inside(self, contract: dict[str, Any]) -> None:
        assert [path for path in contract["paths"] if "/internal" in path] == []

    def test_making_it_twice_gives_the_same_file(self, tmp_path: Path) -> None:
        file = tmp_path / "openapi.yaml"
        assert not check_contract(file)
        write_contract(file)
        assert check_contract(file)
        assert not re.search(r"[:-] [&*]id\d", file.read_text()), "readers of OpenAPI stumble over YAML's aliases"
        file.write_text(file.read_text() + "\n")
        assert not check_contract(file)


Operations = list[tuple[str, str, dict[str, Any]]]


class TestOperations:
    def test_each_has_a_name_of_its_own_and_a_summary(self, operations: Operations) -> None:
        names = Counter(entry["operationId"] for _, _, entry in operations)
        assert [name for name, count in names.items() if count > 1] == []
        assert [entry["operationId"] for _, _, entry in operations if not entry.get("summary")] == []

    def test_common_refusals_are_declared(self, operations: Operations) -> None:
        for method, path, entry in operations:
            declared = set(entry["responses"])
            assert {"400", "413", "422", "503"} <= declared, entry["operationId"]
            if entry["security"]:
                assert {"401", "403"} <= declared, entry["operationId"]
            if "{" in path:
                assert "404" in declared, entry["operationId"]
            headers = {parameter["name"] for parameter in entry.get("parameters", ()) if parameter["in"] == "header"}
            if method == "patch" and "upload-offset" not in headers:
                assert "If-Match" in headers, entry["operationId"]
                assert {"412", "428"} <= declared, entry["operationId"]
            if "Idempotency-Key" in headers:
                assert "409" in declared, entry["operationId"]

    def test_posts_that_are_not_kept_are_known(self, operations: Operations) -> None:
        """An answer that holds a secret must not be stored, one that is only read need not be; that is decided here."""
        without = {
            entry["operationId"]
            for method, _, entry in operations
            if method == "post" and not any(p["name"] == "Idempotency-Key" for p in entry.get("parameters", ()))
        }
        issued = {"issue_client_token", "move_demo_clock", "register_client", "renew_session", "sign_in"}
        asked = {"download_trial", "evaluate_document", "examine_scheme", "preview_rule", "try_scheme"}
        read = {"read_manual_table", "read_sample_facts"}
        assert without == issued | asked | read

    def test_every_refusal_is_a_problem(self, contract: dict[str, Any], operations: Operations) -> None:
        for _, _, entry in operations:
            for status, answer in entry["responses"].items():
                if status < "400" or entry["operationId"] == "issue_client_token":
                    continue
                if "$ref" in answer:
                    answer = contract["components"]["responses"][answer["$ref"].rpartition("/")[2]]
                assert set(answer["content"]) == {"application/problem+json"}, (entry["operationId"], status)

    def test_public_operations_are_those_and_no_others(self, operations: Operations) -> None:
        public = {entry["operationId"] for _, _, entry in operations if entry["security"] == []}
        assert {name for name in public if not name.endswith("health")} == {
            "get_county",
            "get_public_file",
            "issue_client_token",
            "list_bulletin",
            "list_seals",
            "renew_session",
            "sign_in",
        }

    def test_a_list_names_the_rows_of_its_own_service(self, contract: dict[str, Any]) -> None:
        """Two services call a schema RoundView; pages of them must not be taken for one another."""

        def rows_of(path: str) -> set[str]:
            answer = contract["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
            page = contract["components"]["schemas"][answer["$ref"].rpartition("/")[2]]
            rows = contract["components"]["schemas"][page["properties"]["items"]["items"]["$ref"].rpartition("/")[2]]
            return set(rows["properties"])

        assert "period" in rows_of("/api/v1/supervision/rounds")
        assert "item_code" in rows_of("/api/v1/appraisal/evaluation-rounds")

    def test_scopes_are_permissions(self, contract: dict[str, Any], operations: Operations) -> None:
        scopes = contract["components"]["securitySchemes"]["client"]["flows"]["clientCredentials"]["scopes"]
        assert set(scopes) == set(Permission)
        asked = {scope for _, _, e in operations for way in e["security"] for scope in way.get("client", ())}
        assert asked <= set(scopes)
        assert len(asked) > 40


class TestExamples:
    def test_bodies_and_answers_have_one(self, operations: Operations) -> None:
        for _, _, entry in operations:
            for media, content in _contents(entry):
                if media != "text/html" and content.get("schema"):
                    assert "example" in content or "examples" in content, (entry["operationId"], media)

    def test_every_example_is_valid(self, contract: dict[str, Any], operations: Operations) -> None:
        registry: Registry[Any] = Registry().with_resource(
            URI, Resource.from_contents(contract, default_specification=DRAFT202012)
        )
        common = contract["components"]["responses"].items()
        cases = [(e["operationId"], content) for _, _, e in operations for _, content in _contents(e)]
        cases += [(name, content) for name, answer in common for content in answer["content"].values()]
        faults = []
        for name, content in cases:
            schema = {"$ref": URI + content["schema"]["$ref"]} if "$ref" in content["schema"] else content["schema"]
            validator = Draft202012Validator(_absolute(schema), registry=registry, format_checker=FormatChecker())
            for example in _examples(content, contract):
                faults += [(name, error.json_path, error.message[:80]) for error in validator.iter_errors(example)]
        assert faults == [], "\n".join(map(str, faults))


def _absolute(part: Any) -> Any:
    """References of a schema taken out of the document, leading back into it."""
    if isinstance(part, dict):
        return {
            key: URI + value if key == "$ref" and value.startswith("#") else _absolute(value)
            for key, value in part.items()
        }
    return [_absolute(value) for value in part] if isinstance(part, list) else part


def _examples(content: dict[str, Any], contract: dict[str, Any]) -> Iterator[Any]:
    if "example" in content:
        yield content["example"]
    for name, example in content.get("examples", {}).items():
        yield (contract["components"]["examples"][name] if "$ref" in example else example)["value"]
