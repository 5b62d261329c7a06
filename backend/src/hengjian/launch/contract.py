"""``openapi.yaml``: the five services' descriptions merged into one public contract."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from fastapi.openapi.utils import get_openapi
from joserfc.jwk import OKPKey
from pydantic import SecretStr

from hengjian.gateway import create_apps
from hengjian.kit.problems import ProblemBody
from hengjian.kit.settings import ServiceName, ServiceSettings

PROBLEM = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemBody"}}}
_COMMON = {
    "400": "Malformed JSON, or a cursor that is not valid",
    "401": "Not signed in, or the access token has expired",
    "403": "Not allowed; the reason is in `detail`",
    "413": "The body is too large",
    "422": "The input is not right; `errors` points at each fault",
    "503": "The database is not available; nothing was saved",
}
_PUBLIC = {"get_county", "get_health", "list_seals", "issue_client_token", "renew_session", "sign_in"}
_IDEMPOTENCY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "A repeated request with the same key and body gets the stored answer",
    "schema": {"type": "string", "maxLength": 200},
}


def describe_services() -> dict[ServiceName, dict[str, Any]]:
    """Each service's own OpenAPI document; no database is touched."""
    key = OKPKey.generate_key("Ed25519")
    settings = {
        name: ServiceSettings(
            service=name,
            database_url="postgresql://nobody@127.0.0.1:1/none",
            internal_key=SecretStr("for the description only, nothing is signed with it"),
            token_public_key=key.as_pem(private=False).decode(),
            demo=True,
        )
        for name in ServiceName
    }
    return {
        name: get_openapi(title=app.title, version=app.version, routes=app.routes, openapi_version="3.1.0")
        for name, app in create_apps(settings).items()
    }


def merge_contract() -> dict[str, Any]:
    """One document; a component that two services describe differently gets the service's name in front."""
    paths: dict[str, Any] = {}
    components: dict[str, Any] = {
        "ProblemBody": ProblemBody.model_json_schema(ref_template="#/components/schemas/{model}")
    }
    components |= components["ProblemBody"].pop("$defs", {})
    for service, document in describe_services().items():
        schemas = document.get("components", {}).get("schemas", {})
        renamed = {
            name: f"{str(service).capitalize()}{name}"
            for name, schema in schemas.items()
            if name in components and components[name] != schema and name != "ProblemBody"
        }
        text = json.dumps({"paths": document["paths"], "schemas": schemas})
        for name, other in renamed.items():
            text = re.sub(rf'"#/components/schemas/{re.escape(name)}"', f'"#/components/schemas/{other}"', text)
        described = json.loads(text)
        components |= {renamed.get(name, name): schema for name, schema in described["schemas"].items()}
        paths |= described["paths"]
    for name in ("HTTPValidationError", "ValidationError"):
        components.pop(name, None)
    for operation, method in _operations(paths):
        _complete(operation, method)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Hengjian 衡鉴",
            "version": "1",
            "description": "A county's appraisal year: targets, supervision, scoring, results, personnel proposals. "
            "Scores, points and money are decimal strings; errors are application/problem+json.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": dict(sorted(components.items())), "securitySchemes": _SECURITY_SCHEMES},
        "security": [{"session": []}, {"bearer": []}, {"client": []}],
    }


_SECURITY_SCHEMES = {
    "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
    "client": {
        "type": "oauth2",
        "flows": {"clientCredentials": {"tokenUrl": "/api/v1/directory/oauth/token", "scopes": {}}},
    },
    "session": {"type": "apiKey", "in": "cookie", "name": "hj_token"},
}


def _operations(paths: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    for methods in paths.values():
        for method, operation in methods.items():
            yield operation, method


def _complete(operation: dict[str, Any], method: str) -> None:
    """What holds for every operation: common errors as problem bodies, the idempotency key, who needs no login."""
    responses = operation["responses"]
    for status, answer in list(responses.items()):
        if "application/problem+json" in answer.get("content", {}):
            answer["content"].pop("application/json", None)
            answer["content"]["application/problem+json"].setdefault(
                "schema", PROBLEM["application/problem+json"]["schema"]
            )
        if "HTTPValidationError" in json.dumps(answer):
            responses[status] = {"description": _COMMON["422"], "content": PROBLEM}
    is_public = operation["operationId"] in _PUBLIC or operation["operationId"].endswith(("_health", "_bulletin"))
    for status, description in _COMMON.items():
        if status in {"401", "403"} and is_public and operation["operationId"] != "sign_in":
            continue
        responses.setdefault(status, {"description": description, "content": PROBLEM})
    operation["responses"] = dict(sorted(responses.items()))
    if is_public:
        operation["security"] = []
    if method == "post":
        operation.setdefault("parameters", []).append(_IDEMPOTENCY)


def render_contract() -> str:
    return yaml.safe_dump(merge_contract(), allow_unicode=True, sort_keys=False, width=120)


def write_contract(file: Path) -> None:
    file.write_text(render_contract())


def check_contract(file: Path) -> bool:
    return file.exists() and file.read_text() == render_contract()
