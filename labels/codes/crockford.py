"""Crockford's base32 at a fixed width: digits and capitals without I, L, O and U; forgiving when read."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
BITS_PER_CHARACTER = 5

_IGNORED = "- \t\u00a0\u2010\u2011\u2012\u2013\u2014"
# A table, not str.upper(): Unicode turns foreign letters into ASCII ones ("ı" into "I").
_VALUES = (
    {character: value for value, character in enumerate(ALPHABET)}
    | {character.lower(): value for value, character in enumerate(ALPHABET)}
    | dict.fromkeys("Oo", 0)
    | dict.fromkeys("IiLl", 1)
)
_DROP_IGNORED = str.maketrans("", "", _IGNORED)


def encode(value: int, length: int) -> str:
    """`value` in exactly `length` characters, most significant first.

    Raises:
        ValueError: the value is negative or needs more characters.
    """
    if not 0 <= value < 1 << BITS_PER_CHARACTER * length:
        raise ValueError(f"expected 0 to 32^{length} - 1, got {value}")
    shifts = range(BITS_PER_CHARACTER * (length - 1), -1, -BITS_PER_CHARACTER)
    return "".join([ALPHABET[value >> shift & 31] for shift in shifts])


def decode(text: str, length: int) -> int | None:
    """The value of `length` characters, or None when there are more or fewer, or one is no digit.

    Lower case counts as upper, O as 0, I and L as 1; hyphens, dashes and blanks are skipped. U is refused:
    it is not in the alphabet and stands for nothing.
    """
    digits = text.translate(_DROP_IGNORED)
    if len(digits) != length:
        return None
    value = 0
    for character in digits:
        digit = _VALUES.get(character)
        if digit is None:
            return None
        value = value << BITS_PER_CHARACTER | digit
    return value
