"""What GS1 keys and links are refused for."""

from typing import Self

from batches.errors import DomainError


class GtinInvalid(DomainError):
    code = "gtin-invalid"
    vi = "Mã GTIN “{gtin}” không dùng được: {reason_vi}."
    en = "GTIN “{gtin}” cannot be used: {reason_en}."

    @classmethod
    def not_digits(cls, gtin: str) -> Self:
        return cls(
            gtin=gtin,
            reason_vi=f"cần 8, 12, 13 hoặc 14 chữ số, nhưng nhận được {len(gtin)} ký tự",
            reason_en=f"expected 8, 12, 13 or 14 digits, got {len(gtin)} characters",
        )

    @classmethod
    def wrong_check_digit(cls, gtin: str, *, expected: int) -> Self:
        return cls(
            gtin=gtin,
            reason_vi=f"số kiểm tra là {gtin[-1]}, đúng phải là {expected}",
            reason_en=f"its check digit is {gtin[-1]}, expected {expected}",
        )

    @classmethod
    def restricted(cls, gtin: str, *, prefix: str) -> Self:
        return cls(
            gtin=gtin,
            reason_vi=f"đầu số {prefix} chỉ dùng nội bộ, cần mã do GS1 cấp",
            reason_en=f"prefix {prefix} is for internal use only, expected a GTIN from GS1",
        )


class GlnInvalid(DomainError):
    code = "gln-invalid"
    vi = "Mã địa điểm GLN “{gln}” không dùng được: {reason_vi}."
    en = "GLN “{gln}” cannot be used: {reason_en}."

    @classmethod
    def not_digits(cls, gln: str) -> Self:
        return cls(
            gln=gln,
            reason_vi="cần đúng 13 chữ số",
            reason_en="expected exactly 13 digits",
            pointer="/gln",
        )

    @classmethod
    def wrong_check_digit(cls, gln: str, *, expected: int) -> Self:
        return cls(
            gln=gln,
            reason_vi=f"số kiểm tra là {gln[-1]}, đúng phải là {expected}",
            reason_en=f"its check digit is {gln[-1]}, expected {expected}",
            pointer="/gln",
        )


_LONGEST_SHOWN = 120


class DigitalLinkInvalid(DomainError):
    code = "digital-link-invalid"
    vi = (
        "“{path}” không phải đường dẫn GS1 Digital Link: {reason_vi}; cần ví dụ /01/(GTIN 14 chữ số), sau đó "
        "có thể có /10/(số lô) rồi /21/(số sê-ri)."
    )
    en = (
        "“{path}” is not a GS1 Digital Link path: {reason_en}; expected for example /01/(GTIN of 14 digits), then "
        "optionally /10/(lot) and /21/(serial)."
    )

    @classmethod
    def wrong_structure(cls, path: str) -> Self:
        return cls(
            path=path[:_LONGEST_SHOWN],
            reason_vi="thiếu, thừa hoặc sai thứ tự thành phần",
            reason_en="a part is missing, unknown or out of order",
        )

    @classmethod
    def wrong_value(cls, path: str, *, code: str, value: str, expected: tuple[str, str]) -> Self:
        shown = value[:_LONGEST_SHOWN]
        return cls(
            path=path[:_LONGEST_SHOWN],
            reason_vi=f"“{shown}” không phải giá trị của ({code}) theo quy định của GS1: {expected[0]}",
            reason_en=f"“{shown}” is no value that GS1 defines for ({code}): {expected[1]}",
        )

    @classmethod
    def wrong_attribute(cls, path: str, *, code: str) -> Self:
        return cls(
            path=path[:_LONGEST_SHOWN],
            reason_vi=f"({code[:_LONGEST_SHOWN]}) không được đứng ở đó hoặc đứng hai lần",
            reason_en=f"({code[:_LONGEST_SHOWN]}) may not stand there, or stands twice",
        )

    @classmethod
    def wrong_company(cls, path: str, *, code: str) -> Self:
        return cls(
            path=path[:_LONGEST_SHOWN],
            reason_vi=f"({code}) thiếu mã phải đi cùng hoặc đi với mã không được đi cùng",
            reason_en=f"({code}) misses what must stand beside it, or stands beside what must not",
        )
