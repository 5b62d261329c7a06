"""States of a result, and who may see which results."""

from sqlalchemy import ColumnElement, and_, false, or_, select, true

from hengjian.appraisal.models import ResultRow, ResultSet, Unit
from hengjian.appraisal.schemes.schemas import Action
from hengjian.contracts.permissions import Permission
from hengjian.contracts.roles import Role
from hengjian.kit.edge.auth import Principal
from hengjian.kit.language import current_language
from hengjian.kit.time.clock import office_now

PUBLISHED = ("publicity", "final")
STATES = {"approve": "computed", "publish": "approved", "finalise": "publicity"}
_PERMISSIONS = {
    "approve": Permission.APPRAISAL_RESULT_APPROVE,
    "publish": Permission.APPRAISAL_RESULT_PUBLISH,
    "finalise": Permission.APPRAISAL_RESULT_PUBLISH,
}
_SEES_CADRES = frozenset({Role.APPRAISAL_OFFICE, Role.AUDITOR, Role.COMMITTEE, Role.ORGANISATION_DEPARTMENT})


def _own_class(principal: Principal) -> ColumnElement[bool]:
    classes = select(Unit.class_code).where(Unit.code.in_(principal.visibility.unit_codes))
    return ResultSet.class_code.in_(classes)


def visible_results(principal: Principal) -> ColumnElement[bool]:
    """Units: the totals of their class once published; cadres: by office, unit head, or the person's own line."""
    published = ResultSet.state.in_(PUBLISHED)
    if principal.visibility.whole_county:
        if principal.kind == "service" or _SEES_CADRES & principal.roles:
            return true()
        return and_(published, ResultSet.subject_kind == "unit")
    allowed = [and_(ResultSet.subject_kind == "unit", _own_class(principal))]
    if Role.UNIT_HEAD in principal.roles:
        ordinary = ResultSet.class_code.in_(principal.visibility.unit_codes)
        allowed.append(and_(ResultSet.subject_kind == "cadre", ordinary))
    if principal.cadre_code is not None:
        own = select(ResultRow.result_id).where(ResultRow.subject_code == principal.cadre_code)
        allowed.append(and_(ResultSet.subject_kind == "cadre", ResultSet.id.in_(own)))
    return and_(published, or_(*allowed)) if allowed else false()


def visible_lines(principal: Principal, result: ResultSet) -> list[ResultRow]:
    """All lines of a result that may be seen whole; of a list of cadres otherwise the person's own line."""
    if result.subject_kind == "unit" or principal.visibility.whole_county:
        return list(result.lines)
    if Role.UNIT_HEAD in principal.roles and principal.visibility.includes(result.class_code):
        return list(result.lines)
    return [line for line in result.lines if line.subject_code == principal.cadre_code]


def may_read_bundle(principal: Principal) -> bool:
    """The bundle holds single scores of evaluators: they are for the monitoring team and the auditor."""
    return bool({Role.AUDITOR, Role.MONITOR} & principal.roles)


def may_see_detail(principal: Principal, result: ResultSet, line: ResultRow) -> bool:
    """A unit sees why its own score is what it is, a cadre the own; neighbours' detail stays with them."""
    if principal.visibility.whole_county:
        return True
    if result.subject_kind == "cadre" and line.subject_code == principal.cadre_code:
        return True
    is_own_unit = principal.visibility.includes(line.unit_code)
    return is_own_unit and (result.subject_kind == "unit" or Role.UNIT_HEAD in principal.roles)


def _say(zh: str, en: str) -> str:
    return en if current_language.get() == "en" else zh


def refusal(result: ResultSet, principal: Principal, action: str) -> str | None:
    if result.state != STATES[action]:
        return _say(f"结果处于“{result.state}”状态。", f"The result is {result.state}.")
    if not principal.may(_PERMISSIONS[action]):
        return _say("由其他岗位办理。", "Another office does this.")
    if action == "finalise" and result.publicity_until is not None and result.publicity_until > office_now():
        until = result.publicity_until.strftime("%Y-%m-%d")
        return _say(f"公示期至 {until}。", f"Publicity lasts until {until}.")
    return None


def actions(result: ResultSet, principal: Principal) -> list[Action]:
    found = ((name, refusal(result, principal, name)) for name in STATES)
    return [Action(name=name, allowed=reason is None, reason=reason) for name, reason in found]
