"""A few findings have a photo; redacted by one office and let out by another, it stands in the bulletin."""

import base64
import hashlib
from collections.abc import Sequence

from hengjian.simulation.api import Json, RefusalError
from hengjian.simulation.ledger import Finding
from hengjian.simulation.people import INSPECTORS
from hengjian.simulation.scenes import cover, draw_scene
from hengjian.simulation.story import Story, moment

PHOTOS_A_MONTH = 2
_WITHDRAWN_MONTH = 6
"""In one month a picture is taken back, so that the bulletin shows how that looks."""

_TUS = {"Tus-Resumable": "1.0.0"}


def photographed(findings: Sequence[Finding]) -> list[Finding]:
    """Of a month: those seen in the street that no unit objects to."""
    seen = [f for f in findings if f.is_on_site and f.objection is None and f.rule["category"] == "environment"]
    return seen[:PHOTOS_A_MONTH]


async def take_photos(story: Story, findings: Sequence[Finding], deductions: Sequence[str]) -> None:
    inspectors = story.cast.team("inspector", INSPECTORS)
    for finding, deduction in zip(findings, deductions, strict=True):
        photo, _ = draw_scene(story.chance("scene", finding.key))
        said = {
            "id": _photo_id(story, finding),
            "deduction_id": deduction,
            "sha256": hashlib.sha256(photo).hexdigest(),
            "filename": f"现场{finding.day:%m%d}.jpg",
            "taken_at": moment(finding.day, 10),
        }
        metadata = ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in said.items())
        inspector = inspectors[finding.inspector]
        announced = {**_TUS, "Upload-Length": str(len(photo)), "Upload-Metadata": metadata}
        await inspector.send_bytes("POST", "supervision/uploads", b"", announced)
        piece = {**_TUS, "Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
        try:
            await inspector.send_bytes("PATCH", f"supervision/uploads/{said['id']}", photo, piece)
        except RefusalError as refusal:
            # In one piece: the server has all of it or nothing, and an earlier try went through unheard.
            if refusal.code != "upload_offset_wrong":
                raise


def _photo_id(story: Story, finding: Finding) -> str:
    return story.id("photo", finding.key)


async def show_pictures(
    story: Story, findings: Sequence[Finding], effective: set[str], deductions: Sequence[str]
) -> None:
    """What took effect is shown; the supervision office covers, the discipline office looks again."""
    supervision, discipline = story.cast["supervision"], story.cast["discipline"]
    for finding, deduction in zip(findings, deductions, strict=True):
        if deduction not in effective:
            continue
        picture = await supervision.post(
            f"supervision/evidence/{_photo_id(story, finding)}/public-pictures", _redacted(story, finding)
        )
        await discipline.post(f"supervision/public-pictures/{picture['id']}:approve")
        if finding.month == _WITHDRAWN_MONTH and finding is findings[0]:
            reason = {"reason": "店招上的经营者姓名未遮全，撤下。"}
            await discipline.post(f"supervision/public-pictures/{picture['id']}:withdraw", reason)


def _redacted(story: Story, finding: Finding) -> Json:
    photo, boxes = draw_scene(story.chance("scene", finding.key))
    return {
        "id": story.id("picture", finding.key),
        "picture": base64.b64encode(cover(photo, boxes)).decode(),
        "covered": boxes,
        "alt_text": f"{finding.unit.name}：{finding.rule['title']}。街边两只垃圾桶满溢，垃圾散落路面。",
        "alt_text_en": "Two bins by the street overflow, and litter lies on the road.",
    }
