"""Who proposes or decides, as a person and not as an account."""

from dataclasses import dataclass

from hengjian.directory.models import Account
from hengjian.kit.access.auth import Principal


@dataclass(frozen=True)
class Signatory:
    """``subject`` is the account or the command line, ``person`` the code of the person behind it, where known."""

    subject: str
    name: str
    person: str | None = None

    @classmethod
    def of_principal(cls, principal: Principal) -> "Signatory":
        return cls(principal.subject, principal.name, principal.person_code)

    @classmethod
    def of_account(cls, account: Account) -> "Signatory":
        return cls(str(account.id), account.display_name, account.person_code)


def is_same_person(one: Signatory, other: Signatory) -> bool:
    return one.subject == other.subject or (one.person is not None and one.person == other.person)
