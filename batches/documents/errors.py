"""What documents refuse."""

from batches.errors import DomainError


class ImageNotSupported(DomainError):
    code = "image-not-supported"
    vi = "Tệp không phải là ảnh JPEG hoặc PNG."
    en = "The file is not a JPEG or PNG picture."
