"""Password hashing off the event loop, a few at a time."""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

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
