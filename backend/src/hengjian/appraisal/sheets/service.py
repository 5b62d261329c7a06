"""Year-end appraisal on site: verification confirms, scoring scores blind, monitoring signs or stops each sheet."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from hengjian.appraisal.errors import NoSuchSubject, WrongState
from hengjian.appraisal.evaluations.service import points_of
from hengjian.appraisal.models import Sheet, SheetRound, SheetScore
from hengjian.appraisal.records import inputs
from hengjian.appraisal.records.members import is_anyone_twice, is_member
from hengjian.appraisal.records.rounds import open_round, view_round
from hengjian.appraisal.sheets.errors import PersonInTwoTeams, SheetsUnsigned
from hengjian.appraisal.sheets.schemas import (
    SheetRef,
    SheetRoundEntry,
    SheetRoundView,
    SheetScoreEntry,
    SheetView,
    TeamsView,
)
from hengjian.contracts.roles import Role
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.decimals import round_half_up
from hengjian.kit.edge.auth import Principal
from hengjian.kit.edge.problems import FieldError, InvalidInput, RefusedByPolicy
from hengjian.kit.language import current_language
from hengjian.kit.time.clock import office_now


async def open_sheets(session: WriteSession, entry: SheetRoundEntry, principal: Principal) -> SheetRound:
    """A sheet for each subject of the classes; nobody stands in two teams."""
    if is_anyone_twice([*entry.teams.verify, *entry.teams.score, *entry.teams.monitor]):
        raise PersonInTwoTeams
    teams = entry.teams.model_dump(mode="json")
    scheme, _ = await inputs.scheme_feeding(session, entry.year, entry.scheme_code, entry.item_code, "sheet")
    row = SheetRound(**entry.model_dump(exclude={"teams"}), teams=teams, state="open", opened_by=principal.name)
    await open_round(session, row)
    subjects = await inputs.subject_codes(session, scheme, entry.class_codes)
    session.add_all(Sheet(round_id=row.id, subject_code=code, state="awaited") for code in sorted(subjects))
    await session.flush()
    return row


def _check_member(row: SheetRound, team: str, principal: Principal) -> None:
    if row.state != "open":
        raise WrongState(state=row.state)
    if not is_member(principal, row.teams[team]):
        zh, en = "您不在本轮的这个组内。", "You are not in this team of the round."
        raise RefusedByPolicy(reason=en if current_language.get() == "en" else zh)


async def _sheets(session: WriteSession, row: SheetRound, codes: Sequence[str]) -> Mapping[str, Sheet]:
    statement = select(Sheet).where(Sheet.round_id == row.id, Sheet.subject_code.in_(codes))
    sheets = await session.scalars(statement.options(selectinload(Sheet.scores)).with_for_update(of=Sheet))
    found = {sheet.subject_code: sheet for sheet in sheets}
    for code in codes:
        if code not in found:
            raise NoSuchSubject(subject_code=code)
    return found


async def verify_sheets(session: WriteSession, row: SheetRound, rows: Sequence[SheetRef], principal: Principal) -> int:
    _check_member(row, "verify", principal)
    sheets = await _sheets(session, row, [entry.subject_code for entry in rows])
    for entry in rows:
        sheet = sheets[entry.subject_code]
        if sheet.state not in {"awaited", "stopped"}:
            raise WrongState(state=sheet.state)
        sheet.state, sheet.verifier, sheet.verifier_name = "verified", principal.subject, principal.name
        sheet.remark, sheet.stop_reason = entry.remark, None
    await session.flush()
    return len(rows)


async def score_sheets(
    session: WriteSession, row: SheetRound, rows: Sequence[SheetScoreEntry], principal: Principal
) -> int:
    """One scorer's scores; a sheet is scored when every scorer of the round has given one."""
    _check_member(row, "score", principal)
    scheme, _ = await inputs.scheme_feeding(session, row.year, row.scheme_code, row.item_code, "sheet")
    most = points_of(scheme.document, row.item_code)
    sheets = await _sheets(session, row, [entry.subject_code for entry in rows])
    for index, entry in enumerate(rows):
        sheet = sheets[entry.subject_code]
        if sheet.state != "verified":
            raise WrongState(state=sheet.state)
        if not 0 <= entry.score <= most:
            zh, en = f"评分应在 0 至 {most} 之间。", f"A score lies between 0 and {most}."
            raise InvalidInput([FieldError(f"/rows/{index}/score", "out_of_range", zh, en)])
        own = next((score for score in sheet.scores if score.scorer == principal.subject), None)
        if own is None:
            own = SheetScore(sheet_id=sheet.id, scorer=principal.subject)
            sheet.scores.append(own)
        own.scorer_name, own.score = principal.name, entry.score
        if len(sheet.scores) == len(row.teams["score"]):
            sheet.state = "scored"
    await session.flush()
    return len(rows)


async def sign_sheets(session: WriteSession, row: SheetRound, rows: Sequence[SheetRef], principal: Principal) -> int:
    _check_member(row, "monitor", principal)
    sheets = await _sheets(session, row, [entry.subject_code for entry in rows])
    for sheet in sheets.values():
        if sheet.state != "scored":
            raise WrongState(state=sheet.state)
        sheet.state, sheet.monitor, sheet.monitor_name = "signed", principal.subject, principal.name
    await session.flush()
    return len(rows)


async def stop_sheet(session: WriteSession, row: SheetRound, code: str, reason: str, principal: Principal) -> Sheet:
    """The monitoring team stops a sheet: its scores are dropped and it is verified anew."""
    _check_member(row, "monitor", principal)
    sheet = (await _sheets(session, row, [code]))[code]
    if sheet.state in {"signed", "stopped"}:
        raise WrongState(state=sheet.state)
    for score in list(sheet.scores):
        await session.delete(score)
    sheet.state, sheet.monitor, sheet.monitor_name = "stopped", principal.subject, principal.name
    sheet.stop_reason = reason
    await session.flush()
    await session.refresh(sheet, ["scores"])
    return sheet


async def close_sheets(session: WriteSession, row: SheetRound) -> None:
    if row.state != "open":
        raise WrongState(state=row.state)
    await inputs.refuse_where_results_stand(session, row.year, row.scheme_code)
    statement = select(Sheet).where(Sheet.round_id == row.id).options(selectinload(Sheet.scores))
    sheets = (await session.scalars(statement)).all()
    unsigned = sum(sheet.state != "signed" for sheet in sheets)
    if unsigned:
        raise SheetsUnsigned(count=unsigned)
    scheme, _ = await inputs.scheme_feeding(session, row.year, row.scheme_code, row.item_code, "sheet")
    most = points_of(scheme.document, row.item_code)
    facts = {
        sheet.subject_code: (
            sheet.id,
            inputs.aggregate(scheme, row.item_code, [score.score for score in sheet.scores], most),
        )
        for sheet in sheets
    }
    await inputs.leave_facts(session, scheme, row.item_code, "sheet", facts)
    await inputs.close_item(session, scheme, row.item_code, row.class_codes)
    row.state, row.closed_at = "closed", office_now()
    await session.flush()


async def describe_round(session: AnySession, row: SheetRound) -> SheetRoundView:
    statement = select(Sheet.state, func.count()).where(Sheet.round_id == row.id).group_by(Sheet.state)
    progress = dict((await session.execute(statement)).all())
    view = await view_round(session, row)
    return SheetRoundView(**view, teams=TeamsView(**row.teams), progress=progress)


_SEES_SINGLE_SCORES = frozenset({Role.AUDITOR, Role.MONITOR})


def describe_sheet(sheet: Sheet, reader: Principal) -> SheetView:
    """Blind until the monitoring team has signed, but for the reader's own score; then count and mean."""
    told = {"score_count", "mean_score", "scores", "own_score"}
    view = {name: getattr(sheet, name) for name in SheetView.model_fields if name not in told}
    scores = sorted(score.score for score in sheet.scores) if sheet.state == "signed" else []
    own = next((score.score for score in sheet.scores if score.scorer == reader.subject), None)
    return SheetView(
        **view,
        score_count=len(scores) or None,
        mean_score=round_half_up(sum(scores, Decimal(0)) / len(scores), 2) if scores else None,
        scores=scores if scores and _SEES_SINGLE_SCORES & reader.roles else None,
        own_score=own,
    )


async def get_sheet(session: AnySession, sheet_id: UUID) -> Sheet | None:
    return await session.scalar(select(Sheet).where(Sheet.id == sheet_id).options(selectinload(Sheet.scores)))
