"""Which constraint a failed write broke: what a repository tells apart from other trouble."""

from sqlalchemy.exc import IntegrityError


def constraint_of(error: IntegrityError) -> str | None:
    """Name of the constraint that a failed write broke."""
    cause = getattr(error.orig, "__cause__", None)
    name: str | None = getattr(cause, "constraint_name", None)
    return name
