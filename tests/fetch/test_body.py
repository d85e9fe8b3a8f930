"""The body of an answer: unpacked, whole, and not larger than allowed."""

import gzip

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tracker.errors import FetchError
from tracker.fetch.body import read
from tracker.fetch.retry import TransientFetchError

URL = "https://party.example/plan"


def pieces(data: bytes, size: int) -> list[bytes]:
    """The data as it comes over the wire."""
    return [data[start : start + size] for start in range(0, len(data), size)]


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=2_000), st.integers(1, 700), st.booleans())
def test_body_is_what_was_packed(data: bytes, size: int, packed: bool) -> None:  # noqa: FBT001 - hypothesis
    """However the bytes are cut on their way, they come out as they went in; what begins as gzip does is taken for it."""
    assume(packed or not data.startswith(b"\x1f\x8b"))
    sent = gzip.compress(data) if packed else data

    assert read(pieces(sent, size), coding="gzip" if packed else "", limit=2_000, url=URL) == data


@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_row_of_members_is_one_body(size: int) -> None:
    """Gzip may be several packets one after the other, with zeros behind the last."""
    sent = gzip.compress(b"We will recruit ") + gzip.compress(b"6,500 teachers") + b"\0" * 20

    assert read(pieces(sent, size), coding="GZIP ", limit=100, url=URL) == b"We will recruit 6,500 teachers"


def test_body_that_unpacks_to_whole_steps_is_complete() -> None:
    """Nothing stays behind in the unpacker where its steps are full to the brim."""
    data = b"x" * 65_536 * 3

    assert read([gzip.compress(data)], coding="x-gzip", limit=len(data), url=URL) == data


@pytest.mark.parametrize("coding", ["", "identity", "gzip"])
def test_nothing_is_an_empty_body(coding: str) -> None:
    """An empty answer is empty, whatever its headers say."""
    assert read([], coding=coding, limit=10, url=URL) == b""


def test_long_body_is_cut_where_asked() -> None:
    """Of an endless robots.txt the beginning is enough."""
    assert read([b"abc", b"def"], coding="", limit=4, url=URL, cut=True) == b"abcd"


def test_packing_that_unpacks_to_nothing_has_an_end() -> None:
    """A stream of empty packets for ever is too large as well."""

    def endless() -> object:
        while True:
            yield gzip.compress(b"") * 100

    with pytest.raises(FetchError, match="larger than 1,000 bytes"):
        read(endless(), coding="gzip", limit=1_000, url=URL)


@pytest.mark.parametrize(
    ("sent", "coding", "kind", "said"),
    [
        (gzip.compress(b"We will recruit teachers", mtime=0)[:-1], "gzip", TransientFetchError, "broke off"),
        (gzip.compress(b"We will", mtime=0)[:12] + b"<p>" * 9, "gzip", FetchError, "damaged"),
    ],
)
def test_body_that_is_not_whole_is_a_failure(sent: bytes, coding: str, kind: type[FetchError], said: str) -> None:
    """Half a page or noise never passes for a page; only what broke off may be whole the next time."""
    with pytest.raises(FetchError, match=said) as caught:
        read([sent], coding=coding, limit=100, url=URL)

    assert type(caught.value) is kind
