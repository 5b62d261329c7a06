from enum import StrEnum


class RecoveryAct(StrEnum):
    """What was done at the machine although an administrator stood."""

    ADMINISTRATOR_CREATED = "administrator_created"
    PASSWORD_RESET = "password_reset"  # noqa: S105 - the name of an act
