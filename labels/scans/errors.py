"""What the scans refuse."""

from batches.errors import DomainError


class KeyAlreadyExposed(DomainError):
    code = "key-already-exposed"
    vi = "Khóa {key_id} đã được đánh dấu bị lộ từ ngày {since}."
    en = "The key {key_id} is marked as exposed since {since}."
