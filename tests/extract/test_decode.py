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
        (_TEXT.encode("cp1252"), "utf-16"),
        (_TEXT.encode("cp1252"), "unicode_escape"),
        (_TEXT.encode("utf-16"), None),
        (_TEXT.encode("utf-16-le"), None),
        (_TEXT.encode("utf-16-be"), "utf-8"),
    ],
)
def test_quotes_and_pounds_survive(body: bytes, charset: str | None) -> None:
    """Quotes, dashes and pound signs are read right, also when the server names the wrong charset."""
    assert decode(body, charset) == _TEXT


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("“Schools” – ".encode() + b"caf\xe9 <!-- \xe9 -->", "“Schools” – café <!-- é -->"),
        (b"\xef\xbb\xbf" + "“Schools” ".encode() + b"caf\xe9", "“Schools” café"),
        ("“Schools” – ŵ ".encode() + b"It\x92s \x93ours\x94", "“Schools” – ŵ It’s “ours”"),
        (b"It\x92s \x93our\x94 caf\xe9 \xa9 " + "“plan”".encode(), "It’s “our” café © “plan”"),
        ("“Schools” – £5 – ".encode() + b"cut \xe2\x80", "“Schools” – £5 – cut �"),
        ("“Schools” ".encode() + b"\xe9" + "–".encode(), "“Schools” é–"),
        (b"\x81 caf\xe9", "\x81 café"),
    ],
    ids=[
        "a comment",
        "behind a mark",
        "pasted from Word",
        "mostly Windows-1252",
        "cut",
        "beside a dash",
        "an empty place",
    ],
)
@pytest.mark.parametrize("charset", [None, "utf-8", "iso-8859-1"])
def test_a_byte_that_does_not_fit_spoils_that_byte_only(body: bytes, text: str, charset: str | None) -> None:
    """What is UTF-8 is read as that, what is not as Windows-1252, in one page."""
    assert decode(body, charset) == text


def test_capitals_before_quotes_are_no_other_alphabet() -> None:
    """`É”` in Windows-1252 are also the two bytes of a letter in UTF-8: alone they prove nothing."""
    text = "naïve “CAFÉ” «Spaß» Ö–"

    assert decode(text.encode("cp1252"), "utf-8") == text


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("iso-8859-2", "<p>Łódź</p>"),
        ("windows-1251", "<p>Школы</p>"),
        ("shift_jis", "<p>学校①</p>"),
        ("gb2312", "<p>学校镕</p>"),
        ("big5", "<p>學校</p>"),
        ("euc-jp", "<p>学校</p>"),
    ],
)
def test_a_page_may_name_its_own_charset(charset: str, text: str) -> None:
    """What `<meta>` says is believed where the bytes are not UTF-8 and the server is silent."""
    page = f'<meta charset="{charset}">{text * 20}'
    body = page.encode({"shift_jis": "cp932", "gb2312": "gbk"}.get(charset, charset))

    assert decode(body) == page
    assert decode(body, "utf-8") == page


def test_a_stray_byte_spoils_that_byte_in_any_charset() -> None:
    """A declared charset is not given up for one byte that it does not have."""
    page = '<meta charset="shift_jis"><p>学校に先生を。' * 5

    assert decode(page.encode("cp932") + b"\xff\xff").startswith(page)


def test_an_xml_declaration_names_a_charset_too() -> None:
    """As XHTML pages do."""
    page = '<?xml version="1.0" encoding="iso-8859-2"?><p>Łódź</p>'

    assert decode(page.encode("iso-8859-2")) == page


def test_a_wide_charset_is_believed_where_it_shows() -> None:
    """The server says UTF-16 and the bytes have noughts: without a mark the low byte comes first, on every machine."""
    assert decode("\n<p>“a”</p>".encode("utf-16-le"), "utf-16") == "\n<p>“a”</p>"


@given(st.binary(max_size=80), st.none() | st.text(max_size=12))
def test_no_bytes_make_it_fail(body: bytes, charset: str | None) -> None:
    """Any bytes under any declaration give a text."""
    assert isinstance(decode(body, charset), str)


@given(st.text(alphabet=st.characters(max_codepoint=0x2FFF, exclude_categories=("Cs",)), max_size=60))
def test_utf_8_is_read_whole_around_any_byte(text: str) -> None:
    """A stray byte in UTF-8 with more characters than that changes nothing around it."""
    page = f"“{text}” – “plan”\n"

    assert decode(page.encode() + b"\xe9.") == f"{page}é."
