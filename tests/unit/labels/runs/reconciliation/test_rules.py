"""The count card: it adds up, tells what is off, and is signed when nothing is open."""

from typing import Any

import pytest

from labels.runs.ranges import NONE, Range, Ranges
from labels.runs.reconciliation.errors import LabelsLeftOver, SignOffNoteMissing
from labels.runs.reconciliation.rules import Card, Labels, check_sign_off, labels_of


def card(*, fruits: int = 100, applied: int = 100, left_over: int = 0, **but: Any) -> Card:
    labels = Labels(allotted=applied + left_over, applied=applied, left_over=left_over)
    return Card(**{"level": "fruit", "fruits": fruits, "is_counted": True, "labels": labels, **but})


def test_labels_of_a_batch_are_cut_out_of_their_run() -> None:
    """Serials of other batches do not count; allotted is applied, void and left over."""
    found = labels_of(
        Ranges.of(Range(11, 20)),
        printed=Ranges.of(Range(1, 18)),
        applied=Ranges.of(Range(5, 14)),
        void=Ranges.of(Range(15, 15), Range(30, 40)),
        copied=Ranges.of(Range(11, 12)),
    )

    assert found == Labels(allotted=10, printed=8, applied=4, void=1, left_over=5, reprinted=2)
    assert found + labels_of(NONE, printed=NONE, applied=NONE, void=NONE, copied=NONE) == found


@pytest.mark.parametrize(
    ("made", "difference", "percent", "is_alert"),
    [
        (card(), 0, "0.0", False),
        (card(applied=97), 3, "3.0", False),
        (card(applied=96), 4, "4.0", True),
        (card(applied=104), -4, "-4.0", True),
        (card(applied=40, passed_on=60), 0, "0.0", False),
        (card(applied=40, passed_on=70), 0, "0.0", False),
        (card(applied=40, labelled_before=50), 10, "10.0", True),
        (card(applied=104, passed_on=50), -4, "-4.0", True),  # what went on explains no label too many
        (card(applied=40, is_counted=False), 60, "60.0", False),  # as many as it can be is no count
        (card(applied=104, is_counted=False), -4, "-4.0", True),
        (card(fruits=0, applied=1), -1, "-100.0", True),
        (card(fruits=0, applied=0), 0, "0.0", False),
    ],
)
def test_a_card_tells_what_is_off(made: Card, difference: int, percent: str, is_alert: bool) -> None:
    """Fruit without a label that went nowhere, or labels too many; more than 3 % is an alert."""
    plain = made.to_dict()

    assert (plain["difference"], plain["difference_percent"]) == (difference, percent)
    assert plain["is_alert"] is is_alert


def test_a_card_is_signed_when_nothing_is_open_and_the_rest_explained() -> None:
    """Labels left over first; then a note, where it is far off."""
    far_off = card(applied=50)

    with pytest.raises(LabelsLeftOver, match="3 labels"):
        check_sign_off([card(applied=97, left_over=3)], lot="PHU1", note="Đã đếm")
    with pytest.raises(SignOffNoteMissing, match=r"50 off \(50.0 %"):
        check_sign_off([card(), far_off], lot="PHU1", note=None)
    check_sign_off([far_off], lot="PHU1", note="Nửa còn lại bán không tem")
    check_sign_off([card()], lot="PHU1", note=None)
