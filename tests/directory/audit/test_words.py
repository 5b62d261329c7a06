"""The audit page speaks of acts, objects and fields in words: whatever may stand in a row has one."""

import re
from importlib import import_module
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from hengjian.contracts.roles import Role
from hengjian.contracts.subscriptions import SUBSCRIBERS
from hengjian.directory.audit.words.acts import ACTS
from hengjian.directory.audit.words.fields import FIELDS
from hengjian.directory.audit.words.objects import OBJECTS
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName
from hengjian.launch.routes import routes_of
from tests.support.people import People

WORDS = "/api/v1/directory/audit-words"
ASKING_ONLY = {
    *("describe_uploads", "download_trial", "evaluate_document", "examine_scheme", "preview_rule"),
    *("read_manual_table", "read_sample_facts", "show_upload", "try_scheme"),
}
"""Posts that write nothing: they read what they are given."""


def _audited() -> list[Any]:
    """Every model whose rows are recorded."""
    mappers = [
        mapper for name in ServiceName for mapper in import_module(f"hengjian.{name}.models").Base.registry.mappers
    ]
    return [mapper for mapper in mappers if getattr(mapper.class_, "__audited__", True)]


def test_every_act_has_words(gateway: Starlette, services: dict[ServiceName, Service]) -> None:
    routes = [route for app in gateway.state.apps.values() for route in routes_of(app) if not route.is_internal]
    writing = {route.operation for route in routes if route.method != "GET"} - ASKING_ONLY
    jobs = {f"job:{job.name}" for service in services.values() for job in service.jobs._jobs}
    heard = {f"event:{event.name}" for table in SUBSCRIBERS.values() for event, who in table.items() if who}
    assert (writing | jobs | heard) - set(ACTS) == set()


def test_every_object_and_field_has_words() -> None:
    assert {mapper.class_.__tablename__ for mapper in _audited()} - set(OBJECTS) == set()
    assert {attribute.key for mapper in _audited() for attribute in mapper.column_attrs} - set(FIELDS) == set()


@pytest.mark.parametrize("words", [ACTS, OBJECTS, FIELDS], ids=["acts", "objects", "fields"])
def test_each_is_said_in_both_languages(words: dict[str, tuple[str, str]]) -> None:
    for name, (zh, en) in words.items():
        assert re.search("[一-鿿]", zh) or name == "sha256", name
        assert not re.search("[一-鿿]", en), name


async def test_the_auditor_reads_them_in_the_own_language(people: People) -> None:
    auditor = people.person(Role.AUDITOR)
    told = {
        language: (await auditor.get(WORDS, headers={"Accept-Language": language})).json() for language in ("zh", "en")
    }
    assert (told["zh"]["acts"]["sign_in"], told["en"]["acts"]["sign_in"]) == ("登录", "Sign in")
    assert (told["zh"]["objects"]["unit"], told["en"]["fields"]["confirmed_by_name"]) == ("单位", "Confirmed by")


async def test_nobody_else(people: People, anonymous: httpx.AsyncClient) -> None:
    assert (await anonymous.get(WORDS)).status_code == 401
    assert (await people.person(Role.ADMINISTRATOR).get(WORDS)).status_code == 403
