"""Which base URL may be printed: what is printed cannot be taken back."""

import pytest

from labels.codes.base_url import check_label_base_url
from labels.codes.errors import LabelBaseUrlUnsafe

LONGEST_NAME = "a" * 63


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("https://txng.example.vn", "https://txng.example.vn"),
        ("https://txng.example.vn/", "https://txng.example.vn"),
        ("HTTPS://TXNG.Example.VN", "https://txng.example.vn"),
        ("https://txng.example.vn:443", "https://txng.example.vn"),
        ("https://txng.example.vn:8443/", "https://txng.example.vn:8443"),
        ("https://xn--ngun-xqa.vn", "https://xn--ngun-xqa.vn"),
        ("https://a.xn--vermgensberatung-pwb", "https://a.xn--vermgensberatung-pwb"),
        (f"https://{LONGEST_NAME}.vn", f"https://{LONGEST_NAME}.vn"),
    ],
)
def test_a_public_https_name_has_one_form(url: str, normal: str) -> None:
    """Lower case, no default port, no slash at the end; the same in a demo."""
    assert check_label_base_url(url, demo=False) == normal
    assert check_label_base_url(url, demo=True) == normal


@pytest.mark.parametrize(
    ("url", "normal"),
    [
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("http://192.168.1.20:8000/", "http://192.168.1.20:8000"),
        ("http://localhost:80", "http://localhost"),
        ("http://may-dong-goi.local:8000", "http://may-dong-goi.local:8000"),
        ("http://txng.example.vn", "http://txng.example.vn"),
        ("https://localhost:443", "https://localhost"),
        ("https://[::1]", None),
    ],
)
def test_a_demo_also_takes_local_names(url: str, normal: str | None) -> None:
    """Plain http, numbers and names of the own network, which are refused outside a demo."""
    with pytest.raises(LabelBaseUrlUnsafe):
        check_label_base_url(url, demo=False)
    if normal is not None:
        assert check_label_base_url(url, demo=True) == normal


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "8.8.8.8",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.0.0.0x1",
        "127.0.0.0x1",
        "0177.0.0.01",
        "a.123",
        "localhost",
        "box.localhost",
        "ronguon",
        "box.local",
        "box.test",
        "box.internal",
        "box.invalid",
        "box.example",
        "box.lan",
        "router.home.arpa",
        "service.onion",
    ],
)
def test_what_only_some_phones_can_open_is_refused(host: str) -> None:
    """IP addresses in every way to write them, single labels and names that are not public; a demo may."""
    with pytest.raises(LabelBaseUrlUnsafe):
        check_label_base_url(f"https://{host}", demo=False)
    assert check_label_base_url(f"https://{host}", demo=True) == f"https://{host}"


@pytest.mark.parametrize("demo", [False, True])
@pytest.mark.parametrize(
    "url",
    [
        "",
        "txng.example.vn",
        "//txng.example.vn",
        "ftp://txng.example.vn",
        "https://",
        "https:///",
        "https:txng.example.vn",
        "https:\\\\txng.example.vn",
        " https://txng.example.vn",
        "https://txng.example.vn\n",
        "https://txng.example.vn//",
        "https://txng.example.vn/a",
        "https://txng.example.vn/?",
        "https://txng.example.vn?a=1",
        "https://txng.example.vn#",
        "https://user@txng.example.vn",
        "https://user:word@txng.example.vn",
        "https://@txng.example.vn",
        "https://txng.example.vn:",
        "https://txng.example.vn:0",
        "https://txng.example.vn:65536",
        "https://txng.example.vn:4x3",
        "https://txng.example.vn.",
        "https://.example.vn",
        "https://txng..example.vn",
        "https://-txng.example.vn",
        "https://txng-.example.vn",
        "https://tx_ng.example.vn",
        "https://rõnguồn.vn",
        "https://txng。example.vn",
        "https://[2001:db8::1]",
        f"https://{LONGEST_NAME}a.vn",
        "https://" + "a." * 126 + "vn",
    ],
)
def test_everything_but_a_scheme_a_host_and_a_port_is_refused(url: str, demo: bool) -> None:
    """Path, query, fragment, user name, blanks, broken names and ports, in a demo too."""
    with pytest.raises(LabelBaseUrlUnsafe):
        check_label_base_url(url, demo=demo)


def test_the_refusal_names_the_value_and_what_is_expected() -> None:
    """A person can act on it in both languages."""
    with pytest.raises(LabelBaseUrlUnsafe) as caught:
        check_label_base_url("http://10.0.0.5", demo=False)

    assert caught.value.code == "label-base-url-unsafe"
    for language in ("vi", "en"):
        assert "“http://10.0.0.5”" in caught.value.sentence(language)
        assert "https://truyxuat.hoptacxa.vn" in caught.value.sentence(language)
