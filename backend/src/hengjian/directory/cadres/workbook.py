"""Cadres with the posts that they hold as a workbook, out and in."""

from collections.abc import Mapping, Sequence

from hengjian.contracts.permissions import Permission
from hengjian.directory.cadres import repository
from hengjian.directory.cadres.schemas import CadreEntry, CadreRow
from hengjian.directory.cadres.service import enter_cadres
from hengjian.directory.importing.codes import YES_OR_NO, Codes, choice_of
from hengjian.directory.importing.endpoints import WorkbookOf
from hengjian.directory.importing.lists import Judge, SheetList
from hengjian.directory.models import Cadre
from hengjian.kit.access.auth import Visibility
from hengjian.kit.data.database import AnySession
from hengjian.kit.exchange.batches import Batch
from hengjian.kit.exchange.cells import DAY
from hengjian.kit.exchange.columns import Column, Pair, SheetForm, choose
from hengjian.kit.exchange.sheet_writer import ChoiceList, Row
from hengjian.kit.exchange.sheets import SheetRow, judge_row
from hengjian.kit.language import current_language
from hengjian.kit.problems.problems import FieldError
from hengjian.kit.queueing.running import JobKind

GROUPS: dict[str, Pair] = {
    "chief": ("正职", "chief"),
    "deputy": ("副职", "deputy"),
    "ordinary": ("一般干部", "ordinary"),
}
MOST_ROWS = 5000
FORM = SheetForm(
    title=("干部", "Cadres"),
    columns=(
        Column("code", "干部代码", "Cadre code", width=16, is_required=True),
        Column("name", "姓名", "Name", is_required=True),
        Column("unit_code", "单位", "Unit", width=24, is_required=True),
        Column("post_code", "职务代码", "Post code", width=16, is_required=True),
        Column("post_name", "职务", "Post", width=24, is_required=True),
        Column("post_group", "职务层次", "Group", choice_of(GROUPS), is_required=True, choices=tuple(GROUPS.values())),
        Column("is_principal", "主要领导", "Principal", choice_of(YES_OR_NO), choices=tuple(YES_OR_NO.values())),
        Column("from_on", "任职日期", "In the post since", DAY, width=16, is_required=True),
        Column("decision_number", "任职文号", "Decision number", width=24),
    ),
    max_rows=MOST_ROWS,
)


async def _prepare(session: AnySession) -> Judge[CadreEntry]:
    units = Codes(await repository.every_unit_name(session))

    def judge(row: SheetRow) -> CadreEntry | list[FieldError]:
        values = dict(row.values)
        if not row.faults and "unit_code" in values:
            found = units.find("unit_code", values["unit_code"])
            if isinstance(found, FieldError):
                return [found]
            values["unit_code"] = found
        judged = judge_row(row, CadreRow, values)
        return judged if isinstance(judged, list) else judged.as_entry()

    return judge


CADRE_LIST = SheetList(FORM, _prepare, enter_cadres, Batch[CadreEntry])
CADRE_IMPORT = JobKind("import_cadres", Permission.DIRECTORY_CADRE_MANAGE, CADRE_LIST.run)


async def _lists(session: AnySession) -> dict[str, ChoiceList]:
    return {"unit_code": ChoiceList(("单位", "Units"), await repository.every_unit_name(session), taken=1)}


async def offer_template(session: AnySession) -> bytes:
    """With the units in service to choose from."""
    return await CADRE_LIST.offer(await _lists(session))


async def export_cadres(session: AnySession, visible: Visibility) -> bytes:
    """The cadres in service with the posts that they hold, as an import takes them back."""
    cadres = await repository.every_cadre_in_post(session, visible)
    return await CADRE_LIST.offer(await _lists(session), _rows(cadres, dict(await repository.every_unit_name(session))))


def _rows(cadres: Sequence[Cadre], names: Mapping[str, str]) -> list[Row]:
    language = current_language.get()
    rows: list[Row] = []
    for cadre in cadres:
        posting = cadre.current_posting
        if posting is None:
            continue
        rows.append(
            {
                "code": cadre.code,
                "name": cadre.name,
                "unit_code": names.get(posting.unit_code, posting.unit_code),
                "post_code": posting.post_code,
                "post_name": posting.post_name,
                "post_group": choose(GROUPS[posting.post_group], language),
                "is_principal": choose(YES_OR_NO[str(posting.is_principal).lower()], language),
                "from_on": posting.from_on.isoformat(),
                "decision_number": posting.decision_number,
            }
        )
    return rows


CADRE_WORKBOOK = WorkbookOf("cadre", "cadres", "干部", "units", CADRE_IMPORT, offer_template, export_cadres)
