"""Units as a workbook, out and in."""

from collections.abc import Sequence

from hengjian.contracts.permissions import Permission
from hengjian.directory.importing.codes import Codes, choice_of
from hengjian.directory.importing.endpoints import WorkbookOf
from hengjian.directory.importing.lists import Judge, SheetList
from hengjian.directory.models import Unit
from hengjian.directory.units import repository
from hengjian.directory.units.schemas import UnitEntry
from hengjian.directory.units.service import enter_units
from hengjian.kit.access.auth import Visibility
from hengjian.kit.data.database import AnySession
from hengjian.kit.data.decimals import write_decimal
from hengjian.kit.exchange.batches import Batch
from hengjian.kit.exchange.cells import DAY, NUMBER
from hengjian.kit.exchange.columns import Column, Pair, SheetForm, choose
from hengjian.kit.exchange.sheet_writer import ChoiceList, Row
from hengjian.kit.exchange.sheets import SheetRow, judge_row
from hengjian.kit.language import current_language
from hengjian.kit.problems.problems import FieldError
from hengjian.kit.queueing.running import JobKind

KINDS: dict[str, Pair] = {
    "township": ("乡镇（街道）", "township"),
    "department": ("部门", "department"),
    "vertical": ("垂管单位", "vertical"),
}
FORM = SheetForm(
    title=("单位", "Units"),
    columns=(
        Column("code", "代码", "Code", width=12, is_required=True),
        Column("name", "名称", "Name", width=30, is_required=True),
        Column("kind", "性质", "Kind", choice_of(KINDS), is_required=True, choices=tuple(KINDS.values())),
        Column("class_code", "类别", "Class", width=24),
        Column("class_from", "归类日期", "In the class since", DAY, width=16),
        Column("class_reason", "归类理由", "Why this class", width=36),
        Column("class_document_number", "归类文号", "Document of the class", width=24),
        Column("latitude", "纬度", "Latitude", NUMBER, width=14),
        Column("longitude", "经度", "Longitude", NUMBER, width=14),
    ),
)


async def _prepare(session: AnySession) -> Judge[UnitEntry]:
    classes = Codes([(row.code, row.name) for row in await repository.every_class(session)])

    def judge(row: SheetRow) -> UnitEntry | list[FieldError]:
        said = row.values.get("class_code")
        if row.faults or said is None:
            return judge_row(row, UnitEntry)
        found = classes.find("class_code", said)
        if isinstance(found, FieldError):
            return [found]
        return judge_row(row, UnitEntry, {**row.values, "class_code": found})

    return judge


UNIT_LIST = SheetList(FORM, _prepare, enter_units, Batch[UnitEntry])
UNIT_IMPORT = JobKind("import_units", Permission.DIRECTORY_UNIT_MANAGE, UNIT_LIST.run)


async def _lists(session: AnySession) -> dict[str, ChoiceList]:
    classes = [(row.code, row.name) for row in await repository.every_class(session)]
    return {"class_code": ChoiceList(("类别", "Classes"), classes)}


async def offer_template(session: AnySession) -> bytes:
    """With the classes of the county to choose from."""
    return await UNIT_LIST.offer(await _lists(session))


async def export_units(session: AnySession, visible: Visibility) -> bytes:
    """The units in service, as an import takes them back."""
    units = await repository.every_unit_in_service(session, visible)
    return await UNIT_LIST.offer(await _lists(session), _rows(units))


def _rows(units: Sequence[Unit]) -> list[Row]:
    language = current_language.get()
    rows: list[Row] = []
    for unit in units:
        membership = unit.current_membership
        rows.append(
            {
                "code": unit.code,
                "name": unit.name,
                "kind": choose(KINDS[unit.kind], language),
                "class_code": membership.class_code if membership else None,
                "class_from": membership.from_on.isoformat() if membership else None,
                "class_reason": membership.reason if membership else None,
                "class_document_number": membership.document_number if membership else None,
                "latitude": None if unit.latitude is None else write_decimal(unit.latitude),
                "longitude": None if unit.longitude is None else write_decimal(unit.longitude),
            }
        )
    return rows


UNIT_WORKBOOK = WorkbookOf("unit", "units", "单位", "classes", UNIT_IMPORT, offer_template, export_units)
