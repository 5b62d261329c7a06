"""A file as its sheets: known by what is in it, whatever its name says, and opened within limits."""

import struct
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from xml.etree.ElementTree import ParseError

from hengjian.kit.language import say
from hengjian.kit.spreadsheets.errors import AnotherKindOfFile, NotAWorkbook, WorkbookEncrypted, WorkbookTooLarge
from hengjian.kit.spreadsheets.grids import Grid
from hengjian.kit.spreadsheets.old_excel import read_old_excel
from hengjian.kit.spreadsheets.ooxml import read_ooxml
from hengjian.kit.spreadsheets.separated import read_separated

_MAX_PARTS = 200
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files begin that hold old Office documents, and new ones behind a password."""
_BARE_OLD = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08")
_DECLARATIONS = [
    text.encode(encoding) for text in ("<!DOCTYPE", "<!ENTITY") for encoding in ("utf-8", "utf-16-le", "utf-16-be")
]
_UNREADABLE = (
    zipfile.BadZipFile, ParseError, KeyError, ValueError, TypeError, AttributeError, OSError, OverflowError, IndexError,
    NotImplementedError, RuntimeError, StopIteration, AssertionError, struct.error,
)  # fmt: skip
"""What is raised on a file that only looks like a workbook."""


@dataclass(frozen=True)
class Limits:
    rows: int
    columns: int
    unpacked_bytes: int

    def exceeded(self) -> WorkbookTooLarge:
        return WorkbookTooLarge(rows=self.rows, columns=self.columns)


def open_grids(content: bytes, limits: Limits) -> list[Grid]:
    """The sheets in their order. Raises the problems of :data:`UNREADABLE_FILES`."""
    try:
        return _reader_of(content, limits)()
    except _UNREADABLE as error:
        raise NotAWorkbook from error


def is_ooxml(content: bytes) -> bool:
    return content.startswith(b"PK")


def _reader_of(content: bytes, limits: Limits) -> Callable[[], list[Grid]]:
    if is_ooxml(content):
        return lambda: _read_packed(content, limits)
    if content.startswith((_COMPOUND, *_BARE_OLD)):
        _refuse_other_compounds(content)
        return lambda: read_old_excel(content)
    start = content[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        raise NotAWorkbook
    if start.startswith(b"%pdf"):
        raise AnotherKindOfFile(kind=say("PDF 文件", "a PDF file"))
    if start.startswith(b"<"):
        raise AnotherKindOfFile(kind=say("网页或 XML 格式的文件", "a web page or a file of XML"))
    return lambda: read_separated(content)


def _refuse_other_compounds(content: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise WorkbookEncrypted
    if "WordDocument".encode("utf-16-le") in content:
        raise AnotherKindOfFile(kind=say("Word 文档", "a Word document"))


def _read_packed(content: bytes, limits: Limits) -> list[Grid]:
    with zipfile.ZipFile(BytesIO(content)) as packed:
        check_parts(packed, limits)
        names = set(packed.namelist())
        if "word/document.xml" in names:
            raise AnotherKindOfFile(kind=say("Word 文档", "a Word document"))
        if "content.xml" in names and "mimetype" in names:
            raise AnotherKindOfFile(kind=say("OpenDocument 文件（.ods）", "an OpenDocument file (.ods)"))
        if "xl/workbook.bin" in names:
            raise AnotherKindOfFile(kind=say("二进制工作簿（.xlsb）", "a binary workbook (.xlsb)"))
        return read_ooxml(packed)


def check_parts(packed: zipfile.ZipFile, limits: Limits) -> None:
    """Nothing is unpacked that would not fit; entities are refused for the same end."""
    parts = packed.infolist()
    if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > limits.unpacked_bytes:
        raise limits.exceeded()
    for part in parts:
        text = packed.read(part)
        if any(declaration in text for declaration in _DECLARATIONS):
            raise NotAWorkbook
