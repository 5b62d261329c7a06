"""Two writers at once: the unique index is the check, and the later one hears of it as a conflict."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import IntegrityError

from hengjian.kit.edge.problems import Conflict


@contextmanager
def later_writer_refused() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        raise Conflict from error
