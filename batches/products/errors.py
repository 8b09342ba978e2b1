"""What products refuse."""

from batches.errors import DomainError


class GtinTaken(DomainError):
    code = "gtin-taken"
    vi = "GTIN {gtin} đã thuộc về một sản phẩm khác."
    en = "The GTIN {gtin} belongs to another product."
