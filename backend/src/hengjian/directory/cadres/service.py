from collections.abc import Mapping, Sequence
from datetime import timedelta

from hengjian.contracts.events import CadreChanged, CadreSnapshot, PostingSnapshot
from hengjian.directory.cadres import repository
from hengjian.directory.cadres.errors import PostingBeforeLast, UnitDissolved, UnknownUnit
from hengjian.directory.cadres.schemas import CadreChange, CadreEntry, PostingEntry
from hengjian.directory.models import Cadre, Posting
from hengjian.kit.data.database import WriteSession
from hengjian.kit.exchange.batches import Applied, Batch, BatchOutcome, apply_batch
from hengjian.kit.messaging.events import publish
from hengjian.kit.time.clock import real_now

EVENT_ROWS = 200


def _snapshot(cadre: Cadre) -> CadreSnapshot:
    return CadreSnapshot(
        code=cadre.code,
        name=cadre.name,
        postings=tuple(
            PostingSnapshot(
                unit_code=posting.unit_code,
                post_code=posting.post_code,
                post_name=posting.post_name,
                post_group=posting.post_group,
                is_principal=posting.is_principal,
                from_on=posting.from_on,
                to_on=posting.to_on,
            )
            for posting in cadre.postings
        ),
        is_active=cadre.is_active,
    )


async def announce_cadres(session: WriteSession, cadres: Sequence[Cadre]) -> None:
    for start in range(0, len(cadres), EVENT_ROWS):
        await publish(session, CadreChanged(cadres=tuple(_snapshot(c) for c in cadres[start : start + EVENT_ROWS])))


def _post(cadre: Cadre, entry: PostingEntry, units: Mapping[str, bool]) -> bool:
    """Let the cadre serve in the post from the day on; False when it is so already.

    ``units`` tells of each whether it is in service.
    """
    if entry.unit_code not in units:
        raise UnknownUnit(unit_code=entry.unit_code)
    current = cadre.current_posting
    if current is not None and (current.unit_code, current.post_code) == (entry.unit_code, entry.post_code):
        return False
    if not units[entry.unit_code]:
        raise UnitDissolved(unit_code=entry.unit_code)
    if current is not None:
        if entry.from_on <= current.from_on:
            raise PostingBeforeLast(from_on=str(current.from_on))
        current.to_on = entry.from_on - timedelta(days=1)
    cadre.postings.append(Posting(**entry.model_dump(), to_on=None))
    cadre.unit_code = entry.unit_code
    cadre.updated_at = real_now()
    return True


async def enter_cadres(session: WriteSession, batch: Batch[CadreEntry]) -> BatchOutcome:
    """Create or update cadres by code; the whole batch is announced at once."""
    known = await repository.find_cadres(session, [entry.code for entry in batch.items])
    units = await repository.find_units(session, {entry.posting.unit_code for entry in batch.items})
    touched: dict[str, Cadre] = {}

    async def apply(entry: CadreEntry) -> Applied:
        cadre = known.get(entry.code)
        is_new = cadre is None
        if cadre is None:
            cadre = Cadre(code=entry.code, name=entry.name, is_active=True, unit_code=None, postings=[])
        is_changed = _post(cadre, entry.posting, units) or cadre.name != entry.name
        cadre.name = entry.name
        if is_new:
            known[entry.code] = cadre
            repository.add_cadre(session, cadre)
        if is_changed:
            touched[entry.code] = cadre
        return entry.code, "created" if is_new else "updated" if is_changed else "unchanged"

    outcome = await apply_batch(session, batch, apply, lambda entry: entry.code)
    if not batch.dry_run:
        await announce_cadres(session, list(touched.values()))
    return outcome


async def change_cadre(session: WriteSession, cadre: Cadre, change: CadreChange) -> None:
    if change.name is not None:
        cadre.name = change.name
    if change.is_active is not None:
        cadre.is_active = change.is_active
    await repository.save_cadre(session, cadre)
    await announce_cadres(session, [cadre])


async def post_cadre(session: WriteSession, cadre: Cadre, entry: PostingEntry) -> None:
    """Move the cadre to another post from a day on; the earlier posting ends the day before."""
    if _post(cadre, entry, await repository.find_units(session, [entry.unit_code])):
        await repository.save_cadre(session, cadre)
        await announce_cadres(session, [cadre])
