"""When a certificate may be claimed. Pure."""

from dataclasses import dataclass
from datetime import date

SCHEME_NAMES = {"vietgap": "VietGAP", "globalgap": "GLOBALG.A.P.", "organic": "Hữu cơ", "ocop": "OCOP"}
"""What a scheme is called in print; `organic` is said in the reader's language where there is one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Validity:
    valid_from: date
    valid_to: date
    suspended_from: date | None


def is_valid_on(validity: Validity, day: date) -> bool:
    """Whether it held on a day: first and last day included, from the day of a suspension on no more."""
    if not validity.valid_from <= day <= validity.valid_to:
        return False
    return validity.suspended_from is None or day < validity.suspended_from
