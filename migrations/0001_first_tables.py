"""The first tables, and the triggers that keep insert-only rows as they are."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

INSERT_ONLY = ("event", "event_batch", "print_run")


def upgrade() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_code", sa.String(), nullable=False),
        sa.Column("province_code", sa.String(), nullable=False),
        sa.Column("commune_code", sa.String(), nullable=False),
        sa.Column("address_detail", sa.String(), nullable=True),
        sa.Column("address_legacy", sa.String(), nullable=True),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('cooperative', 'packing_company', 'trader', 'exporter')",
            name=op.f("ck_organisation_kind"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("short_code", name=op.f("uq_organisation_short_code")),
    )
    op.create_table(
        "api_token",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("scopes", sa.JSON(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_api_token_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_api_token_token_hash")),
    )
    with op.batch_alter_table("api_token", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_api_token_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "certificate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.Column("suspended_from", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_certificate_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("content_type", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("visibility", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_document_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_document_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("epcis_event_id", sa.String(), nullable=False),
        sa.Column("is_declaration", sa.Boolean(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("occurred_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_event_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint(
            "epcis_event_id", "is_declaration", name=op.f("uq_event_epcis_event_id_is_declaration")
        ),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "growing_area_code",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("market", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_growing_area_code_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_growing_area_code")),
        sa.UniqueConstraint(
            "organisation_id", "code", name=op.f("uq_growing_area_code_organisation_id_code")
        ),
    )
    with op.batch_alter_table("growing_area_code", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_growing_area_code_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "plot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("variety", sa.String(), nullable=False),
        sa.Column("area_m2", sa.Integer(), nullable=False),
        sa.Column("tree_count", sa.Integer(), nullable=True),
        sa.Column("planted_year", sa.Integer(), nullable=True),
        sa.Column("expected_yield_kg", sa.BigInteger(), nullable=True),
        sa.Column("province_code", sa.String(), nullable=False),
        sa.Column("commune_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_plot_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plot")),
        sa.UniqueConstraint("organisation_id", "code", name=op.f("uq_plot_organisation_id_code")),
    )
    with op.batch_alter_table("plot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plot_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "certificate_plot",
        sa.Column("certificate_id", sa.Uuid(), nullable=False),
        sa.Column("plot_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name=op.f("fk_certificate_plot_certificate_id_certificate"),
        ),
        sa.ForeignKeyConstraint(["plot_id"], ["plot.id"], name=op.f("fk_certificate_plot_plot_id_plot")),
        sa.PrimaryKeyConstraint("certificate_id", "plot_id", name=op.f("pk_certificate_plot")),
    )
    with op.batch_alter_table("certificate_plot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_certificate_plot_plot_id"), ["plot_id"], unique=False)

    op.create_table(
        "growing_area_plot",
        sa.Column("growing_area_code_id", sa.Uuid(), nullable=False),
        sa.Column("plot_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["growing_area_code_id"],
            ["growing_area_code.id"],
            name=op.f("fk_growing_area_plot_growing_area_code_id_growing_area_code"),
        ),
        sa.ForeignKeyConstraint(["plot_id"], ["plot.id"], name=op.f("fk_growing_area_plot_plot_id_plot")),
        sa.PrimaryKeyConstraint("growing_area_code_id", "plot_id", name=op.f("pk_growing_area_plot")),
    )
    with op.batch_alter_table("growing_area_plot", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_growing_area_plot_plot_id"), ["plot_id"], unique=False)

    op.create_table(
        "growing_season",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("growing_area_code_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("quota_kg", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["growing_area_code_id"],
            ["growing_area_code.id"],
            name=op.f("fk_growing_season_growing_area_code_id_growing_area_code"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_growing_season")),
    )
    with op.batch_alter_table("growing_season", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_growing_season_growing_area_code_id"), ["growing_area_code_id"], unique=False
        )

    op.create_table(
        "product",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("gtin", sa.String(), nullable=True),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("name_vi", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.Column("variety", sa.String(), nullable=False),
        sa.Column("brand", sa.String(), nullable=True),
        sa.Column("standards", sa.String(), nullable=True),
        sa.Column("storage", sa.String(), nullable=True),
        sa.Column("shelf_life_days", sa.Integer(), nullable=True),
        sa.Column("image_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("level IN ('fruit', 'carton')", name=op.f("ck_product_level")),
        sa.ForeignKeyConstraint(["image_id"], ["document.id"], name=op.f("fk_product_image_id_document")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_product_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
        sa.UniqueConstraint("code", name=op.f("uq_product_code")),
        sa.UniqueConstraint("gtin", name=op.f("uq_product_gtin")),
    )
    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_product_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("plot_id", sa.Uuid(), nullable=False),
        sa.Column("product_id", sa.Uuid(), nullable=False),
        sa.Column("growing_area_code_id", sa.Uuid(), nullable=True),
        sa.Column("lot", sa.String(), nullable=False),
        sa.Column("trace_code", sa.String(), nullable=False),
        sa.Column("harvested_on", sa.Date(), nullable=False),
        sa.Column("net_weight_kg", sa.BigInteger(), nullable=False),
        sa.Column("weight_kind", sa.String(), nullable=False),
        sa.Column("fruit_count", sa.Integer(), nullable=True),
        sa.Column("cut_no", sa.Integer(), nullable=True),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("registered_by", sa.Uuid(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("weight_kind IN ('estimated', 'weighed')", name=op.f("ck_batch_weight_kind")),
        sa.CheckConstraint("net_weight_kg > 0", name=op.f("ck_batch_net_weight_kg")),
        sa.ForeignKeyConstraint(
            ["growing_area_code_id"],
            ["growing_area_code.id"],
            name=op.f("fk_batch_growing_area_code_id_growing_area_code"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_batch_organisation_id_organisation")
        ),
        sa.ForeignKeyConstraint(["plot_id"], ["plot.id"], name=op.f("fk_batch_plot_id_plot")),
        sa.ForeignKeyConstraint(["product_id"], ["product.id"], name=op.f("fk_batch_product_id_product")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
        sa.UniqueConstraint("lot", name=op.f("uq_batch_lot")),
    )
    with op.batch_alter_table("batch", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_batch_growing_area_code_id"), ["growing_area_code_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_batch_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_batch_plot_id"), ["plot_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_batch_product_id"), ["product_id"], unique=False)

    op.create_table(
        "event_batch",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_event_batch_batch_id_batch")),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_event_batch_event_id_event")),
        sa.PrimaryKeyConstraint("event_id", "batch_id", name=op.f("pk_event_batch")),
    )
    with op.batch_alter_table("event_batch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_batch_batch_id"), ["batch_id"], unique=False)

    op.create_table(
        "print_run",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("key_id", sa.String(), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_print_run_batch_id_batch")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name=op.f("fk_print_run_organisation_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_run")),
        sa.UniqueConstraint("number", name=op.f("uq_print_run_number")),
    )
    with op.batch_alter_table("print_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_print_run_batch_id"), ["batch_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_print_run_organisation_id"), ["organisation_id"], unique=False)

    for table in INSERT_ONLY:
        _protect(table)


def downgrade() -> None:
    with op.batch_alter_table("print_run", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_print_run_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_print_run_batch_id"))

    op.drop_table("print_run")
    with op.batch_alter_table("event_batch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_batch_batch_id"))

    op.drop_table("event_batch")
    with op.batch_alter_table("batch", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_batch_product_id"))
        batch_op.drop_index(batch_op.f("ix_batch_plot_id"))
        batch_op.drop_index(batch_op.f("ix_batch_organisation_id"))
        batch_op.drop_index(batch_op.f("ix_batch_growing_area_code_id"))

    op.drop_table("batch")
    with op.batch_alter_table("product", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_product_organisation_id"))

    op.drop_table("product")
    with op.batch_alter_table("growing_season", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_growing_season_growing_area_code_id"))

    op.drop_table("growing_season")
    with op.batch_alter_table("growing_area_plot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_growing_area_plot_plot_id"))

    op.drop_table("growing_area_plot")
    with op.batch_alter_table("certificate_plot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certificate_plot_plot_id"))

    op.drop_table("certificate_plot")
    with op.batch_alter_table("plot", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_plot_organisation_id"))

    op.drop_table("plot")
    with op.batch_alter_table("growing_area_code", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_growing_area_code_organisation_id"))

    op.drop_table("growing_area_code")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_organisation_id"))

    op.drop_table("event")
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_document_organisation_id"))

    op.drop_table("document")
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_certificate_organisation_id"))

    op.drop_table("certificate")
    with op.batch_alter_table("api_token", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_api_token_organisation_id"))

    op.drop_table("api_token")
    op.drop_table("organisation")
    _forget_postgresql_function()


def _protect(table: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        for change in ("update", "delete"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{change} BEFORE {change.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} is insert-only'); END"
            )
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% is insert-only', TG_TABLE_NAME; END $$"
    )
    for change in ("update", "delete", "truncate"):
        each = "STATEMENT" if change == "truncate" else "ROW"
        op.execute(
            f"CREATE TRIGGER {table}_no_{change} BEFORE {change.upper()} ON {table} "
            f"FOR EACH {each} EXECUTE FUNCTION refuse_change()"
        )


def _forget_postgresql_function() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_change()")
