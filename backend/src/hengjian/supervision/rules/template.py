"""A starting catalogue, composed from published rules of supervision; an office adopts it and makes it its own."""

from collections.abc import Sequence
from typing import Any

_PLAIN = {"factor": "1", "meaning": "一般情形", "meaning_en": "ordinary case"}
_FIXED_AT_ONCE = {"factor": "0.5", "meaning": "当场整改到位", "meaning_en": "put right on the spot"}
_AGAIN = {"factor": "2", "meaning": "同一问题再次发现", "meaning_en": "the same fault found again"}
_GRAVE = {"factor": "2", "meaning": "造成恶劣影响", "meaning_en": "with grave effect"}
_HEAD = {"factor": "2", "meaning": "涉及单位主要负责人", "meaning_en": "the head of the unit in person"}
_ALL = ["department", "township", "vertical"]
_TOWNSHIP = ["township"]


def _rule(
    code: str,
    category: str,
    title: str,
    title_en: str,
    points: str | tuple[str, str, str],
    article: int,
    *factors: dict[str, str],
    unit_kinds: Sequence[str] = _ALL,
    is_late_report: bool = False,
    rectify: tuple[int, str] | None = None,
) -> dict[str, Any]:
    low, high, step = points if isinstance(points, tuple) else (None, None, None)
    days, overdue_rule_code = rectify or (None, None)
    return {
        "code": code,
        "category": category,
        "title": title,
        "title_en": title_en,
        "points": points if isinstance(points, str) else None,
        "points_min": low,
        "points_max": high,
        "points_step": step,
        "factors": [_PLAIN, *factors],
        "unit_kinds": list(unit_kinds),
        "basis": f"《日常督查扣分办法（示范文本）》第{article}条",
        "is_late_report": is_late_report,
        "repeat_factor": "2" if _AGAIN in factors else None,
        "rectification_days": days,
        "overdue_rule_code": overdue_rule_code,
    }


TEMPLATE: Sequence[dict[str, Any]] = (
    _rule("MTG-ABSENT", "meetings", "无故缺席县级会议（每人次）", "Absent from a county meeting without leave", "1", 3,
          _HEAD),
    _rule("MTG-LATE", "meetings", "参会迟到或早退（每人次）", "Late for a county meeting, or left early", "0.5", 3,
          _HEAD),
    _rule("MTG-SUBSTITUTE", "meetings", "未经批准由他人代会（每人次）", "Sent a substitute without approval", "0.5", 3),
    _rule("DOC-REFUSED", "documents", "未执行上级决定（每项）", "Did not carry out a higher decision", "5", 4, _GRAVE),
    _rule("DOC-OVERDUE", "documents", "交办事项未按期办结（每项）", "Assigned matter not finished in time", "2", 4,
          _FIXED_AT_ONCE, _AGAIN, rectify=(10, "DOC-OVERDUE")),
    _rule("DOC-UNANSWERED", "documents", "批示件、督办件、群众来信逾期未复（每件）",
          "Instruction or letter not answered in time", "0.5", 4, _AGAIN),
    _rule("RPT-LATE", "reports", "月度进展报告逾期（每次）", "Monthly report late", "0.5", 5, is_late_report=True),
    _rule("RPT-HOLLOW", "reports", "报送材料空泛或失实（每件）", "Report without substance, or not true",
          ("1", "3", "0.5"), 5, _AGAIN, rectify=(5, "DOC-OVERDUE")),
    _rule("CND-OFF-DUTY", "conduct", "工作时间擅自离岗（每人次）", "Away from duty without leave in working hours",
          "0.5", 6, _FIXED_AT_ONCE, _HEAD),
    _rule("CND-IDLE", "conduct", "上班时间从事与工作无关的活动（每人次）", "Doing other things in working hours", "1",
          6, _AGAIN),
    _rule("SVC-UNMANNED", "service", "服务窗口无人值守（每处）", "Service counter left unmanned", "0.5", 7,
          _FIXED_AT_ONCE, _AGAIN, rectify=(5, "DOC-OVERDUE")),
    _rule("SVC-COMPLAINT", "service", "群众投诉经查属实（每件）", "Complaint found to be justified", "1", 7, _GRAVE),
    _rule("ENV-SITE", "environment", "环境卫生脏乱（每处）", "Littered or neglected site", "0.3", 8, _FIXED_AT_ONCE,
          _AGAIN, unit_kinds=_TOWNSHIP, rectify=(5, "ENV-UNFIXED")),
    _rule("ENV-UNFIXED", "environment", "限期整改未到位（每处）", "Site not put right in the time given", "1", 8,
          _AGAIN, unit_kinds=_TOWNSHIP, rectify=(5, "ENV-UNFIXED")),
    _rule("PRJ-DELAY", "projects", "重点项目进度滞后（每项）", "Key project behind schedule", ("1", "5", "1"), 9),
    _rule("SAF-HAZARD", "safety", "安全隐患逾期未整改（每处）", "Safety hazard not removed in time", "2", 10, _GRAVE,
          rectify=(5, "SAF-HAZARD")),
    _rule("EXP-COUNTY", "exposure", "被县级媒体曝光（每次）", "Exposed by county media", "1", 11),
    _rule("EXP-CITY", "exposure", "被市级媒体曝光（每次）", "Exposed by city media", "2", 11),
    _rule("EXP-PROVINCE", "exposure", "被省级媒体曝光（每次）", "Exposed by provincial media", "3", 11),
)  # fmt: skip
