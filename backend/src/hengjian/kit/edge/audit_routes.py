"""What every service tells its peers of its audit: the head of the chain, and rows for the auditor's page."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends

from hengjian.audit.chain import read_seal
from hengjian.audit.heads import Head
from hengjian.audit.reading import FIRST_ID, Search, find_row, search_rows
from hengjian.kit.access.auth import Principal, ServiceOnly
from hengjian.kit.edge.routing import Running
from hengjian.kit.problems.problems import found
from hengjian.kit.settings import ServiceName
from hengjian.kit.time.inputs import Moment

Peer = Annotated[Principal, Depends(ServiceOnly())]


def add_audit_routes(router: APIRouter, name: ServiceName) -> None:
    @router.get("/audit-head", operation_id=f"{name}_tell_audit_head")
    async def tell_audit_head(service: Running, _: Peer) -> dict[str, Any] | None:
        async with service.database.reading() as connection:
            last = await read_seal(connection, str(name))
        return None if last.seq == 0 else Head.of(str(name), last).told()

    @router.get("/audit-rows", operation_id=f"{name}_search_audit_rows")
    async def search_audit_rows(
        service: Running,
        _: Peer,
        limit: int,
        below: int = FIRST_ID,
        person: str | None = None,
        object_type: str | None = None,
        object_id: str | None = None,
        action: str | None = None,
        address: str | None = None,
        begins_at: Moment | None = None,
        ends_at: Moment | None = None,
    ) -> list[dict[str, Any]]:
        search = Search(person, object_type, object_id, action, address, begins_at, ends_at)
        async with service.database.reading() as connection:
            return await search_rows(connection, str(name), search, below=below, limit=limit)

    @router.get("/audit-rows/{number}", operation_id=f"{name}_get_audit_row")
    async def get_audit_row(service: Running, _: Peer, number: int) -> dict[str, Any]:
        async with service.database.reading() as connection:
            return found(await find_row(connection, str(name), number))
