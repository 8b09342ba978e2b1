"""Printers as they are kept, and every calibration that they got."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from batches.base import Base, new_id
from labels.stock.calibration import EXACT, Calibration


class Printer(Base):
    """A printer of an organisation with one paper in it. A run keeps a copy, so a change here changes nothing printed.

    Attributes:
        stock: the key of its paper, built in or own.
        dpi: of its head; None where a driver takes pages of any.
        language: `pdf`, `zpl` or `tspl`.
        calibrated_at: when readings last gave its calibration; None: never, or not since another paper was put in.
        retired_at: since when no new run is made for it.
    """

    __tablename__ = "label_printer"
    __table_args__ = (UniqueConstraint("organisation_id", "name"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    organisation_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("organisation.id"))
    name: Mapped[str]
    stock: Mapped[str]
    dpi: Mapped[int | None]
    language: Mapped[str]
    offset_x_mm: Mapped[float]
    offset_y_mm: Mapped[float]
    scale_x: Mapped[float]
    scale_y: Mapped[float]
    calibrated_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]

    @property
    def calibration(self) -> Calibration:
        return Calibration(
            offset_x_mm=self.offset_x_mm,
            offset_y_mm=self.offset_y_mm,
            scale_x=self.scale_x,
            scale_y=self.scale_y,
        )

    def calibrate(self, calibration: Calibration, at: datetime) -> None:
        """Take a calibration from readings."""
        self._set(calibration)
        self.calibrated_at = at

    def forget_calibration(self) -> None:
        """Of another paper, resolution or driver nothing is known."""
        self._set(EXACT)
        self.calibrated_at = None

    def _set(self, calibration: Calibration) -> None:
        self.offset_x_mm, self.offset_y_mm = calibration.offset_x_mm, calibration.offset_y_mm
        self.scale_x, self.scale_y = calibration.scale_x, calibration.scale_y


class PrinterCalibration(Base):
    """What was read off one test page, and the calibration that it gave.

    Attributes:
        page: the code of the page.
    """

    __tablename__ = "printer_calibration"
    __table_args__ = ({"info": {"insert_only": True}},)
    insert_only = True

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    printer_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("label_printer.id"), index=True)
    page: Mapped[str]
    left_mm: Mapped[float]
    right_mm: Mapped[float]
    top_mm: Mapped[float]
    bottom_mm: Mapped[float]
    offset_x_mm: Mapped[float]
    offset_y_mm: Mapped[float]
    scale_x: Mapped[float]
    scale_y: Mapped[float]
    recorded_at: Mapped[datetime]
    recorded_by: Mapped[uuid.UUID]
