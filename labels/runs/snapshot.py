"""The snapshot: every printed value of a run, frozen, so that a later edit changes nothing on paper.

Its JSON form is kept for ever: a field is only ever added, with the value that old snapshots mean. What a run's row
has beside it, and the design and stock that many runs share, are taken out of it to be kept once, and put back in
their places when it is read.
"""

import hashlib
import json
from collections.abc import Callable, Container, Mapping
from dataclasses import asdict, dataclass, field, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import rfc8785

from labels.codes.codes import derive_run_key, make_code, show
from labels.codes.crockford import encode
from labels.codes.keys import LabelKeys
from labels.codes.links import label_path
from labels.design.designs import Design
from labels.design.fields import label_values
from labels.drawing.job import Label, LabelJob
from labels.qr.payload import Payload
from labels.stock.calibration import EXACT, Calibration
from labels.stock.stocks import Stock

if TYPE_CHECKING:  # a process that draws a part of a run needs no database
    from labels.runs.model import PrintRun

VERSION = 1
KNOWN_PARTS = 64  # designs and stocks that a process need not read again
OF_THE_ROW = ("number", "quantity", "key_id")
BLANK_VI = "tem chưa kích hoạt"


@dataclass(frozen=True, kw_only=True, slots=True)
class Snapshot:
    """All that decides a run's printed form.

    Attributes:
        values: text of the fields that are the same on every label.
        lot: None on blank labels.
        link: `digital-link`, `digital-link-lot` or `short`.
        base_url: of the links on these labels, whatever the setting becomes.
        printer_dpi: of the printer, whose whole dots the QR's modules are; None: modules of any size.
        calibration: of that printer.
        printer_id: of the printer that the run was made for, if it named one.
        file_kind: the kind of file that is meant for it: `pdf`, `zpl` or `tspl`.
    """

    number: int
    quantity: int
    key_id: str
    base_url: str
    link: str
    gtin: str | None
    lot: str | None
    design: Design
    stock: Stock
    start_position: int
    language: str
    title: str
    values: Mapping[str, str]
    printer_dpi: int | None = None
    calibration: Calibration = EXACT
    printer_id: str | None = None
    file_kind: str = "pdf"

    def to_json(self) -> str:
        """Canonical JSON (RFC 8785). What was added later is left out at its default, so old fingerprints stay."""
        return _canonical(self._plain())

    def taken_apart(self) -> "Parts":
        """The same, as it is kept."""
        plain = self._plain()
        design, stock = _canonical(plain.pop("design")), _canonical(plain.pop("stock"))
        own = {name: value for name, value in plain.items() if name not in OF_THE_ROW}
        return Parts(own=_canonical(own), design=design, stock=stock)

    def _plain(self) -> dict[str, Any]:
        plain: dict[str, Any] = {
            one.name: value for one in fields(self) if (value := getattr(self, one.name)) != one.default
        }
        plain |= {
            "version": VERSION,
            "design": self.design.to_dict(),
            "stock": asdict(self.stock),
            "values": dict(self.values),
        }
        if self.calibration != EXACT:
            plain["calibration"] = asdict(self.calibration)
        return plain

    @classmethod
    def put_together(cls, parts: "Parts", *, number: int, quantity: int, key_id: str) -> "Snapshot":
        """Read `taken_apart`'s parts."""
        plain = json.loads(parts.own)
        if plain.pop("version") != VERSION:
            raise ValueError("expected a snapshot of version 1")
        plain["calibration"] = Calibration(**plain.get("calibration", {}))
        return cls(
            **plain,
            number=number,
            quantity=quantity,
            key_id=key_id,
            design=_read_design(parts.design),
            stock=_read_stock(parts.stock),
        )

    @classmethod
    def of(cls, run: "PrintRun") -> "Snapshot":
        parts = Parts(own=run.snapshot, design=run.design.body, stock=run.stock.body)
        return cls.put_together(parts, number=run.number, quantity=run.quantity, key_id=run.key_id)

    @property
    def fingerprint(self) -> str:
        """SHA-256 in hex of the canonical JSON."""
        return hashlib.sha256(self.to_json().encode()).hexdigest()

    def codes(self, keys: LabelKeys) -> Callable[[int], str]:
        """A function from a serial to its code of 16 characters."""
        run_key = derive_run_key(keys.get(self.key_id), self.key_id, self.number)
        return lambda serial: make_code(run_key, self.number, serial)

    def payload(self, code: str) -> Payload:
        return Payload(
            host=self.base_url, rest=label_path(self.link, gtin=self.gtin, lot=self.lot, code=code)
        )

    def job(self, keys: LabelKeys, *, left_out: Container[int] = ()) -> LabelJob:
        """What a renderer is given: of labels that are left out, none is drawn."""
        run_key = derive_run_key(keys.get(self.key_id), self.key_id, self.number)
        return LabelJob(
            design=self.design,
            stock=self.stock,
            start_position=self.start_position,
            quantity=self.quantity,
            values=self.values,
            label_of=LabelsOfRun(self, run_key),
            title=self.title,
            language=self.language,
            printer_dpi=self.printer_dpi,
            calibration=self.calibration,
            left_out=left_out,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Parts:
    """A snapshot as it is kept, each part canonical JSON: what is its run's own, and what runs have in common."""

    own: str
    design: str
    stock: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Names:
    """What a run's labels call themselves: read for every code that is looked up, so without the design."""

    lot: str | None
    gtin: str | None
    host: str

    @classmethod
    def of(cls, run: "PrintRun") -> "Names":
        own = json.loads(run.snapshot)
        return cls(lot=own["lot"], gtin=own["gtin"], host=own["base_url"].partition("//")[2])


@dataclass(frozen=True, slots=True)
class LabelsOfRun:
    """Label n of a run. A value, so that another process can draw a part of the run."""

    snapshot: Snapshot
    run_key: bytes = field(repr=False)

    def __call__(self, serial: int) -> Label:
        code = make_code(self.run_key, self.snapshot.number, serial)
        return Label(payload=self.snapshot.payload(code), values=label_values(show(code), serial))


@lru_cache(maxsize=KNOWN_PARTS)
def _read_design(body: str) -> Design:
    return Design.from_dict(json.loads(body))


@lru_cache(maxsize=KNOWN_PARTS)
def _read_stock(body: str) -> Stock:
    return Stock(**json.loads(body))


def _canonical(plain: dict[str, Any]) -> str:
    return rfc8785.dumps(plain).decode()


def run_title(number: int, lot: str | None) -> str:
    """The document's title, also the name of the job in a printer's queue."""
    return f"Rõ Nguồn {encode(number, length=5)} · {lot or BLANK_VI}"
