"""What a short code, a tax code and a GS1 company prefix may be. Pure."""

import re

from batches.organisations.errors import CompanyPrefixInvalid, ShortCodeInvalid, TaxCodeInvalid

SHORTEST_PREFIX, LONGEST_PREFIX = 4, 12  # GS1 General Specifications 1.4.4, with the GS1 Prefix

_SHORT_CODE = re.compile(r"[0-9A-Z]{2,5}")
_TAX_CODE = re.compile(r"[0-9]{10}(-[0-9]{3})?")
_COMPANY_PREFIX = re.compile(rf"[0-9]{{{SHORTEST_PREFIX},{LONGEST_PREFIX}}}")


def check_short_code(short_code: str) -> None:
    """Refuse a short code that could not stand in a lot.

    Raises:
        ShortCodeInvalid: it is not 2 to 5 of 0-9A-Z.
    """
    if not _SHORT_CODE.fullmatch(short_code):
        raise ShortCodeInvalid(short_code=short_code, pointer="/short_code")


def check_tax_code(tax_code: str) -> str:
    """The tax code of a company, or of one of its branches, as it is kept.

    Raises:
        TaxCodeInvalid: it is not 10 digits, or 10 digits, a dash and 3 digits.
    """
    if not _TAX_CODE.fullmatch(tax_code):
        raise TaxCodeInvalid(tax_code=tax_code, pointer="/tax_code")
    return tax_code


def check_company_prefix(prefix: str) -> str:
    """The digits with which GS1 lets a company's keys begin.

    Raises:
        CompanyPrefixInvalid: it is not 4 to 12 digits.
    """
    if not _COMPANY_PREFIX.fullmatch(prefix):
        raise CompanyPrefixInvalid(
            gs1_company_prefix=prefix,
            least=SHORTEST_PREFIX,
            most=LONGEST_PREFIX,
            pointer="/gs1_company_prefix",
        )
    return prefix
