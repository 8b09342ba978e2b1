"""What documents refuse."""

from batches.errors import DomainError

FILE = "/file"  # the field that is to blame


class FileTooLarge(DomainError):
    code = "file-too-large"
    vi = "Tệp có {got} byte; nhiều nhất là {most}. Ảnh chụp thì hãy thu nhỏ, giấy tờ thì hãy quét lại ở 200 dpi."
    en = "The file has {got} bytes; at most {most}. Make a photo smaller, scan a paper again at 200 dpi."


class FileNotSupported(DomainError):
    code = "file-not-supported"
    vi = "Tệp không phải là ảnh JPEG, PNG, WebP hay PDF; hãy lưu lại thành một trong các loại đó."
    en = "The file is no JPEG, PNG, WebP or PDF; save it as one of them."


class ImageNotSupported(DomainError):
    code = "image-not-supported"
    vi = "Tệp không phải là ảnh JPEG, PNG hoặc WebP."
    en = "The file is not a JPEG, PNG or WebP picture."


class ImageAnimated(DomainError):
    code = "image-animated"
    vi = "Ảnh động không dùng được; hãy gửi một ảnh tĩnh."
    en = "An animated picture is not kept; send a still one."


class ImageTooLarge(DomainError):
    code = "image-too-large"
    vi = "Ảnh {width} × {height} điểm ảnh là quá lớn; nhiều nhất là {most} điểm ảnh tất cả."
    en = "The picture of {width} × {height} pixels is too large; expected at most {most} pixels in all."


class ImageNotReadable(DomainError):
    code = "image-not-readable"
    vi = "Ảnh bị hỏng hoặc thiếu dữ liệu; hãy chụp hoặc gửi lại."
    en = "The picture is broken or cut off; take or send it again."


class DocumentKindWrong(DomainError):
    code = "document-kind-wrong"
    vi = "Tài liệu {document} thuộc loại “{met}”, ở đây cần loại “{expected}”."
    en = "The document {document} is of kind “{met}”, expected “{expected}” here."
