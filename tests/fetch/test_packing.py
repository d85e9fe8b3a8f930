"""Bodies of archives are unpacked by what they are, not by what is said of them."""

import gzip
import zlib
from collections.abc import Callable

import brotli
import pytest

from tracker.errors import FetchError
from tracker.fetch.packing import opened

URL = "https://nests.example/"
PAGE = b"<p>We will keep every nest in the old oak.</p>" * 20
FILE = b"%PDF-1.7\n\x00\x01\x02" * 20


@pytest.mark.parametrize("plain", [PAGE, FILE], ids=["page", "file"])
@pytest.mark.parametrize(
    "pack", [bytes, gzip.compress, zlib.compress, brotli.compress], ids=["plain", "gzip", "deflate", "br"]
)
@pytest.mark.parametrize("said", ["", "gzip", "br", "deflate", "utf-8", "gzip, br"])
def test_every_packing_under_every_name(plain: bytes, pack: Callable[[bytes], bytes], said: str) -> None:
    """Also under none, and under that of another."""
    assert opened(pack(plain), said, url=URL) == plain


def test_members_in_a_row_are_joined_and_what_is_behind_them_is_none_of_it() -> None:
    """A cache's comment behind the last member is no damage."""
    assert opened(gzip.compress(PAGE) + gzip.compress(FILE) + b"\n<!-- cache -->", "", url=URL) == PAGE + FILE


@pytest.mark.parametrize(
    ("body", "said", "why"),
    [
        (gzip.compress(PAGE)[:-9], "", "cut short"),
        (gzip.compress(PAGE)[:10] + b"\xff" * 40, "", "damaged"),
        (b"\x00\x01\x02\x03" * 40, "br", "compressed with br, which tracker cannot open"),
        (gzip.compress(b"a" * 2_000_001), "", "larger than 2,000,000 bytes unpacked"),
        (brotli.compress(b"a" * 2_000_001), "br", "larger than 2,000,000 bytes unpacked"),
    ],
)
def test_what_cannot_be_unpacked_is_refused(body: bytes, said: str, why: str) -> None:
    """In a sentence, and a bomb before it has room."""
    with pytest.raises(FetchError, match=why):
        opened(body, said, url=URL, limit=2_000_000)


def test_bytes_of_no_known_sort_are_left_alone() -> None:
    """Nobody says that they are packed."""
    assert opened(b"\x00\x01\x02\x03" * 40, "", url=URL) == b"\x00\x01\x02\x03" * 40
