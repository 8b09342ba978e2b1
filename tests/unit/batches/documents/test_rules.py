"""Where bytes lie and what they may be."""

from batches.documents.rules import digest, find_image_type, storage_path


def test_a_path_spreads_by_its_first_two_letters() -> None:
    """The sha256 names the content, so the same picture lies there once."""
    assert storage_path(digest(b"")) == "e3/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_pictures_are_known_by_their_first_bytes() -> None:
    """Never by a name or a claim."""
    assert find_image_type(b"\xff\xd8\xff\xe0") == "image/jpeg"
    assert find_image_type(b"\x89PNG\r\n\x1a\n....") == "image/png"
    assert find_image_type(b"GIF89a") is None
    assert find_image_type(b"") is None
