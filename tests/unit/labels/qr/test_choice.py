"""What would do instead of a symbol that is too small to be read."""

import pytest

from labels.qr.choice import encode_to_fit
from labels.qr.errors import ModuleTooSmall
from labels.qr.payload import Payload
from labels.qr.symbol import Level, encode

HOST = "https://label.example.vn"
CODE = "7KX3Q9MT2A4B0CDE"
FRUIT = Payload(host=HOST, rest=f"/01/09521234567899/21/{CODE}")  # version 5 at Q, 4 at M
SHORT = Payload(host=HOST, rest=f"/t/{CODE}")  # version 4 at Q, 3 at M
CARTON = Payload(host=HOST, rest=f"/01/09521234567899/10/PHU2610057K3Q/21/{CODE}")  # version 6 at Q, 5 at M


def test_a_symbol_that_fits_is_that_of_the_payload() -> None:
    """Nothing is changed silently."""
    assert encode_to_fit(FRUIT, "Q", box_mm=22.5, dpi=203) == encode(FRUIT, "Q")


@pytest.mark.parametrize(
    ("payload", "level", "box_mm", "dpi", "would_do"),
    [
        (
            FRUIT,
            "Q",
            21.0,
            203,
            "a box of 22.5 mm; the short link, level Q (modules of 0.500 mm); level M (modules of 0.500 mm); "
            "a printer of 300 dpi (modules of 0.423 mm).",
        ),
        (
            FRUIT,
            "Q",
            18.5,
            203,
            "a box of 22.5 mm; the short link, level M (modules of 0.500 mm).",
        ),
        (
            CARTON,
            "M",
            18.5,
            203,
            "a box of 22.5 mm; the short link, level M (modules of 0.500 mm).",
        ),
        (SHORT, "M", 16.0, 203, "a box of 18.5 mm; a printer of 300 dpi (modules of 0.423 mm)."),
        (SHORT, "M", 15.0, 300, "a box of 15.7 mm."),
        (FRUIT, "M", 16.0, None, "a box of 16.3 mm; the short link, level M (modules of 0.432 mm)."),
        (FRUIT, "M", 5.0, None, "a box of 16.3 mm."),
    ],
)
def test_a_refusal_says_what_would_do(
    payload: Payload, level: Level, box_mm: float, dpi: int | None, would_do: str
) -> None:
    """Boxes, links, levels and printers, each computed; two changes at once only where one is not enough."""
    with pytest.raises(ModuleTooSmall) as refused:
        encode_to_fit(payload, level, box_mm=box_mm, dpi=dpi)

    assert refused.value.sentence("en").endswith(f"What would do: {would_do}")


def test_a_refusal_reads_well_in_vietnamese() -> None:
    """The whole sentence, with the printer."""
    with pytest.raises(ModuleTooSmall) as refused:
        encode_to_fit(FRUIT, "Q", box_mm=21.0, dpi=203)

    assert refused.value.sentence("vi") == (
        "Ô mã QR rộng 21 mm trên máy in 203 dpi cho mã 37 × 37 điểm vuông 0.375 mm, nhỏ hơn mức tối thiểu 0.396 mm. "
        "Có thể dùng: ô rộng từ 22.5 mm; liên kết ngắn, mức sửa lỗi Q (điểm vuông 0.500 mm); "
        "mức sửa lỗi M (điểm vuông 0.500 mm); máy in 300 dpi (điểm vuông 0.423 mm)."
    )
