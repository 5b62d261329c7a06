"""Work that follows by itself."""

from hengjian.kit.data.database import WriteSession
from hengjian.personnel.proposals.service import propose_next


async def make_proposals(session: WriteSession) -> int:
    """Proposals of one final result whose year has issued rules; 0 when none waits."""
    return await propose_next(session)
