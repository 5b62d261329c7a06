"""Public pictures from the sides of those who prepare and review them."""

import base64
from typing import Any
from uuid import uuid4

import httpx

from hengjian.contracts.roles import Role
from tests.supervision.files import BOX, redact, upload
from tests.supervision.support import API, Office, good


class Studio:
    """A photo of a deduction, who prepares a public picture of it and who reviews that."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.preparer = office.supervision
        self.reviewer = office.people.person(Role.SUPERVISION_OFFICE, name="supervision-2")

    async def photo_of(self, deduction: str, content: bytes) -> str:
        return await upload(self.office.inspector, deduction, content)

    def entry(self, content: bytes, *boxes: dict[str, int], **changes: Any) -> dict[str, Any]:
        covered = list(boxes)
        return {
            "id": str(uuid4()),
            "picture": base64.b64encode(redact(content, *boxes)).decode(),
            "covered": covered,
            "says_nothing_to_hide": not covered,
            "alt_text": "集镇主街的垃圾桶满溢",
            **changes,
        }

    async def prepare(
        self, evidence: str, entry: dict[str, Any], who: httpx.AsyncClient | None = None
    ) -> httpx.Response:
        return await (who or self.preparer).post(f"{API}/evidence/{evidence}/public-pictures", json=entry)

    async def prepared(self, deduction: str, content: bytes, **changes: Any) -> dict[str, Any]:
        evidence = await self.photo_of(deduction, content)
        return await good(self.prepare(evidence, self.entry(content, BOX, **changes)))

    async def approved(self, deduction: str, content: bytes, **changes: Any) -> dict[str, Any]:
        picture = await self.prepared(deduction, content, **changes)
        return await good(self.step(picture["id"], "approve"))

    async def step(self, picture: str, verb: str, who: httpx.AsyncClient | None = None, **body: Any) -> httpx.Response:
        return await (who or self.reviewer).post(f"{API}/public-pictures/{picture}:{verb}", json=body or None)

    async def list(self, deduction: str, who: httpx.AsyncClient | None = None) -> dict[str, Any]:
        return await good((who or self.preparer).get(f"{API}/deductions/{deduction}/public-pictures"))


def address(picture: dict[str, Any], *, small: bool = False) -> str:
    return f"/bulletin/pictures/{picture['sha256']}{'-small' if small else ''}.jpg"
