"""Password hashing off the event loop, a few at a time."""

import asyncio
import re
from collections.abc import Iterable

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from hengjian.directory.accounts.errors import WeakPassword

# Parameters of the OWASP password storage guide for Argon2id where memory is scarce.
_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_turns = asyncio.Semaphore(2)
_NOBODY = _hasher.hash("nobody has this password")


async def hash_password(password: str) -> str:
    async with _turns:
        return await asyncio.to_thread(_hasher.hash, password)


async def is_password(stored: str | None, password: str) -> bool:
    """Compare in the same time whether or not there is such an account."""

    def compare() -> bool:
        try:
            return _hasher.verify(stored or _NOBODY, password)
        except (VerifyMismatchError, InvalidHashError):
            return False

    async with _turns:
        return await asyncio.to_thread(compare) and stored is not None


GUESSES_LOG10 = 10
"""What zxcvbn calls "very unguessable": ten thousand million tries."""
_JUDGED_LENGTH = 72
"""Judging takes time that grows with the square of the length; what begins so long is judged by its beginning."""


async def find_weakness(password: str, about: Iterable[str]) -> WeakPassword | None:
    """Whether it can be guessed, also by somebody who knows what it is ``about``: the person and the county."""

    def judge() -> bool:
        from zxcvbn import zxcvbn  # its lists of words take 20 MB: only where a password is chosen

        known = {form for text in about for form in _forms(text) if form}
        found = zxcvbn(password[:_JUDGED_LENGTH], user_inputs=sorted(known), max_length=_JUDGED_LENGTH)
        return float(found["guesses_log10"]) < GUESSES_LOG10

    async with _turns:
        return WeakPassword() if await asyncio.to_thread(judge) else None


def _forms(text: str) -> tuple[str, ...]:
    """A name as it may stand in a password: whole, in parts, written together, and as its Chinese is typed."""
    from pypinyin import Style, lazy_pinyin

    parts = re.split(r"[\W_]+", text)
    return text, "".join(parts), *parts, "".join(lazy_pinyin(text)), "".join(lazy_pinyin(text, Style.FIRST_LETTER))
