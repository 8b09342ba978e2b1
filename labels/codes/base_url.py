"""Which base URL may be printed on labels: one that every buyer's phone can open, now and later.

Pure text: no name is looked up, so that a server without a network starts.
"""

import re
from typing import Final

from labels.codes.errors import LabelBaseUrlUnsafe

_URL = re.compile(
    r"(?P<scheme>https?)://(?P<host>[a-z0-9.-]{1,253})(?::(?P<port>[0-9]{1,5}))?/?", re.ASCII | re.IGNORECASE
)
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
# Also keeps out every way to write an IPv4 address: its last part would be a number, decimal or hexadecimal.
_TOP_LEVEL = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{2,59}")
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}

# RFC 2606, 6761, 6762, 7686, 8375, 9476, ICANN's "internal", names it never delegates, names routers give.
_NOT_PUBLIC: Final = frozenset(
    {
        *("alt", "arpa", "corp", "domain", "example", "home", "internal", "intranet", "invalid", "lan"),
        *("local", "localdomain", "localhost", "mail", "onion", "private", "test"),
    }
)


def check_label_base_url(url: str, demo: bool) -> str:
    """The base URL in its one form: lower case, no default port, no slash at the end.

    Outside a demo it must be https with a public, fully qualified host name. A demo, whose labels are not for
    sale, also takes http, numbers and local names, such as `http://127.0.0.1:8000`.

    Raises:
        LabelBaseUrlUnsafe: anything else; a path, user name, query, fragment or blank among them.
    """
    found = _URL.fullmatch(url)
    if not found:
        raise LabelBaseUrlUnsafe(url=url)
    scheme, host = found["scheme"].lower(), found["host"].lower()
    port = int(found["port"] or _DEFAULT_PORTS[scheme])
    names = host.split(".")
    if not all(_LABEL.fullmatch(name) for name in names) or not 1 <= port <= 65535:
        raise LabelBaseUrlUnsafe(url=url)
    if not demo and not (scheme == "https" and _is_public(names)):
        raise LabelBaseUrlUnsafe(url=url)
    return f"{scheme}://{host}" if port == _DEFAULT_PORTS[scheme] else f"{scheme}://{host}:{port}"


def _is_public(names: list[str]) -> bool:
    top = names[-1]
    return len(names) > 1 and _TOP_LEVEL.fullmatch(top) is not None and top not in _NOT_PUBLIC
