"""Tables of ``directory``: organisation with dates, people in posts, and who may sign in."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from hengjian.contracts.roles import SAFEGUARDS
from hengjian.directory.workflows import GRANT, GrantState
from hengjian.kit.data.records import COLUMN_TYPES, Identified, Tracked
from hengjian.kit.data.tables import service_metadata
from hengjian.kit.time.clock import real_now


class Base(DeclarativeBase):
    metadata = service_metadata("directory")
    type_annotation_map = COLUMN_TYPES


metadata = Base.metadata

_SAFEGUARDS = ", ".join(f"'{role}'" for role in sorted(SAFEGUARDS))


class County(Tracked, Base):
    __tablename__ = "county"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"), {"comment": "the county this installation serves"})

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    name: Mapped[str]
    name_en: Mapped[str]
    is_invented: Mapped[bool] = mapped_column(comment="true where names of places and people are made up")


class Rehearsal(Base):
    __tablename__ = "rehearsal"
    __table_args__ = (
        CheckConstraint("id = 1", name="only_one"),
        {"comment": "append only: its one row says that this installation is a rehearsal, from its first start on"},
    )

    id: Mapped[int] = mapped_column(primary_key=True, default=1)
    begun_at: Mapped[datetime] = mapped_column(default=real_now, comment="real time")


class UnitClass(Identified, Tracked, Base):
    __tablename__ = "unit_class"
    __table_args__ = (UniqueConstraint("code"), {"comment": "peer group inside which units are ranked"})

    code: Mapped[str]
    name: Mapped[str]
    name_en: Mapped[str | None]
    kind: Mapped[str] = mapped_column(comment="kind of unit that belongs here")
    basis: Mapped[str] = mapped_column(comment="why this class exists: function, size, conditions, industry")


class Unit(Identified, Tracked, Base):
    __tablename__ = "unit"
    __table_args__ = (
        UniqueConstraint("code"),
        CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name="place_is_whole"),
        Index("uq_unit_active_name", "name", unique=True, postgresql_where=text("is_active")),
        {"comment": "an appraised unit: township, department or vertical"},
    )

    code: Mapped[str]
    name: Mapped[str]
    initials: Mapped[str] = mapped_column(comment="pinyin initials of the name")
    kind: Mapped[str]
    latitude: Mapped[Decimal | None] = mapped_column(comment="of the seat, degrees of WGS 84")
    longitude: Mapped[Decimal | None]
    is_active: Mapped[bool]
    memberships: Mapped[list["ClassMembership"]] = relationship(
        back_populates="unit", order_by="ClassMembership.from_on", lazy="raise", cascade="all, delete-orphan"
    )

    @property
    def current_membership(self) -> "ClassMembership | None":
        return next((m for m in reversed(self.memberships) if m.to_on is None), None)

    @property
    def class_code(self) -> str | None:
        return self.current_membership.unit_class.code if self.current_membership else None


class ClassMembership(Identified, Base):
    __tablename__ = "class_membership"
    __table_args__ = (
        Index("uq_class_membership_current", "unit_id", unique=True, postgresql_where=text("to_on IS NULL")),
        CheckConstraint("to_on IS NULL OR to_on >= from_on", name="dates_in_order"),
        {"comment": "from when to when a unit belongs to a class, and why"},
    )

    unit_id: Mapped[UUID] = mapped_column(ForeignKey("directory.unit.id"), index=True)
    class_id: Mapped[UUID] = mapped_column(ForeignKey("directory.unit_class.id"))
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    reason: Mapped[str]
    document_number: Mapped[str | None] = mapped_column(comment="document that put the unit into the class")
    unit: Mapped[Unit] = relationship(back_populates="memberships", lazy="raise")
    unit_class: Mapped[UnitClass] = relationship(lazy="joined", innerjoin=True)

    @property
    def class_code(self) -> str:
        return self.unit_class.code

    @property
    def class_name(self) -> str:
        return self.unit_class.name


class Cadre(Identified, Tracked, Base):
    __tablename__ = "cadre"
    __table_args__ = (UniqueConstraint("code"), {"comment": "a cadre: name, code and posts, nothing more personal"})

    code: Mapped[str]
    name: Mapped[str]
    is_active: Mapped[bool]
    unit_code: Mapped[str | None] = mapped_column(index=True, comment="unit of the posting that lasts")
    postings: Mapped[list["Posting"]] = relationship(
        back_populates="cadre", order_by="Posting.from_on", lazy="raise", cascade="all, delete-orphan"
    )

    @property
    def current_posting(self) -> "Posting | None":
        return next((p for p in reversed(self.postings) if p.to_on is None), None)


class Posting(Identified, Base):
    __tablename__ = "posting"
    __table_args__ = (
        Index("uq_posting_current", "cadre_id", unique=True, postgresql_where=text("to_on IS NULL")),
        CheckConstraint("to_on IS NULL OR to_on >= from_on", name="dates_in_order"),
        {"comment": "from when to when a cadre serves in a post of a unit"},
    )

    cadre_id: Mapped[UUID] = mapped_column(ForeignKey("directory.cadre.id"), index=True)
    unit_code: Mapped[str] = mapped_column(ForeignKey("directory.unit.code"), index=True)
    post_code: Mapped[str]
    post_name: Mapped[str]
    post_group: Mapped[str] = mapped_column(comment="chief, deputy or ordinary")
    is_principal: Mapped[bool] = mapped_column(comment="principal leader of the unit")
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    decision_number: Mapped[str | None] = mapped_column(comment="personnel decision that ordered the move")
    cadre: Mapped[Cadre] = relationship(back_populates="postings", lazy="raise")


class Tie(Identified, Tracked, Base):
    __tablename__ = "tie"
    __table_args__ = (
        CheckConstraint("kind IN ('former_unit', 'interest', 'relative')", name="kind_known"),
        CheckConstraint("(unit_code IS NULL) <> (other_code IS NULL)", name="to_one_other"),
        CheckConstraint("other_code <> person_code", name="not_to_oneself"),
        CheckConstraint("(other_code IS NULL) = (other_name IS NULL)", name="other_is_named"),
        CheckConstraint("declared_by = person_code OR document_number IS NOT NULL", name="entered_by_document"),
        CheckConstraint("num_nulls(to_on, ended_at, ended_by_name, end_reason) IN (0, 4)", name="end_is_whole"),
        CheckConstraint("to_on >= from_on - 1", name="dates_in_order"),
        Index("uq_tie_unit_in_force", "person_code", "unit_code", unique=True, postgresql_where=text("to_on IS NULL")),
        Index(
            "uq_tie_other_in_force", "person_code", "other_code", unique=True, postgresql_where=text("to_on IS NULL")
        ),
        {"comment": "whom or which unit a person is tied to; kind and reason are told to no other service"},
    )

    person_code: Mapped[str] = mapped_column(comment="whose tie it is")
    person_name: Mapped[str] = mapped_column(comment="as it was when the tie was declared")
    other_code: Mapped[str | None] = mapped_column(comment="the person tied to")
    other_name: Mapped[str | None] = mapped_column(comment="as it was when the tie was declared")
    unit_code: Mapped[str | None] = mapped_column(ForeignKey("directory.unit.code"), comment="the unit tied to")
    kind: Mapped[str]
    reason: Mapped[str | None]
    from_on: Mapped[date]
    to_on: Mapped[date | None] = mapped_column(comment="the last day; the day before the first where it never held")
    document_number: Mapped[str | None] = mapped_column(comment="by which an office entered it")
    declared_at: Mapped[datetime] = mapped_column(comment="office time")
    declared_by: Mapped[str] = mapped_column(comment="code of the person")
    declared_by_name: Mapped[str]
    ended_at: Mapped[datetime | None] = mapped_column(comment="office time")
    ended_by_name: Mapped[str | None]
    end_reason: Mapped[str | None]


class Belonging(Identified, Base):
    __tablename__ = "belonging"
    __table_args__ = (
        CheckConstraint("to_on >= from_on - 1", name="dates_in_order"),
        Index("uq_belonging_current", "person_code", "unit_code", unique=True, postgresql_where=text("to_on IS NULL")),
        {"comment": "for which units somebody with an account acted, and when"},
    )

    person_code: Mapped[str]
    unit_code: Mapped[str]
    from_on: Mapped[date]
    to_on: Mapped[date | None] = mapped_column(comment="the last day; the day before the first where it never held")


class StandingAsideTerm(Identified, Base):
    __tablename__ = "standing_aside_term"
    __table_args__ = (
        CheckConstraint("years BETWEEN 1 AND 10", name="years_sensible"),
        {"comment": "append only: for how many years one stands aside from a former unit; the last row counts"},
    )

    years: Mapped[int]
    reason: Mapped[str]
    set_at: Mapped[datetime] = mapped_column(comment="office time")
    set_by_name: Mapped[str]


class Person(Identified, Tracked, Base):
    __tablename__ = "person"
    __table_args__ = (UniqueConstraint("code"), {"comment": "somebody who has an account and is no cadre"})

    code: Mapped[str]
    name: Mapped[str]


class Account(Identified, Tracked, Base):
    __tablename__ = "account"
    __table_args__ = (
        UniqueConstraint("username"),
        CheckConstraint(
            f"cardinality(roles) < 2 OR NOT roles && ARRAY[{_SAFEGUARDS}]::text[]", name="safeguards_stand_alone"
        ),
        {"comment": "a person who may sign in"},
    )

    username: Mapped[str]
    display_name: Mapped[str]
    password_hash: Mapped[str] = mapped_column(info={"secret": True})
    roles: Mapped[list[str]] = mapped_column(comment="of the grants in force; what its tokens carry")
    unit_code: Mapped[str | None] = mapped_column(comment="the person's own unit")
    person_code: Mapped[str | None] = mapped_column(
        index=True, comment="whose account it is: a cadre's code, or that of a person who is none"
    )
    is_active: Mapped[bool]
    must_change_password: Mapped[bool] = mapped_column(comment="somebody else has chosen the password")
    grants: Mapped[list["RoleGrant"]] = relationship(back_populates="account", order_by="RoleGrant.id", lazy="raise")

    @property
    def waiting_roles(self) -> list[str]:
        """Proposed, and not yet confirmed by the other administrator."""
        return [grant.role for grant in self.grants if grant.state == GrantState.WAITING]


class RoleGrant(Identified, Tracked, Base):
    __tablename__ = "role_grant"
    __table_args__ = (
        Index(
            "uq_role_grant_open",
            "account_id",
            "role",
            unique=True,
            postgresql_where=text("state IN ('in_force', 'waiting')"),
        ),
        CheckConstraint(GRANT.check(), name="state_known"),
        CheckConstraint("to_on IS NULL OR to_on >= from_on", name="dates_in_order"),
        {"comment": "a role of an account: who proposed and who confirmed it, from when to when it was held"},
    )

    account_id: Mapped[UUID] = mapped_column(ForeignKey("directory.account.id"), index=True)
    role: Mapped[str]
    state: Mapped[str] = mapped_column(index=True)
    proposed_at: Mapped[datetime]
    proposed_by: Mapped[str] = mapped_column(comment="account, or the command line")
    proposed_by_name: Mapped[str]
    proposed_by_person: Mapped[str | None] = mapped_column(comment="the person behind that account")
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = mapped_column(comment="account; none where the role needs no second person")
    decided_by_name: Mapped[str | None]
    reason: Mapped[str | None] = mapped_column(comment="why it was refused")
    from_on: Mapped[date | None] = mapped_column(comment="first day of the office's calendar on which it was held")
    to_on: Mapped[date | None] = mapped_column(comment="the last one")
    account: Mapped[Account] = relationship(back_populates="grants", lazy="raise")


class WebSession(Identified, Base):
    __tablename__ = "web_session"
    __table_args__ = ({"comment": "a signed-in browser; the cookie holds a secret of which only the hash is here"},)

    account_id: Mapped[UUID] = mapped_column(ForeignKey("directory.account.id"), index=True)
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True, info={"secret": True})
    csrf: Mapped[str] = mapped_column(info={"secret": True})
    began_at: Mapped[datetime] = mapped_column(comment="real time of the sign-in")
    seen_at: Mapped[datetime] = mapped_column(comment="real time of the last access token given for it")
    expires_at: Mapped[datetime] = mapped_column(index=True, comment="real time")
    ended_at: Mapped[datetime | None] = mapped_column(comment="real time")
    address: Mapped[str] = mapped_column(comment="from which it was signed in")
    browser: Mapped[str] = mapped_column(comment="as it named itself")
    account: Mapped[Account] = relationship(lazy="joined", innerjoin=True)


class SignInAttempt(Base):
    """Kept whether or not there is such an account, so that nobody learns from it which names exist."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = ({"comment": "attempts without success of one name from one address"},)
    __audited__ = False

    name: Mapped[str] = mapped_column(primary_key=True, comment="sign-in name, or client: and a client's id")
    address: Mapped[str] = mapped_column(primary_key=True)
    failed_count: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(index=True, comment="real time")
    locked_until: Mapped[datetime | None] = mapped_column(comment="real time")


class ApiClient(Identified, Tracked, Base):
    __tablename__ = "api_client"
    __table_args__ = (UniqueConstraint("client_id"), {"comment": "another system that uses the API"})

    client_id: Mapped[str]
    name: Mapped[str]
    scopes: Mapped[list[str]]
    is_active: Mapped[bool]
    last_used_at: Mapped[datetime | None] = mapped_column(comment="real time of the last token")
    secrets: Mapped[list["ClientSecret"]] = relationship(
        back_populates="client", order_by="ClientSecret.expires_at", lazy="selectin"
    )

    @property
    def secret_expires_at(self) -> datetime:
        """When the last of its secrets stops counting."""
        return self.secrets[-1].expires_at


class ClientSecret(Identified, Base):
    __tablename__ = "client_secret"
    __table_args__ = ({"comment": "a client's secret of which only the hash is here; two overlap while one replaces"},)

    api_client_id: Mapped[UUID] = mapped_column(ForeignKey("directory.api_client.id"), index=True)
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary, info={"secret": True})
    issued_at: Mapped[datetime] = mapped_column(comment="real time")
    expires_at: Mapped[datetime] = mapped_column(comment="real time")
    client: Mapped[ApiClient] = relationship(back_populates="secrets", lazy="raise")


class Recovery(Identified, Base):
    __tablename__ = "recovery"
    __table_args__ = (
        CheckConstraint("act IN ('administrator_created', 'password_reset')", name="act"),
        {"comment": "append only: access taken at the machine, past the administrators"},
    )

    act: Mapped[str]
    username: Mapped[str]
    display_name: Mapped[str]
    recovered_at: Mapped[datetime] = mapped_column(default=real_now, index=True, comment="real time")
