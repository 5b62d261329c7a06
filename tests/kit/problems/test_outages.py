"""An outage of the database is told as one, by whichever layer it comes."""

import asyncpg
import pytest
from sqlalchemy.dialects.postgresql.asyncpg import AsyncAdapt_asyncpg_dbapi as Adapter
from sqlalchemy.exc import DBAPIError

from hengjian.kit.problems.problems import is_not_storable, is_outage

CLOSED = asyncpg.InterfaceError("connection is closed")
LOST = asyncpg.InternalClientError("cannot switch to state 15; another operation (2) is in progress")
STOPPING = asyncpg.AdminShutdownError("terminating connection due to administrator command")
TOO_LARGE = asyncpg.NumericValueOutOfRangeError("out of range")


class UnfitError(asyncpg.InterfaceError, ValueError):  # type: ignore[misc]
    """As the driver refuses an argument that it cannot write."""


UNFIT = UnfitError("invalid input for query argument $1")


def _adapted(fault: Exception) -> Exception:
    error: Exception = Adapter.InterfaceError(str(fault), fault)  # type: ignore[no-untyped-call]
    error.__cause__ = fault
    return error


def _wrapped(fault: Exception) -> Exception:
    return DBAPIError("SELECT 1", None, _adapted(fault))


LAYERS = pytest.mark.parametrize("layer", [lambda fault: fault, _adapted, _wrapped], ids=["driver", "adapter", "error"])


@LAYERS
@pytest.mark.parametrize("fault", [CLOSED, LOST, STOPPING], ids=["closed", "lost", "stopping"])
def test_a_connection_that_is_gone_is_an_outage(layer: object, fault: Exception) -> None:
    assert callable(layer)
    assert is_outage(layer(fault))
    assert not is_not_storable(layer(fault))


@LAYERS
@pytest.mark.parametrize("fault", [TOO_LARGE, UNFIT], ids=["range", "argument"])
def test_a_value_that_does_not_fit_is_no_outage(layer: object, fault: Exception) -> None:
    assert callable(layer)
    assert not is_outage(layer(fault))
    assert is_not_storable(layer(fault))
