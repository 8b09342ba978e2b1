"""Thirty of the longest names that labels must take: invented products and cooperatives, real communes.

Communes are those with the longest names in provinces where durian grows, by their official codes.
"""

from batches.places.addresses import Address

_COMMUNES = (
    ("68", "24805"),  # Phường Xuân Trường - Đà Lạt
    ("68", "24781"),  # Phường Xuân Hương - Đà Lạt
    ("68", "24846"),  # Phường Lang Biang - Đà Lạt
    ("68", "24778"),  # Phường Lâm Viên - Đà Lạt
    ("68", "24787"),  # Phường Cam Ly - Đà Lạt
    ("86", "29516"),  # Phường Trường Long Hoà
    ("52", "21670"),  # Phường Hoài Nhơn Đông
    ("68", "24617"),  # Phường Đông Gia Nghĩa
    ("52", "21601"),  # Phường Quy Nhơn Đông
    ("52", "21655"),  # Phường Hoài Nhơn Bắc
    ("52", "21661"),  # Phường Hoài Nhơn Tây
    ("52", "21673"),  # Phường Hoài Nhơn Nam
    ("66", "24133"),  # Phường Buôn Ma Thuột
    ("68", "24611"),  # Phường Bắc Gia Nghĩa
)

PRODUCTS = (
    "Sầu riêng Ri6 hữu cơ Tân Nhuận Đông",
    "Sầu riêng Monthong (Dona) Cái Mơn loại 1 chọn lọc tay",
    "Sầu riêng Chín Hóa cơm vàng sữa hạt lép Vĩnh Kim",
    "Sầu riêng Dona cắt già chín cây Krông Pắc Đắk Lắk",
    "Sầu riêng Khổ Qua Xanh vườn nhà Ngũ Hiệp",
    "Sầu riêng Musang King Đạ Huoai hạng đặc biệt",
    "Sầu riêng Chuồng Bò truyền thống Hưng Khánh Trung",
    "Sầu riêng Thái Monthong xuất khẩu Buôn Ma Thuột",
    "Sầu riêng Sáu Hữu cơm vàng Long Khánh",
    "Sầu riêng Black Thorn trồng thử nghiệm Bảo Lộc",
)
ORGANISATIONS = (
    "Hợp tác xã Dịch vụ Nông nghiệp Tổng hợp Sầu riêng Tân Nhuận Đông",
    "Hợp tác xã Sản xuất, Thương mại và Dịch vụ Sầu riêng Mẫu Ngũ Hiệp",
    "Liên hiệp Hợp tác xã Cây ăn trái Công nghệ cao Mẫu Đạ Huoai",
    "Hợp tác xã Nông nghiệp Hữu cơ Phường Trường Long Hòa (mẫu)",
    "Công ty TNHH Một thành viên Xuất nhập khẩu Trái cây Mẫu",
    "Tổ hợp tác Sầu riêng VietGAP Nghĩa Trung Thượng Mẫu",
)


def places() -> list[str]:
    """Commune and province as labels print them."""
    addresses = (Address(province_code=province, commune_code=code) for province, code in _COMMUNES)
    return [address.commune_and_province("vi") for address in addresses]


def names() -> list[dict[str, str]]:
    """Each as the facts of a label: every product, organisation and place occurs, the longest of each together."""
    found = places()
    return [
        {
            "product_name_vi": PRODUCTS[at % len(PRODUCTS)],
            "organisation_name": ORGANISATIONS[at % len(ORGANISATIONS)],
            "organisation_place": found[at % len(found)],
        }
        for at in range(30)
    ]
