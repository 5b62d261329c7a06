import secrets
from typing import Any

from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import WriteSession
from hengjian.kit.time.clock import office_now
from hengjian.supervision.draws import repository
from hengjian.supervision.draws.drawing import DrawImpossibleError, Lots, commit, draw_teams, make_seed
from hengjian.supervision.draws.errors import AlreadyDrawn, InspectorTwice, TooFewInspectors, UnknownUnits
from hengjian.supervision.draws.schemas import DrawEntry, DrawRecord, DrawSummary
from hengjian.supervision.models import Draw
from hengjian.supervision.queries.impartiality import find_excluded, find_tied
from hengjian.supervision.queries.saving import save
from hengjian.supervision.sight import is_only_inspector
from hengjian.supervision.workflows.draws import DRAWS, DrawState, DrawVerb


async def open_draw(session: WriteSession, entry: DrawEntry, principal: Principal) -> Draw:
    """Freeze what is drawn from, and bind the office to a secret word before the public word is known."""
    codes = sorted(set(entry.unit_codes))
    names = await repository.find_active_units(session, codes)
    if unknown := [code for code in codes if code not in names]:
        raise UnknownUnits(unit_codes=", ".join(unknown))
    inspectors = sorted(entry.inspectors, key=lambda one: str(one.account_id))
    ids = [str(one.account_id) for one in inspectors]
    if len(set(ids)) < len(ids):
        raise InspectorTwice
    named = {(str(one.account_id), one.unit_code or "") for one in inspectors}
    pairs = await find_tied(session, ids) | await find_excluded(session, ids, codes) | named
    draw = Draw(
        year=entry.year,
        title=entry.title,
        team_size=entry.team_size,
        units=[{"code": code, "name": names[code]} for code in codes],
        inspectors=[{"id": str(one.account_id), "name": one.name} for one in inspectors],
        excluded=[{"inspector": one, "unit": unit} for one, unit in sorted(pairs) if unit in names],
        secret=secrets.token_hex(32),
        state=DrawState.OPEN.value,
        opened_at=office_now(),
        opened_by_name=principal.name,
    )
    try:
        draw_teams(_lots(draw), "whether it can be drawn at all")
    except DrawImpossibleError as error:
        raise TooFewInspectors(unit_name=names[error.unit_code], team_size=entry.team_size) from error
    await repository.add_draw(session, draw)
    return draw


async def draw_lots(session: WriteSession, draw: Draw, public_word: str, principal: Principal) -> None:
    if not DRAWS.is_possible(DrawVerb.DRAW, draw.state):
        raise AlreadyDrawn
    teams = draw_teams(_lots(draw), make_seed(draw.secret, public_word))
    draw.public_word = public_word
    draw.teams = [{"unit": unit, "inspectors": team} for unit, team in teams.items()]
    draw.state, draw.drawn_at, draw.drawn_by_name = DrawState.DRAWN.value, office_now(), principal.name
    await save(session)


def _lots(draw: Draw) -> Lots:
    return Lots(
        units=[unit["code"] for unit in draw.units],
        inspectors=[inspector["id"] for inspector in draw.inspectors],
        excluded={(pair["inspector"], pair["unit"]) for pair in draw.excluded},
        team_size=draw.team_size,
    )


def show_draw(draw: Draw, principal: Principal) -> DrawRecord:
    """The record for offices; for an inspector the units and teams that are their own, without anybody's exclusions.

    Nor do other systems learn them: a tie leaves the county's own services in no form.
    """
    teams, units, excluded = draw.teams, draw.units, draw.excluded
    if principal.kind != "person":
        excluded = []
    if is_only_inspector(principal):
        teams = [team for team in teams or [] if principal.subject in team["inspectors"]]
        own = {team["unit"] for team in teams}
        units, excluded = [unit for unit in units if unit["code"] in own], []
    shown: dict[str, Any] = {
        "units": units,
        "inspectors": draw.inspectors,
        "excluded": excluded,
        "commitment": commit(draw.secret),
        "secret": draw.secret if draw.state == DrawState.DRAWN else None,
        "public_word": draw.public_word,
        "teams": teams,
    }
    return DrawRecord.model_validate({**DrawSummary.model_validate(draw).model_dump(), **shown})
