"""Whatever a phone, the network and the server do to an upload, there is exactly the file, or a refusal and nothing.

Two gateways stand on one database and one store, as after a restart or with two processes: neither may know anything
that the other does not.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from hengjian.gateway import create_gateway
from hengjian.kit.settings import ServiceName, ServiceSettings
from tests.supervision.files import Sender, photo, sha256
from tests.supervision.support import API, Office, good
from tests.support.people import People

CONTENT = photo(70)
SIZE = len(CONTENT)

Step = tuple[str, int, int]
Portions = list[tuple[list[Step], bool]]
"""Steps, and whether they are taken at the other gateway."""

_bytes = st.integers(0, SIZE + 20)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("announce"), st.just(0), st.just(0)),
        st.tuples(st.just("honest"), st.integers(0, SIZE), st.just(0)),
        st.tuples(st.just("twice"), st.integers(1, SIZE), st.just(0)),
        st.tuples(st.just("wild"), _bytes, _bytes),
        st.tuples(st.just("garbage"), st.integers(1, 60), st.just(0)),
        st.tuples(st.just("give_up"), st.just(0), st.just(0)),
        st.tuples(st.just("ask"), st.just(0), st.just(0)),
    ),
    max_size=8,
)


@pytest_asyncio.fixture(scope="module")
async def restarted(settings: dict[ServiceName, ServiceSettings]) -> AsyncIterator[Starlette]:
    wanted = {name: settings[name] for name in (ServiceName.DIRECTORY, ServiceName.SUPERVISION)}
    app = create_gateway(wanted, web_dir=None)
    async with app.router.lifespan_context(app):
        yield app


async def offset_of(sender: Sender) -> int:
    asked = await sender.ask()
    return int(asked.headers.get("upload-offset", 0))


async def take(sender: Sender, step: Step) -> None:
    name, first, second = step
    match name:
        case "announce":
            assert (await sender.announce()).status_code == 201
        case "honest":
            offset = await offset_of(sender)
            await sender.send(offset, offset + first)
        case "twice":
            offset = await offset_of(sender)
            await asyncio.gather(*(sender.send(offset, offset + first) for _ in range(2)))
        case "wild":
            await sender.send(first, second)
        case "garbage":
            await sender.send_bytes(await offset_of(sender), b"\x00" * first)
        case "give_up":
            await sender.client.delete(sender.address, headers={"Tus-Resumable": "1.0.0"})
        case "ask":
            assert (await sender.ask()).status_code in {200, 404}


async def finish(sender: Sender) -> None:
    """As a patient phone does in the end: announce, ask, send the rest; after a refusal once more from the
    beginning."""
    for _ in range(2):
        announced = await sender.announce()
        assert announced.status_code == 201
        offset = int(announced.headers["upload-offset"])
        if offset == SIZE or (await sender.send(offset)).status_code == 204:
            return
    raise AssertionError("a whole, honest upload was refused")


async def check_exactly_the_file_or_nothing(
    office: Office, restarted: Starlette, settings: dict[ServiceName, ServiceSettings], steps: Portions
) -> None:
    deduction = await office.recorded()
    here = Sender(office.inspector, deduction, CONTENT)
    there = Sender(Office(People(restarted, settings)).inspector, deduction, CONTENT, **here.said)
    await here.announce()
    for portion, moved in steps:
        for step in portion:
            await take(there if moved else here, step)
            found = (await good(office.supervision.get(f"{API}/deductions/{deduction}/evidence")))["items"]
            assert [item["sha256"] for item in found] in ([], [sha256(CONTENT)])
    await finish(there)
    found = (await good(office.supervision.get(f"{API}/deductions/{deduction}/evidence")))["items"]
    assert [(item["id"], item["size"]) for item in found] == [(here.id, SIZE)]
    assert (await office.supervision.get(f"{API}/evidence/{here.id}/content")).content == CONTENT


def tried(times: int) -> Callable[[Any], Any]:
    """So many histories of an upload; each makes records of its own on what the module's fixtures have set up."""
    given_steps = given(steps=st.lists(st.tuples(STEPS, st.booleans()), min_size=1, max_size=3))
    bounds = hypothesis_settings(max_examples=times, suppress_health_check=list(HealthCheck))
    return lambda test: bounds(given_steps(test))


@tried(20)
async def test_exactly_the_file_or_nothing(
    office: Office, restarted: Starlette, settings: dict[ServiceName, ServiceSettings], steps: Portions
) -> None:
    await check_exactly_the_file_or_nothing(office, restarted, settings, steps)


@pytest.mark.long
@pytest.mark.timeout(900)
@tried(300)
async def test_exactly_the_file_or_nothing_at_length(
    office: Office, restarted: Starlette, settings: dict[ServiceName, ServiceSettings], steps: Portions
) -> None:
    await check_exactly_the_file_or_nothing(office, restarted, settings, steps)
