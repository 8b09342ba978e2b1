"""How the chain of a batch reads: its origins, its stages, who says so, and of what nothing is recorded."""

from dataclasses import dataclass
from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from app.pages.languages import Language, format_day
from batches.provenance.story import (
    PublicBatch,
    PublicConfirmation,
    PublicInterval,
    PublicOrigin,
    PublicResult,
    PublicStage,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownOrigin:
    """A harvest; `interval` is a sentence, None where no spraying is recorded; `unit_codes` are official (2025)."""

    place: str
    unit_codes: str
    organisation: str
    growing_area_code: str | None
    harvested_on: date
    interval: str | None
    is_interval_over: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownStage:
    """A stage; `source` tells whose word it is."""

    name: str
    since_on: date | None
    occurred_on: date
    recorded_at: datetime
    place: str
    role: str
    organisation: str
    source: str
    is_confirmed: bool
    is_late: bool
    is_corrected: bool
    result: str | None
    is_conformant: bool


def origin_rows(batch: PublicBatch, language: Language) -> list[ShownOrigin]:
    return [_shown_origin(origin, language) for origin in batch.origins]


def stage_rows(batch: PublicBatch, language: Language) -> list[ShownStage]:
    return [_shown_stage(stage, language) for stage in batch.stages]


def missing_rows(batch: PublicBatch) -> list[str]:
    """The names of what a reader looks for and nobody recorded."""
    names = {
        "cultivation": _("Canh tác"),
        "harvest": _("Thu hoạch"),
        "packing": _("Đóng gói"),
        "transport": _("Vận chuyển"),
        "testing": _("Kiểm nghiệm"),
    }
    return [names[stage] for stage in batch.missing_stages]


def days_text(first: date, last: date | None) -> str:
    """One day, or from one to another."""
    if last is None or last == first:
        return format_day(first)
    text: str = _("từ %(first)s đến %(last)s", first=format_day(first), last=format_day(last))
    return text


def places_of(batch: PublicBatch, language: Language) -> list[str]:
    """Where it was grown, each place once."""
    found = (origin.place.commune_and_province(language.code) for origin in batch.origins)
    return list(dict.fromkeys(found))


def _shown_origin(origin: PublicOrigin, language: Language) -> ShownOrigin:
    interval = origin.interval
    return ShownOrigin(
        place=origin.place.commune_and_province(language.code),
        unit_codes=_(
            "Mã đơn vị hành chính: xã/phường %(commune)s, tỉnh/thành phố %(province)s",
            commune=origin.place.commune_code,
            province=origin.place.province_code,
        ),
        organisation=origin.organisation,
        growing_area_code=origin.growing_area_code,
        harvested_on=origin.harvested_on,
        interval=_interval(interval) if interval else None,
        is_interval_over=interval is None or interval.is_over,
    )


def _interval(interval: PublicInterval) -> str:
    days, required = (
        ngettext("%(num)s ngày", "%(num)s ngày", number) for number in (interval.days, interval.required_days)
    )
    sentence: str = _(
        "Phun thuốc ngày %(sprayed_on)s, thu hoạch sau đó %(days)s; nhãn thuốc yêu cầu ít nhất %(required)s.",
        sprayed_on=format_day(interval.sprayed_on),
        days=days,
        required=required,
    )
    return sentence


def _shown_stage(stage: PublicStage, language: Language) -> ShownStage:
    result = stage.result
    return ShownStage(
        name=_name(stage.kind),
        since_on=stage.since_on,
        occurred_on=stage.occurred_on,
        recorded_at=stage.recorded_at,
        place=stage.place.commune_and_province(language.code),
        role=_role(stage.role),
        organisation=stage.organisation,
        source=_source(stage.confirmation),
        is_confirmed=stage.confirmation is not None,
        is_late=stage.is_late,
        is_corrected=stage.is_corrected,
        result=_result(result) if result else None,
        is_conformant=result is None or result.is_conformant,
    )


def _name(kind: str) -> str:
    names = {
        "cultivation": _("Canh tác (theo nhật ký vườn)"),
        "harvest": _("Thu hoạch"),
        "weighing": _("Cân"),
        "packing": _("Đóng gói"),
        "shipping": _("Xuất hàng"),
        "receiving": _("Nhận hàng"),
        "inspection": _("Kiểm tra chất lượng"),
        "lab_sample": _("Lấy mẫu kiểm nghiệm"),
        "lab_test": _("Kết quả kiểm nghiệm"),
        "recall": _("Thu hồi"),
        "recall_lift": _("Gỡ thu hồi"),
    }
    return str(names[kind])


def _role(role: str) -> str:
    names = {
        "grower": _("Đơn vị trồng"),
        "packer": _("Đơn vị đóng gói"),
        "trader": _("Đơn vị thu mua"),
        "exporter": _("Đơn vị xuất khẩu"),
    }
    return str(names[role])


def _source(confirmation: PublicConfirmation | None) -> str:
    if confirmation is None:
        return str(_("Tự khai báo"))
    if confirmation.by is None:
        return str(_("Bên nhận đã xác nhận"))
    if confirmation.is_laboratory:
        return str(_("Theo phiếu kiểm nghiệm của %(name)s", name=confirmation.by))
    return str(_("Bên nhận đã xác nhận: %(name)s", name=confirmation.by))


def _result(result: PublicResult) -> str:
    said = _("Đạt") if result.is_conformant else _("Không đạt")
    if result.report_no is None:
        return str(said)
    return str(_("%(result)s, phiếu số %(number)s", result=said, number=result.report_no))
