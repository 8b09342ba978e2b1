"""What people, devices and tokens are refused. Statuses are in errors.py."""

from batches.errors import DomainError


class TokenExpired(DomainError):
    code = "token-expired"
    vi = "Mã truy cập này đã hết hạn lúc {expired_at}; hãy xin quản lý cấp mã mới."
    en = "This token expired at {expired_at}; ask a manager for a new one."


class SessionMissing(DomainError):
    code = "session-missing"
    vi = "Màn hình này dành cho người đã đăng nhập; mã truy cập không mở được."
    en = "This screen is for a person who has logged in; a token does not open it."


class CsrfTokenMissing(DomainError):
    code = "csrf-token-missing"
    vi = "Yêu cầu dùng cookie cần tiêu đề X-CSRFToken đúng; hãy tải lại trang rồi thử lại."
    en = "A request with a session cookie needs the right X-CSRFToken; load the page again and retry."


class FieldNotAllowed(DomainError):
    code = "field-not-allowed"
    vi = "Vai trò “{role}” không được đặt trường “{field}” như vậy."
    en = "The role “{role}” may not set the field “{field}” like this."


class SecondPersonNeeded(DomainError):
    code = "second-person-needed"
    vi = (
        "Người quyết định phải khác người đề nghị, mã truy cập được tính là người đã tạo ra nó; "
        "hãy nhờ một quản lý khác."
    )
    en = (
        "Whoever decides must not be who asked, and a token counts as the person who made it; "
        "have another manager decide."
    )


class LoginTaken(DomainError):
    code = "login-taken"
    vi = "Tên đăng nhập hoặc số điện thoại này đã có người dùng; nhờ đơn vị vận hành thêm vào tổ chức."
    en = "This login name or phone number is taken; the operator can add its person to the organisation."


class LoginNameInvalid(DomainError):
    code = "login-name-invalid"
    vi = "Tên đăng nhập cần 3 đến 40 ký tự a-z, 0-9, chấm, gạch, và có ít nhất một chữ cái."
    en = "Expected a login name of 3 to 40 of a-z, 0-9, dot, dash, with at least one letter."


class LoginNeeded(DomainError):
    code = "login-needed"
    vi = "Cần tên đăng nhập hoặc số điện thoại."
    en = "A login name or a phone number is needed."


class HouseholdOfFarmersOnly(DomainError):
    code = "household-of-farmers-only"
    vi = "Chỉ nông dân mới gắn với mã hộ; vai trò ở đây là “{role}”."
    en = "Only a farmer is bound to a household; the role here is “{role}”."


class LastManager(DomainError):
    code = "last-manager"
    vi = "Đây là quản lý cuối cùng của tổ chức; hãy có một quản lý khác trước."
    en = "This is the organisation's last manager; appoint another one first."


class PasswordLength(DomainError):
    code = "password-length"
    vi = "Mật khẩu cần từ {least} đến {most} ký tự, nhận được {got}."
    en = "Expected a password of {least} to {most} characters, got {got}."


class PasswordCommon(DomainError):
    code = "password-common"
    vi = "Mật khẩu này quá dễ đoán; hãy chọn mật khẩu khác."
    en = "This password is too easy to guess; choose another one."


class PinForm(DomainError):
    code = "pin-form"
    vi = "Mã PIN cần từ {least} đến {most} chữ số."
    en = "Expected a PIN of {least} to {most} digits."


class PinCommon(DomainError):
    code = "pin-common"
    vi = "Mã PIN này quá dễ đoán; hãy chọn mã khác."
    en = "This PIN is too easy to guess; choose another one."


class LoginWrong(DomainError):
    """The same for an unknown log-in, a wrong password and a disabled person: nobody learns who is known."""

    code = "login-wrong"
    vi = "Thông tin đăng nhập không đúng."
    en = "The log-in is not right."


class LoginDelayed(DomainError):
    code = "login-delayed"
    vi = "Đã sai nhiều lần; hãy thử lại sau {seconds} giây."
    en = "Too many wrong attempts; try again in {seconds} seconds."


class DeviceUnknown(DomainError):
    code = "device-unknown"
    vi = "Máy này chưa được ghi danh, đã bị gỡ hoặc bị khóa; hãy xin quản lý một thẻ mời mới."
    en = "This device is not enrolled, or no more; ask a manager for a new invitation."


class InvitationGone(DomainError):
    """Used, expired, withdrawn or never made: told apart to nobody."""

    code = "invitation-gone"
    vi = "Thẻ mời này không còn dùng được; hãy xin quản lý thẻ mới."
    en = "This invitation is of no more use; ask a manager for a new one."
