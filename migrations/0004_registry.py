"""The registry: households and consents, boundaries, packing houses, status histories, papers in three sizes."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from migrations.steps import (
    add_reference,
    drop_columns,
    index,
    instant,
    key,
    one_of,
    protect,
    refers,
    unique,
)

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

STATUSES = ("active", "suspended", "revoked")
PURPOSES = ("public_name", "public_phone", "public_photo", "public_household_code", "public_position")
TABLES = (
    "rendition",
    "packing_house_status",
    "packing_house",
    "packing_authorisation",
    "growing_area_status",
    "consent",
    "member",
)


def upgrade() -> None:
    _make_people()
    _make_codes()
    _make_renditions()
    _extend()
    _fill()


def downgrade() -> None:
    op.drop_index("ix_growing_area_code_code", "growing_area_code")
    op.drop_index("ix_organisation_gln", "organisation")
    op.drop_index("ix_plot_member_id", "plot")
    drop_columns("growing_area_code", "created_at", "updated_at")
    drop_columns("organisation", "phone", "tax_code", "gln", "gs1_company_prefix")
    drop_columns("product", "measure", "contains_product_id", "contains_count", "created_at", "updated_at")
    drop_columns("certificate", "area_m2", "expected_yield_kg", "document_id", "created_at", "updated_at")
    drop_columns("plot", "member_id", "boundary", "position", "created_at", "updated_at")
    drop_columns("document", "width_px", "height_px", "created_by", "updated_at")
    for table in TABLES:
        op.drop_table(table)


def _make_people() -> None:
    op.create_table(
        "member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("household_code", sa.String(), nullable=False),
        sa.Column("name", sa.String()),
        sa.Column("phone", sa.String()),
        sa.Column("photo_id", sa.Uuid()),
        instant("created_at"),
        instant("updated_at"),
        instant("erased_at", nullable=True),
        refers("member", "organisation_id", "organisation"),
        refers("member", "photo_id", "document"),
        key("member"),
        unique("member", "organisation_id", "household_code"),
    )
    index("member", "organisation_id")
    op.create_table(
        "consent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("wording_version", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("evidence", sa.String()),
        sa.Column("evidence_document_id", sa.Uuid()),
        instant("given_at"),
        instant("recorded_at"),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        instant("withdrawn_at", nullable=True),
        sa.Column("withdrawn_by", sa.Uuid()),
        instant("updated_at"),
        one_of("consent", "purpose", PURPOSES),
        one_of("consent", "method", ("paper", "screen", "message", "recording")),
        refers("consent", "organisation_id", "organisation"),
        refers("consent", "member_id", "member"),
        refers("consent", "evidence_document_id", "document"),
        key("consent"),
    )
    index("consent", "organisation_id")
    index("consent", "member_id")


def _make_codes() -> None:
    op.create_table(
        "packing_house",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("province_code", sa.String(), nullable=False),
        sa.Column("commune_code", sa.String(), nullable=False),
        sa.Column("address_detail", sa.String()),
        sa.Column("address_legacy", sa.String()),
        instant("created_at"),
        instant("updated_at"),
        refers("packing_house", "organisation_id", "organisation"),
        key("packing_house"),
        unique("packing_house", "code"),
    )
    index("packing_house", "organisation_id")
    op.create_table(
        "packing_authorisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("growing_area_code_id", sa.Uuid(), nullable=False),
        sa.Column("packing_house_code", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date()),
        refers("packing_authorisation", "growing_area_code_id", "growing_area_code"),
        key("packing_authorisation"),
    )
    index("packing_authorisation", "growing_area_code_id")
    _make_statuses("growing_area_status", "growing_area_code_id", "growing_area_code")
    _make_statuses("packing_house_status", "packing_house_id", "packing_house")


def _make_statuses(table: str, column: str, other: str) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(column, sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String()),
        instant("recorded_at"),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        one_of(table, "status", STATUSES),
        refers(table, column, other),
        key(table),
    )
    index(table, column)
    protect(table)


def _make_renditions() -> None:
    op.create_table(
        "rendition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("size", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("width_px", sa.Integer(), nullable=False),
        sa.Column("height_px", sa.Integer(), nullable=False),
        one_of("rendition", "size", ("small", "medium", "large")),
        refers("rendition", "document_id", "document"),
        key("rendition"),
        unique("rendition", "document_id", "size"),
    )
    index("rendition", "document_id")


def _extend() -> None:
    add_reference("plot", "member_id", "member")
    add_reference("certificate", "document_id", "document")
    add_reference("product", "contains_product_id", "product")
    columns: dict[str, tuple[sa.Column[object], ...]] = {
        "organisation": tuple(
            sa.Column(name, sa.String()) for name in ("phone", "tax_code", "gln", "gs1_company_prefix")
        ),
        "plot": (sa.Column("boundary", sa.JSON()), sa.Column("position", sa.JSON())),
        "certificate": (
            sa.Column("area_m2", sa.Integer()),
            sa.Column("expected_yield_kg", sa.BigInteger()),
        ),
        "product": (sa.Column("measure", sa.String()), sa.Column("contains_count", sa.Integer())),
        "document": (
            sa.Column("width_px", sa.Integer()),
            sa.Column("height_px", sa.Integer()),
            sa.Column("created_by", sa.Uuid()),
        ),
    }
    for table, added in columns.items():
        for column in added:
            op.add_column(table, column)
    for table in ("plot", "growing_area_code", "certificate", "product"):
        op.add_column(table, instant("created_at", filled=True))
        op.add_column(table, instant("updated_at", filled=True))
    op.add_column("document", instant("updated_at", filled=True))
    index("plot", "member_id")
    index("organisation", "gln", is_unique=True)
    index("growing_area_code", "code", is_unique=True)


def _fill() -> None:
    op.execute("UPDATE certificate SET scheme = lower(scheme)")
    op.execute("UPDATE document SET updated_at = created_at")
    op.execute("UPDATE document SET kind = 'photo' WHERE kind = 'product_photo'")
