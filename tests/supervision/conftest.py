"""A small county for the tests of supervision: three townships, a department, their cadres, and a catalogue."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any

import pytest
import pytest_asyncio
from starlette.applications import Starlette

from hengjian.contracts.events import (
    CadreChanged,
    CadreSnapshot,
    InspectorChanged,
    InspectorSnapshot,
    PostingSnapshot,
    UnitChanged,
    UnitSnapshot,
)
from hengjian.contracts.roles import Role
from hengjian.gateway import create_gateway
from hengjian.kit.edge.service import Service
from hengjian.kit.settings import ServiceName, ServiceSettings
from tests.supervision.rectification_desk import Desk
from tests.supervision.studio import Studio
from tests.supervision.support import API, LAST, Clock, Office, set_clock
from tests.support.clock import YEAR, usual_now
from tests.support.events import deliver
from tests.support.people import People, account_id


@pytest_asyncio.fixture(scope="module")
async def gateway(settings: dict[ServiceName, ServiceSettings]) -> AsyncIterator[Starlette]:
    """Supervision with directory beside it; nobody else takes part in these tests."""
    wanted = {name: settings[name] for name in (ServiceName.DIRECTORY, ServiceName.SUPERVISION)}
    app = create_gateway(wanted, web_dir=None)
    async with app.router.lifespan_context(app):
        yield app


@pytest_asyncio.fixture(scope="module")
async def supervision(services: dict[ServiceName, Service]) -> Service:
    return services[ServiceName.SUPERVISION]


def unit(code: str, name: str, kind: str = "township") -> UnitSnapshot:
    class_code = f"{kind}-1"
    return UnitSnapshot.model_validate(
        {
            "code": code,
            "name": name,
            "kind": kind,
            "class_code": class_code,
            "class_name": class_code,
            "class_since": date(2020, 1, 1),
            "is_active": code != "T09",
        }
    )


def cadre(code: str, name: str, unit_code: str, to_on: date | None = None) -> CadreSnapshot:
    posting = PostingSnapshot(
        unit_code=unit_code,
        post_code="deputy",
        post_name="副乡镇长",
        post_group="deputy",
        is_principal=False,
        from_on=date(2020, 1, 1),
        to_on=to_on,
    )
    return CadreSnapshot(code=code, name=name, postings=(posting,), is_active=True)


@pytest_asyncio.fixture(scope="module", autouse=True)
async def county(supervision: Service, people: People) -> None:
    units = (
        unit("T01", "青岭镇"),
        unit("T02", "白沙镇"),
        unit("T09", "旧坪乡"),
        unit("D01", "水务局", "department"),
    )
    cadres = (
        cadre("C1", "林岳川", "T01"),
        cadre("C2", "周望舒", "T02"),
        cadre("C3", "何知秋", "T01", date(2024, 6, 30)),
    )
    await deliver(supervision, ServiceName.DIRECTORY, UnitChanged(units=units), CadreChanged(cadres=cadres))
    for year in (LAST, YEAR):
        answer = await people.person(Role.SUPERVISION_OFFICE).post(
            f"{API}/deduction-rules:adopt-template", json={"year": year}
        )
        assert answer.status_code == 200, answer.text


def inspector(
    name: str,
    *,
    is_active: bool = True,
    unit: str | None = None,
    cadre: str | None = None,
) -> Any:
    return InspectorSnapshot(
        account_id=account_id(name),
        username=name,
        name=name,
        unit_code=unit,
        person_code=cadre,
        is_active=is_active,
    )


@pytest_asyncio.fixture(scope="module")
async def colleagues(supervision: Service) -> None:
    known = (
        inspector("inspector-1"),
        inspector("inspector-2"),
        inspector("inspector-left", is_active=False),
        inspector("inspector-of-t01", unit="T01"),
        inspector("inspector-once-of-t01", cadre="C1"),
        inspector("inspector-tied"),
    )
    await deliver(supervision, ServiceName.DIRECTORY, InspectorChanged(inspectors=known))


@pytest_asyncio.fixture
async def office(people: People) -> Office:
    return Office(people)


@pytest_asyncio.fixture
async def let_it_be(services: dict[ServiceName, Service]) -> AsyncIterator[Clock]:
    yield lambda moment: set_clock(services.values(), moment - usual_now())
    await set_clock(services.values(), timedelta(0))


@pytest_asyncio.fixture
async def desk(office: Office, supervision: Service, let_it_be: Clock) -> Desk:
    return Desk(office, supervision, let_it_be)


@pytest.fixture
def studio(office: Office) -> Studio:
    return Studio(office)
