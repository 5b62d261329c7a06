from sqlalchemy import select, update

from hengjian.directory.models import ApiClient
from hengjian.kit.data.database import AnySession, WriteSession
from hengjian.kit.edge.paging import PageRequest, Rows, SortKey, fetch_page
from hengjian.kit.time.clock import real_now


async def list_clients(session: AnySession, page: PageRequest) -> Rows[ApiClient]:
    order = [SortKey(ApiClient.client_id)]
    return await fetch_page(session, select(ApiClient), order, page, related=[(ApiClient.secrets,)])


async def get_client(session: AnySession, client_id: str) -> ApiClient | None:
    return await session.scalar(select(ApiClient).where(ApiClient.client_id == client_id))


async def get_client_for_update(session: WriteSession, client_id: str) -> ApiClient | None:
    return await session.scalar(select(ApiClient).where(ApiClient.client_id == client_id).with_for_update())


async def touch_client(session: WriteSession, client: ApiClient) -> None:
    """Another version of the client, also where only its secrets changed."""
    client.updated_at = real_now()
    await save_client(session, client)


async def note_use(session: WriteSession, client: ApiClient) -> None:
    """No change of the client: neither its version nor the audit tells of it."""
    used = {"last_used_at": real_now(), "updated_at": ApiClient.updated_at}
    statement = update(ApiClient).where(ApiClient.id == client.id).values(used)
    await session.execute(statement, execution_options={"synchronize_session": False})


async def save_client(session: WriteSession, client: ApiClient) -> None:
    session.add(client)
    await session.flush()
