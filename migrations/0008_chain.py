"""The chain: packings, movements, inspections, laboratory tests, recalls; who else an event is for, and corrections."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from migrations.steps import add_reference, drop_columns, index, instant, key, one_of, protect, refers, unique

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None

KINDS = ("ship", "receive")
ANSWERS = ("accepted", "refused", "void")
REASONS = ("did_not_occur", "incorrect_data")
RESULTS = ("conformant", "non_conformant")
INSERT_ONLY = (
    "correction",
    "packing_input",
    "packing",
    "shipment_answer",
    "inspection",
    "inspection_batch",
    "lab_test",
    "lab_test_batch",
    "lab_analyte",
    "recall",
    "recall_batch",
    "recall_lift",
    "recall_call",
)
TABLES = (
    "correction",
    "recall_call",
    "recall_lift",
    "recall_batch",
    "recall",
    "lab_analyte",
    "lab_test_batch",
    "lab_test",
    "inspection_batch",
    "inspection",
    "shipment_answer",
    "movement_line",
    "movement",
    "packing",
    "packing_input",
)


def upgrade() -> None:
    with op.batch_alter_table("batch", schema=None) as batch_op:
        batch_op.alter_column("plot_id", existing_type=sa.Uuid(), nullable=True)
    op.add_column("batch", sa.Column("harvested_to_on", sa.Date(), nullable=True))
    add_reference("event", "counterparty_id", "organisation")
    index("event", "counterparty_id")
    add_reference("event", "corrects_id", "event")
    index("event", "corrects_id")
    _make_packings()
    _make_movements()
    _make_quality()
    _make_recalls()
    _make_corrections()
    for table in INSERT_ONLY:
        protect(table)


def downgrade() -> None:
    """Packed batches have no plot: with some there, the old schema refuses."""
    for table in TABLES:
        op.drop_table(table)
    for column in ("counterparty_id", "corrects_id"):
        op.drop_index(f"ix_event_{column}", "event")
    drop_columns("event", "counterparty_id", "corrects_id")
    if op.get_bind().dialect.name == "sqlite":
        protect("event")  # it was made anew, without its triggers
    drop_columns("batch", "harvested_to_on")
    with op.batch_alter_table("batch", schema=None) as batch_op:
        batch_op.alter_column("plot_id", existing_type=sa.Uuid(), nullable=False)


def _make_packings() -> None:
    op.create_table(
        "packing_input",
        sa.Column("output_id", sa.Uuid(), nullable=False),
        sa.Column("input_id", sa.Uuid(), nullable=False),
        sa.Column("net_weight_kg", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("output_id <> input_id", name=op.f("ck_packing_input_not_itself")),
        sa.CheckConstraint("net_weight_kg > 0", name=op.f("ck_packing_input_net_weight_kg")),
        refers("packing_input", "output_id", "batch"),
        refers("packing_input", "input_id", "batch"),
        key("packing_input", "output_id", "input_id"),
    )
    index("packing_input", "input_id")
    op.create_table(
        "packing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("packing_house_id", sa.Uuid()),
        sa.Column("market", sa.String()),
        sa.Column("packed_on", sa.Date(), nullable=False),
        sa.Column("rejected_kg", sa.BigInteger(), nullable=False),
        sa.Column("shrinkage_kg", sa.BigInteger(), nullable=False),
        instant("recorded_at"),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("rejected_kg >= 0", name=op.f("ck_packing_rejected_kg")),
        sa.CheckConstraint("shrinkage_kg >= 0", name=op.f("ck_packing_shrinkage_kg")),
        refers("packing", "organisation_id", "organisation"),
        refers("packing", "batch_id", "batch"),
        refers("packing", "event_id", "event"),
        refers("packing", "packing_house_id", "packing_house"),
        key("packing"),
        unique("packing", "batch_id"),
        unique("packing", "event_id"),
    )
    index("packing", "organisation_id")


def _make_movements() -> None:
    op.create_table(
        "movement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("shipment_id", sa.Uuid()),
        sa.Column("receiver_id", sa.Uuid()),
        sa.Column("receiver_text", sa.String()),
        instant("moved_at"),
        sa.Column("vehicle", sa.String()),
        sa.Column("reference", sa.String()),
        instant("recorded_at"),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        instant("updated_at"),
        one_of("movement", "kind", KINDS),
        refers("movement", "organisation_id", "organisation"),
        refers("movement", "shipment_id", "movement"),
        refers("movement", "receiver_id", "organisation"),
        key("movement"),
        unique("movement", "shipment_id"),
    )
    index("movement", "organisation_id")
    index("movement", "receiver_id")
    op.create_table(
        "movement_line",
        sa.Column("movement_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("net_weight_kg", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("net_weight_kg > 0", name=op.f("ck_movement_line_net_weight_kg")),
        refers("movement_line", "movement_id", "movement"),
        refers("movement_line", "batch_id", "batch"),
        key("movement_line", "movement_id", "batch_id"),
    )
    index("movement_line", "batch_id")
    op.create_table(
        "shipment_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("shipment_id", sa.Uuid(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("reason", sa.String()),
        instant("answered_at"),
        sa.Column("answered_by", sa.Uuid(), nullable=False),
        one_of("shipment_answer", "answer", ANSWERS),
        refers("shipment_answer", "shipment_id", "movement"),
        key("shipment_answer"),
        unique("shipment_answer", "shipment_id"),
    )


def _make_quality() -> None:
    op.create_table(
        "inspection",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("inspected_on", sa.Date(), nullable=False),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("note", sa.String()),
        sa.Column("document_id", sa.Uuid()),
        instant("recorded_at"),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        one_of("inspection", "result", RESULTS),
        refers("inspection", "organisation_id", "organisation"),
        refers("inspection", "event_id", "event"),
        refers("inspection", "document_id", "document"),
        key("inspection"),
        unique("inspection", "event_id"),
    )
    index("inspection", "organisation_id")
    op.create_table(
        "lab_test",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("laboratory", sa.String(), nullable=False),
        sa.Column("is_gacc_recognised", sa.Boolean(), nullable=False),
        sa.Column("report_no", sa.String(), nullable=False),
        sa.Column("sampled_on", sa.Date(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("sample_fruit_count", sa.Integer()),
        sa.Column("document_id", sa.Uuid()),
        instant("recorded_at"),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        refers("lab_test", "organisation_id", "organisation"),
        refers("lab_test", "event_id", "event"),
        refers("lab_test", "document_id", "document"),
        key("lab_test"),
        unique("lab_test", "event_id"),
    )
    index("lab_test", "organisation_id")
    op.create_table(
        "lab_analyte",
        sa.Column("lab_test_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("unit", sa.String()),
        sa.Column("limit", sa.String()),
        sa.Column("passed", sa.Boolean(), nullable=False),
        refers("lab_analyte", "lab_test_id", "lab_test"),
        key("lab_analyte", "lab_test_id", "position"),
    )
    _link_batches("inspection")
    _link_batches("lab_test")


def _make_recalls() -> None:
    op.create_table(
        "recall",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decision_no", sa.String()),
        instant("recalled_at"),
        instant("recorded_at"),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        refers("recall", "organisation_id", "organisation"),
        key("recall"),
    )
    index("recall", "organisation_id")
    _link_batches("recall")
    op.create_table(
        "recall_lift",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recall_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        instant("lifted_at"),
        sa.Column("lifted_by", sa.Uuid(), nullable=False),
        sa.Column("is_alone", sa.Boolean(), nullable=False),
        refers("recall_lift", "recall_id", "recall"),
        key("recall_lift"),
        unique("recall_lift", "recall_id"),
    )
    op.create_table(
        "recall_call",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("recall_id", sa.Uuid(), nullable=False),
        sa.Column("shipment_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.String()),
        instant("called_at"),
        sa.Column("called_by", sa.Uuid(), nullable=False),
        refers("recall_call", "recall_id", "recall"),
        refers("recall_call", "shipment_id", "movement"),
        key("recall_call"),
    )
    index("recall_call", "recall_id")
    index("recall_call", "shipment_id")


def _make_corrections() -> None:
    op.create_table(
        "correction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("declaration_id", sa.Uuid(), nullable=False),
        sa.Column("corrective_id", sa.Uuid()),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        instant("recorded_at"),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        one_of("correction", "reason", REASONS),
        refers("correction", "organisation_id", "organisation"),
        refers("correction", "event_id", "event"),
        refers("correction", "declaration_id", "event"),
        refers("correction", "corrective_id", "event"),
        key("correction"),
        unique("correction", "event_id"),
    )
    index("correction", "organisation_id")


def _link_batches(table: str) -> None:
    """Which batches a row is about."""
    link = f"{table}_batch"
    op.create_table(
        link,
        sa.Column(f"{table}_id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        refers(link, f"{table}_id", table),
        refers(link, "batch_id", "batch"),
        key(link, f"{table}_id", "batch_id"),
    )
    index(link, "batch_id")
