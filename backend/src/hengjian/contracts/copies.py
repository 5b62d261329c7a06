"""Every service's own copy of the county's units and cadres, kept by the events of ``directory``."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from hengjian.contracts.events import AccountChanged, CadreChanged, UnitChanged
from hengjian.kit.clock import office_today
from hengjian.kit.database import Database, WriteSession
from hengjian.kit.events import EventHandler


class UnitCopy:
    """Mixin of the table ``unit_copy``; a service declares ``class Unit(UnitCopy, Base)``."""

    __tablename__ = "unit_copy"
    __audited__ = False

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str] = mapped_column(comment="township, department or vertical")
    class_code: Mapped[str | None] = mapped_column(index=True)
    class_name: Mapped[str | None]
    is_active: Mapped[bool]


class CadreCopy:
    """Mixin of the table ``cadre_copy``; the flat columns describe the posting that is current or was last."""

    __tablename__ = "cadre_copy"
    __audited__ = False

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    unit_code: Mapped[str | None] = mapped_column(index=True)
    post_code: Mapped[str | None]
    post_name: Mapped[str | None]
    post_group: Mapped[str | None] = mapped_column(comment="chief, deputy or ordinary")
    is_principal: Mapped[bool]
    postings: Mapped[list[dict[str, Any]]] = mapped_column(comment="every posting with from_on and to_on")
    is_active: Mapped[bool]


def _table(session: WriteSession, name: str) -> Table:
    database: Database = session.info["database"]
    return database.table(name)


async def _store(session: WriteSession, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        return
    statement = insert(table)
    columns = {column.name: statement.excluded[column.name] for column in table.columns if not column.primary_key}
    await session.execute(statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=columns), rows)


async def copy_units(session: WriteSession, event: UnitChanged) -> None:
    """What the service's table has columns for."""
    table = _table(session, "unit_copy")
    columns = {column.name for column in table.columns}
    await _store(session, table, [unit.model_dump(include=columns) for unit in event.units])


async def copy_cadres(session: WriteSession, event: CadreChanged) -> None:
    today = office_today()
    rows = []
    for cadre in event.cadres:
        begun = [posting for posting in cadre.postings if posting.from_on <= today] or list(cadre.postings)
        last = max(begun, key=lambda posting: posting.from_on, default=None)
        rows.append(
            {
                "code": cadre.code,
                "name": cadre.name,
                "unit_code": last.unit_code if last else None,
                "post_code": last.post_code if last else None,
                "post_name": last.post_name if last else None,
                "post_group": last.post_group if last else None,
                "is_principal": last.is_principal if last else False,
                "postings": [posting.model_dump(mode="json") for posting in cadre.postings],
                "is_active": cadre.is_active,
            }
        )
    await _store(session, _table(session, "cadre_copy"), rows)


async def revoke_tokens(session: WriteSession, event: AccountChanged) -> None:
    await _store(session, _table(session, "revocation"), [{"subject": event.subject, "not_before": event.not_before}])


COPY_HANDLERS: Mapping[str, tuple[EventHandler, ...]] = {
    AccountChanged.name: (revoke_tokens,),
    CadreChanged.name: (copy_cadres,),
    UnitChanged.name: (copy_units,),
}
"""What each subscriber of ``directory`` adds to its handlers."""
