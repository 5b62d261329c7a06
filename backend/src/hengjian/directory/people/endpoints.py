from typing import Annotated

from fastapi import Query

from hengjian.contracts.codes import Code
from hengjian.contracts.roles import Role
from hengjian.directory.models import Account
from hengjian.directory.people import repository
from hengjian.directory.people.schemas import PersonView
from hengjian.directory.permissions import PersonReader
from hengjian.kit.edge.app import service_router
from hengjian.kit.edge.routing import Reading
from hengjian.kit.following.changes import FollowedPage, FollowedRows, Following

router = service_router("/api/v1/directory", tag="people")


@router.get(
    "/people",
    operation_id="list_people",
    summary="People who may be put into a team or asked for their scores",
    response_model=FollowedPage[PersonView],
)
async def list_people(
    session: Reading,
    page: Following,
    _: PersonReader,
    role: Role | None = None,
    unit_code: Code | None = None,
    search: Annotated[str | None, Query(max_length=80, description="Part of the name")] = None,
) -> FollowedRows[Account]:
    return await repository.list_people(session, page, role=role, unit_code=unit_code, search=search)
