"""What the audit says of attempts to prove who one is: right ones and wrong ones, of names that nobody has as well."""

from dataclasses import replace
from enum import StrEnum

from hengjian.audit.recording import record_write
from hengjian.directory.models import Account
from hengjian.kit.data.database import WriteSession


class Proof(StrEnum):
    """How an attempt ended."""

    RIGHT = "right"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105 - an outcome's name
    UNKNOWN_NAME = "unknown_name"
    INACTIVE = "inactive"
    LOCKED = "locked"


async def note_proof(session: WriteSession, name: str, proof: Proof, account: Account | None = None) -> None:
    """A row under the name that was given; from the right password on, the account itself is who writes."""
    if proof is Proof.RIGHT and account is not None:
        session.info["actor"] = replace(session.actor, subject=str(account.id), name=account.display_name)
    await record_write(session, "sign_in", name, after={"outcome": proof})
