from uuid import UUID

from pydantic import BaseModel, ConfigDict

from hengjian.contracts.roles import Role


class PersonView(BaseModel):
    """Somebody who can be given a task by ``id``; names may be shared, and nobody's login is shown.

    ``person_code`` is the same for every account of one person.
    """

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    person_code: str | None
    display_name: str
    roles: list[Role]
    unit_code: str | None
