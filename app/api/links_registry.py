"""Where a program goes next from products, certificates, pesticides and the diary."""

from typing import Any

LINKS: dict[tuple[str, str], dict[str, Any]] = {
    ("post", "/api/v1/products"): {
        "201": {"read": ("get_product", {"product_id": "$response.body#/id"}, None)}
    },
    ("get", "/api/v1/products/{product_id}"): {
        "200": {
            "change": (
                "patch_product",
                {"product_id": "$response.body#/id", "If-Match": "$response.header.ETag"},
                None,
            )
        }
    },
    ("post", "/api/v1/certificates"): {
        "201": {"read": ("get_certificate", {"certificate_id": "$response.body#/id"}, None)}
    },
    ("get", "/api/v1/certificates/{certificate_id}"): {
        "200": {
            "change": (
                "patch_certificate",
                {"certificate_id": "$response.body#/id", "If-Match": "$response.header.ETag"},
                None,
            )
        }
    },
    ("post", "/api/v1/pesticides"): {
        "201": {"read": ("get_pesticide", {"pesticide_id": "$response.body#/id"}, None)}
    },
    ("get", "/api/v1/pesticides/{pesticide_id}"): {
        "200": {
            "change": (
                "patch_pesticide",
                {"pesticide_id": "$response.body#/id", "If-Match": "$response.header.ETag"},
                None,
            )
        }
    },
    ("post", "/api/v1/diary-entries"): {
        "201": {"read": ("get_diary_entry", {"entry_id": "$response.body#/id"}, None)}
    },
}
