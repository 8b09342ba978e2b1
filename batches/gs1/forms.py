"""In words: what form the values of an Application Identifier have, for whoever is told that one has not."""

from typing import Final

from batches.gs1.application_identifiers import ApplicationIdentifier, Part

_KINDS: Final = {
    "N": ("chữ số", "digits"),
    "X": ("ký tự thuộc bộ 82", "characters of set 82"),
    "Y": ("ký tự thuộc bộ 39", "characters of set 39"),
    "Z": ("ký tự base64 dành cho URI", "characters of base 64 for URIs"),
}


def expected_form(entry: ApplicationIdentifier, value: str) -> tuple[str, str]:
    """What was expected instead of a value, in Vietnamese and English; its check digit where that is wrong."""
    forms = [_form(part) for part in entry.parts]
    vi, en = ("".join(texts).lstrip(", ") for texts in zip(*forms, strict=True))
    digit = entry.expected_check_digit(value)
    if digit is None:
        return vi, en
    return f"{vi}, số kiểm tra ở đây là {digit}", f"{en}, here with check digit {digit}"


def _form(part: Part) -> tuple[str, str]:
    kind_vi, kind_en = _KINDS[part.kind]
    then_vi, then_en = (" rồi có thể ", " then optionally ") if part.is_optional else (", ", ", ")
    upto_vi, upto_en = ("1 đến ", "1 to ") if part.is_upto else ("", "")
    return f"{then_vi}{upto_vi}{part.length} {kind_vi}", f"{then_en}{upto_en}{part.length} {kind_en}"
