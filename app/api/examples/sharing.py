"""Examples of what a seller shows of a lot elsewhere."""

from typing import Any

_LOT = "PHUU2610057K3Q"
_HOST = "https://nguon.example.vn"
_LINK = f"{_HOST}/01/09521234560012/10/{_LOT}"

EXAMPLES: dict[str, Any] = {
    "ShareKitOut": {
        "batch_id": "01a2b3c4-0000-7000-8000-0000000000b1",
        "lot": _LOT,
        "link": _LINK,
        "text": "Sầu riêng Ri6 – Hợp tác xã Sầu riêng Phú Hựu. Thu hoạch 05/10/2026 tại Xã Phú Hựu, Tỉnh Đồng Tháp. "
        f"Mã số vùng trồng VN-DTOR-0017. Lô {_LOT}. Xem nguồn gốc: {_LINK}",
        "photo": f"{_HOST}/media/01a2b3c4-0000-7000-8000-0000000000d1?size=large",
        "qr_svg": f"{_HOST}/b/{_LOT}/qr.svg",
        "qr_png": f"{_HOST}/b/{_LOT}/qr.png",
    }
}
