"""The subject of a verb: the words before it that say who speaks or acts."""

import re
from functools import lru_cache

from tracker.claims.lexicon import lexicon
from tracker.patterns import deferred
from tracker.wording.glance import SENTENCES

REACH = 300
"""Characters looked at before a verb: longer clauses are not news prose, and the bound keeps hostile text cheap."""
MOST_WORDS = 14
AUXILIARY = frozenset(lexicon("grammar")["auxiliary"])

OPENER = deferred(
    r"^(?:(?:But|And|However|Meanwhile|Yet|So|Still|Instead|Today|Yesterday|Also|Then|Now|Crucially|Separately)\b,? ?"
    r"|(?:In|On|At|For|From|By|Last|Under|Since|After|Before|During|Speaking|Writing|Asked|When|While|"
    r"Although|As|With|Following|Launching|Announcing|To|Under|Earlier) [^,]{0,120}, )"
)
_BREAK = deferred(r"[;:–—…§.!?]|,(?= )| (?:but|while|although|because|since|after|when|where|as|if|that|than|so) ")
_STOP = deferred(r"[;:–—…§.!?]\s|\n")
_JOINS = deferred(
    r",? (?:and|but|or|yet)(?: (?:also|then|now|later|instead|therefore|never|has|have|had|is|are)){0,2} $"
)
_FINITE = deferred(
    r" (?:is|are|was|were|has|have|had|will|would|do|does|did|can|could|should|must|may|might|wants?|plans?|believes?|"
    r"supports?|welcome[ds]|says?|said|told|accepts?|knows?|backs?|opposes?|recognises?|understands?|remains?)(?= )"
)
_NAMED = deferred(
    r"(?:(?:The|the|Our|our|Its|its|Her|her|His|his|A|a) )?"
    r"(?:(?:he|she|they|we|it|He|She|They|We|It|I)(?= )"
    r"|[A-Z][\w’-]{1,30}(?: (?:of |for |and |the ){0,2}[A-Z][\w’-]{1,30}){0,6})"
)
_BESIDE = deferred(r"(?:With|Without|Despite|Given|Alongside) ")
"""What opens words that only stand beside: "With the minister due to speak, …"."""
_DO = frozenset({"do", "does", "did"})
_NOT = deferred(r" not\b")
_ARTICLE = deferred(r"(?:^| )(?:the|a|an|one|some|its|their|his|her|this|these|those|new|our)(?= )", re.IGNORECASE)


@lru_cache(maxsize=SENTENCES)
def subject_before(frame: str, verb: int) -> tuple[int, int] | None:
    """Span in `frame` of the subject of the verb that starts at `verb`; None where none is seen.

    Looks past adverbs and auxiliaries, and past one apposition or relative clause between commas ("Ann Lee, the head
    of Moor Park, said" gives "Ann Lee").
    """
    floor = frame.find(" ", verb - REACH) + 1 if verb > REACH else 0
    end = _past_auxiliaries(frame, floor, verb)
    if end <= floor:
        return None
    if shared := _shared(frame, floor, verb):
        return shared
    if frame[end - 1] == ",":
        return _before_apposition(frame, floor, end - 1)
    return _last_phrase(frame, floor, end)


def _shared(frame: str, floor: int, verb: int) -> tuple[int, int] | None:
    """The subject of an earlier verb that goes on here ("The party backs the levy, but will reform it").

    None where no conjunction stands right before the verb, or what comes before it shows no verb of its own.
    """
    joined = _JOINS.search(frame, max(floor, verb - 40), verb)
    if joined is None:
        return None
    start = _skip_openers(frame, _sentence_start(frame, floor, joined.start()), joined.start())
    finite = _FINITE.search(frame, start, joined.start())
    if finite is not None:
        return _phrase(frame, start, finite.start())
    named = _NAMED.match(frame[start : joined.start()])
    return (start, start + named.end()) if named and start + named.end() < joined.start() else None


def _sentence_start(frame: str, floor: int, end: int) -> int:
    start = floor
    for match in _STOP.finditer(frame, floor, end):
        start = match.end()
    return start


def _past_auxiliaries(frame: str, floor: int, end: int) -> int:
    while True:
        end = _rstrip(frame, floor, end)
        if end > floor and frame[end - 1] == ")":
            end = max(frame.rfind("(", floor, end), floor)
            continue
        start = max(frame.rfind(" ", floor, end) + 1, floor)
        word = frame[start:end]
        adverb = word.endswith("ly") and word[:1].islower() and start > floor and word != "family"
        denied = word in _DO and _NOT.match(frame, end) is not None  # "we do not propose"
        if not word or not (word.lower() in AUXILIARY or adverb or denied):
            return end
        end = start


def _rstrip(frame: str, floor: int, end: int) -> int:
    while end > floor and frame[end - 1].isspace():
        end -= 1
    return end


def _before_apposition(frame: str, floor: int, comma: int) -> tuple[int, int] | None:
    """The head of "Head, apposition," where `comma` is the closing one."""
    start = _skip_openers(frame, _sentence_start(frame, floor, comma), comma)
    first = frame.find(",", start, comma)
    if first < 0:
        return _phrase(frame, start, comma)
    return _phrase(frame, start, first)


def _last_phrase(frame: str, floor: int, end: int) -> tuple[int, int] | None:
    start = _skip_openers(frame, floor, end) if floor == 0 else floor
    for match in _BREAK.finditer(frame, start, end):
        start = match.end()
    return _phrase(frame, start, end)


def _skip_openers(frame: str, start: int, end: int) -> int:
    for _ in range(3):
        match = OPENER.match(frame[start:end])
        if not match or not match.end():
            return start
        start += match.end()
    return start


def _phrase(frame: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and not frame[start].isalnum():
        start += 1
    end = _rstrip(frame, start, end)
    match = OPENER.match(frame[start:end])
    if match:
        start += match.end()
    if _BESIDE.match(frame, start, end):
        return None
    if len(frame[start:end].split()) > MOST_WORDS:
        articles = list(_ARTICLE.finditer(frame, start, end))
        if not articles:
            return None
        start = articles[-1].start() + (frame[articles[-1].start()] == " ")
    return (start, end) if start < end and any(sign.isalpha() for sign in frame[start:end]) else None
