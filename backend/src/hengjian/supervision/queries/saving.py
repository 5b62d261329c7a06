from hengjian.kit.data.database import WriteSession


async def save(session: WriteSession) -> None:
    """Write what was changed now: the answer shows versions as stored, and the database says what it refuses."""
    await session.flush()
