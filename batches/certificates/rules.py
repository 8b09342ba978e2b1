"""When a certificate may be claimed, and what can be one. Pure."""

import re
from dataclasses import dataclass
from datetime import date

from batches.certificates.errors import CertificateDatesReversed, CertificateNumberInvalid

NUMBER_PATTERN = "[A-Za-z0-9Đđ][A-Za-z0-9Đđ ./-]{3,49}"
"""Loose: bodies number as they like, and a decision of a committee is “123/QĐ-UBND”."""

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


def check_number(number: str) -> None:
    """Refuse what is no certificate's number.

    Raises:
        CertificateNumberInvalid: it does not read `NUMBER_PATTERN`.
    """
    if not re.fullmatch(NUMBER_PATTERN, number):
        raise CertificateNumberInvalid(number=number, pointer="/number")


def check_dates(validity: Validity) -> None:
    """Refuse a paper that ends before it begins.

    Raises:
        CertificateDatesReversed: its last day is before its first.
    """
    if validity.valid_to < validity.valid_from:
        raise CertificateDatesReversed(
            valid_from=validity.valid_from, valid_to=validity.valid_to, pointer="/valid_to"
        )
