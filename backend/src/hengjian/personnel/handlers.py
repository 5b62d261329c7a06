"""What ``personnel`` does with the events it hears."""

from hengjian.contracts.events import ResultsFinal
from hengjian.kit.data.database import WriteSession
from hengjian.personnel.proposals.supersession import supersede_proposals
from hengjian.personnel.results.service import keep_final_result


async def take_final_results(session: WriteSession, event: ResultsFinal) -> None:
    """With the version that this one replaces fall the proposals that nobody has decided."""
    replaced = await keep_final_result(session, event)
    if replaced is not None:
        await supersede_proposals(session, replaced, by_version=event.version)
