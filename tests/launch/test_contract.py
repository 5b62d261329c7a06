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

from hengjian.contracts.scopes import MACHINE_SCOPES, PEOPLE_ONLY
from hengjian.launch.contract import check_contract, merge_contract, write_contract
from hengjian.launch.descriptions import read_descriptions
from hengjian.launch.examples.files import FOLDER, read_examples

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


def _shared(answer: dict[str, Any], contract: dict[str, Any]) -> dict[str, Any]:
    """The answer itself, where an operation names one that many share."""
    found: dict[str, Any] = answer
    if "$ref" in answer:
        found = contract["components"]["responses"][answer["$ref"].rpartition("/")[2]]
    return found


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
        issued |= {"change_password", "end_other_sessions", "rotate_client_secret"}
        asked = {"download_trial", "evaluate_document", "examine_scheme", "preview_rule", "try_scheme"}
        read = {"read_manual_table", "read_sample_facts"}
        assert without == issued | asked | read

    def test_every_refusal_is_a_problem(self, contract: dict[str, Any], operations: Operations) -> None:
        for _, _, entry in operations:
            for status, named in entry["responses"].items():
                if status < "400" or entry["operationId"] == "issue_client_token":
                    continue
                answer = _shared(named, contract)
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
        assert set(scopes) == MACHINE_SCOPES
        asked = {scope for _, _, e in operations for way in e["security"] for scope in way.get("client", ())}
        assert asked <= set(scopes)
        assert len(asked) > 30

    def test_a_client_is_offered_the_scopes_that_may_be_granted(self, contract: dict[str, Any]) -> None:
        for name in ("ClientEntry", "ClientChange", "ClientView"):
            scopes = contract["components"]["schemas"][name]["properties"]["scopes"]
            listed = next(one for one in (scopes, *scopes.get("anyOf", ())) if "items" in one)
            assert set(listed["items"]["enum"]) == MACHINE_SCOPES


NOT_RECORDED = {
    "decide_ballot_round": "only a restore voids a round, and nothing is restored while a year is played",
    "follow_standings": "a stream of events has no end and no body to show",
    "review_personnel_decision": "no decision of the small year has a newer version of its result",
}
NOTHING_TO_REFUSE = {
    "get_county": "asks for nothing and is open to everybody",
    **dict.fromkeys(
        (f"{name}_health" for name in ("appraisal", "directory", "personnel", "supervision", "targets")),
        "answers that a service is down instead of refusing",
    ),
    "get_health": "answers which service is down instead of refusing",
}


class TestDescriptions:
    def test_every_operation_is_described_and_nothing_else(self, operations: Operations) -> None:
        assert set(read_descriptions()) == {entry["operationId"] for _, _, entry in operations}

    def test_a_description_is_a_few_sentences(self) -> None:
        said = {name: len(re.findall(r"\.(?=\s|$)", text)) for name, text in read_descriptions().items()}
        assert {name: count for name, count in said.items() if not 2 <= count <= 5} == {}

    def test_the_contract_has_them_with_who_may_call(self, operations: Operations) -> None:
        written = read_descriptions()
        for _, _, entry in operations:
            said, _, callers = entry["description"].rpartition("\n\n")
            assert said == written[entry["operationId"]]
            scopes = [scope for way in entry["security"] for scope in way.get("client", ())]
            if scopes:
                assert callers.startswith(f"Needs `{scopes[0]}`, held by: ")
            elif callers.startswith("Needs `"):
                assert callers.split("`")[1] in PEOPLE_ONLY
            else:
                assert callers in {"Open to everybody.", "For whoever is signed in."}
            assert (callers == "Open to everybody.") == (entry["security"] == [])

    def test_codes_named_are_codes_that_the_operation_declares(self, contract: dict[str, Any]) -> None:
        """A code in brackets is a promise; one that moved to another operation must not stay behind."""
        for methods in contract["paths"].values():
            for entry in methods.values():
                declared = set(_codes(entry, contract)) | {"refused_by_policy", "not_found"}
                known = {code for text in re.findall(r"\(([^)]*)\)", entry["description"]) for code in _named(text)}
                if not _judges_rows(entry):
                    assert known <= declared, (entry["operationId"], known - declared)


def _named(text: str) -> Iterator[str]:
    return (word for word in re.findall(r"`(\w+)`", text) if "_" in word)


def _judges_rows(entry: dict[str, Any]) -> bool:
    """Refusals of rows stand inside the answer of a batch."""
    return "row" in entry["description"] or "judged one by one" in entry["description"]


def _codes(entry: dict[str, Any], contract: dict[str, Any]) -> Iterator[str]:
    for named in entry["responses"].values():
        for content in _shared(named, contract).get("content", {}).values():
            for example in _examples(content, contract):
                if isinstance(example, dict) and "code" in example:
                    yield example["code"]


class TestRecordedExamples:
    def test_every_operation_has_one(self, operations: Operations) -> None:
        recorded = read_examples()
        assert set(recorded) <= {entry["operationId"] for _, _, entry in operations}
        lacking = set()
        for _, _, entry in operations:
            name, example = entry["operationId"], recorded.get(entry["operationId"], {})
            if "status" not in example:
                lacking.add(name)
                continue
            asks = entry.get("requestBody", {}).get("content", {})
            answer = entry["responses"][str(example["status"])].get("content", {})
            assert ("request" in example) == ("application/json" in asks), name
            assert ("answer" in example) == ("application/json" in answer), name
        assert lacking == set(NOT_RECORDED), "record it, or say why it cannot be"

    def test_every_operation_refuses_something(self, operations: Operations) -> None:
        recorded = read_examples()
        lacking = {e["operationId"] for _, _, e in operations if "problem" not in recorded.get(e["operationId"], {})}
        assert lacking == set(NOTHING_TO_REFUSE)

    def test_the_contract_shows_them(self, operations: Operations) -> None:
        recorded = read_examples()
        for _, _, entry in operations:
            example = recorded.get(entry["operationId"], {})
            if "request" in example:
                assert entry["requestBody"]["content"]["application/json"]["example"] == example["request"]
            if "answer" in example:
                shown = entry["responses"][str(example["status"])]["content"]["application/json"]
                assert shown["example"] == example["answer"]
            if "problem" in example:
                refusal = entry["responses"][str(example["problem"]["status"])]["content"]["application/problem+json"]
                assert refusal["examples"]["recorded"]["value"] == example["problem"]

    def test_they_give_no_secret_away(self) -> None:
        """Tokens are signed, passwords and secrets random: what was recorded of them is replaced."""
        text = "\n".join(file.read_text() for file in FOLDER.rglob("*.json"))
        assert set(re.findall(r'"(?:password|present|new)": "([^"]*)"', text)) <= {
            "a long enough one",
            "another long enough one",
        }
        assert set(re.findall(r'"client_secret": "([^"]*)"', text)) == {"a secret that is shown only once"}
        assert re.findall(r"eyJ[\w.-]{80,}", text) == []


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


def test_the_common_answer_of_an_outage_tells_what_was_not_saved_from_what_is_not_known(
    contract: dict[str, Any],
) -> None:
    answer = contract["components"]["responses"]["DatabaseUnavailable"]
    examples = answer["content"]["application/problem+json"]["examples"]
    told = {code: (example["value"]["code"], example["value"]["status"]) for code, example in examples.items()}
    assert told == {code: (code, 503) for code in ("database_unavailable", "too_busy", "outcome_unknown")}
    assert "Retry-After" in answer["headers"]
