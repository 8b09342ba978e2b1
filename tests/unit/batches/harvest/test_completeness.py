"""What the law wants of a batch."""

from batches.harvest.completeness import ITEMS, LEGAL_NAMES, judge

EVERYTHING = frozenset(LEGAL_NAMES)


def test_the_law_lists_eleven_items_in_its_order() -> None:
    """Numbered as in Circular 02/2024 with Decree 37/2026; seven of them the public must see."""
    assert [item.number for item in ITEMS] == list(range(1, 12))
    assert sum(item.is_public for item in ITEMS) == 7


def test_nothing_is_missing_of_what_is_whole() -> None:
    """Everything there: nothing to tell."""
    found = judge(EVERYTHING)

    assert found.is_whole
    assert (found.missing, found.recommended) == ((), ())


def test_what_the_public_must_see_holds_a_batch_back() -> None:
    """An image is missing, and standards are too: only the first keeps it from being published."""
    found = judge(EVERYTHING - {"product_image", "standards"})

    assert not found.is_whole
    assert [item.legal_name for item in found.missing] == ["Hình ảnh sản phẩm, hàng hóa"]
    assert [item.code for item in found.recommended] == ["standards"]


def test_what_the_law_asks_for_only_if_any_is_never_missing() -> None:
    """Fresh fruit without a shelf life or a brand is whole."""
    assert judge(EVERYTHING - {"shelf_life", "brand_lot_serial"}).is_whole
