"""Refusals about sheets and rolls."""

from batches.errors import DomainError


class UnknownStock(DomainError):
    code = "unknown-stock"
    vi = "Không có loại giấy tem «{key}». Các loại đang có: {known}."
    en = "There is no label stock “{key}”. Known stocks: {known}."


class StockNotPossible(DomainError):
    code = "stock-not-possible"
    vi = "Loại giấy tem «{key}» không hợp lệ: {measure} là {met}, cần {expected}."
    en = "The label stock “{key}” is not possible: {measure} is {met}, expected {expected}."


class StartPositionBeyondSheet(DomainError):
    code = "start-position-beyond-sheet"
    vi = "Vị trí bắt đầu là {met}, nhưng tờ tem này chỉ có các vị trí từ 1 đến {expected}."
    en = "The start position is {met}, but this sheet has the positions 1 to {expected}."
