"""Photos and papers over the API: sent as a form, read back by their own organisation, published by a manager."""

import uuid
from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import func, select

from app.storage import storage
from batches.documents.model import Document
from batches.documents.rules import storage_path
from tests.bombs import jpeg
from tests.builders import Cooperative, make_cooperative, make_token
from tests.builders_documents import PDF_PAPER, encode, make_picture
from tests.conftest import MakeApp, Writing
from tests.pictures import SECRETS
from tests.web.callers import Caller
from tests.web.uploads import DOCUMENTS, PHOTO, send

MOVING = encode(make_picture(), "PNG", save_all=True, append_images=[make_picture(mode="L")])

CallerOf = Callable[..., Caller]


@pytest.fixture
def caller_of(client: FlaskClient, writing: Writing, cooperative: Cooperative) -> CallerOf:
    def make(role: str) -> Caller:
        with writing() as session:
            return Caller(client, make_token(session, cooperative.organisation, role=role))

    return make


def count(writing: Writing) -> int:
    with writing() as session:
        return session.scalar(select(func.count()).select_from(Document)) or 0


def stored(app: Flask) -> set[str]:
    with app.app_context():
        return {file.path for file in storage().list()}


def test_a_photo_is_kept_upright_in_sizes_and_without_a_word(manager: Caller) -> None:
    """What comes back is the picture as it was seen; private, until somebody publishes it."""
    answer = send(manager)
    made = answer.get_json()

    assert answer.status_code == 201
    assert answer.headers["Location"] == made["links"]["self"]
    assert (made["width_px"], made["height_px"]) == (1000, 750)
    assert (made["kind"], made["content_type"], made["visibility"]) == ("photo", "image/jpeg", "private")
    assert made["links"]["media"] is None
    assert [(found["size"], found["width_px"], found["height_px"]) for found in made["renditions"]] == [
        ("small", 320, 240),
        ("medium", 800, 600),
        ("large", 1000, 750),
    ]
    assert manager.get(made["links"]["self"]).get_json() == made
    for found in made["renditions"]:
        bytes_ = manager.get(found["content"]).data
        assert len(bytes_) == found["size_bytes"]
        assert not [secret for secret in SECRETS if secret in bytes_]
        with Image.open(BytesIO(bytes_)) as picture:
            assert picture.size == (found["width_px"], found["height_px"])
    assert len(manager.get(made["links"]["content"]).data) == made["size_bytes"]


def test_a_picture_is_sent_as_what_it_is_and_kept_by_nobody(manager: Caller) -> None:
    """Its type, no guessing, no cache between, and nothing that its sender called it."""
    made = send(manager, name="<script>.html").get_json()
    answer = manager.get(made["links"]["content"])

    assert answer.content_type == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Length"] == str(len(answer.data))
    assert "script" not in str(answer.headers) + manager.get(made["links"]["self"]).get_data(as_text=True)


def test_a_pdf_is_kept_as_it_came_and_only_saved(manager: Caller) -> None:
    """Every size is the paper itself, as a file to save under a name of ours."""
    made = send(manager, PDF_PAPER, kind="certificate", name="../../etc/passwd").get_json()
    manager.patch(made["links"]["self"], json={"visibility": "public"})

    assert (made["content_type"], made["width_px"], made["renditions"]) == ("application/pdf", None, [])
    for path in (made["links"]["content"], f"/media/{made['id']}", f"/media/{made['id']}?size=small"):
        answer = manager.get(path)
        assert answer.data == PDF_PAPER
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{made["id"]}.pdf"'
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("content", "kind", "status", "code"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "photo", 422, "file-not-supported"),
        (b"", "photo", 422, "file-not-supported"),
        (b"GIF89a" + bytes(20), "slip", 422, "file-not-supported"),
        (PDF_PAPER, "photo", 422, "image-not-supported"),
        (PHOTO[: len(PHOTO) // 3], "photo", 422, "image-not-readable"),
        (jpeg(60_000, 60_000), "slip", 422, "image-too-large"),
        (MOVING, "photo", 422, "image-animated"),
        (b"%PDF-" + bytes(200_000), "slip", 413, "file-too-large"),
    ],
    ids=["svg", "empty", "gif", "pdf", "cut", "bomb", "moving", "long"],
)
def test_what_is_refused_leaves_no_row_and_no_file(
    make_app: MakeApp, writing: Writing, content: bytes, kind: str, status: int, code: str
) -> None:
    """Each with its code, which names the field; a dry run says the same."""
    app = make_app(MAX_UPLOAD_BYTES="200000")
    with writing() as session:
        cooperative = make_cooperative(session, with_image=False)
        caller = Caller(app.test_client(), make_token(session, cooperative.organisation))

    for dry in (False, True):
        answer = send(caller, content, kind=kind, dry=dry)
        assert (answer.status_code, answer.get_json()["code"]) == (status, code)
        assert answer.get_json()["errors"][0]["pointer"] == "/file"
    assert count(writing) == 0
    assert stored(app) == set()


def test_a_dry_run_keeps_nothing(app: Flask, manager: Caller, writing: Writing) -> None:
    """All checks, and neither a row nor a file."""
    rows, files = count(writing), stored(app)

    assert send(manager, dry=True).get_json()["valid"] is True
    assert (count(writing), stored(app)) == (rows, files)


def test_a_retry_answers_the_same_and_the_same_bytes_are_kept_once(
    app: Flask, manager: Caller, writing: Writing
) -> None:
    """With its key one row; sent again without, two rows and no further file."""
    rows, before = count(writing), stored(app)
    first = send(manager).get_json()
    files = stored(app)
    second = send(manager).get_json()

    assert first["id"] != second["id"]
    assert len(files - before) == 3  # a picture of 1000 px is its own large one
    assert stored(app) == files
    assert count(writing) == rows + 2


@pytest.mark.parametrize(("role", "status"), [("farmer", 403), ("packer", 403), ("manager", 201)])
def test_publishing_is_a_manager_s_decision(caller_of: CallerOf, role: str, status: int) -> None:
    """At the upload and afterwards; everyone who works with papers may send a private one."""
    caller = caller_of(role)
    sent = send(caller)

    assert sent.status_code == 201
    answer = send(caller, visibility="public")
    assert answer.status_code == status
    if status == 403:
        assert answer.get_json()["code"] == "field-not-allowed"
    change = caller.patch(sent.get_json()["links"]["self"], json={"visibility": "public"})
    assert change.status_code == (200 if role == "manager" else 403)


def test_a_viewer_reads_and_does_not_send(caller_of: CallerOf, manager: Caller) -> None:
    """Papers of its own organisation, private ones too."""
    made = send(manager).get_json()
    viewer = caller_of("viewer")

    assert send(viewer).status_code == 403
    assert viewer.get(made["links"]["content"]).status_code == 200
    assert made["id"] in [item["id"] for item in viewer.get(DOCUMENTS).get_json()["items"]]


def test_a_published_picture_is_everyone_s_until_it_is_taken_back(
    client: FlaskClient, manager: Caller
) -> None:
    """For an hour at most in caches; 304 for who has it; then it is as if it had never been."""
    made = send(manager).get_json()
    media = f"/media/{made['id']}"
    assert client.get(media).status_code == 404

    published = manager.patch(made["links"]["self"], json={"visibility": "public"}).get_json()
    assert published["links"]["media"] == media
    shown = client.get(f"{media}?size=medium")
    again = client.get(f"{media}?size=medium", headers={"If-None-Match": shown.headers["ETag"]})

    assert (shown.status_code, shown.content_type) == (200, "image/jpeg")
    assert shown.headers["Cache-Control"] == "public, max-age=3600"
    assert shown.headers["ETag"] != client.get(media).headers["ETag"]
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Cache-Control"] == "public, max-age=3600"
    assert client.get(f"{media}?size=huge").status_code == 404

    manager.patch(made["links"]["self"], json={"visibility": "private"})
    assert (
        client.get(f"{media}?size=medium", headers={"If-None-Match": shown.headers["ETag"]}).status_code
        == 404
    )


def test_pages_show_a_picture_in_a_size_for_phones(
    app: Flask, client: FlaskClient, manager: Caller, writing: Writing, cooperative: Cooperative
) -> None:
    """With its width and height, so that nothing jumps; when it is taken back, the page says that it is missing."""
    made = send(manager).get_json()
    with writing() as session:
        product = session.merge(cooperative.product)
        picture = session.get_one(Document, uuid.UUID(made["id"]))
        picture.visibility = "public"
        product.image_id = picture.id
    page = client.get(f"/p/{product.id}").get_data(as_text=True)

    assert f'src="/media/{made["id"]}?size=medium"' in page
    assert 'width="800"' in page
    assert 'height="600"' in page
    manager.patch(made["links"]["self"], json={"visibility": "private"})
    assert "/media/" not in client.get(f"/p/{product.id}").get_data(as_text=True)


def test_a_file_that_the_storage_lost_is_our_fault(app: Flask, manager: Caller, writing: Writing) -> None:
    """A 5xx that tells nothing of paths."""
    made = send(manager).get_json()
    with writing() as session:
        sha256 = session.scalars(select(Document.sha256).order_by(Document.id.desc())).first()
        assert sha256 is not None
        storage().delete(storage_path(sha256))
    answer = manager.get(made["links"]["content"])

    assert answer.status_code == 500
    assert sha256 not in answer.get_data(as_text=True)
