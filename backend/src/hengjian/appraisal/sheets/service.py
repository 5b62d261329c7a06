"""Year-end appraisal on site: verification confirms, scoring scores blind, monitoring signs or stops each sheet."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from hengjian.appraisal.errors import NoSuchSubject
from hengjian.appraisal.item_facts.service import scheme_feeding
from hengjian.appraisal.models import Sheet, SheetRound, SheetScore
from hengjian.appraisal.records.copies.repository import find_standing
from hengjian.appraisal.results.reading import find_approved
from hengjian.appraisal.rounds import repository as rounds
from hengjian.appraisal.rounds.members import is_anyone_twice
from hengjian.appraisal.rounds.policy import find_bad_score, find_wrong_state
from hengjian.appraisal.rounds.service import close_round, subject_codes
from hengjian.appraisal.rounds.views import view_round
from hengjian.appraisal.scheme_documents.tree import points_of
from hengjian.appraisal.sheets import policy, repository
from hengjian.appraisal.sheets.aggregation import aggregate
from hengjian.appraisal.sheets.errors import PersonInTwoTeams, SheetsUnsigned
from hengjian.appraisal.sheets.schemas import (
    SheetRef,
    SheetRoundEntry,
    SheetRoundView,
    SheetScoreEntry,
    SheetView,
    TeamsView,
)
from hengjian.appraisal.workflows.rounds import SHEET_ROUND_WORKFLOW, RoundState, RoundVerb
from hengjian.appraisal.workflows.sheets import SheetState, SheetVerb
from hengjian.contracts.roles import Role
from hengjian.kit.access.auth import Principal
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.data.decimals import round_half_up
from hengjian.kit.edge.versions import check_version
from hengjian.kit.policy.refusals import refuse_if
from hengjian.kit.problems.problems import InvalidInput

SOURCE = "sheet"


async def open_sheets(session: WriteSession, entry: SheetRoundEntry, principal: Principal) -> SheetRound:
    """A sheet for each subject of the classes; nobody stands in two teams."""
    if is_anyone_twice([*entry.teams.verify, *entry.teams.score, *entry.teams.monitor]):
        raise PersonInTwoTeams
    teams = entry.teams.model_dump(mode="json")
    scheme, _ = await scheme_feeding(session, entry.year, entry.scheme_code, entry.item_code, SOURCE)
    row = SheetRound(
        **entry.model_dump(exclude={"teams"}), teams=teams, state=RoundState.OPEN, opened_by=principal.name
    )
    await rounds.add_round(session, row)
    subjects = await subject_codes(session, scheme, entry.class_codes)
    sheets = [Sheet(round_id=row.id, subject_code=code, state=SheetState.AWAITED) for code in sorted(subjects)]
    await repository.save_sheets(session, sheets)
    return row


async def _named_sheets(session: WriteSession, row: SheetRound, codes: Sequence[str]) -> Mapping[str, Sheet]:
    sheets = await repository.get_sheets_for_update(session, row.id, codes)
    for code in codes:
        if code not in sheets:
            raise NoSuchSubject(subject_code=code)
    return sheets


async def verify_sheets(session: WriteSession, row: SheetRound, rows: Sequence[SheetRef], principal: Principal) -> int:
    refuse_if(policy.find_outsider(row, "verify", principal))
    standing = await find_standing(session, principal)
    sheets = await _named_sheets(session, row, [entry.subject_code for entry in rows])
    for entry in rows:
        sheet = sheets[entry.subject_code]
        refuse_if(policy.find_obstacle(sheet, standing, SheetVerb.VERIFY))
        sheet.state, sheet.verifier, sheet.verifier_name = SheetState.VERIFIED, principal.person_id, principal.name
        sheet.remark, sheet.stop_reason = entry.remark, None
    await repository.save_sheets(session, sheets.values())
    return len(rows)


async def score_sheets(
    session: WriteSession, row: SheetRound, rows: Sequence[SheetScoreEntry], principal: Principal
) -> int:
    """One scorer's scores; a sheet is scored when every scorer of the round has given one."""
    refuse_if(policy.find_outsider(row, "score", principal))
    standing = await find_standing(session, principal)
    scheme, _ = await scheme_feeding(session, row.year, row.scheme_code, row.item_code, SOURCE)
    most = points_of(scheme.document, row.item_code)
    sheets = await _named_sheets(session, row, [entry.subject_code for entry in rows])
    for index, entry in enumerate(rows):
        sheet = sheets[entry.subject_code]
        refuse_if(policy.find_obstacle(sheet, standing, SheetVerb.SCORE))
        if fault := find_bad_score(f"/rows/{index}/score", entry.score, most):
            raise InvalidInput([fault])
        own = next((score for score in sheet.scores if score.scorer == principal.person_id), None)
        if own is None:
            own = SheetScore(sheet_id=sheet.id, scorer=principal.person_id)
            sheet.scores.append(own)
        own.scorer_name, own.score = principal.name, entry.score
        if len(sheet.scores) == len(row.teams["score"]):
            sheet.state = SheetState.SCORED
    await repository.save_sheets(session, sheets.values())
    return len(rows)


async def sign_sheets(session: WriteSession, row: SheetRound, rows: Sequence[SheetRef], principal: Principal) -> int:
    refuse_if(policy.find_outsider(row, "monitor", principal))
    standing = await find_standing(session, principal)
    sheets = await _named_sheets(session, row, [entry.subject_code for entry in rows])
    for sheet in sheets.values():
        refuse_if(policy.find_obstacle(sheet, standing, SheetVerb.SIGN))
        sheet.state, sheet.monitor, sheet.monitor_name = SheetState.SIGNED, principal.person_id, principal.name
    await repository.save_sheets(session, sheets.values())
    return len(rows)


async def stop_sheet(
    session: WriteSession, row: SheetRound, code: str, reason: str, principal: Principal, version: int | None
) -> Sheet:
    """The monitoring team stops a sheet: its scores are dropped and it is verified anew."""
    refuse_if(policy.find_outsider(row, "monitor", principal))
    standing = await find_standing(session, principal)
    sheet = (await _named_sheets(session, row, [code]))[code]
    check_version(sheet, version)
    refuse_if(policy.find_obstacle(sheet, standing, SheetVerb.STOP))
    sheet.state, sheet.monitor, sheet.monitor_name = SheetState.STOPPED, principal.person_id, principal.name
    sheet.stop_reason = reason
    await repository.drop_scores(session, sheet)
    return sheet


async def close_sheets(session: WriteSession, row: SheetRound) -> None:
    refuse_if(find_wrong_state(SHEET_ROUND_WORKFLOW, RoundVerb.CLOSE, row.state))
    refuse_if(await find_approved(session, row.year, row.scheme_code))
    sheets = await repository.list_sheets_of_round(session, row.id)
    unsigned = sum(sheet.state != SheetState.SIGNED for sheet in sheets)
    if unsigned:
        raise SheetsUnsigned(count=unsigned)
    scheme, _ = await scheme_feeding(session, row.year, row.scheme_code, row.item_code, SOURCE)
    most = points_of(scheme.document, row.item_code)
    facts = {
        sheet.subject_code: (
            sheet.id,
            aggregate(scheme.document, row.item_code, [score.score for score in sheet.scores], most),
        )
        for sheet in sheets
    }
    await close_round(session, row, scheme, SOURCE, facts)


async def describe_round(session: AnySession, row: SheetRound) -> SheetRoundView:
    progress = await repository.count_by_state(session, row.id)
    view = await view_round(session, row)
    return SheetRoundView(**view, teams=TeamsView(**row.teams), progress=progress)


_SEES_SINGLE_SCORES = frozenset({Role.AUDITOR, Role.MONITOR})


def describe_sheet(sheet: Sheet, reader: Principal) -> SheetView:
    """Blind until the monitoring team has signed, but for the reader's own score; then count and mean."""
    told = {"score_count", "mean_score", "scores", "own_score"}
    view = {name: getattr(sheet, name) for name in SheetView.model_fields if name not in told}
    scores = sorted(score.score for score in sheet.scores) if sheet.state == SheetState.SIGNED else []
    own = next((score.score for score in sheet.scores if score.scorer == reader.person_id), None)
    return SheetView(
        **view,
        score_count=len(scores) or None,
        mean_score=round_half_up(sum(scores, Decimal(0)) / len(scores), 2) if scores else None,
        scores=scores if scores and _SEES_SINGLE_SCORES & reader.roles else None,
        own_score=own,
    )
