"""What laboratories found, as tables, and the papers that a manager published, as links."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from app.pages.languages import format_day
from app.scan.details import scheme_name
from batches.provenance.story import PublicBatch, PublicConfirmation, PublicStage, PublicTested
from batches.quality.rules import BASIC_YELLOW_2, CADMIUM


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownReport:
    """A laboratory's report; `rows` are substance, value and limit as it writes them, and whether it passed."""

    title: str
    rows: Sequence[tuple[str, str, str, bool]]


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownPaper:
    name: str
    document_id: uuid.UUID


def report_tables(batch: PublicBatch) -> list[ShownReport]:
    """The reports on the fruit, the oldest first."""
    return [
        ShownReport(title=_title(stage), rows=[_row(tested) for tested in stage.result.tested])
        for stage in batch.stages
        if stage.result is not None and stage.result.tested
    ]


def published_papers(batch: PublicBatch) -> list[ShownPaper]:
    """Each once: certificates that are claimed, then what was found."""
    found = [
        (
            _(
                "Giấy chứng nhận %(scheme)s số %(number)s",
                scheme=scheme_name(claim.scheme),
                number=claim.number,
            ),
            claim.document_id,
        )
        for claim in batch.claims
    ]
    found += [
        (_paper_name(stage.result.report_no), stage.result.document_id)
        for stage in batch.stages
        if stage.result is not None
    ]
    papers = {document_id: str(name) for name, document_id in reversed(found) if document_id is not None}
    return [ShownPaper(name=name, document_id=document_id) for document_id, name in reversed(papers.items())]


def _title(stage: PublicStage) -> str:
    """Who found it, on which day; whoever declared it is no laboratory."""
    assert stage.result is not None  # noqa: S101 - asked for those with one
    by: PublicConfirmation | None = stage.confirmation
    title: str = _(
        "%(laboratory)s, phiếu số %(number)s, ngày %(day)s",
        laboratory=by.by if by is not None and by.by else stage.organisation,
        number=stage.result.report_no,
        day=format_day(stage.occurred_on),
    )
    return title


def _row(tested: PublicTested) -> tuple[str, str, str, bool]:
    names = {CADMIUM: _("Cadimi"), BASIC_YELLOW_2: _("Vàng O (Basic Yellow 2)")}
    name = str(names.get(tested.name, tested.name))
    return name, _measured(tested.value, tested), _measured(tested.limit, tested), tested.is_passed


def _measured(value: str | None, tested: PublicTested) -> str:
    return " ".join(part for part in (value, tested.unit) if part) if value else "—"


def _paper_name(report_no: str | None) -> str:
    name: str = (
        _("Biên bản kiểm tra")
        if report_no is None
        else _("Phiếu kiểm nghiệm số %(number)s", number=report_no)
    )
    return name
