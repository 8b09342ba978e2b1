"""What label keys and label links are refused for."""

from batches.errors import DomainError


class LabelKeyMissing(DomainError):
    code = "label-key-missing"
    vi = (
        "Không có khóa tem “{key_id}” trong tệp khóa; hãy khôi phục label-keys.json từ bản sao lưu: "
        "thiếu khóa này, tem đã in không kiểm tra được."
    )
    en = (
        "Label key “{key_id}” is not in the key file; restore label-keys.json from a backup: "
        "without it labels already printed cannot be verified."
    )


class LabelKeysBroken(DomainError):
    code = "label-keys-broken"
    vi = "Không đọc được label-keys.json: {reason_vi}. Hãy khôi phục từ bản sao lưu, đừng tạo lại."
    en = "label-keys.json cannot be read: {reason_en}. Restore it from a backup, do not make a new one."


class LabelBaseUrlUnsafe(DomainError):
    code = "label-base-url-unsafe"
    vi = (
        "RONGUON_LABEL_BASE_URL là “{url}”; cần https:// và tên miền công khai, "
        "ví dụ https://truyxuat.hoptacxa.vn, không có đường dẫn, tên người dùng, tham số hay địa chỉ IP. "
        "Địa chỉ này in lên tem, không sửa được nữa."
    )
    en = (
        "RONGUON_LABEL_BASE_URL is “{url}”; expected https:// and a public host name such as "
        "https://truyxuat.hoptacxa.vn, without path, user name, query or IP address. "
        "It is printed on labels for ever."
    )
