"""Who owns a manual item: the organisation department, or the head of each subject's unit. Pure."""

from hengjian.appraisal.models import Scheme
from hengjian.appraisal.records.facts import Records
from hengjian.appraisal.scheme_documents.binding import ManualSource
from hengjian.contracts.impartiality import Matter
from hengjian.contracts.roles import Role
from hengjian.contracts.standing import Standing
from hengjian.kit.access.auth import Principal
from hengjian.kit.policy.refusals import Obstacle, Refusal

OF_DEPARTMENT = Refusal("该项由组织部评定。", "The organisation department owns this item.")
OF_HEADS = Refusal("该项由各单位负责人评定。", "Heads of units own this item.")


def find_obstacle(source: ManualSource, principal: Principal) -> Obstacle | None:
    is_organisation = Role.ORGANISATION_DEPARTMENT in principal.roles
    if source.owner == "organisation_department":
        return None if is_organisation else OF_DEPARTMENT
    return OF_HEADS if is_organisation else None


def find_bar(scheme: Scheme, source: ManualSource, subject: Records, standing: Standing) -> Obstacle | None:
    """Heads judge the people of their own units, nobody themselves or the own unit."""
    is_by_head = source.owner == "unit_head" and scheme.subject_kind == "cadre"
    units = () if is_by_head else (subject.unit_code,)
    return standing.find_bar("enter_manual_scores", Matter(units, (subject.code,)))
