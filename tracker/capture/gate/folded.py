"""Words as they are compared: in small letters, with one sort of apostrophe, and without what others are quoted to say.

Everything is found as plain text, never by a pattern that could run away: what is read here is hostile.
"""

_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "\u00a0": " "})
_PARTS = (" | ", " – ", " — ", " - ", " · ", " « ", " » ")
"""What parts a page's own title from its site's name. No colon: “Access denied: the cost of …” is a report."""
_BEFORE = frozenset("sorry oops whoops oh error http 403 404 410 500 503".split())
"""Words before a title that say nothing beside it."""
_QUOTES = {"“": "”", "«": "»", '"': '"'}
_LONGEST_QUOTE = 400
_LONGEST_TITLE = 300
_MOST_HTML = 500_000
"""Bytes of a page that are looked at; the marks of a wall stand near its top."""


def folded(text: str) -> str:
    """In small letters, one line, without signs at its ends."""
    return " ".join(text.translate(_APOSTROPHES).casefold().split()).strip(".…!?:;,-–—*()[] ")


def whole(title: str) -> str:
    """A title, folded, without the number of an error and a “sorry” before it."""
    return _bare(folded(title))


def parts(title: str) -> tuple[str, ...]:
    """The parts of a title that also names its site; none of one that is all one."""
    found = [folded(title)]
    for sign in _PARTS:
        found = [piece for part in found for piece in part.split(sign)]
    return tuple(_bare(folded(part)) for part in found) if len(found) > 1 else ()


def _bare(title: str) -> str:
    words = title.replace(",", " ").replace("!", " ").replace(":", " ").split()
    while len(words) > 1 and words[0] in _BEFORE:
        words = words[1:]
    return " ".join(words)


def unquoted(text: str) -> str:
    """The text without what stands in quotation marks: there a page says what others say."""
    kept: list[str] = []
    position = 0
    while position < len(text):
        end = _QUOTES.get(text[position])
        close = text.find(end, position + 1, position + 1 + _LONGEST_QUOTE) if end else -1
        kept.append(" " if close >= 0 else text[position])
        position = close + 1 if close >= 0 else position + 1
    return "".join(kept)


def compact(html: bytes) -> str:
    """A page's HTML in small letters, without quotation marks and without space after its tags."""
    text = html[:_MOST_HTML].decode("utf-8", "replace").casefold().replace('"', "").replace("'", "")
    return ">".join(piece.lstrip() for piece in text.split(">"))


def bare_text(html: bytes) -> str:
    """The words of a page that could not be read: all that stands outside of its tags, scripts and styles, folded."""
    text = html[:_MOST_HTML].decode("utf-8", "replace")
    pieces = [piece for piece in text.split("<") if not piece[:6].casefold().startswith(("script", "style"))]
    return folded(" ".join(piece.partition(">")[2] for piece in pieces))


def head_title(html: bytes) -> str:
    """What stands in a page's <title>; empty where there is none."""
    text = html[:_MOST_HTML].decode("utf-8", "replace")
    start = text.casefold().find("<title")
    return text[start:].partition(">")[2].partition("<")[0][:_LONGEST_TITLE].strip() if start >= 0 else ""
