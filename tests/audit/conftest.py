from collections.abc import AsyncIterator

import pytest_asyncio

from tests.audit.chains import Chain, open_chain
from tests.support.cluster import Cluster


@pytest_asyncio.fixture
async def chain(cluster: Cluster) -> AsyncIterator[Chain]:
    """Five rows in two seals."""
    name = await cluster.clone()
    opened = await open_chain(cluster, name)
    await opened.write("first", "second", "third")
    await opened.seal()
    await opened.write("fourth", "fifth")
    await opened.seal()
    yield opened
    await opened.close()
    await cluster.drop(name)
