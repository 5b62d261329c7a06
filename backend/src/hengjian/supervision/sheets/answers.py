"""A workbook as an answer."""

from typing import Any
from urllib.parse import quote

from fastapi import Response

from hengjian.kit.workbooks import XLSX

WORKBOOK: dict[int | str, dict[str, Any]] = {
    200: {"content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}, "description": "Done"}
}


def answer_workbook(content: bytes, filename: str) -> Response:
    disposition = f"attachment; filename=\"import.xlsx\"; filename*=UTF-8''{quote(filename, safe='')}"
    return Response(content, media_type=XLSX, headers={"Content-Disposition": disposition})
