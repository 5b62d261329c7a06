"""Ending work in the background."""

import asyncio
from collections.abc import Iterable


async def stop_all(tasks: Iterable[asyncio.Task[None]]) -> None:
    """Cancel until all have stopped: a driver may swallow one cancellation."""
    pending = set(tasks)
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=1)
