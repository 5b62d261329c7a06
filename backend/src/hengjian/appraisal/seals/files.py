"""A sealed file as a download."""

from typing import Any

from fastapi import Response

from hengjian.appraisal.seals.schemas import SealView
from hengjian.kit.exchange.attachments import attach

SEALED_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/json": {"schema": {"type": "object"}}}, "description": "What to verify"}
}


def download(body: bytes, view: SealView, kind: str) -> Response:
    """``kind`` tells files of one version apart in their names."""
    name = f"hengjian-{view.year}-{view.scheme_code}-{view.class_code}-{view.edition}{kind}.json"
    return attach(body, name, "application/json")
