"""Answers that many ask for at the same moment, made once and kept as long as they say what the standings say.

The key of an answer holds the revision of its class: with the next revision nobody asks for it any more. Whether a
reader may have it is asked before, and by nothing in here.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


@dataclass
class _Making:
    """Somebody makes an answer; the others who want it wait for the lock."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    asking: int = 0


class KeptAnswers(Generic[Answer]):
    """At most ``limit`` answers; of more, that which was asked for longest ago goes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._making: dict[Hashable, _Making] = {}
        self.made_count = 0
        """How often an answer had to be made."""

    def __len__(self) -> int:
        return len(self._answers)

    async def get(self, key: Hashable, make: Callable[[], Awaitable[tuple[Answer, bool]]]) -> Answer:
        """``make`` answers, and says whether the answer is what the key stands for and may be kept.

        It runs in the request that came first, with that request's session; whoever waits holds on to a connection, so
        making must need no further one.
        """
        if key in self._answers:
            return self._recall(key)
        making = self._making.setdefault(key, _Making())
        making.asking += 1
        try:
            async with making.lock:
                if key in self._answers:
                    return self._recall(key)
                self.made_count += 1
                answer, lasts = await make()
                if lasts:
                    self._keep(key, answer)
                return answer
        finally:
            making.asking -= 1
            if not making.asking:
                self._making.pop(key, None)

    def _recall(self, key: Hashable) -> Answer:
        self._answers.move_to_end(key)
        return self._answers[key]

    def _keep(self, key: Hashable, answer: Answer) -> None:
        self._answers[key] = answer
        while len(self._answers) > self._limit:
            self._answers.popitem(last=False)
