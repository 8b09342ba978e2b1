"""What screens say of roles, refusals and what was done, in the language of the page."""

import math

from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext

from batches.errors import DomainError

WARN_BELOW = 6  # attempts left at a PIN
ONE_MINUTE_S = 60

ROLE_WORDS = {
    "manager": lazy_gettext("Quản lý"),
    "farmer": lazy_gettext("Nông dân"),
    "packer": lazy_gettext("Người đóng gói"),
    "viewer": lazy_gettext("Người xem"),
    "operator": lazy_gettext("Người vận hành"),
}


def refusal_words(error: DomainError) -> str:
    """The sentence of a refusal for a person at a screen; one that no screen expects is told in general."""
    said = {
        "login-wrong": _("Số điện thoại, tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra rồi gõ lại."),
        "login-delayed": _wait_words(int(str(error.values.get("seconds", 0)))),
        "device-unknown": _(
            "Không đăng nhập bằng mã PIN trên máy này được nữa: máy đã bị gỡ hoặc bị khóa. "
            "Hãy xin quản lý một thẻ mời mới."
        ),
        "invitation-gone": _(
            "Thẻ mời này đã dùng rồi hoặc đã hết hạn. Hãy xin quản lý một thẻ mới. "
            "Nếu bạn từng ghi danh bằng thẻ này, hãy mở lại trên đúng máy và trình duyệt đó."
        ),
        "pin-form": _("Mã PIN cần từ 6 đến 12 chữ số."),
        "pin-common": _("Mã PIN này quá dễ đoán. Hãy chọn mã khác."),
        "password-length": _("Mật khẩu cần từ 8 đến 128 ký tự."),
        "password-common": _("Mật khẩu này quá dễ đoán. Hãy chọn mật khẩu khác."),
        "csrf-token-missing": _("Trang đã mở quá lâu. Hãy mở lại trang rồi làm lại từ đầu."),
        "not-allowed": _("Vai trò của bạn không được làm việc này. Nếu cần, hãy nhờ quản lý."),
        "not-found": _("Không tìm thấy, hoặc không phải của tổ chức bạn."),
    }
    found: str = said.get(error.code) or _("Có lỗi, chưa làm được. Hãy mở lại trang rồi thử lại.")
    return found


def wrong_pin_words(left: int) -> str:
    """What a wrong PIN is answered with, and from some attempts on how many are left."""
    if left <= 0:
        return str(_("Mã PIN sai quá nhiều lần nên máy này đã bị khóa. Hãy xin quản lý một thẻ mời mới."))
    if left >= WARN_BELOW:
        return str(_("Mã PIN không đúng. Hãy gõ lại."))
    return str(
        ngettext(
            "Mã PIN không đúng. Còn %(num)s lần thử, sau đó máy này bị khóa.",
            "Mã PIN không đúng. Còn %(num)s lần thử, sau đó máy này bị khóa.",
            left,
        )
    )


def wrong_password_words() -> str:
    """For who is logged in and mistypes the password they have."""
    return str(_("Mật khẩu đang dùng không đúng. Hãy gõ lại."))


def different_words() -> str:
    """For who was to type something twice."""
    return str(_("Hai lần gõ không giống nhau. Hãy gõ lại."))


def done_words(code: str) -> str:
    """What the screen after an action says of it; nothing of a code that an older version left in a cookie."""
    said = {
        "device-enrolled": _("Đã ghi danh máy này. Lần sau chỉ cần mở lại trang này và gõ mã PIN."),
        "device-removed": _("Đã gỡ máy."),
        "password-changed": _("Đã đổi mật khẩu. Các máy khác đã bị đăng xuất."),
        "others-logged-out": _("Đã đăng xuất khỏi mọi máy khác."),
        "organisation-changed": _("Đã chuyển sang tổ chức khác."),
    }
    return str(said.get(code, ""))


def _wait_words(seconds: int) -> str:
    if seconds < ONE_MINUTE_S:
        return str(_("Đã gõ sai nhiều lần. Hãy đợi %(seconds)s giây rồi thử lại.", seconds=seconds))
    minutes = math.ceil(seconds / ONE_MINUTE_S)
    return str(_("Đã gõ sai nhiều lần. Hãy đợi %(minutes)s phút rồi thử lại.", minutes=minutes))
