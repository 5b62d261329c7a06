"""One person cannot fill the store in a day."""

import asyncio
from collections.abc import Iterator

import pytest
import pytest_asyncio

from hengjian.contracts.roles import Role
from hengjian.kit.settings import ServiceName, ServiceSettings
from tests.supervision.files import VERSION, Sender, photo
from tests.supervision.support import Office, refused
from tests.support.cluster import Cluster

MB = 1_000_000


@pytest_asyncio.fixture(scope="module")
async def settings(cluster: Cluster, database_name: str) -> dict[ServiceName, ServiceSettings]:
    known = cluster.home.settings(cluster.admin_url, database_name, demo=True)
    own = known[ServiceName.SUPERVISION].model_copy(update={"uploads_mb_a_day": 50})
    return {**known, ServiceName.SUPERVISION: own}


@pytest.fixture
def seeds() -> Iterator[int]:
    return iter(range(100, 200))


async def test_what_is_announced_counts_until_it_is_given_up(office: Office, seeds: Iterator[int]) -> None:
    deduction = await office.recorded()
    senders = [Sender(office.inspector, deduction, photo(next(seeds))) for _ in range(8)]
    answers = await asyncio.gather(*(sender.announce(20 * MB) for sender in senders))
    assert sorted(answer.status_code for answer in answers) == [201] * 2 + [429] * 6
    spent = next(answer for answer in answers if answer.status_code == 429)
    assert (spent.json()["code"], spent.json()["params"]) == ("upload_quota_spent", {"limit": 50})
    assert 0 < int(spent.headers["retry-after"]) <= 86_400
    taken = senders[[answer.status_code for answer in answers].index(201)]
    assert (await taken.announce(20 * MB)).status_code == 201, "the same again is not counted twice"
    assert (await office.inspector.delete(taken.address, headers=VERSION)).status_code == 204
    small = Sender(office.inspector, deduction, photo(next(seeds)))
    assert (await small.whole()).status_code == 204
    nearly = Sender(office.inspector, deduction, photo(next(seeds)))
    assert (await nearly.announce(20 * MB)).status_code == 201
    over = Sender(office.inspector, deduction, photo(next(seeds)))
    assert await refused(over.announce(10 * MB)) == (429, "upload_quota_spent")


async def test_another_person_has_a_quota_of_their_own(office: Office, seeds: Iterator[int]) -> None:
    deduction = await office.recorded()
    other = office.people.person(Role.SUPERVISION_OFFICE, name="supervision-9")
    for _ in range(2):
        assert (await Sender(other, deduction, photo(next(seeds))).announce(20 * MB)).status_code == 201
    assert await refused(Sender(other, deduction, photo(next(seeds))).announce(20 * MB)) == (429, "upload_quota_spent")
