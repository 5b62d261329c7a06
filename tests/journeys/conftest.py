"""Installations in which a small year has been played, one for each way to run."""

from collections.abc import Iterator

import pytest

from tests.support.played import PlayedYear, open_copy


@pytest.fixture(scope="module")
def together() -> Iterator[PlayedYear]:
    with open_copy() as year:
        yield year


@pytest.fixture(scope="module")
def apart() -> Iterator[PlayedYear]:
    with open_copy("--apart") as year:
        yield year


@pytest.fixture(params=["together", pytest.param("apart", marks=pytest.mark.apart)])
def year(request: pytest.FixtureRequest) -> PlayedYear:
    """The same test for both ways to run."""
    played: PlayedYear = request.getfixturevalue(request.param)
    return played
