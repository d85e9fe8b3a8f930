"""Split a paragraph into sentences: own rules for British policy and news prose.

Every decision looks only at the few characters round a full stop, so that an edit never re-splits its neighbours.
Method and comparison with ten other splitters: docs/design.md, "Sentences".
"""

import re

from tracker.extract import clean

_STOP = re.compile(
    r"(?<![.!?…])(?P<stop>[.!?…]++)(?P<close>[”’\"')\]]*+)(?:\[\^?\d{1,3}\]|(?<=[a-z][.!?”])\d{1,2})?+(?= )"
)
"""Stops, the quotes and brackets that close with them, and a footnote's number, before a space."""
_REACH = 24
"""Characters looked at on each side: longer than any abbreviation or sentence opener."""
_OPENS = re.compile(r"[“‘\"'(\[]*+(?:[^\W\d_]|[\d£$€])")
_WORD_BEFORE = re.compile(r"(?<![A-Za-z.])[A-Za-z][A-Za-z.]*+\Z")
_WORD_AFTER = re.compile(r"[“‘\"'(\[]*+([^\W_][\w’'-]*|[£$€])")
_LIST_MARKER = re.compile(r"\(?(?:\d{1,3}|[ivx]{1,4}|[a-z])\)?")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]")
_REFERENCE = re.compile(r"[\d(]|[B-HJ-Z]\b")
"""A number or a single letter that is not a word of its own."""

_TITLES = frozenset(
    "Mr Mrs Ms Mx Dr Prof St Rt Hon Rev Revd Cllr Capt Gen Col Lt Maj Sgt Cmdr Messrs Sr Bros Gov".split()
)
_NEVER_LAST = frozenset("e.g i.e eg ie cf viz vs v r".split())
_BEFORE_NUMBERS = frozenset(
    "no nos para paras fig figs p pp ss sec sect art arts reg regs sch ch chap vol approx pop est c ca min max".split()
)
_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
_SOMETIMES_LAST = frozenset("etc ltd plc inc co mon tue wed thu fri govt gov".split()) | _MONTHS
_LABELLED = frozenset(
    "annex appendix band category grade group level option part phase plan schedule table tier".split()
)
"""Words before a letter that is a name, not an initial: “Plan B. The …”."""
_OPENERS = frozenset(
    (
        "a after all also an and as at before both but by children councils dfe dr each every few for from "
        "government he her his how however i if in it its labour local many meanwhile ministers most mr mrs "
        "ms no not of ofsted on our parents pupils schools see she since so some staff tea teachers that the "
        "their them then there these they this those to trusts under unions we what when where while who why "
        "with you your "
    ).split()
)
"""Words with which a sentence often begins: they decide after an abbreviation that may end one."""


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
    after = text[stop.end() + 1 : stop.end() + 1 + _REACH]
    if not _can_open(after):
        return False
    if stop["close"] or stop["stop"][0] in "!?…" or stop["stop"].startswith("..."):
        # “Is it?” he asked: after a closing quote a small letter goes on; _can_open has seen to all but iPads.
        return not (stop["close"] and after[0].islower())
    before = text[max(start, stop.start() - _REACH) : stop.start()]
    word = _WORD_BEFORE.search(before)
    if word is None:
        return not (stop.start() - start <= len("(xiv)") and _LIST_MARKER.fullmatch(before))
    if before[: word.start()][-1:].isalnum():
        return True
    return _word_can_end(word[0], before[: word.start()], after)


def _can_open(after: str) -> bool:
    opening = _OPENS.match(after)
    if opening is None:
        return False
    first, rest = opening[0][-1], after[opening.end() :]
    return not first.islower() or (first in "ie" and rest.lstrip("-")[:1].isupper())


def _word_can_end(word: str, earlier: str, after: str) -> bool:
    """Whether a sentence can end with this word before a single full stop, given what stands on both sides."""
    folded = word.lower().rstrip(".")
    if len(word) == 1 and word.isupper():
        return _is_label(earlier) and _next_word(after) in _OPENERS
    if folded in _NEVER_LAST or word in _TITLES:
        return False
    if _DOTTED.fullmatch(word):
        return _next_word(after) in _OPENERS
    if folded == "al":
        return not earlier.endswith("et ")
    if folded == "s":
        return not after[0].isdigit()
    if folded in _BEFORE_NUMBERS and (word.islower() or word.istitle()):
        return not _REFERENCE.match(after)
    if folded in _SOMETIMES_LAST:
        return _next_word(after) in _OPENERS or after[0] in "“‘"
    return True


def _is_label(earlier: str) -> bool:
    return earlier.rstrip(" ").rpartition(" ")[2].lower() in _LABELLED


def _next_word(after: str) -> str:
    word = _WORD_AFTER.match(after)
    return word[1].lower() if word else ""
