"""Walled: which wall, if any, a capture is.

Error pages say one thing only; articles about them say other things, too. So words count where most of the text stands
in sentences with them, quotations aside, and a title counts only as a whole.
"""

from collections.abc import Iterator

from tracker.capture.gate.folded import bare_text, compact, folded, head_title, parts, unquoted, whole
from tracker.capture.gate.look import Finding, Look
from tracker.capture.gate.wall import Wall, known
from tracker.fetch.reason import shown

SHORT = 1500
"""Characters of text up to which words can make a page; in a long article they are only quoted."""
_TINY = 300
"""Characters up to which a title of one word, or beside a site's name, needs nothing to support it."""
_MOSTLY, _WHOLLY = 0.5, 0.8
"""Share of the text that must stand in sentences of a wall: with two of its phrases or a sure one; with one phrase."""
_LONGEST_TITLE = 80


def walled(look: Look, *, again: bool) -> Finding | None:
    """The first wall that a capture is. `again`: the page was recorded before, under a title that was none."""
    said = _Said(look)
    for wall in known().wall:
        evidence = next(_evidence(wall, look, said, again=again), None)
        if evidence is not None:
            return Finding(wall.name, f"{evidence}, as {wall.is_}: {wall.do}")
    return None


def _evidence(wall: Wall, look: Look, said: "_Said", *, again: bool) -> Iterator[str]:
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
    if look.size < wall.most and (mark := _mark(wall, look)):
        yield f"it has only {look.size} characters of text and its HTML holds “{mark}”"


def _of_unread(wall: Wall, look: Look) -> Iterator[str]:
    """What speaks for a wall in bytes in which no document was found."""
    title, text = head_title(look.body()), bare_text(look.body())
    if wall.titled(whole(title)) or any(map(wall.titled, parts(title))):
        yield f"its title says “{shown(title, _LONGEST_TITLE)}”"
    if len(text) < SHORT and (phrase := next((one for one in wall.sure if one in text), None)):
        yield f"it says little but “{phrase}”"
    if wall.most and (mark := _mark(wall, look)):
        yield f"there is no text on it and its HTML holds “{mark}”"


def _mark(wall: Wall, look: Look) -> str | None:
    html = compact(look.body()) if wall.marks else ""
    return next((mark for mark in wall.marks if mark in html), None)


class _Said:
    """The sentences of a short page below its title, folded, without what they quote."""

    def __init__(self, look: Look) -> None:
        self.size = look.size
        document = look.document if self.size < SHORT else None
        self.sentences = [folded(unquoted(one.text)) for one in document.sentences[1:]] if document else []

    def phrases(self, wall: Wall) -> set[str]:
        """The wall's phrases that stand anywhere in them."""
        return {one for one in (*wall.sure, *wall.words) for said in self.sentences if one in said}

    def mostly(self, wall: Wall) -> str | None:
        """The phrase that shows the wall, where most of the text stands in sentences with its phrases."""
        phrases = self.phrases(wall)
        if not phrases:
            return None
        told = sum(len(said) for said in self.sentences if any(one in said for one in phrases))
        share = told / max(1, sum(map(len, self.sentences)))
        sure = sorted(phrases & set(wall.sure))
        enough = _MOSTLY if sure or len(phrases) > 1 else _WHOLLY
        return (sure or sorted(phrases))[0] if share >= enough else None


def _by_title(wall: Wall, look: Look, said: _Said, *, again: bool) -> bool:
    """Whether the title makes it the wall. A long page needs more: a page that was something else, or a sure phrase."""
    if look.document is None:
        return False
    title = whole(look.document.title)
    is_whole = wall.titled(title)
    if not is_whole and not any(map(wall.titled, parts(look.document.title))):
        return False
    if look.size >= SHORT:
        return again or any(one in folded(look.document.text) for one in wall.sure)
    clear = is_whole and (" " in title or title.isdecimal())
    return again or clear or look.size < _TINY or bool(said.phrases(wall))
