"""Which files are the site's own."""

import json
import os
from pathlib import Path

import pytest

from tracker.errors import LockError, OutputError, UsageError
from tracker.site.manifest import FILE, Manifest, alone


def test_what_is_not_wanted_goes_with_its_folder(tmp_path: Path) -> None:
    """A file of ours that no build wants is deleted; what somebody else put beside it stays."""
    manifest = Manifest(tmp_path)
    manifest.claim(["a/b/one.html", "a/c/two.html"])
    manifest.write("a/b/one.html", "k", b"1")
    manifest.write("a/c/two.html", "k", b"2")
    (tmp_path / "a" / "c" / "mine.txt").write_text("mine")

    assert manifest.keep([]) == 2
    assert not (tmp_path / "a" / "b").exists()
    assert [one.name for one in (tmp_path / "a" / "c").iterdir()] == ["mine.txt"]


def test_a_list_that_somebody_edited_deletes_nothing_elsewhere(tmp_path: Path) -> None:
    """An entry that leads out of the folder makes the whole list one that is not believed."""
    (tmp_path / "site").mkdir()
    (tmp_path / "precious.txt").write_text("mine")
    told = {"schema": "tracker.site/1", "files": {"../precious.txt": ["k", 4]}}
    (tmp_path / "site" / FILE).write_text(json.dumps(told))

    with pytest.raises(UsageError, match="not a list of site files"):
        Manifest(tmp_path / "site")

    assert (tmp_path / "precious.txt").exists()


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"schema": "tracker.site/9", "files": {}}', '{"files": 3}'])
def test_a_damaged_list_is_said(tmp_path: Path, text: str) -> None:
    """The person is told to build the site anew."""
    (tmp_path / FILE).write_text(text)

    with pytest.raises(UsageError, match="rebuild it"):
        Manifest(tmp_path)


def test_a_file_that_is_being_made_does_not_count_as_made(tmp_path: Path) -> None:
    """After a kill the file is made again, whatever is there."""
    manifest = Manifest(tmp_path)
    manifest.claim(["one.html"])
    (tmp_path / "one.html").write_text("half")

    assert not Manifest(tmp_path).has("one.html", "k")
    manifest.write("one.html", "k", b"whole")
    manifest.save()
    assert Manifest(tmp_path).has("one.html", "k")
    assert not Manifest(tmp_path).has("one.html", "other")


def test_a_file_of_the_same_bytes_keeps_its_time(tmp_path: Path) -> None:
    """What copies a site by times and sizes sends nothing anew; one that was changed, or leads elsewhere, is put right."""
    manifest, path, other = Manifest(tmp_path), tmp_path / "one.html", tmp_path / "other.html"
    manifest.write("one.html", "k", b"same")
    os.utime(path, (1, 1))

    manifest.write("one.html", "other key", b"same")

    assert path.stat().st_mtime == 1
    assert manifest.has("one.html", "other key")
    path.write_bytes(b"edit")
    manifest.write("one.html", "third", b"same")
    assert path.read_bytes() == b"same"
    other.write_bytes(b"same")
    path.unlink()
    path.symlink_to(other)
    manifest.write("one.html", "fourth", b"same")
    assert not path.is_symlink()


def test_two_builds_into_one_folder_do_not_mix(tmp_path: Path) -> None:
    """The second one ends at once and says why."""
    with alone(tmp_path / "site"), pytest.raises(LockError, match="Another build is writing"), alone(tmp_path / "site"):
        pass


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    """Where a file stands in the way the person is told what to look at."""
    (tmp_path / "file").write_text("mine")

    with pytest.raises(OutputError, match="The site cannot be written to"), alone(tmp_path / "file"):
        pass
