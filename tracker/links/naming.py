"""Naming: what a thread is called where nobody has named it: its programme, else a short noun phrase that its members share.

The first sentence, cut, is no name: the press's words came before the party's ("Labour also wants to find …"), and half a
sentence says neither who nor what.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from tracker.claims.claim import Claim, Place
from tracker.links.background import background
from tracker.links.link import Thread
from tracker.links.names import Names
from tracker.links.statement import statement
from tracker.patterns import deferred
from tracker.wording.fold import STOP, fold, stems, words

MOST_WORDS = 6
"""Words of a name that nobody gave."""
MOST_CHARS = 60
_TOKEN = deferred(r"[^\s,;:.()!?“”\"–—\[\]]+(?:[.,]\d+)*|[,;:.()!?“”\"–—\[\]]")
_IN_QUOTES = deferred(r"(?<!\w)['‘](?P<single>\w[^'‘’“”\"\n]{2,60})['’](?!\w)|[“\"](?P<double>\w[^“”\"\n]{2,60})[”\"]")
_TWO = 2
_INSIDE = frozenset("of for in".split())
"""Words that may stand inside a name and never at its ends."""
_ACTS = frozenset(
    stems(
        """able back become begin believe bring build call campaign champion change commit consider continue create cut
        deliver develop do enable encourage end ensure establish expand extend fund get give go guarantee help hold
        implement improve increase introduce invest keep legislate let look lower maintain make move need offer open
        oppose pay place plan pledge press promise promote protect provide pursue put raise recruit reduce reform
        remove replace require restore review scrap seek set spend start stop strengthen support take tackle try turn
        urge use vote want work allow abolish ban access"""
    )
)
"""Verbs of promising: what a promise is about begins behind them."""
_BREAKS = STOP | frozenset(
    """able also always could including like must never would through across within until without between during while
    so that where per still far every everyone government labour conservatives conservative party people country year
    years therefore however least instead off once onto rather since than too towards under upon via whether today
    tomorrow now first next last several something anyone together which order parliament january february march april may
    june july august september october november december aims after before about against
    among above below half""".split()
)
"""Words that end a noun phrase wherever they stand, and those of every promise."""
_MEASURES = frozenset(
    "day week month term number range rate level amount series package set kind type lot host".split()
)
"""Words before "of" that say how much of it, not what."""
_REPORTS = frozenset({"press", "other"})
_NUMBER = 1.5
"""A number in a name tells it from its neighbours: worth half a rare word."""
_OBJECT = 1.4
"""For a phrase right behind the verb that binds: what is promised, before for whom and why."""
_ALONE = 0.5
"""For a single word that is no acronym: it seldom says what is promised."""
_UNITS = frozenset(stems("hour day week month term year minute pound pence pct per cent million billion thousand"))
"""With numbers alone they name nothing: "30 hours"."""


def name_of(thread: Thread) -> str:
    """A person's name for it; the declared name of its programme; a noun phrase; at worst the first words of a claim.

    A press nickname stands in quotation marks behind the programme's own name.
    """
    if thread.name:
        return thread.name
    return _programme(thread) or phrase_of(thread.claims)


def phrase_of(claims: Sequence[Claim]) -> str:
    """What some claims share, in a noun phrase; at worst the first words of the first."""
    return _quoted(claims) or _phrase(claims) or _beginning(claims[0].text)


def _programme(thread: Thread) -> str | None:
    """The declared name that its members use, with what only the press calls it."""
    if not thread.aliases:
        return None
    names = Names.of([thread.aliases])
    used: list[Counter[str]] = [Counter(), Counter()]
    for claim in thread.claims:
        reported = (claim.place or Place()).publisher_type in _REPORTS
        used[reported].update({found.surface for found in names.found(claim.text)})
    own, press = used
    if not own and not press:
        return None
    if sum(own.values()) + sum(press.values()) < len(thread.claims) / 2:
        return None
    best = _most(own) or thread.aliases[0]
    known = {fold(surface) for surface in own}
    nickname = next((name for name, _ in press.most_common() if fold(name) not in known), None)
    return _capital(best) + (f" “{nickname}”" if nickname and fold(nickname) != fold(best) else "")


def _quoted(claims: Sequence[Claim]) -> str | None:
    """What one of them names in quotation marks and most of them say: the longest, then the one met first."""
    if len(claims) < _TWO:
        return None
    texts = [_spoken(claim.text) for claim in claims]
    found = {
        name: None
        for claim in claims
        for match in _IN_QUOTES.finditer(claim.text)
        for name in (match["single"] or match["double"],)
        if any(letter.isupper() for letter in name) and len(name) <= MOST_CHARS and len(name.split()) <= MOST_WORDS
    }
    shared = [name for name in found if 2 * sum(_spoken(name) in text for text in texts) > len(texts)]
    return max(shared, key=len, default=None)


def _spoken(text: str) -> str:
    """Its words alone, a space about each."""
    return f" {' '.join(words(text))} "


def _most(used: Counter[str]) -> str | None:
    """The name used most; of equals the one met last, as programmes are renamed."""
    return max(reversed(list(used)), key=lambda name: used[name], default=None)


def _phrase(claims: Sequence[Claim]) -> str | None:
    """The phrase of own voices whose rare words most members share."""
    held = [frozenset(stems(claim.text)) for claim in claims]
    shared = Counter(stem for one in held for stem in one)
    own = [claim for claim in claims if (claim.place or Place()).publisher_type not in _REPORTS] or list(claims)
    best, best_score = None, 0.0
    for claim in own:
        for phrase, is_object in _phrases(claim):
            score = _score(phrase, shared, len(claims)) * (_OBJECT if is_object else 1.0)
            if score > best_score + 1e-9:
                best, best_score = phrase, score
    return _capital(best) if best else None


def _score(phrase: str, shared: Counter[str], members: int) -> float:
    """What the words say, by how rare they are and how many members have them; the first few most."""
    told = dict.fromkeys(stems(phrase))
    weights = [_rarity(stem) * (shared[stem] / members) ** 2 for stem in told]
    weights.sort(reverse=True)
    score = sum(weight / place for place, weight in enumerate(weights, start=1)) - 0.3 * len(phrase.split())
    if all(stem[:1].isdigit() or stem in _UNITS for stem in told):
        return 0.0
    return score * _ALONE if " " not in phrase and not phrase[:2].isupper() else score


def _rarity(stem: str) -> float:
    if stem[:1].isdigit() or stem.startswith("gbp"):
        return _NUMBER
    return min(6.0, _idf(stem))


@cache
def _idf(stem: str) -> float:
    known = background()
    return math.log((known.sentences + 1) / (known.counts.get(stem, 0) + 5))


def _phrases(claim: Claim) -> Iterator[tuple[str, bool]]:
    """Runs of words that can be a noun phrase, and whether the run stands right behind what binds."""
    acting = [group.end for group in statement(claim.text).modality]
    run: list[str] = []
    behind, is_object, after_verb = bool(claim.lead_in), False, False
    for token in _TOKEN.finditer(claim.text):
        word = token[0].lower().replace("’", "'")
        is_act = not run and (after_verb or _is_act(word))
        after_verb = any(abs(token.end() - end) <= 1 for end in acting) or (after_verb and word in {"to", "also"})
        behind |= after_verb
        if is_act or word.endswith("ly") or not _can_name(word, inside=bool(run)):
            yield from ((phrase, is_object) for phrase in _cut(run))
            if run:
                behind = False
            run = []
        else:
            is_object = behind if not run else is_object
            run.append(token[0])
    yield from ((phrase, is_object) for phrase in _cut(run))


@lru_cache(maxsize=50_000)
def _is_act(word: str) -> bool:
    return not _ACTS.isdisjoint(stems(word))


def _can_name(word: str, *, inside: bool) -> bool:
    if word in _INSIDE:
        return inside
    return (word[0].isalnum() or word[0] in "£$€") and word not in _BREAKS


def _cut(run: Sequence[str]) -> Iterator[str]:
    """The run without what cannot stand at its end; of a long one its beginning."""
    for size in sorted({min(len(run), MOST_WORDS), min(len(run), MOST_WORDS // 2)}):
        part = list(run[:size])
        if len(part) > _TWO and part[1].lower() == "of" and part[0].lower() in _MEASURES:
            part = part[2:]
        while part and part[-1].lower() in _INSIDE:
            part.pop()
        phrase = " ".join(part)
        dangling = len(part) > 1 and part[0].islower() and part[0].endswith("ed") and part[1].lower() in _INSIDE
        if part and not dangling and len(phrase) <= MOST_CHARS:
            yield phrase


def _beginning(text: str) -> str:
    told = " ".join(text.split())
    return told if len(told) <= MOST_CHARS else f"{told[:MOST_CHARS].rpartition(' ')[0] or told[:MOST_CHARS]} …"


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
