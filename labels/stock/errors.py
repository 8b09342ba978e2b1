"""Refusals about sheets, rolls and how a printer misses them."""

from collections.abc import Sequence
from dataclasses import dataclass

from batches.errors import DomainError


@dataclass(frozen=True, kw_only=True, slots=True)
class StockFault:
    """One measure of a stock that is wrong, as met and as expected.

    Attributes:
        measure: the name of an attribute, or a sum of them.
    """

    measure: str
    met: str
    expected: str

    @property
    def code(self) -> str:
        return StockNotPossible.code

    @property
    def pointer(self) -> str:
        """JSON pointer of the field that is to blame, or "" for a sum."""
        return f"/{self.measure}" if self.measure.isidentifier() else ""

    def sentence(self, language: str) -> str:
        if language == "vi":
            return f"{self.measure} là {self.met}, cần {self.expected}"
        return f"{self.measure} is {self.met}, expected {self.expected}"


class UnknownStock(DomainError):
    code = "unknown-stock"
    vi = "Không có loại giấy tem «{key}». Các loại đang có: {known}."
    en = "There is no label stock “{key}”. Known stocks: {known}."


class StockNotPossible(DomainError):
    """Each wrong measure is told and stands in `faults`, as met and as expected."""

    code = "stock-not-possible"
    vi = "Loại giấy tem «{key}» không hợp lệ: {told_vi}."
    en = "The label stock “{key}” is not possible: {told_en}."

    faults: tuple[StockFault, ...]

    def __init__(self, *, key: str, faults: Sequence[StockFault]) -> None:
        super().__init__(
            key=key,
            told_vi="; ".join(one.sentence("vi") for one in faults),
            told_en="; ".join(one.sentence("en") for one in faults),
        )
        self.faults = tuple(faults)


class StartPositionBeyondSheet(DomainError):
    code = "start-position-beyond-sheet"
    vi = "Vị trí bắt đầu là {met}, nhưng tờ tem này chỉ có các vị trí từ 1 đến {expected}."
    en = "The start position is {met}, but this sheet has the positions 1 to {expected}."


class StartLaneBeyondRoll(StartPositionBeyondSheet):
    code = "start-lane-beyond-roll"
    vi = "Vị trí bắt đầu là {met}, nhưng cuộn tem này chỉ có các làn từ 1 đến {expected}."
    en = "The start position is {met}, but this roll has the lanes 1 to {expected}."


class CalibrationBeyondLimits(DomainError):
    code = "calibration-beyond-limits"
    vi = (
        "Độ lệch máy in {measure} là {met}, chỉ chỉnh được từ {least} đến {most}. "
        "Hãy in lại trang thử ở đúng 100 % rồi đo lại."
    )
    en = (
        "The printer's {measure} is {met}; it can be corrected from {least} to {most}. "
        "Print the test page again at exactly 100 % and measure again."
    )


class CalibrationReadingsDisagree(DomainError):
    code = "calibration-readings-disagree"
    vi = (
        "Hai số đọc được ({first_edge_vi} {first_mm}, {second_edge_vi} {second_mm}) cách nhau {met_mm} mm, lẽ ra phải "
        "khoảng {expected_mm} mm. Cả hai đều tính từ số 0 của thước, đặt ở mép {first_edge_vi}; hãy đọc lại."
    )
    en = (
        "The two readings ({first_edge_en} {first_mm}, {second_edge_en} {second_mm}) are {met_mm} mm apart; expected "
        "about {expected_mm} mm. Both count from the zero of the rule, on the {first_edge_en} edge; read again."
    )
