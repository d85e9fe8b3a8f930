"""A page that a person saved."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from tracker.errors import FetchError
from tracker.fetch.file import read_file

URL = "https://party.example/plan"


def test_saved_page_is_read_as_if_sent(tmp_path: Path, now: Callable[[], datetime]) -> None:
    """The bytes are unaltered, and the answer is a 200 from where the page came."""
    path = tmp_path / "plan.html"
    path.write_bytes(b"<p>Plan</p>\r\n\xff")

    response = read_file(path, url=URL, now=now)

    assert (response.status, response.body, response.fetched_at) == (200, b"<p>Plan</p>\r\n\xff", now())
    assert response.url == response.final_url == URL


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("missing.html", r"There is no file .*missing\.html"),
        ("", "There is no file"),
        ("pipe", "There is no file"),
        ("empty.html", "is empty"),
        ("large.html", "larger than 100 bytes"),
        ("bad\x00name", "There is no file|cannot be read"),
        ("x" * 5_000, "There is no file|cannot be read"),
    ],
)
def test_unusable_file_is_a_failure(tmp_path: Path, now: Callable[[], datetime], name: str, said: str) -> None:
    """Each of the ways a file can be no page has its sentence, and asking again would not help."""
    (tmp_path / "empty.html").touch()
    (tmp_path / "large.html").write_bytes(b"x" * 101)
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(FetchError, match=said) as caught:
        read_file(tmp_path / name, url=URL, now=now, max_bytes=100)

    assert not caught.value.transient


def test_unreadable_file_says_why(tmp_path: Path, now: Callable[[], datetime]) -> None:
    """A file that may not be read is told from one that is not there."""
    path = tmp_path / "plan.html"
    path.write_bytes(b"<p>Plan</p>")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")

    with pytest.raises(FetchError, match=r"plan\.html cannot be read: permission denied"):
        read_file(path, url=URL, now=now)
