"""A file as an answer, to be kept under its name in any language."""

import re
from typing import Any
from urllib.parse import quote

from fastapi import Response

from hengjian.kit.exchange.workbooks import XLSX
from hengjian.kit.rehearsing import MARK, is_rehearsing

WORKBOOK: dict[int | str, dict[str, Any]] = {
    200: {"content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}, "description": "The workbook"}
}
"""What an operation declares that answers with one."""


def disposition(filename: str, way: str = "attachment") -> str:
    """The name as it is (RFC 6266), and one of plain signs for readers that know no other. A rehearsal's says so."""
    if is_rehearsing():
        filename = f"{MARK}-{filename}"
    plain = re.sub(r'[^\x20-\x7e]|["\\%;]', "_", filename)
    return f"{way}; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"


def attach(content: bytes, filename: str, media_type: str = XLSX) -> Response:
    return Response(content, media_type=media_type, headers={"Content-Disposition": disposition(filename)})
