"""An uploaded file as a proposal for a scheme: what it would say, where it is wrong, and which row says what. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hengjian.appraisal.engine import DocumentRefusedError, read_document
from hengjian.appraisal.scheme_documents.tree import NoTreeError, Place, walk_tree
from hengjian.appraisal.scheme_tables.columns import FORM
from hengjian.appraisal.scheme_tables.errors import NotATable
from hengjian.appraisal.scheme_tables.merging import TableFault, merge_table
from hengjian.appraisal.scheme_tables.workbook import read_workbook
from hengjian.appraisal.schemes.examining import judge_document
from hengjian.kit.problems.problems import FieldError

_PACKED = b"PK"
_ROOT = "/document/root"


@dataclass
class Proposal:
    """``letters`` and ``rows`` lead back into the sheet; a JSON file has neither."""

    document: dict[str, Any]
    binding: dict[str, Any]
    row_count: int
    letters: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    faults: list[TableFault] = field(default_factory=list)
    broken: list[FieldError] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        return not self.faults and not self.broken


def read_proposal(content: bytes, document: Mapping[str, Any], binding: Mapping[str, Any]) -> Proposal:
    """What the file proposes for this scheme. Raises ``NoTreeError``, :class:`NotATable` and the workbook's
    refusals."""
    if not content.startswith(_PACKED):
        return _read_json(content, binding)
    table = read_workbook(content)
    merged = merge_table(table, document, binding)
    proposal = Proposal(merged.document, merged.binding, len(table.rows), table.letters, merged.rows, merged.faults)
    if not merged.faults:
        # Faults of what the table does not speak of are for another hand to mend.
        proposal.broken = [fault for fault in judge_document(merged.document) if fault.pointer.startswith(_ROOT)]
    return proposal


def _read_json(content: bytes, binding: Mapping[str, Any]) -> Proposal:
    """A document of the scheme language, or its scheme alone; items that it drops lose their sources."""
    try:
        read = read_document(content)
    except (DocumentRefusedError, UnicodeError) as error:
        raise NotATable from error
    scheme = read.get("scheme", read) if isinstance(read, dict) else None
    if not isinstance(scheme, dict) or "root" not in scheme:
        raise NotATable
    broken = judge_document(scheme)
    if broken:
        return Proposal(scheme, dict(binding), 0, broken=broken)
    places = walk_tree(scheme)
    kept = {code: source for code, source in binding.items() if code in places and "rule" in places[code].node}
    return Proposal(scheme, kept, len(places))


@dataclass(frozen=True)
class Spot:
    """Where in the sheet a pointer leads."""

    row: int | None = None
    column: str | None = None
    item_code: str | None = None


def find_spots(proposal: Proposal, pointers: Sequence[str]) -> list[Spot]:
    try:
        places = {place.pointer: place for place in walk_tree(proposal.document).values()}
    except NoTreeError:
        places = {}
    return [_find_spot(proposal, places, pointer) for pointer in pointers]


def _find_spot(proposal: Proposal, places: Mapping[str, Place], pointer: str) -> Spot:
    if pointer.startswith("/binding/"):
        code, _, rest = pointer.removeprefix("/binding/").partition("/")
        code = code.replace("~1", "/").replace("~0", "~")
        return Spot(proposal.rows.get(code), "details" if rest and rest != "source" else "source", code)
    above, rest = pointer, ""
    while above and above not in places:
        above, _, token = above.rpartition("/")
        rest = f"/{token}{rest}"
    if not above:
        return Spot()
    code = places[above].code
    key, _, deeper = rest.removeprefix("/").partition("/")
    column = "parameters" if key == "rule" and deeper and deeper != "type" else key
    return Spot(proposal.rows.get(code), column if FORM.column(column) else None, code)
