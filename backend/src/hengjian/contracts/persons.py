"""Which person stands behind an account: two accounts of one cadre are one person."""

from hengjian.kit.access.auth import Principal


def person_of(principal: Principal) -> str:
    """The person's code: that of the own file, or of the account where there is none."""
    return principal.cadre_code or principal.subject
