"""Tables as plain text, with a sign between the cells, in the encodings that Chinese programs write."""

import codecs
import csv
import io

from hengjian.kit.spreadsheets.errors import NotAWorkbook
from hengjian.kit.spreadsheets.grids import Cell, Grid, Line, make_grid

_MARKED = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_BETWEEN = ",\t;|，"


def read_separated(content: bytes) -> list[Grid]:
    text = _decode(content)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_find_separator(text), strict=True))
    except csv.Error as error:
        raise NotAWorkbook from error
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = {place: Cell(text) for place, text in enumerate(row) if text.strip()}
        if cells:
            lines.append(Line(number, cells))
    return [make_grid("", lines, [])]


def _decode(content: bytes) -> str:
    """By its mark, else as UTF-8 where it is that, else as GB 18030, which holds GBK and GB 2312."""
    marked = next((encoding for mark, encoding in _MARKED if content.startswith(mark)), None)
    if marked is None and b"\0" in content:
        raise NotAWorkbook
    for encoding in [marked] if marked else ["utf-8", "gb18030"]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotAWorkbook


def _find_separator(text: str) -> str:
    """The sign that stands most often in one of the first lines, where the headings are; without any it is no table."""
    top = text.splitlines()[:10]
    count, separator = max((line.count(sign), sign) for line in top for sign in _BETWEEN)
    if not count:
        raise NotAWorkbook
    return separator
