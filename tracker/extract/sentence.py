"""Split a paragraph into sentences: own rules for British policy and news prose.

Every decision looks only at the few characters round a full stop, so that an edit never re-splits its neighbours.
Figures on paragraphs of our own: tests/gold/sentences/README.md.
"""

import re
from functools import cache

from tracker.extract import clean, ending
from tracker.patterns import deferred

_STOP = deferred(
    r"(?P<stop>[.!?…](?<![.!?…].)[.!?…]*+)(?P<close>[”’\"')\]]*+)"
    r"(?:(?:\[\^?(?:\d{1,3}|[a-z])\])++|[¹²³⁰⁴-⁹*†‡]{1,4}+|(?<=[a-z][.!?”])\d{1,2})?+(?= )"
)
"""Stops, the quotes and brackets that close with them, and a footnote's mark, before a space.

It begins with a set of characters, which the engine jumps to: with the look-behind first it takes nearly three times as
long."""
_REACH = 24
"""Characters looked at before a stop: longer than any abbreviation with what decides about it."""
_REACH_AFTER = 60
"""Characters looked at after it: as long as a name with titles and the verb that follows."""
_OPENS = deferred(r"[*†‡]?[“‘\"'(\[]*+(?:[^\W\d_]|[\d£$€•▪])")
_LETTERED = deferred(r"\((?:[a-z]|[ivx]{2,4})\) |(?:[b-hj-z]|[ivx]{2,4}|a)\. [“‘\"'(\[]*[A-Z]")
"""The next entry of a list in the line: “(b) …”, “b. Fill in …”."""
_BRAND = deferred(r"[ie]-?[A-Z]|e-[a-z]")
"""iPads and e-readers begin a sentence in small letters."""
_WORD_BEFORE = deferred(r"(?<![A-Za-z.])[A-Za-z][A-Za-z.]*+\Z")
_MARKER = deferred(r"(?:\A|[:;] )\(?(?:\d{1,3}|[ivx]{1,4}|[IVX]{2,4}|[a-z])\)?\Z")
"""A list marker at the beginning of a sentence, or after the colon that leads up to a list."""


def split(text: str) -> tuple[str, ...]:
    """The sentences of one paragraph; joined by single spaces they are the cleaned paragraph again."""
    text = clean.line(text)
    sentences = []
    start = 0
    for stop in _STOP.finditer(text):
        if _ends(text, stop, start):
            sentences.append(text[start : stop.end()])
            start = stop.end() + 1
    return (*sentences, text[start:]) if text[start:] else tuple(sentences)


def _ends(text: str, stop: re.Match[str], start: int) -> bool:
    """Whether the sentence that began at `start` ends with this stop."""
    after = text[stop.end() + 1 : stop.end() + 1 + _REACH_AFTER]
    opening = _OPENS.match(after)
    if opening is None:
        return False
    is_small = opening[0][-1].islower() and not _LETTERED.match(after)
    if is_small and (stop["close"] or not _BRAND.match(after, opening.end() - 1)):
        return False  # “Is it?” he asked: after a closing quote a small letter goes on, an iPad too.
    before = text[max(start, stop.start() - _REACH) : stop.start()]
    if stop["stop"] != ".":
        return not _is_attribution(stop, after)
    word = _WORD_BEFORE.search(before)
    if stop["close"]:
        return _closed_can_end(stop["close"], word, after)
    is_whole = stop.start() - start <= _REACH
    if is_whole and _MARKER.search(before):
        return False
    return word is None or _word_can_end(word, after, is_whole=is_whole, is_small=is_small)


def _word_can_end(word: re.Match[str], after: str, *, is_whole: bool, is_small: bool) -> bool:
    """Whether the last word before a single full stop lets the sentence end; `is_whole`: all of it was looked at."""
    earlier = word.string[: word.start()]
    if earlier and (earlier[-1].isalnum() or earlier[-1] in "’'"):
        return True
    bare = word[0].rstrip(".")
    if is_small and ending.is_abbreviation(bare):
        return False
    return ending.can_end(bare, earlier, after, is_first=is_whole and not earlier.strip("“‘\"'([ "))


def _closed_can_end(close: str, word: re.Match[str] | None, after: str) -> bool:
    """In brackets an abbreviation keeps its stop: “B.A. (Hons.) History”."""
    is_kept = close[0] in ")]" and word is not None and ending.is_abbreviation(word[0].rstrip("."))
    return not is_kept or ending.opens(after)


def _is_attribution(stop: re.Match[str], after: str) -> bool:
    """After a question or a cry in quotation marks: who made it, by name. “Is it a cut?” Ms Okafor asked."""
    return (
        stop["close"][-1:] in ("”", "’", '"', "'")
        and stop["stop"][-1] in "?!"
        and _attribution().match(after) is not None
    )


@cache
def _attribution() -> re.Pattern[str]:
    lists = ending.words()
    asked, said = ("|".join(sorted(lists[name])) for name in ("asked", "said"))
    return re.compile(rf"(?:[A-Z][\w’'-]*\.? ){{1,4}}(?:(?:{asked})\b|(?:{said})(?=[.,:;]))")
