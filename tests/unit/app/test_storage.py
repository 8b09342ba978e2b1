"""Bytes in a local folder: on the disk when `put` returns, and read back as they were."""

import os
from pathlib import Path

import pytest

from app.storage import FolderStorage, open_storage


def test_a_file_is_on_the_disk_before_its_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file, its folder and the folder around are waited for, in this order."""
    waited: list[str] = []
    monkeypatch.setattr(
        os, "fsync", lambda found: waited.append(str(Path(f"/proc/self/fd/{found}").readlink()))
    )
    folder = tmp_path / "files"

    storage = open_storage(f"file://{folder}")
    storage.put("ab/abcd", b"a photo")

    assert waited == [str(folder / "ab/abcd"), str(folder / "ab"), str(folder)]
    assert storage.get("ab/abcd") == b"a photo"
    assert [file.path for file in storage.list()] == ["ab/abcd"]


@pytest.mark.parametrize("url", ["memory://", "file://"])
def test_what_is_gone_can_be_deleted_again(tmp_path: Path, url: str) -> None:
    """And is not found."""
    storage = open_storage(url if url == "memory://" else f"{url}{tmp_path}")
    storage.put("ab/abcd", b"a photo")

    storage.delete("ab/abcd")
    storage.delete("ab/abcd")

    assert storage.find("ab/abcd") is None
    with pytest.raises(FileNotFoundError):
        storage.get("ab/abcd")


def test_files_go_where_the_setting_says(tmp_path: Path) -> None:
    """A folder is made; an object store is named by its URL."""
    assert isinstance(open_storage(f"file://{tmp_path}/files"), FolderStorage)
    assert (tmp_path / "files").is_dir()
    assert not isinstance(open_storage("s3://bucket"), FolderStorage)
