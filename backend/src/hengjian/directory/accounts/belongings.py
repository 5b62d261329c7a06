"""For which units people act, from the units of their accounts: each with the days between which it was so."""

from collections.abc import Collection
from datetime import timedelta

from hengjian.contracts.events import BelongingChanged, BelongingSnapshot
from hengjian.directory.accounts import repository
from hengjian.directory.models import Belonging
from hengjian.kit.data.database import WriteSession
from hengjian.kit.messaging.events import publish
from hengjian.kit.time.clock import office_today

EVENT_ROWS = 200


async def note_belongings(session: WriteSession, person_codes: Collection[str | None]) -> None:
    """After the accounts of these people changed: what ended, and what began, is kept and told."""
    people = {code for code in person_codes if code is not None}
    acted_for = await repository.find_units_acted_for(session, people)
    lasting = {
        (one.person_code, one.unit_code): one for one in await repository.list_belongings_for_update(session, people)
    }
    today = office_today()
    ended = [one for place, one in lasting.items() if place not in acted_for]
    for one in ended:
        one.to_on = max(today, one.from_on) - timedelta(days=1)
    begun = [
        Belonging(person_code=person_code, unit_code=unit_code, from_on=today)
        for person_code, unit_code in sorted(acted_for - lasting.keys())
    ]
    changed = [*ended, *begun]
    await repository.save_belongings(session, changed)
    for start in range(0, len(changed), EVENT_ROWS):
        told = tuple(
            BelongingSnapshot(
                id=one.id,
                person_code=one.person_code,
                unit_code=one.unit_code,
                from_on=one.from_on,
                to_on=one.to_on,
            )
            for one in changed[start : start + EVENT_ROWS]
        )
        await publish(session, BelongingChanged(belongings=told))
