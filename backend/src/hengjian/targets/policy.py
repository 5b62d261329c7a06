"""Refusals that several features share."""

from hengjian.kit.edge.auth import Principal
from hengjian.kit.edge.problems import NotPermitted, RefusedByPolicy
from hengjian.kit.language import current_language


def refuse(zh: str, en: str) -> RefusedByPolicy:
    return RefusedByPolicy(reason=en if current_language.get() == "en" else zh)


def check_permission(principal: Principal, permission: str) -> None:
    if not principal.may(permission):
        raise NotPermitted(permission=str(permission))


def check_own_unit(principal: Principal, unit_code: str | None) -> None:
    if unit_code is None or principal.unit_code != unit_code:
        raise refuse("只能办理本单位的事项。", "This may only be done for one's own unit.")
