"""What screens say of roles and refusals, in the language of the page."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext

from batches.errors import DomainError

ROLE_WORDS = {
    "manager": lazy_gettext("Quản lý"),
    "farmer": lazy_gettext("Nông dân"),
    "packer": lazy_gettext("Người đóng gói"),
    "viewer": lazy_gettext("Người xem"),
    "operator": lazy_gettext("Đơn vị vận hành"),
}


def refusal_words(error: DomainError) -> str:
    """The sentence of a refusal for a person at a screen; one that no screen expects is told in general."""
    said = {
        "login-wrong": _("Thông tin đăng nhập không đúng. Hãy kiểm tra rồi thử lại."),
        "login-delayed": _("Đã sai nhiều lần. Hãy thử lại sau %(seconds)s giây.", **_seconds(error)),
        "device-unknown": _("Máy này chưa được ghi danh hoặc đã bị thu hồi. Hãy xin quản lý thẻ mời mới."),
        "invitation-gone": _("Thẻ mời này không còn dùng được. Hãy xin quản lý thẻ mới."),
        "pin-form": _("Mã PIN cần từ 6 đến 12 chữ số."),
        "pin-common": _("Mã PIN này quá dễ đoán. Hãy chọn mã khác."),
        "password-length": _("Mật khẩu cần từ 8 đến 128 ký tự."),
        "password-common": _("Mật khẩu này quá dễ đoán. Hãy chọn mật khẩu khác."),
        "csrf-token-missing": _("Trang đã mở quá lâu. Hãy tải lại trang rồi thử lại."),
        "not-allowed": _("Vai trò của bạn không được làm việc này."),
        "not-found": _("Không tìm thấy, hoặc không phải của tổ chức bạn."),
    }
    found: str = said.get(error.code) or _("Chưa làm được. Hãy tải lại trang rồi thử lại.")
    return found


def _seconds(error: DomainError) -> dict[str, object]:
    return {"seconds": error.values.get("seconds", "")}
