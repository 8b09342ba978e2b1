"""The sentences that a member is read before consenting, by version, in Vietnamese and English. Pure.

A version is final: other words are a new version, so that each consent says for ever what was agreed to. They say
what Law 91/2025/QH15 wants to be known: what is shown, for which purpose, by whom, and how to take it back.
"""

from dataclasses import dataclass

from batches.organisations.members.errors import WordingUnknown

LATEST = "2026-11"


@dataclass(frozen=True, kw_only=True, slots=True)
class Wording:
    """What is read for one purpose."""

    version: str
    purpose: str
    vi: str
    en: str


_SHOWN = {
    "2026-11": {
        "public_name": ("họ tên của tôi", "my name"),
        "public_phone": ("số điện thoại của tôi", "my telephone number"),
        "public_photo": ("ảnh của tôi", "my photo"),
        "public_household_code": ("mã hộ của tôi", "my household code"),
        "public_position": ("vị trí chính xác của vườn tôi", "the exact position of my orchard"),
    }
}
_SENTENCES = {
    "2026-11": (
        "Tôi đồng ý cho hợp tác xã (tổ chức mà tôi là thành viên, bên kiểm soát dữ liệu cá nhân) hiển thị {shown} "
        "trên trang truy xuất nguồn gốc công khai của các lô hàng từ vườn tôi, để người mua biết ai đã trồng. "
        "Ai quét mã trên tem cũng xem được. Tôi tự nguyện; không đồng ý thì việc bán hàng của tôi không bị ảnh hưởng. "
        "Tôi có quyền xem, sửa, yêu cầu xóa và rút lại sự đồng ý này bất cứ lúc nào bằng cách báo hợp tác xã; "
        "khi đó trang công khai ngừng hiển thị ngay. Việc đã hiển thị trước lúc rút lại vẫn là hợp lệ.",
        "I agree that the cooperative (the organisation of which I am a member, controller of the personal data) "
        "shows {shown} on the public traceability pages of the lots from my orchard, so that buyers know who grew "
        "them. Anyone who scans a label can see it. I agree freely; if I do not, the sale of my produce is not "
        "affected. I have the right to see, correct and have erased what is kept, and to withdraw this consent at "
        "any time by telling the cooperative; the public pages then stop showing it at once. What was shown before "
        "the withdrawal stays lawful.",
    )
}


def wordings() -> tuple[Wording, ...]:
    """All sentences, the oldest version first."""
    return tuple(
        Wording(
            version=version,
            purpose=purpose,
            vi=_SENTENCES[version][0].format(shown=shown_vi),
            en=_SENTENCES[version][1].format(shown=shown_en),
        )
        for version, purposes in _SHOWN.items()
        for purpose, (shown_vi, shown_en) in purposes.items()
    )


def get_wording(version: str, purpose: str) -> Wording:
    """What was read to who consented.

    Raises:
        WordingUnknown: there is no such version.
    """
    for wording in wordings():
        if (wording.version, wording.purpose) == (version, purpose):
            return wording
    raise WordingUnknown(wording_version=version, known=", ".join(_SHOWN), pointer="/wording_version")
