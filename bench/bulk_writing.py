"""Writes rows by bulk into the real schema of either database, past the services, with nothing checked."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Engine

from batches.base import Base

Row = Sequence[object]
Write = Callable[[dict[str, list[Row]]], None]
ORDER = (
    *("batch", "event", "event_batch", "packing_input", "packing"),
    *("movement", "movement_line", "shipment_answer", "recall", "recall_batch"),
)
COLUMNS = {
    "batch": "id organisation_id plot_id product_id growing_area_code_id lot trace_code harvested_on "
    "harvested_to_on net_weight_kg weight_kind fruit_count cut_no dry_matter_percent warnings registered_at "
    "registered_by published_at rejected_at updated_at",
    "event": "id organisation_id kind epcis_event_id is_declaration document occurred_at recorded_at recorded_by "
    "counterparty_id corrects_id",
    "event_batch": "event_id batch_id",
    "packing_input": "output_id input_id net_weight_kg",
    "packing": "id organisation_id batch_id event_id packing_house_id market packed_on rejected_kg shrinkage_kg "
    "recorded_at recorded_by",
    "movement": "id organisation_id kind shipment_id receiver_id receiver_text moved_at vehicle reference "
    "recorded_at recorded_by updated_at",
    "movement_line": "movement_id batch_id net_weight_kg",
    "shipment_answer": "id shipment_id answer reason answered_at answered_by",
    "recall": "id organisation_id reason decision_no recalled_at recorded_at recorded_by",
    "recall_batch": "recall_id batch_id",
}


def writer(engine: Engine) -> Write:
    for name, columns in COLUMNS.items():
        there = set(Base.metadata.tables[name].columns.keys())
        if set(columns.split()) != there:
            raise AssertionError(f"{name} has other columns than this loader writes: {sorted(there)}")
    return _sqlite_writer(engine) if engine.dialect.name == "sqlite" else _postgresql_writer(engine)


def _sqlite_writer(engine: Engine) -> Write:
    def write(buffers: dict[str, list[Row]]) -> None:
        raw = engine.raw_connection()
        connection: Any = raw.driver_connection
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("BEGIN")
        for name in ORDER:
            columns = COLUMNS[name].split()
            marks = ", ".join("?" * len(columns))
            statement = f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})"
            connection.executemany(statement, buffers.get(name, []))
        connection.execute("COMMIT")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        raw.close()

    return write


def _postgresql_writer(engine: Engine) -> Write:
    def write(buffers: dict[str, list[Row]]) -> None:
        raw = engine.raw_connection()
        connection: Any = raw.driver_connection
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")  # keys are not checked row by row
            cursor.execute("SET TIME ZONE 'UTC'")
            for name in ORDER:
                lines = ("\t".join(map(_text, row)) for row in buffers.get(name, []))
                with cursor.copy(f"COPY {name} ({', '.join(COLUMNS[name].split())}) FROM STDIN") as copy:
                    copy.write("".join(f"{line}\n" for line in lines))
            cursor.execute("SET session_replication_role = DEFAULT")
        connection.commit()
        raw.close()

    return write


def _text(value: object) -> str:
    return "\\N" if value is None else str(value)
