"""What ``personnel`` does with the events it hears."""

from hengjian.contracts.events import ResultsFinal
from hengjian.kit.data.database import WriteSession
from hengjian.personnel.results.service import keep_final_result


async def take_final_results(session: WriteSession, event: ResultsFinal) -> None:
    await keep_final_result(session, event)
