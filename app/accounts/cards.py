"""The address on an invitation card: upper case, so that its QR is small, and the service's own host."""

from app.config import settings

CARD_PATH = "/I"


def card_url(code: str) -> str:
    """What the QR of a card says."""
    return f"{card_host()}{CARD_PATH}/{code}"


def card_host() -> str:
    """The host of the labels, which phones reach; before it is decided, the one that is served."""
    found = settings()
    return found.label_base_url or f"http://{found.host}:{found.port}"
