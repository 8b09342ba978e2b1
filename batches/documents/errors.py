"""What documents refuse."""

from batches.errors import DomainError


class ImageNotSupported(DomainError):
    code = "image-not-supported"
    vi = "Tệp không phải là ảnh JPEG hoặc PNG."
    en = "The file is not a JPEG or PNG picture."


class DocumentKindWrong(DomainError):
    code = "document-kind-wrong"
    vi = "Tài liệu {document} thuộc loại “{met}”, ở đây cần loại “{expected}”."
    en = "The document {document} is of kind “{met}”, expected “{expected}” here."
