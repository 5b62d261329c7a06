"""Tables of directory, as the first release begins with them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql


def create() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column(
            "roles",
            postgresql.ARRAY(sa.Text()),
            nullable=False,
            comment="of the grants in force; what its tokens carry",
        ),
        sa.Column("unit_code", sa.Text(), nullable=True, comment="the person's own unit"),
        sa.Column(
            "person_code",
            sa.Text(),
            nullable=True,
            comment="whose account it is: a cadre's code, or that of a person who is none",
        ),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column(
            "must_change_password", sa.Boolean(), nullable=False, comment="somebody else has chosen the password"
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint(
            "cardinality(roles) < 2 OR NOT roles && "
            "ARRAY['administrator', 'auditor', 'security_administrator']::text[]",
            name=op.f("ck_account_safeguards_stand_alone"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("username", name=op.f("uq_account_username")),
        schema="directory",
        comment="a person who may sign in",
    )
    op.create_index(op.f("ix_account_person_code"), "account", ["person_code"], unique=False, schema="directory")
    op.create_table(
        "role_grant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("proposed_by", sa.Text(), nullable=False, comment="account, or the command line"),
        sa.Column("proposed_by_name", sa.Text(), nullable=False),
        sa.Column("proposed_by_person", sa.Text(), nullable=True, comment="the person behind that account"),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "decided_by", sa.Text(), nullable=True, comment="account; none where the role needs no second person"
        ),
        sa.Column("decided_by_name", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True, comment="why it was refused"),
        sa.Column(
            "from_on", sa.Date(), nullable=True, comment="first day of the office's calendar on which it was held"
        ),
        sa.Column("to_on", sa.Date(), nullable=True, comment="the last one"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint(
            "state IN ('ended', 'in_force', 'refused', 'waiting', 'withdrawn')",
            name=op.f("ck_role_grant_state_known"),
        ),
        sa.CheckConstraint("to_on IS NULL OR to_on >= from_on", name=op.f("ck_role_grant_dates_in_order")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["directory.account.id"], name=op.f("fk_role_grant_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_role_grant")),
        schema="directory",
        comment="a role of an account: who proposed and who confirmed it, from when to when it was held",
    )
    op.create_index(op.f("ix_role_grant_account_id"), "role_grant", ["account_id"], unique=False, schema="directory")
    op.create_index(op.f("ix_role_grant_state"), "role_grant", ["state"], unique=False, schema="directory")
    op.create_index(
        "uq_role_grant_open",
        "role_grant",
        ["account_id", "role"],
        unique=True,
        schema="directory",
        postgresql_where=sa.text("state IN ('in_force', 'waiting')"),
    )
    op.create_table(
        "api_client",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True, comment="real time of the last token"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_client")),
        sa.UniqueConstraint("client_id", name=op.f("uq_api_client_client_id")),
        schema="directory",
        comment="another system that uses the API",
    )
    op.create_table(
        "client_secret",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("api_client_id", sa.Uuid(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False, comment="real time"),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False, comment="real time"),
        sa.ForeignKeyConstraint(
            ["api_client_id"], ["directory.api_client.id"], name=op.f("fk_client_secret_api_client_id_api_client")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client_secret")),
        schema="directory",
        comment="a client's secret of which only the hash is here; two overlap while one replaces",
    )
    op.create_index(
        op.f("ix_client_secret_api_client_id"), "client_secret", ["api_client_id"], unique=False, schema="directory"
    )
    op.create_table(
        "recovery",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("username", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("recovered_at", sa.DateTime(timezone=True), nullable=False, comment="real time"),
        sa.CheckConstraint("act IN ('administrator_created', 'password_reset')", name=op.f("ck_recovery_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery")),
        schema="directory",
        comment="append only: access taken at the machine, past the administrators",
    )
    op.create_index(op.f("ix_recovery_recovered_at"), "recovery", ["recovered_at"], unique=False, schema="directory")
    op.create_table(
        "rehearsal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False, comment="real time"),
        sa.CheckConstraint("id = 1", name=op.f("ck_rehearsal_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rehearsal")),
        schema="directory",
        comment="append only: its one row says that this installation is a rehearsal, from its first start on",
    )
    op.create_table(
        "cadre",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=True, comment="unit of the posting that lasts"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cadre")),
        sa.UniqueConstraint("code", name=op.f("uq_cadre_code")),
        schema="directory",
        comment="a cadre: name, code and posts, nothing more personal",
    )
    op.create_index(op.f("ix_cadre_unit_code"), "cadre", ["unit_code"], unique=False, schema="directory")
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("code", name=op.f("uq_person_code")),
        schema="directory",
        comment="somebody who has an account and is no cadre",
    )
    op.create_table(
        "county",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column(
            "is_invented", sa.Boolean(), nullable=False, comment="true where names of places and people are made up"
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("id = 1", name=op.f("ck_county_only_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_county")),
        schema="directory",
        comment="the county this installation serves",
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("initials", sa.Text(), nullable=False, comment="pinyin initials of the name"),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Numeric(), nullable=True, comment="of the seat, degrees of WGS 84"),
        sa.Column("longitude", sa.Numeric(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_unit_place_is_whole")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("code", name=op.f("uq_unit_code")),
        schema="directory",
        comment="an appraised unit: township, department or vertical",
    )
    op.create_index(
        "uq_unit_active_name",
        "unit",
        ["name"],
        unique=True,
        schema="directory",
        postgresql_where=sa.text("is_active"),
    )
    op.create_table(
        "unit_class",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False, comment="kind of unit that belongs here"),
        sa.Column(
            "basis", sa.Text(), nullable=False, comment="why this class exists: function, size, conditions, industry"
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the last change"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_class")),
        sa.UniqueConstraint("code", name=op.f("uq_unit_class_code")),
        schema="directory",
        comment="peer group inside which units are ranked",
    )
    op.create_table(
        "class_membership",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("class_id", sa.Uuid(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("document_number", sa.Text(), nullable=True, comment="document that put the unit into the class"),
        sa.CheckConstraint("to_on IS NULL OR to_on >= from_on", name=op.f("ck_class_membership_dates_in_order")),
        sa.ForeignKeyConstraint(
            ["class_id"], ["directory.unit_class.id"], name=op.f("fk_class_membership_class_id_unit_class")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["directory.unit.id"], name=op.f("fk_class_membership_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_class_membership")),
        schema="directory",
        comment="from when to when a unit belongs to a class, and why",
    )
    op.create_index(
        op.f("ix_class_membership_unit_id"), "class_membership", ["unit_id"], unique=False, schema="directory"
    )
    op.create_index(
        "uq_class_membership_current",
        "class_membership",
        ["unit_id"],
        unique=True,
        schema="directory",
        postgresql_where=sa.text("to_on IS NULL"),
    )
    op.create_table(
        "posting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cadre_id", sa.Uuid(), nullable=False),
        sa.Column("unit_code", sa.Text(), nullable=False),
        sa.Column("post_code", sa.Text(), nullable=False),
        sa.Column("post_name", sa.Text(), nullable=False),
        sa.Column("post_group", sa.Text(), nullable=False, comment="chief, deputy or ordinary"),
        sa.Column("is_principal", sa.Boolean(), nullable=False, comment="principal leader of the unit"),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.Column("decision_number", sa.Text(), nullable=True, comment="personnel decision that ordered the move"),
        sa.CheckConstraint("to_on IS NULL OR to_on >= from_on", name=op.f("ck_posting_dates_in_order")),
        sa.ForeignKeyConstraint(["cadre_id"], ["directory.cadre.id"], name=op.f("fk_posting_cadre_id_cadre")),
        sa.ForeignKeyConstraint(["unit_code"], ["directory.unit.code"], name=op.f("fk_posting_unit_code_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting")),
        schema="directory",
        comment="from when to when a cadre serves in a post of a unit",
    )
    op.create_index(op.f("ix_posting_cadre_id"), "posting", ["cadre_id"], unique=False, schema="directory")
    op.create_index(op.f("ix_posting_unit_code"), "posting", ["unit_code"], unique=False, schema="directory")
    op.create_index(
        "uq_posting_current",
        "posting",
        ["cadre_id"],
        unique=True,
        schema="directory",
        postgresql_where=sa.text("to_on IS NULL"),
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("name", sa.Text(), nullable=False, comment="sign-in name, or client: and a client's id"),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("failed_count", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False, comment="real time"),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True, comment="real time"),
        sa.PrimaryKeyConstraint("name", "address", name=op.f("pk_sign_in_attempt")),
        schema="directory",
        comment="attempts without success of one name from one address",
    )
    op.create_index(
        op.f("ix_sign_in_attempt_last_at"), "sign_in_attempt", ["last_at"], unique=False, schema="directory"
    )
    op.create_table(
        "web_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("secret_hash", sa.LargeBinary(), nullable=False),
        sa.Column("csrf", sa.Text(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False, comment="real time of the sign-in"),
        sa.Column(
            "seen_at",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="real time of the last access token given for it",
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False, comment="real time"),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True, comment="real time"),
        sa.Column("address", sa.Text(), nullable=False, comment="from which it was signed in"),
        sa.Column("browser", sa.Text(), nullable=False, comment="as it named itself"),
        sa.ForeignKeyConstraint(
            ["account_id"], ["directory.account.id"], name=op.f("fk_web_session_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_session")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_web_session_secret_hash")),
        schema="directory",
        comment="a signed-in browser; the cookie holds a secret of which only the hash is here",
    )
    op.create_index(op.f("ix_web_session_account_id"), "web_session", ["account_id"], unique=False, schema="directory")
    op.create_index(op.f("ix_web_session_expires_at"), "web_session", ["expires_at"], unique=False, schema="directory")
