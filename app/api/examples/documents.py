"""The examples of documents: a photo of a product, published by its manager."""

from typing import Any

DOCUMENT = "01a2b3c4-0000-7000-8000-0000000000d9"
PATH_EXAMPLES = {"document_id": DOCUMENT}
DOCUMENT_PATH = f"/api/v1/documents/{DOCUMENT}"

PHOTO: dict[str, Any] = {
    "id": DOCUMENT,
    "kind": "photo",
    "content_type": "image/jpeg",
    "size_bytes": 1_650_270,
    "width_px": 4000,
    "height_px": 3000,
    "visibility": "public",
    "renditions": [
        {
            "size": size,
            "width_px": width,
            "height_px": height,
            "size_bytes": size_bytes,
            "content": f"{DOCUMENT_PATH}/content?size={size}",
        }
        for size, width, height, size_bytes in (
            ("small", 320, 240, 18_244),
            ("medium", 800, 600, 96_173),
            ("large", 1600, 1200, 310_548),
        )
    ],
    "created_at": "2026-10-05T07:20:00Z",
    "updated_at": "2026-10-05T07:25:00Z",
    "links": {
        "self": DOCUMENT_PATH,
        "content": f"{DOCUMENT_PATH}/content",
        "media": f"/media/{DOCUMENT}",
    },
}
EXAMPLES: dict[str, Any] = {
    "DocumentChange": {"visibility": "public"},
    "DocumentOut": PHOTO,
    "DocumentListOut": {"items": [PHOTO], "next": None},
}
