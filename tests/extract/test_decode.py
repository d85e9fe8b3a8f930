"""Bytes become the text that their author saw, whatever they say of themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extract.decode import decode

_TEXT = "<p>“Beyoncé” – £5</p>"


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (_TEXT.encode(), None),
        (_TEXT.encode(), "iso-8859-1"),
        (b"\xef\xbb\xbf" + _TEXT.encode(), None),
        (_TEXT.encode("cp1252"), None),
        (_TEXT.encode("cp1252"), "iso-8859-1"),
        (_TEXT.encode("cp1252"), "no-such-charset"),
        (_TEXT.encode("cp1252"), "utf-8"),
        (_TEXT.encode("utf-16"), None),
        (_TEXT.encode("utf-16-le"), None),
        (_TEXT.encode("utf-16-be"), "utf-8"),
    ],
)
def test_quotes_and_pounds_survive(body: bytes, charset: str | None) -> None:
    """Quotes, dashes and pound signs are read right, also when the server names the wrong charset."""
    assert decode(body, charset) == _TEXT


def test_a_page_may_name_its_own_charset() -> None:
    """What `<meta>` says is believed where the bytes are not UTF-8 and the server is silent."""
    page = '<meta charset="iso-8859-2"><p>Łódź</p>'

    assert decode(page.encode("iso-8859-2")) == page


@given(st.binary(max_size=80), st.none() | st.text(max_size=12))
def test_no_bytes_make_it_fail(body: bytes, charset: str | None) -> None:
    """Any bytes under any declaration give a text."""
    assert isinstance(decode(body, charset), str)
