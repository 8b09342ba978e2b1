"""EPC binary strings in Digital Links: the examples of the Tag Data Standard, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batches.gs1.contents import CSET_82
from batches.gs1.digital_link import DigitalLink
from batches.gs1.epc_binary import decompress
from batches.gs1.errors import DigitalLinkInvalid

BASE_64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
PREFIX_BITS = (40, 37, 34, 30, 27, 24, 20)


@pytest.mark.parametrize(
    ("segment", "path"),
    [
        # TDS 1.13, E.3: SGTIN-96 and SGTIN-198 of GTIN 80614141123458, SSCC-96, SGLN-96 with extension 5678
        ("eh3074257bf7194e4000001a85", "/01/80614141123458/21/6789"),
        ("eh3674257bf6b7a659b2c2bf10000000000000000000000000000000", "/01/70614141123451/21/32a%2Fb"),
        ("eh3174257bf4499602d2000000", "/00/106141412345678908"),
        ("eh3274257bf46072000000162e", "/414/0614141123452/254/5678"),
    ],
)
def test_the_standard_s_own_examples_are_read(segment: str, path: str) -> None:
    """Keys with their check digits, serials as numbers and as text."""
    assert decompress(segment).path == path


@given(
    st.integers(0, 6),
    st.data(),
    st.sampled_from(["eh", "ex"]),
    st.text(CSET_82, min_size=1, max_size=20).filter(lambda value: value not in {".", ".."}),
)
def test_what_a_tag_says_is_read_back(partition: int, data: st.DataObject, form: str, serial: str) -> None:
    """Each partition, both alphabets, any serial of set 82."""
    prefix_bits, item_bits = PREFIX_BITS[partition], 44 - PREFIX_BITS[partition]
    prefix = data.draw(st.integers(1000 * 10 ** (8 - partition), 10 ** (12 - partition) - 1))
    item = data.draw(st.integers(0, 10 ** (1 + partition) - 1))
    text = "".join(f"{ord(letter):07b}" for letter in serial).ljust(140, "0")
    bits = f"{0x36:08b}{1:03b}{partition:03b}{prefix:0{prefix_bits}b}{item:0{item_bits}b}{text}"

    link = decompress(pack(form, bits))

    assert link.get("21") == serial
    numbered = f"{item:0{1 + partition}d}"
    assert link.value[:13] == f"{numbered[0]}{prefix:0{12 - partition}d}{numbered[1:]}"


def pack(form: str, bits: str) -> str:
    width, alphabet = (4, "0123456789abcdef") if form == "eh" else (6, BASE_64)
    padded = bits.ljust(-(-len(bits) // width) * width, "0")
    return form + "".join(alphabet[int(padded[at : at + width], 2)] for at in range(0, len(padded), width))


def test_a_location_without_extension_is_the_location() -> None:
    """SGLN-96 and SGLN-195 with extension 0 name the GLN alone."""
    for header, extension in ((0x32, f"{0:041b}"), (0x39, f"{ord('0'):07b}".ljust(140, "0"))):
        bits = f"{header:08b}{1:03b}{5:03b}{614141:024b}{12345:017b}{extension}"
        assert decompress(pack("ex", bits)) == DigitalLink(elements=(("414", "0614141123452"),))


@pytest.mark.parametrize(
    "segment",
    [
        "",
        "eh",
        "ez00",
        "eh3G",
        "eh3074257BF7194E4000001A85",
        "ex!",
        "eh30",
        "eh3074257bf7194e4000001a",
        "eh3074257bf7194e4000001a8501",
        "eh307c257bf7194e4000001a85",
        "ehf774257bf7194e4000001a85",
        "eh3070ffffffffffffffffff85",
        "eh3674257bf6b7a659b0000000000000000000000000000000000001",
        "eh36" + "74257bf6b7a6" + "0" * 40,
    ],
)
def test_what_is_no_such_string_is_refused(segment: str) -> None:
    """Other letters, too short, something behind it, a partition or scheme that there is not, too large a number."""
    with pytest.raises(DigitalLinkInvalid):
        decompress(segment)
