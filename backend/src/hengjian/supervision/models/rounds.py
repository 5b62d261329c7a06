"""Quarterly rounds of supervision: the frozen checklist of each unit, and what became of each line of it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from hengjian.kit.data.records import Identified, Tracked
from hengjian.supervision.models.base import Base
from hengjian.supervision.workflows.rounds import ROUND_ITEMS, ROUNDS

_LIGHTS = ("green", "yellow", "red")
_STEP_KINDS = ("found", "answered", "reported", "confirmed", "refused")

_BY_VALUE = "(measure = 'value') = (expected IS NOT NULL AND green_at IS NOT NULL AND yellow_at IS NOT NULL)"
_ONLY_BY_MAKING_GOOD = (
    "light IS NOT DISTINCT FROM found_light AND state <> 'made_good'"
    " OR found_light = 'red' AND light = 'yellow' AND state = 'made_good'"
)


class Round(Identified, Tracked, Base):
    __tablename__ = "round"
    __table_args__ = (
        UniqueConstraint("year", "period"),
        CheckConstraint("period IN ('Q1', 'Q2', 'Q3', 'Q4')", name="period_known"),
        CheckConstraint(ROUNDS.check(), name="state_known"),
        CheckConstraint("(state = 'closed') = (closed_at IS NOT NULL)", name="closed_has_time"),
        {"comment": "a quarterly round; frozen once closed"},
    )

    year: Mapped[int]
    period: Mapped[str]
    title: Mapped[str]
    class_codes: Mapped[list[str]]
    rule: Mapped[dict[str, Any] | None] = mapped_column(
        comment="numbers by which lights are computed, declared when it opened; null where lights were entered by hand"
    )
    report: Mapped[dict[str, Any] | None] = mapped_column(comment="the quarter's report, made when it closed")
    state: Mapped[str]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    opened_by_name: Mapped[str]
    closed_by_name: Mapped[str | None]


class RoundItem(Identified, Tracked, Base):
    __tablename__ = "round_item"
    __table_args__ = (
        UniqueConstraint("round_id", "unit_code", "code"),
        CheckConstraint("kind IN ('indicator', 'project')", name="kind_known"),
        CheckConstraint("measure IN ('value', 'schedule', 'typed')", name="measure_known"),
        CheckConstraint("origin IN ('plan', 'office')", name="origin_known"),
        CheckConstraint(ROUND_ITEMS.check(), name="state_known"),
        CheckConstraint(f"light IN {_LIGHTS} AND found_light IN {_LIGHTS}", name="light_known"),
        CheckConstraint(_BY_VALUE, name="value_has_thresholds"),
        CheckConstraint("measure <> 'schedule' OR planned_on IS NOT NULL", name="schedule_has_day"),
        CheckConstraint("(state = 'awaited') = (found_light IS NULL)", name="found_has_light"),
        CheckConstraint(_ONLY_BY_MAKING_GOOD, name="changes_only_by_making_good"),
        CheckConstraint("state <> 'reported' OR found_light = 'red'", name="only_red_is_made_good"),
        Index("ix_round_item_unit_code_round_id", "unit_code", "round_id"),
        Index("ix_round_item_light_round_id", "light", "round_id"),
        Index("ix_round_item_state_round_id", "state", "round_id"),
        Index("ix_round_item_round_id_unit_code_position_id", "round_id", "unit_code", "position", "id"),
        {
            "comment": (
                "a line of a unit's checklist, copied by value; what is looked into is fixed, what was found adds up"
            )
        },
    )

    round_id: Mapped[UUID] = mapped_column(ForeignKey("supervision.round.id"))
    unit_code: Mapped[str]
    unit_name: Mapped[str] = mapped_column(comment="as it was called then")
    class_code: Mapped[str | None] = mapped_column(comment="class in which the unit was then")
    position: Mapped[int]
    code: Mapped[str] = mapped_column(comment="the indicator's, or one that the office gave")
    name: Mapped[str]
    name_en: Mapped[str]
    kind: Mapped[str]
    measure: Mapped[str] = mapped_column(comment="how the light comes about; typed: before lights were computed")
    origin: Mapped[str]
    plan_id: Mapped[UUID | None] = mapped_column(comment="the issued plan from which it was copied")
    plan_version: Mapped[int | None]
    unit_of_measure: Mapped[str | None]
    direction: Mapped[str | None]
    places: Mapped[int | None]
    target: Mapped[Decimal | None] = mapped_column(comment="of the year")
    expected: Mapped[Decimal | None] = mapped_column(comment="due by the end of the quarter")
    basis: Mapped[str | None] = mapped_column(comment="where that comes from: milestone, linear or ceiling")
    green_at: Mapped[Decimal | None] = mapped_column(comment="worst value that is still green")
    yellow_at: Mapped[Decimal | None] = mapped_column(comment="worst value that is still yellow")
    planned: Mapped[str | None] = mapped_column(comment="stage that a project must have reached")
    planned_on: Mapped[date | None]
    state: Mapped[str]
    value: Mapped[Decimal | None]
    stage: Mapped[str | None]
    reached_on: Mapped[date | None] = mapped_column(comment="day on which the planned stage was or will be reached")
    found_light: Mapped[str | None] = mapped_column(comment="what the visit found; stays for good")
    light: Mapped[str | None] = mapped_column(comment="what counts: a red one that was made good is yellow")
    due_on: Mapped[date | None] = mapped_column(comment="day by which a red one may be made good")
    steps: Mapped[list["RoundStep"]] = relationship(order_by="RoundStep.id", lazy="raise")


class RoundStep(Identified, Base):
    __tablename__ = "round_step"
    __table_args__ = (
        CheckConstraint(f"kind IN {_STEP_KINDS}", name="kind_known"),
        CheckConstraint(f"light IN {_LIGHTS}", name="light_known"),
        Index("ix_round_step_item_id", "item_id"),
        {"comment": "append only: what was found on a line, what the unit said and did, and what was checked again"},
    )

    item_id: Mapped[UUID] = mapped_column(ForeignKey("supervision.round_item.id"))
    kind: Mapped[str]
    at: Mapped[datetime] = mapped_column(comment="office time")
    office: Mapped[str] = mapped_column(comment="role in which the person acted, or system")
    by: Mapped[str]
    by_name: Mapped[str]
    note: Mapped[str]
    value: Mapped[Decimal | None]
    stage: Mapped[str | None]
    reached_on: Mapped[date | None]
    light: Mapped[str | None] = mapped_column(comment="light after the step; null where nothing was found yet")
