"""Decode a page's bytes, whatever it says of itself."""

import re

_HEAD = 2048
"""Bytes in which HTML wants its charset declared (the standard says 1024)."""
_META = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_UNMARKED = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
"""How UTF-16 begins that says so nowhere."""
_WINDOWS = "cp1252"
"""What browsers read for the charsets that look like it, and what undeclared British pages are when not UTF-8."""
_READ_AS_WINDOWS = {"iso-8859-1", "latin-1", "latin1", "iso8859-1", "us-ascii", "ascii"}


def decode(body: bytes, charset: str | None = None) -> str:
    """The text of a page: by its byte order mark, UTF-8, the server's charset, its own `<meta>`, or Windows-1252.

    UTF-8 that decodes without a fault is believed before any declaration: other text hardly ever does. Never raises.
    """
    for mark, marked in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(marked, errors="replace")
    for start, unmarked in _UNMARKED:
        if body.startswith(start):
            return body.decode(unmarked, errors="replace")
    declared = _META.search(body, 0, _HEAD)
    for encoding in ("utf-8", charset, declared[1].decode("ascii") if declared else None):
        if (text := _tried(body, encoding)) is not None:
            return text
    return body.decode(_WINDOWS, errors="replace")


def _tried(body: bytes, encoding: str | None) -> str | None:
    if not encoding:
        return None
    name = encoding.strip().lower()
    try:
        return str(body, _WINDOWS if name in _READ_AS_WINDOWS else name)
    except (LookupError, ValueError):
        return None
