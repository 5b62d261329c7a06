"""Workbooks of today's format, read from their cells alone: what the file says of its own size is not asked."""

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from io import BytesIO
from posixpath import dirname, join, normpath
from xml.etree.ElementTree import Element, fromstring, iterparse

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string, range_boundaries
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from hengjian.kit.spreadsheets.grids import Block, Cell, Grid, Line, Value, make_grid
from hengjian.kit.spreadsheets.number_formats import PLAIN, NumberFormat, read_date

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MOST_COLUMNS = 16_384


def read_ooxml(packed: zipfile.ZipFile) -> list[Grid]:
    return list(_Package(packed).read())


def _parse(content: bytes) -> Element:
    """Of parts in which nothing declares an entity: those were refused before."""
    return fromstring(content)  # noqa: S314


def _tag(element: Element) -> str:
    """Without the namespace, of which there are two."""
    return str(element.tag).rpartition("}")[2]


def _children(element: Element, *tags: str) -> Iterator[Element]:
    """Down the path of ``tags``."""
    for child in element:
        if _tag(child) == tags[0]:
            if len(tags) == 1:
                yield child
            else:
                yield from _children(child, *tags[1:])


def _attribute(element: Element, name: str) -> str | None:
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def _text(element: Element) -> str:
    """Plain or in runs; how it is pronounced stands beside it and is left out."""
    parts = [*_children(element, "t"), *_children(element, "r", "t")]
    return _unescape("".join(part.text or "" for part in parts))


def _unescape(text: str) -> str:
    """Signs that XML does not take are written by their number."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


class _Package:
    def __init__(self, packed: zipfile.ZipFile) -> None:
        self._packed = packed
        self._names = {name.replace("\\", "/").lower(): name for name in packed.namelist()}

    def _open(self, part: str) -> bytes | None:
        name = self._names.get(part.lower())
        return None if name is None else self._packed.read(name)

    def _relations(self, part: str) -> Mapping[str, tuple[str, str]]:
        """By their id: the kind, and the part it leads to."""
        content = self._open(join(dirname(part), "_rels", f"{part.rpartition('/')[2]}.rels"))
        if content is None:
            return {}
        return {
            relation.get("Id", ""): (
                relation.get("Type", "").rpartition("/")[2],
                normpath(join("/", dirname(part), relation.get("Target", "").replace("\\", "/"))).lstrip("/"),
            )
            for relation in _parse(content)
        }

    def read(self) -> Iterator[Grid]:
        main = next(target for kind, target in self._relations("").values() if kind == "officeDocument")
        book = _parse(self._packed.read(self._names[main.lower()]))
        relations = self._relations(main)
        by_kind = dict(relations.values())
        texts = self._texts(by_kind.get("sharedStrings"))
        formats = self._formats(by_kind.get("styles"))
        is_mac = any(_attribute(one, "date1904") in {"1", "true"} for one in _children(book, "workbookPr"))
        for sheet in _children(book, "sheets", "sheet"):
            kind, target = relations.get(_attribute(sheet, "id") or "", ("", ""))
            content = self._open(target) if kind == "worksheet" else None
            if content is not None:
                reader = _SheetReader(texts, formats, MAC_EPOCH if is_mac else WINDOWS_EPOCH)
                is_hidden = sheet.get("state", "visible") != "visible"
                yield reader.read(sheet.get("name", ""), content, is_hidden=is_hidden)

    def _texts(self, part: str | None) -> Sequence[str]:
        content = self._open(part) if part else None
        return [] if content is None else [_text(item) for item in _children(_parse(content), "si")]

    def _formats(self, part: str | None) -> Sequence[NumberFormat]:
        content = self._open(part) if part else None
        if content is None:
            return []
        styles = _parse(content)
        own = {int(f.get("numFmtId", "0")): f.get("formatCode", "") for f in _children(styles, "numFmts", "numFmt")}
        numbers = [int(style.get("numFmtId", "0")) for style in _children(styles, "cellXfs", "xf")]
        made = {number: NumberFormat(number, own.get(number)) for number in set(numbers)}
        return [made[number] for number in numbers]


class _SheetReader:
    def __init__(self, texts: Sequence[str], formats: Sequence[NumberFormat], epoch: datetime) -> None:
        self._texts, self._formats, self._epoch = texts, formats, epoch

    def read(self, title: str, content: bytes, *, is_hidden: bool) -> Grid:
        lines: list[Line] = []
        blocks: list[Block] = []
        number = 0
        for _, element in iterparse(BytesIO(content), events=("end",)):  # noqa: S314, as above
            tag = _tag(element)
            if tag == "row":
                number = int(element.get("r") or number + 1)
                if cells := self._read_row(element):
                    lines.append(Line(number, cells, element.get("hidden") in {"1", "true"}))
                element.clear()
            elif tag == "mergeCell":
                left, top, right, bottom = range_boundaries(element.get("ref", ""))
                blocks.append(Block(top or 1, bottom or number, (left or 1) - 1, (right or _MOST_COLUMNS) - 1))
        return make_grid(title, lines, blocks, is_hidden=is_hidden)

    def _read_row(self, row: Element) -> dict[int, Cell]:
        cells: dict[int, Cell] = {}
        place = -1
        for element in _children(row, "c"):
            address = element.get("r")
            place = place + 1 if address is None else column_index_from_string(coordinate_from_string(address)[0]) - 1
            cell = self._read_cell(element)
            if not cell.is_blank:
                cells[place] = cell
        return cells

    def _read_cell(self, element: Element) -> Cell:
        kind = element.get("t", "n")
        value: str | None = None
        formula: Element | None = None
        inline: Element | None = None
        for child in element:
            match _tag(child):
                case "v":
                    value = child.text
                case "f":
                    formula = child
                case "is":
                    inline = child
        form = self._form_of(element)
        is_kept = value is not None or (formula is not None and kind == "str")
        content = self._value_of(kind, value or "", inline, form) if is_kept or inline is not None else None
        is_number = isinstance(content, int | float) and not isinstance(content, bool)
        return Cell(content, formula is not None, kind == "e", form.is_percent and is_number)

    def _form_of(self, element: Element) -> NumberFormat:
        style = int(element.get("s") or 0)
        return self._formats[style] if style < len(self._formats) else PLAIN

    def _value_of(self, kind: str, text: str, inline: Element | None, form: NumberFormat) -> Value | None:
        match kind:
            case "s":
                return self._texts[int(text)]
            case "inlineStr":
                return _text(inline) if inline is not None else ""
            case "str" | "e":
                return _unescape(text)
            case "b":
                return text.strip() in {"1", "true"}
            case "d":
                return datetime.fromisoformat(text.removesuffix("Z"))
            case _:
                return self._number_of(text.strip(), form)

    def _number_of(self, text: str, form: NumberFormat) -> Value | None:
        if not text:
            return None
        if form.is_date:
            return read_date(float(text), form, self._epoch)
        return int(text) if text.lstrip("-").isdigit() else float(text)
