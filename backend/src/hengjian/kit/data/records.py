"""What the rows of every service have in common."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Date, DateTime, Integer, Numeric, Text, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from hengjian.kit.data.ids import new_id
from hengjian.kit.time.clock import real_now

COLUMN_TYPES: dict[Any, Any] = {
    str: Text,
    int: Integer,
    date: Date,
    datetime: DateTime(timezone=True),
    Decimal: Numeric,
    UUID: Uuid,
    list[str]: ARRAY(Text),
    dict[str, Any]: JSONB,
    list[dict[str, Any]]: JSONB,
}
"""``type_annotation_map`` of each service's declarative base."""


class Identified:
    """A row with an identifier made by the application."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, sort_order=-10)


class Tracked:
    """A row that is edited: the version guards against lost updates, ``updated_at`` is told to whoever reads it."""

    version: Mapped[int] = mapped_column(sort_order=90)
    updated_at: Mapped[datetime] = mapped_column(
        default=real_now, onupdate=real_now, sort_order=91, comment="real time of the last change"
    )

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}
