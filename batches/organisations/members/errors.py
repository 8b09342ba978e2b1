"""What households and their consents are refused for."""

from batches.errors import DomainError


class HouseholdCodeTaken(DomainError):
    code = "household-code-taken"
    vi = "Mã hộ “{household_code}” đã có hộ khác của tổ chức dùng."
    en = "The household code “{household_code}” belongs to another household of the organisation."


class MemberErased(DomainError):
    code = "member-erased"
    vi = "Thông tin của hộ này đã được xóa lúc {erased_at}; không sửa và không ghi thêm gì được nữa."
    en = "This household was erased at {erased_at}; nothing of it can be changed or added any more."


class MemberPhotoUnfit(DomainError):
    """A photo that everyone may see by its own address could not be taken back with the consent."""

    code = "member-photo-unfit"
    vi = (
        "Ảnh của hộ cần là tài liệu loại photo và để riêng tư (private); "
        "tài liệu này là loại {kind}, {visibility}."
    )
    en = (
        "A household's photo must be a private document of kind photo; "
        "this document is of kind {kind}, {visibility}."
    )


class WordingUnknown(DomainError):
    code = "wording-unknown"
    vi = "Không có câu đồng ý phiên bản “{wording_version}”; cần một trong: {known}."
    en = "There is no consent wording of version “{wording_version}”; expected one of {known}."


class ConsentEvidenceMissing(DomainError):
    code = "consent-evidence-missing"
    vi = "Sự đồng ý phải chứng minh được: hãy ghi bằng chứng (evidence) hoặc tài liệu (evidence_document_id)."
    en = "A consent must be provable: give its evidence, or a document (evidence_document_id)."


class ConsentInFuture(DomainError):
    code = "consent-in-future"
    vi = "Lúc đồng ý {given_at} còn ở tương lai: bây giờ là {now}."
    en = "The consent's time {given_at} lies in the future: it is {now} now."


class ConsentAlreadyGiven(DomainError):
    """Two at once would keep something public after the one was withdrawn."""

    code = "consent-already-given"
    vi = "Hộ này đang có sự đồng ý cho mục đích {purpose}; hãy rút lại trước khi ghi sự đồng ý mới."
    en = "This household's consent for {purpose} is in force; withdraw it before a new one is recorded."
