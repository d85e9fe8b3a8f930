"""Walled: which wall, if any, a capture is.

Error pages say one thing only; articles about them say other things, too. So words count by how much of the text they are,
quotations aside, and a title counts only as a whole.
"""

from collections.abc import Iterator, Sequence

from tracker.capture.gate.folded import bare_text, compact, folded, head_title, parts, whole
from tracker.capture.gate.look import Finding, Look
from tracker.capture.gate.wall import Wall, known
from tracker.capture.gate.wall_text import SHORT, WallText
from tracker.fetch.reason import shown

_BARE = 80
"""Characters of text below which a page has next to none."""
_TINY = 300
"""Characters up to which a title that also names its site needs nothing to support it."""
_BRIEF = 700
"""Characters up to which a title that is all a wall's needs nothing to support it; reports are longer."""
_TOP = 300
"""Characters at the top of a long page in which an error page says again what it is."""
_LONGEST_TITLE = 80


def walled(look: Look, *, again: bool) -> Finding | None:
    """The first wall that a capture is. `again`: the page was recorded before, under a title that was none."""
    said = WallText(look)
    for wall in known().wall:
        evidence = next(_evidence(wall, look, said, again=again), None)
        if evidence is not None:
            return Finding(wall.name, f"{evidence}, as {wall.is_}: {wall.do}")
    return None


def _evidence(wall: Wall, look: Look, said: WallText, *, again: bool) -> Iterator[str]:
    for name, value in wall.headers:
        if any(key == name and folded(told) == value for key, told in look.headers):
            yield f"its header says “{name}: {value}”"
    if look.document is None:
        yield from _of_unread(wall, look)
        return
    if _by_title(wall, look, said, again=again):
        yield f"its title says “{shown(look.document.title, _LONGEST_TITLE)}”"
    if phrase := said.mostly(wall):
        yield f"it says little but “{phrase}”"
    if look.size < wall.most and (mark := _mark(wall.marks, look)):
        yield f"it has only {look.size} characters of text and its HTML holds “{mark}”"
    if look.size < _BARE and (mark := _mark(wall.bare, look)):
        yield f"it has only {look.size} characters of text and its HTML holds “{mark}”"


def _of_unread(wall: Wall, look: Look) -> Iterator[str]:
    """What speaks for a wall in bytes in which no document was found."""
    title, text = head_title(look.body()), bare_text(look.body())
    if wall.titled(whole(title)) or any(map(wall.titled, parts(title))):
        yield f"its title says “{shown(title, _LONGEST_TITLE)}”"
    if len(text) < SHORT and (phrase := next((one for one in wall.sure if one in text), None)):
        yield f"it says little but “{phrase}”"
    if mark := _mark((*wall.marks, *wall.bare), look):
        yield f"there is no text on it and its HTML holds “{mark}”"


def _mark(marks: Sequence[str], look: Look) -> str | None:
    html = compact(look.body()) if marks else ""
    return next((mark for mark in marks if mark in html), None)


def _by_title(wall: Wall, look: Look, said: WallText, *, again: bool) -> bool:
    """Whether the title makes it the wall: always where another page stood before; else only with what supports it."""
    if look.document is None:
        return False
    title = whole(look.document.title)
    is_whole = wall.titled(title)
    if not is_whole and not any(map(wall.titled, parts(look.document.title))):
        return False
    if again:
        return True
    if look.size >= SHORT:
        top = folded(" ".join(one.text for one in look.document.sentences[1:9])[:_TOP])
        return is_whole and any(one in top and one not in title for one in (*wall.sure, *wall.words))
    is_clear = is_whole and (" " in title or title.isdecimal())
    return look.size < (_BRIEF if is_clear else _BARE if is_whole else _TINY) or bool(said.phrases(wall))
