"""``openapi.yaml``: the five services' descriptions merged into one public contract."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

import yaml
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from joserfc.jwk import OKPKey
from pydantic import SecretStr

from hengjian.contracts.scopes import MACHINE_SCOPES
from hengjian.gateway import create_apps
from hengjian.kit.access.auth import TOKEN_COOKIE
from hengjian.kit.edge.paging import MOST_COUNTED
from hengjian.kit.edge.routing import TOTAL_COUNT
from hengjian.kit.problems.problems import DatabaseUnavailable, OutcomeUnknown, ProblemBody, TooBusy
from hengjian.kit.settings import ServiceName, ServiceSettings
from hengjian.launch.descriptions import read_descriptions, tell_callers
from hengjian.launch.examples.files import read_examples
from hengjian.launch.examples.merging import merge_example
from hengjian.launch.routes import Route, routes_of
from hengjian.launch.samples import make_sample

PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemBody"}}}
_COMMON = {
    "400": ("malformed_json", "Malformed JSON, or a cursor that is not valid"),
    "401": ("not_signed_in", "Not signed in, or the access token has expired"),
    "403": ("not_permitted", "Not allowed; the reason is in `detail`"),
    "404": ("not_found", "There is no such record that the caller may see"),
    "409": ("request_still_running", "The same Idempotency-Key is being carried out, or the record is in the way"),
    "410": ("mark_gone", "The mark holds no longer; begin again with `changed_after=start`"),
    "412": ("stale_version", "Someone has changed the record since the version in If-Match"),
    "413": ("body_too_large", "The body is too large"),
    "422": ("invalid_input", "The input is not right; `errors` points at each fault"),
    "428": ("precondition_required", "An update needs If-Match"),
    "503": (
        "database_unavailable",
        "Not possible at the moment. `database_unavailable`: nothing was saved. Where records come in: `too_busy`, too "
        "many wait to be saved and nothing was; `outcome_unknown`, the connection broke while it was saved, and the "
        "same Idempotency-Key tells later",
    ),
}
_UNAVAILABLE = (DatabaseUnavailable, TooBusy, OutcomeUnknown)
_RETRY_AFTER = {"description": "Seconds to wait before it is tried again", "schema": {"type": "integer"}}
_TOTAL_COUNT = {
    "description": f"With `count`: how many rows there are in all; {MOST_COUNTED} stands for that many or more",
    "schema": {"type": "integer"},
    "example": 2320,
}
_IDEMPOTENCY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "A repeated request with the same key and body gets the stored answer",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200},
}
_IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "description": "The ETag of the version that the caller saw",
    "schema": {"type": "string"},
    "example": '"3"',
}
_ETAG = {"description": "The `version` of the record, for If-Match", "schema": {"type": "string"}, "example": '"3"'}


def described_apps() -> dict[ServiceName, FastAPI]:
    """The five applications as they stand, without any database."""
    key = OKPKey.generate_key("Ed25519")
    settings = {
        name: ServiceSettings(
            service=name,
            database_url="postgresql://nobody@127.0.0.1:1/none",
            sealing_database_url="postgresql://nobody@127.0.0.1:1/none",
            audit_key=SecretStr("for the description only, nothing is sealed with it"),
            internal_key=SecretStr("for the description only, nothing is signed with it"),
            token_public_key=key.as_pem(private=False).decode(),
            demo=True,
        )
        for name in ServiceName
    }
    return create_apps(settings)


def merge_contract() -> dict[str, Any]:
    """One document; a component that two services describe differently gets the service's name in front."""
    paths: dict[str, Any] = {}
    components: dict[str, Any] = {
        "ProblemBody": _without_titles(ProblemBody.model_json_schema(ref_template="#/components/schemas/{model}"))
    }
    components |= components["ProblemBody"].pop("$defs", {})
    routes: dict[str, Route] = {}
    for service, app in described_apps().items():
        document = get_openapi(title=app.title, version=app.version, routes=app.routes, openapi_version="3.1.0")
        paths |= _take_in(service, document, components)
        routes |= {route.operation: route for route in routes_of(app)}
    for name in ("HTTPValidationError", "ValidationError"):
        components.pop(name, None)
    examples: dict[str, Any] = {}
    descriptions, recorded = read_descriptions(), read_examples()
    common = {_common_name(status): _common_answer(status) for status in _COMMON}
    for operation in _operations(paths):
        name = operation["operationId"]
        _complete(operation, routes[name], components, examples)
        merge_example(operation, recorded.get(name, {}), common)
        operation["description"] = f"{descriptions.get(name, '')}\n\n{tell_callers(routes[name])}".strip()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Hengjian 衡鉴",
            "version": "1",
            "description": "A county's appraisal year: targets, supervision, scoring, results, personnel proposals. "
            "Scores, points and money are decimal strings; errors are application/problem+json. A form takes 32 kB, a "
            "list, a document or a piece of a file 2 MB. A parameter that an operation does not know is refused (422), "
            "and so are days and times outside 1900 to 2199 and signs that nobody sees. A list asked with `count=true` "
            f"tells in `Total-Count` how many rows it holds on all its pages, up to {MOST_COUNTED}. A list with "
            "`changed_after` can be followed: read it once with `start`, page by page, and keep the `mark` of the last "
            "page; asked with that, it tells what changed since, and in `gone` what it no longer holds.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": dict(sorted(paths.items())),
        "components": {
            "examples": dict(sorted(examples.items())),
            "responses": {name: answer for name, answer in common.items() if _is_used(name, paths)},
            "schemas": dict(sorted(components.items())),
            "securitySchemes": _security_schemes(),
        },
    }


def _take_in(service: ServiceName, document: dict[str, Any], components: dict[str, Any]) -> dict[str, Any]:
    """Add the service's schemas to ``components``, renaming where a name is taken; returns its paths."""
    schemas = _without_titles(document.get("components", {}).get("schemas", {}))
    taken = {name for name in schemas if name in components and name != "ProblemBody"}
    others = {name for name in taken if components[name] != schemas[name]}
    while wrappers := {name for name in taken - others if _refers(schemas[name], others)}:
        others |= wrappers
    renamed = {name: f"{str(service).capitalize()}{name}" for name in others}
    text = json.dumps({"paths": _without_titles(document["paths"]), "schemas": schemas})
    for name, other in renamed.items():
        text = re.sub(rf'"#/components/schemas/{re.escape(name)}"', f'"#/components/schemas/{other}"', text)
    described = json.loads(text)
    components |= {renamed.get(name, name): schema for name, schema in described["schemas"].items()}
    paths: dict[str, Any] = described["paths"]
    for operation in _operations(paths):
        operation["tags"] = [f"{service}: {tag}" for tag in operation["tags"]]
    return paths


def _refers(schema: Any, names: Collection[str]) -> bool:
    text = json.dumps(schema)
    return any(f'"#/components/schemas/{name}"' in text for name in names)


def _without_titles(part: Any) -> Any:
    """The titles that the models invent from the names of their fields say nothing new; fields called so stay."""
    if isinstance(part, list):
        return [_without_titles(entry) for entry in part]
    if isinstance(part, dict):
        return {
            name: value if name == "examples" and isinstance(value, list) else _without_titles(value)
            for name, value in part.items()
            if name != "title" or isinstance(value, dict)
        }
    return part


def _security_schemes() -> dict[str, Any]:
    scopes = {str(permission): str(permission) for permission in sorted(MACHINE_SCOPES)}
    return {
        "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
        "client": {
            "type": "oauth2",
            "flows": {"clientCredentials": {"tokenUrl": "/api/v1/directory/oauth/token", "scopes": scopes}},
        },
        "session": {"type": "apiKey", "in": "cookie", "name": TOKEN_COOKIE},
    }


def _operations(paths: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for methods in paths.values():
        yield from methods.values()


def _common_name(status: str) -> str:
    return "".join(word.capitalize() for word in _COMMON[status][0].split("_"))


def _is_used(name: str, paths: Mapping[str, Any]) -> bool:
    reference = {"$ref": f"#/components/responses/{name}"}
    return any(reference in operation["responses"].values() for operation in _operations(paths))


def _common_answer(status: str) -> dict[str, Any]:
    code, description = _COMMON[status]
    schema = PROBLEM["application/problem+json"]
    if status == "503":
        examples = {
            one.code: {"summary": one.en, "value": _problem_example(one.status, one.code, one.zh)}
            for one in _UNAVAILABLE
        }
        content = {"application/problem+json": {**schema, "examples": examples}}
        return {"description": description, "headers": {"Retry-After": _RETRY_AFTER}, "content": content}
    content = {"application/problem+json": {**schema, "example": _problem_example(int(status), code, description)}}
    return {"description": description, "content": content}


def _problem_example(status: int, code: str, detail: str) -> dict[str, Any]:
    return {
        "type": f"urn:hengjian:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
        "params": {},
        "request_id": "4f1d3c0e9a7b4f0c8d2e6a5b7c9d0e1f",
        "errors": [],
    }


def _complete(operation: dict[str, Any], route: Route, components: Mapping[str, Any], examples: dict[str, Any]) -> None:
    """What holds for every operation: who may call, common errors, headers, examples."""
    responses = operation["responses"]
    for status, answer in list(responses.items()):
        _complete_problem(answer, examples)
        if "HTTPValidationError" in json.dumps(answer):
            del responses[status]
    for status in _expected(route):
        responses.setdefault(status, {"$ref": f"#/components/responses/{_common_name(status)}"})
    operation["responses"] = dict(sorted(responses.items()))
    operation["security"] = _security(route)
    if any(parameter["name"] == "count" for parameter in operation.get("parameters", [])):
        responses["200"]["headers"] = {TOTAL_COUNT: _TOTAL_COUNT}
    if route.keeps_answers:
        operation.setdefault("parameters", []).append(_IDEMPOTENCY)
    if route.needs_version or route.minds_version:
        operation.setdefault("parameters", []).append(_IF_MATCH | {"required": route.needs_version})
    for status, answer in responses.items():
        if status.startswith("2") and _tells_version(answer, components):
            answer["headers"] = {**answer.get("headers", {}), "ETag": _ETAG}
    for part in (operation.get("requestBody", {}), *responses.values()):
        for media, content in part.get("content", {}).items():
            if media != "text/html" and content.get("schema") and "examples" not in content:
                content.setdefault("example", make_sample(content["schema"], components))


def _complete_problem(answer: dict[str, Any], examples: dict[str, Any]) -> None:
    content = answer.get("content", {})
    problem = content.get("application/problem+json")
    if problem is None:
        return
    content.pop("application/json", None)
    problem.setdefault("schema", PROBLEM["application/problem+json"]["schema"])
    for code, example in problem.get("examples", {}).items():
        value = example["value"]
        whole = {**example, "value": _problem_example(value["status"], value["code"], value["detail"])}
        if examples.setdefault(code, whole) == whole:
            problem["examples"][code] = {"$ref": f"#/components/examples/{code}"}
        else:
            problem["examples"][code] = whole


def _expected(route: Route) -> list[str]:
    expected = ["400", "413", "422", "503"]
    if not route.is_public:
        expected += ["401", "403"]
    if "{" in route.path:
        expected.append("404")
    if route.keeps_answers:
        expected.append("409")
    if route.is_followed:
        expected.append("410")
    if route.needs_version or route.minds_version:
        expected.append("412")
    if route.needs_version:
        expected.append("428")
    return expected


def _tells_version(answer: Mapping[str, Any], components: Mapping[str, Any]) -> bool:
    schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
    view = components.get(schema.get("$ref", "").rpartition("/")[2], schema)
    told: Mapping[str, Any] = view.get("properties", {}).get("version", {})
    return told.get("type") == "integer"


def _security(route: Route) -> list[dict[str, list[str]]]:
    if route.is_public:
        return []
    signed_in: list[dict[str, list[str]]] = [{"session": []}, {"bearer": []}]
    return [*signed_in, {"client": [route.permission]}] if route.permission in MACHINE_SCOPES else signed_in


class _Dumper(yaml.CSafeDumper):
    """Every part is written out; readers of OpenAPI stumble over YAML's aliases."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def render_contract() -> str:
    return yaml.dump(merge_contract(), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)


def write_contract(file: Path) -> None:
    file.write_text(render_contract())


def check_contract(file: Path) -> bool:
    return file.exists() and file.read_text() == render_contract()
