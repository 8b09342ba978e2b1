"""How web tests send a file."""

from io import BytesIO
from typing import Any

from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from tests.builders_documents import make_picture
from tests.pictures import phone_jpeg
from tests.web.callers import Caller

DOCUMENTS = "/api/v1/documents"
PHOTO = phone_jpeg(make_picture(1000, 750), 6)


def form(content: bytes = PHOTO, name: str = "IMG_2026.jpg", **fields: str) -> dict[str, Any]:
    return {"file": FileStorage(BytesIO(content), name), "kind": "photo", **fields}


def send(caller: Caller, content: bytes = PHOTO, **but: Any) -> TestResponse:
    query = {"validate_only": "true"} if but.pop("dry", False) else {}
    boundary, body = encode_multipart(form(content, **but))  # the client would leave a temporary file open
    return caller.post(
        DOCUMENTS,
        data=body,
        query_string=query,
        content_type=f"multipart/form-data; boundary={boundary}",
    )
