"""The page in a browser's MHTML file; hostile files are refused in a sentence."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tracker.errors import FetchError
from tracker.fetch.mhtml import is_mhtml, read_mhtml

CHROMIUM = (Path(__file__).parents[1] / "data/saved/chromium.mhtml").read_bytes()


def test_chromiums_file_is_read() -> None:
    """Address, time and page."""
    found = read_mhtml(CHROMIUM)

    assert is_mhtml(CHROMIUM)
    assert (found.url, found.at) == ("http://127.0.0.1:8765/plan/", datetime(2026, 11, 29, 17, 37, 3, tzinfo=UTC))
    assert "county’s schools" in found.body.decode("utf-8")


@pytest.mark.parametrize("body", [b"<!DOCTYPE html><p>From: nobody</p>", b"From: me\nSubject: a letter\n\nHello", b""])
def test_other_files_are_none(body: bytes) -> None:
    """A page, a letter, nothing."""
    assert not is_mhtml(body)


def message(*parts: str, boundary: str = "b") -> bytes:
    """A file of those parts."""
    head = f'From: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="{boundary}"\n\n'
    return (head + "".join(f"--{boundary}\n{part}\n" for part in parts) + f"--{boundary}--\n").encode()


@pytest.mark.parametrize(
    "body",
    [
        message("Content-Type: image/png\n\nx"),
        message(),
        b"From: x\nContent-Type: multipart/related; boundary=b\n\n" * 2,
    ],
)
def test_a_file_without_a_page_is_refused(body: bytes) -> None:
    """With what to do."""
    with pytest.raises(FetchError, match="save the page again"):
        read_mhtml(body)


def test_parts_in_parts_without_end_are_refused() -> None:
    """However deep, in a moment."""
    deep = "Content-Type: text/html\n\n<p>x</p>"
    for number in range(60):
        deep = f'Content-Type: multipart/related; boundary="b{number}"\n\n--b{number}\n{deep}\n--b{number}--\n'

    with pytest.raises(FetchError):
        read_mhtml(deep.encode())


def test_an_address_is_text_and_never_opened() -> None:
    """A path in it is nothing but an address that no source has; a wrong charset is left to the decoder."""
    part = "Content-Type: text/html; charset=../../etc\nContent-Location: file:///../../etc/passwd\n\n<p>x</p>"

    found = read_mhtml(message(part))

    assert found.url == "file:///../../etc/passwd"
    assert found.body.strip() == b"<p>x</p>"
