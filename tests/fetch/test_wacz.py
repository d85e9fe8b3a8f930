"""The WARC files in a WACZ: checked against what it says of itself, copied under names of ours, bounded."""

import hashlib
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from tracker.errors import FetchError
from tracker.fetch.wacz import warcs_of

SAVED = Path(__file__).parents[1] / "data/saved"


def wacz(path: Path, members: Mapping[str, bytes], *, resources: object = None) -> Path:
    """A zip with those members, deflated."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in members.items():
            made.writestr(name, body)
        if resources is not None:
            made.writestr("datapackage.json", json.dumps({"resources": resources}))
    return path


def test_the_files_of_py_wacz_are_found_whole() -> None:
    """The same bytes that went in."""
    with warcs_of(SAVED / "page.wacz") as files:
        (found,) = files
        assert found.read_bytes() == (SAVED / "wget.warc.gz").read_bytes()
    assert not found.exists()


def test_a_file_that_was_changed_is_refused(tmp_path: Path) -> None:
    """By the digest that the package gives."""
    told = [{"path": "archive/a.warc", "hash": f"sha256:{hashlib.sha256(b'one').hexdigest()}"}]
    path = wacz(tmp_path / "a.wacz", {"archive/a.warc": b"another"}, resources=told)

    with pytest.raises(FetchError, match=r"is not what the datapackage\.json beside it says"), warcs_of(path):
        pass


def test_a_bomb_is_stopped_as_it_is_unpacked(tmp_path: Path) -> None:
    """Whatever the zip says of its size."""
    path = wacz(tmp_path / "a.wacz", {"archive/a.warc": bytes(3_000_000)})

    with pytest.raises(FetchError, match="are larger than"), warcs_of(path, limit=1_000_000):
        pass


def test_names_are_no_paths(tmp_path: Path) -> None:
    """A member that would climb out lies under a name of ours, or is passed by."""
    path = wacz(
        tmp_path / "a.wacz", {"archive/../../../evil.warc": b"x", "../archive/b.warc": b"y", "/archive/c.warc": b"z"}
    )

    with warcs_of(path) as files:
        assert [one.name for one in files] == ["0.warc"]
    assert not list(tmp_path.rglob("evil.warc"))


@pytest.mark.parametrize("resources", [[1], "x", [{"path": "archive/a.warc", "hash": "sha256:0"}], [[]]])
def test_a_package_that_says_nonsense_is_no_failure(tmp_path: Path, resources: object) -> None:
    """It is refused in a sentence."""
    path = wacz(tmp_path / "a.wacz", {"archive/a.warc": b"x"}, resources=resources)

    with pytest.raises(FetchError, match=r"a\.wacz is damaged|datapackage"), warcs_of(path):
        pass


@pytest.mark.parametrize("body", [b"", b"PK\x03\x04 nothing", b"not a zip"])
def test_what_is_no_zip_is_said(tmp_path: Path, body: bytes) -> None:
    """By name."""
    path = tmp_path / "a.wacz"
    path.write_bytes(body)

    with pytest.raises(FetchError, match=r"a\.wacz is damaged, or no WACZ"), warcs_of(path):
        pass


def test_a_zip_without_archives_is_said(tmp_path: Path) -> None:
    """It may be any zip."""
    with pytest.raises(FetchError, match="holds no web archive"), warcs_of(wacz(tmp_path / "a.wacz", {"x": b"y"})):
        pass
