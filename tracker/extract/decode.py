"""Decode a page's bytes, whatever it says of itself."""

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence

from tracker.patterns import deferred

_HEAD = 2048
"""Bytes in which HTML wants its charset declared (the standard says 1024)."""
_META = deferred(
    rb"(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,200}?encoding)\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_:.-]{1,40})",
    re.IGNORECASE,
)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_UNMARKED = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
"""How UTF-16 begins that says so nowhere."""
_WINDOWS = "cp1252"
"""What browsers read for the charsets that look like it, and what undeclared British pages are when not UTF-8."""
_READ_AS = {
    **dict.fromkeys(("iso-8859-1", "latin-1", "latin1", "iso8859-1", "us-ascii", "ascii", "windows-1252"), _WINDOWS),
    **dict.fromkeys(("gb2312", "gbk", "x-gbk"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "sjis", "x-sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987"), "cp949"),
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
    "utf-16": "utf-16-le",
}
"""Charsets that are a part of another in which people write under their name; browsers read that one (WHATWG)."""
_WIDE = deferred(r"utf.?16|utf.?32")
"""Charsets in which every letter of HTML has a nought beside it; without one the declaration is wrong."""
_OURS_ALONE = deferred(r"utf.?7|u(?:7|16|32)|idna|punycode|unicode.?escape|raw|undefined|mbcs|oem|ansi|dbcs")
"""Codecs of Python that no page is written in, or that differ between machines."""
_SIGNS = "".join(bytes([byte]).decode(_WINDOWS, "replace") for byte in range(256))
_TABLE = "".join(chr(byte) if sign == "\ufffd" else sign for byte, sign in enumerate(_SIGNS))
"""Windows-1252 as browsers have it (WHATWG): its five empty places are control characters."""
_WHOLE = (
    rb"(?:[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|\xed[\x80-\x9f][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})"
)
"""A character beyond ASCII in UTF-8."""
_EITHER = rb"[\xc4-\xdf][\x82\x84\x85\x8a-\x8c\x8e\x91-\x97\x99-\x9c\x9e-\xa0\xa9\xab\xad\xae\xb0\xb7\xbb]"
"""The same bytes may be a capital letter and a quote, a dash or another letter in Windows-1252: `É”`, `ß»`."""
_CERTAIN = deferred(rb"(?:(?!%b)%b)+" % (_EITHER, _WHOLE))
_CUT = b"\xe2\x80"
"""A quote or dash of UTF-8 that lost its end."""
_BYTE_BY_BYTE = "tracker-byte-by-byte"
_UPPER = bytes(range(128, 256))
_OUTVOTED = 10
"""Characters of UTF-8 for each other byte, from which a charset is wrong in which any bytes are letters."""
_MOST_FAULTS = 0.1
"""Share of the characters beyond ASCII that may be faults in a charset that is still the one declared."""


def decode(body: bytes, charset: str | None = None) -> str:
    """The text of a page: by its byte order mark, UTF-8, the server's charset, its own `<meta>`, or Windows-1252.

    UTF-8 that decodes without a fault is believed before any declaration: other text hardly ever does. Where it is mixed
    with Windows-1252, each byte is read as what it is. Never raises.
    """
    for mark, marked in _MARKS:
        if body.startswith(mark):
            rest = body[len(mark) :]
            return _mixed(rest, either=True) if marked == "utf-8" else rest.decode(marked, errors="replace")
    for start, unmarked in _UNMARKED:
        if body.startswith(start):
            return body.decode(unmarked, errors="replace")
    declared = _META.search(body, 0, _HEAD)
    names = tuple(_known((charset, declared[1].decode("ascii") if declared else None), wide=b"\0" in body[:_HEAD]))
    for name in (*filter(_WIDE.match, names), "utf-8"):
        if (text := _tried(body, name)) is not None:
            return text
    certain, stray = _tally(body)
    text = _declared(body, names)
    outvoted = text is not None and len(text) == len(body) and certain > _OUTVOTED * stray
    return _mixed(body, either=certain > stray) if text is None or outvoted else text


def _known(named: Iterable[str | None], *, wide: bool) -> Iterator[str]:
    """The codecs that these names stand for: those by which the same bytes are the same text on every machine."""
    for one in named:
        name = (one or "").strip().lower()
        if name and not _OURS_ALONE.match(name) and (wide or not _WIDE.match(name)):
            yield _READ_AS.get(name, name)


def _tally(body: bytes) -> tuple[int, int]:
    """(characters that only UTF-8 can mean, bytes beyond ASCII that are none of its characters)."""
    rest, whole = re.subn(_WHOLE, b"", body)
    return whole - re.subn(_EITHER, b"", body)[1], len(rest) - len(rest.translate(None, _UPPER))


def _declared(body: bytes, names: Sequence[str]) -> str | None:
    """The text in the first charset that fits, else in one that fits but for a few bytes; None for Windows-1252."""
    for name in names:
        if (text := _tried(body, name)) is not None:
            return None if name == _WINDOWS else text
    for name in names:
        text = "" if name in {_WINDOWS, "utf-8"} else _tried(body, name, "replace") or ""
        beyond = len(text) - len(text.encode("ascii", "ignore"))
        if 0 < text.count("\ufffd") <= _MOST_FAULTS * beyond:
            return text
    return None


def _tried(body: bytes, encoding: str, errors: str = "strict") -> str | None:
    try:
        return str(body, encoding, errors)
    except (LookupError, ValueError):
        return None


def _mixed(body: bytes, *, either: bool) -> str:
    """UTF-8 where the bytes are UTF-8, Windows-1252 where they are not. `either`: what may be both is UTF-8."""
    if either:
        return body.decode("utf-8", _BYTE_BY_BYTE)
    parts: list[str] = []
    at = 0
    for run in _CERTAIN.finditer(body):
        parts += (_windows(body[at : run.start()]), run[0].decode())
        at = run.end()
    return "".join((*parts, _windows(body[at:])))


def _windows(part: bytes) -> str:
    return codecs.charmap_decode(part, "strict", _TABLE)[0]


def _unfit(error: UnicodeError) -> tuple[str, int]:
    """What bytes are that are no UTF-8: Windows-1252, but for a quote or dash that was cut."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    part = error.object[error.start : error.end]
    return "\ufffd" if part == _CUT else _windows(part), error.end


codecs.register_error(_BYTE_BY_BYTE, _unfit)
