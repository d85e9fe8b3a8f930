"""Search: claims and threads by words a person types, through names, in any form of a word and over typing errors.

All words of the question must stand near each other; what has them apart, or not all of them, is near and said to be so.
A question of which a word stands nowhere finds nothing like it: "flying unicorns" are no unions.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Literal

from pydantic import BaseModel
from rapidfuzz.distance import OSA

from tracker.claims.claim import Claim
from tracker.config.verdict import Alias
from tracker.links.index import NAME_MARK
from tracker.links.link import Thread
from tracker.links.names import Names
from tracker.links.thread import by_id
from tracker.patterns import deferred
from tracker.wording.fold import STOP, fold, stems
from tracker.wording.fold import words as words_of

Match = Literal["exact", "near"]
SHORT, LONG = 4, 8
"""Letters from which one typing error, and two, are forgiven: an error in a three-letter word makes another word, and two
in seven letters make unions of unicorns."""
APART = 3
"""Places a word of the question, less one: within so many of the text all of them must stand to be near each other."""
NEAR = 0.6
"""Share of the question's weight that a near hit must have, of three words and more; of two it must have both."""
_EXACT, _SCATTERED, _HEADING = 0.9, 0.6, 0.5
"""Scores of words near each other (1 where they stand in a row), of all words apart, and of those only a heading has."""
_MOST_WORDS = 12
_LONGEST = 40
"""Words of a question that are looked for, and letters of each."""
_NUMBER = deferred(
    r"\d|hundred|thousand|million|billion|dozen|half|quarter|third|\b(?:one|two|three|four|five|six|seven|eight|nine|ten)\b"
)
_WORD = deferred(r"[^\W_]+")
_LEAST_PART = 3
"""Letters of each half of a word that is read as two ("hitsquad")."""


class Hit(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A claim that answers, with the thread it stands in."""

    thread: Thread | None
    claim: Claim
    match: Match
    score: float
    """0–1: 1 for the very words in a row, less for words apart, and for a part of them."""
    why: tuple[str, ...]


class ClaimHit(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A claim that answers, whatever thread it stands in."""

    claim: Claim
    match: Match
    score: float
    why: tuple[str, ...]


def search(
    words: str,
    threads: Sequence[Thread],
    claims: Iterable[Claim],
    *,
    aliases: Iterable[Alias | Sequence[str]] = (),
    names: Names | None = None,
) -> tuple[Hit, ...]:
    """Of each thread the claim that answers best, and claims that stand in none; best first, exact before near.

    Of equals the thread in which most answers, then the longer one, then the one with the earliest claim.
    """
    home = {name: thread for thread in threads for claim in thread.claims for name in (claim.id, *claim.former)}
    every = {claim.id: claim for thread in threads for claim in thread.claims}
    for claim in claims:
        every.setdefault(claim.id, claim)
    declared = (*aliases, *{thread.aliases for thread in threads if thread.aliases})
    found = answering(words, every.values(), aliases=declared, names=names)
    best: dict[str, Hit] = {}
    times: dict[str, int] = {}
    for one in found:
        thread = home.get(one.claim.id)
        key = thread.id if thread else one.claim.id
        times[key] = times.get(key, 0) + (one.match == "exact")
        best.setdefault(key, Hit(thread=thread, claim=one.claim, match=one.match, score=one.score, why=one.why))
    place = {thread.id: at for at, thread in enumerate(threads)}

    def order(key: str) -> tuple[object, ...]:
        hit = best[key]
        size = len(hit.thread.claims) if hit.thread else 0
        return hit.match == "near", -hit.score, -times[key], -size, place.get(key, len(place))

    return tuple(best[key] for key in sorted(best, key=order))


def answering(
    words: str,
    claims: Iterable[Claim],
    *,
    aliases: Iterable[Alias | Sequence[str]] = (),
    names: Names | None = None,
) -> tuple[ClaimHit, ...]:
    """Every claim that answers, exact before near, best first; of equals in the order given.

    `names` are those of the whole record, where these claims are only some of it.
    """
    words = _bounded(words)
    held = tuple(claims)
    names = names or Names.of(aliases, [claim.text for claim in held if "(" in claim.text])
    texts = _QuestionTexts(tuple(claim.text.lower() for claim in held))
    found = _Question.of(words, names, texts).hits(held)
    if not any(one.match == "exact" for one in found):
        for other in _joined(words, texts):
            found = _Question.of(other, names, texts).hits(held) or found
    return tuple(sorted(found, key=lambda one: (one.match == "near", -one.score)))


def find(
    asked: str,
    threads: Sequence[Thread],
    claims: Iterable[Claim],
    *,
    aliases: Iterable[Alias | Sequence[str]] = (),
    names: Names | None = None,
) -> tuple[Thread, ...]:
    """The thread of that id; else the threads that answer the words, best first, each once.

    Where one answers exactly, those that are only near are left out.
    """
    exact = by_id(threads, asked)
    if exact:
        return (exact,)
    hits = [hit for hit in search(asked, threads, claims, aliases=aliases, names=names) if hit.thread]
    best = [hit for hit in hits if hit.match == "exact"] or hits
    return tuple({hit.thread.id: hit.thread for hit in best if hit.thread}.values())


def asked_stems(words: str, names: Names, known: frozenset[str]) -> tuple[frozenset[str], ...]:
    """Of each thing that is asked for the stems by which what says it is kept; `known` are all that are kept.

    A superset of what `answering` takes: whoever has none of them does not answer.
    """
    words = _bounded(words)
    found: list[frozenset[str]] = []
    named = {one.canonical for one in (*names.found(words), *names.found(words.upper()))}
    if named & names.declared:
        found.append(frozenset(f"{NAME_MARK}{name}" for name in named & names.declared))
    rest = words
    for one in names.found(words):
        rest = rest.replace(one.surface, " ")
    typed = [word for word in words_of(rest) if word not in STOP]
    for at, word in enumerate(typed):
        for stem in stems(word):
            same = {stem, f"gbp{stem}", f"{stem}pct"} & known
            if not same:
                same = set(_nearest(stem, known))
                same |= {one for split in _halves(word) if split <= known for one in split}
                beside = (word + other for other in typed[at + 1 : at + 2])
                beside_before = (other + word for other in typed[max(at - 1, 0) : at])
                same |= {one for joined in (*beside, *beside_before) for one in stems(joined)} & known
            found.append(frozenset(same))
    return tuple(found)


def _bounded(words: str) -> str:
    """As many words and letters as anybody types: what is pasted by mistake takes no time."""
    return " ".join(word[:_LONGEST] for word in words[: _MOST_WORDS * _LONGEST].split()[:_MOST_WORDS])


def _halves(word: str) -> Iterator[frozenset[str]]:
    for at in range(_LEAST_PART, len(word) - _LEAST_PART + 1):
        yield frozenset((*stems(word[:at]), *stems(word[at:])))


@dataclass(frozen=True, slots=True)
class _QuestionPart:
    """One thing that is asked for: a word in any form, or a programme under any of its names."""

    word: str
    """As it was typed."""
    stems: frozenset[str]
    """The stems that stand for it; of a mistyped word those it may have been meant for."""
    spot: re.Pattern[str]
    """Stands in every text in small letters that can have it: most texts are passed over by it."""
    canonical: str | None = None
    """The programme, where it is a name of one."""

    @property
    def is_read(self) -> bool:
        """Whether it was read as another word than was typed."""
        return self.canonical is None and self.stems.isdisjoint(stems(self.word))


@dataclass(frozen=True)  # no slots: what is found once is kept in its __dict__
class _QuestionTexts:
    """The claims' texts in small letters."""

    each: tuple[str, ...]

    @cached_property
    def whole(self) -> str:
        return "\n".join(self.each)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self.whole))

    def has(self, stem: str, spot: re.Pattern[str]) -> bool:
        """Whether any text has a word of that stem."""
        found = (text for text in self.each if spot.search(text))
        return any(_bare(one) == stem or one == stem for text in found for one in stems(text))


@dataclass(frozen=True, slots=True)
class _Question:
    phrase: str
    names: Names
    parts: tuple[_QuestionPart, ...]
    weights: tuple[float, ...]

    @classmethod
    def of(cls, words: str, names: Names, texts: _QuestionTexts) -> "_Question":
        parts = tuple(dict.fromkeys(_parts(_parted(words, texts), names, texts)))[:_MOST_WORDS]
        counts = [sum(part.spot.search(text) is not None for text in texts.each) for part in parts]
        weights = tuple(math.log(1 + (len(texts.each) + 1) / (count + 1)) for count in counts)
        return cls(phrase=fold(words), names=names, parts=parts, weights=weights)

    def hits(self, claims: Iterable[Claim]) -> tuple[ClaimHit, ...]:
        """In the order of the claims."""
        found = (self._hit(claim) for claim in claims) if self.parts else ()
        return tuple(hit for hit in found if hit is not None)

    def _hit(self, claim: Claim) -> ClaimHit | None:
        text = f"{claim.lead_in} {claim.text}" if claim.lead_in else claim.text
        lower = text.lower()
        if not any(part.spot.search(lower) for part in self.parts):
            return None
        places = self._places(text)
        score, match = self._score(claim, text, places)
        if match is None:
            return None
        return ClaimHit(claim=claim, match=match, score=round(score, 4), why=tuple(self._why(claim.text, places)))

    def _score(self, claim: Claim, text: str, places: Sequence[Sequence[int]]) -> tuple[float, Match | None]:
        count = len(self.parts)
        missing = [at for at, there in enumerate(places) if not there]
        if not missing and claim.lead_in and not any(self._places(claim.text)):
            return _HEADING, "near"
        if not missing:
            if f" {self.phrase} " in f" {fold(text)} ":
                return 1.0, "exact"
            if count == 1 or _span(places) <= APART * count - 1:
                return _EXACT, "exact"
            return _SCATTERED, "near"
        heading = self._places(" ".join(claim.section[-2:])) if claim.section else ()
        if heading and all(heading[at] for at in missing):
            return _HEADING, "near"
        share = sum(weight for at, weight in enumerate(self.weights) if places[at]) / (sum(self.weights) or 1.0)
        if count > 2 and count - len(missing) > 1 and share >= NEAR:  # noqa: PLR2004 - of two words both are needed
            return _HEADING * share, "near"
        return 0.0, None

    def _places(self, text: str) -> list[list[int]]:
        """Of each part the numbers of the words at which it stands."""
        found: list[list[int]] = [[] for _ in self.parts]
        for place, word in enumerate(words_of(text)):
            if word in STOP:
                continue
            own = stems(word)
            for at, part in enumerate(self.parts):
                if any(stem in part.stems or _bare(stem) in part.stems for stem in own):
                    found[at].append(place)
        if any(part.canonical for part in self.parts):
            for naming in self.names.found(text):
                place = len(words_of(text[: text.find(naming.surface)]))
                for at, part in enumerate(self.parts):
                    if part.canonical == naming.canonical:
                        found[at].append(place)
        return found

    def _why(self, text: str, places: Sequence[Sequence[int]]) -> Iterator[str]:
        surface = {stem: word for word in reversed(words_of(text)) if word not in STOP for stem in stems(word)}
        for part in self.parts:
            if part.canonical and fold(part.word) != fold(part.canonical):
                yield f"“{part.word}” is a name for {part.canonical}"
        met = [surface[stem] for part in self.parts if not part.is_read for stem in part.stems if stem in surface]
        if met:
            yield f"words: {', '.join(sorted(set(met)))}"
        for part, there in zip(self.parts, places, strict=True):
            if part.is_read and there:
                read = next((surface[stem] for stem in sorted(part.stems) if stem in surface), min(part.stems))
                yield f"“{part.word}” read as “{read}”"


def _parts(words: str, names: Names, texts: _QuestionTexts) -> Iterator[_QuestionPart]:
    """What is asked for, in the order typed. Names first: the words inside a name are not asked for beside it."""
    shout = words.upper()
    found = list(names.found(words))
    if len(shout) == len(words):  # small letters may mean an acronym
        found += [one for one in names.found(shout) if one.canonical not in {other.canonical for other in found}]
    rest = words
    for naming in found:
        at = rest.upper().find(naming.surface.upper())
        if at < 0:
            continue
        surface = rest[at : at + len(naming.surface)]
        rest = f"{rest[:at]} {rest[at + len(surface) :]}"
        group = next(group for group in names.groups if group[0] == naming.canonical)
        spot = re.compile("|".join(re.escape(name.lower().removesuffix("s")).replace(r"\ ", ".") for name in group))
        yield _QuestionPart(word=surface, stems=frozenset(), spot=spot, canonical=naming.canonical)
    for word in words_of(rest):
        for stem in stems(word) if word not in STOP else ():
            yield _part(word, stem, texts)


def _part(word: str, stem: str, texts: _QuestionTexts) -> _QuestionPart:
    spot = _spot(stem)
    if texts.has(stem, spot):
        return _QuestionPart(word=word, stems=frozenset({stem}), spot=spot)
    meant = _meant(stem, texts)
    if not meant:
        return _QuestionPart(word=word, stems=frozenset({stem}), spot=spot)
    either = re.compile("|".join(_spot(one).pattern for one in sorted(meant)))
    return _QuestionPart(word=word, stems=meant, spot=either)


def _spot(stem: str) -> re.Pattern[str]:
    if stem[-1].isdigit():
        return _NUMBER
    return re.compile(rf"(?<![^\W_]){re.escape(stem.removesuffix('i'))}")


def _bare(stem: str) -> str:
    """A number without its currency or per cent: who asks for 9000 means £9,000 as well."""
    if not stem[-1:].isdigit() and not stem.endswith("pct"):
        return stem
    return stem.removesuffix("pct").removeprefix("gbp").removeprefix("usd").removeprefix("eur")


def _meant(stem: str, texts: _QuestionTexts) -> frozenset[str]:
    """Stems within one or two typing errors (insertion, deletion, other letter, two letters swapped), the nearest."""
    allowed = _forgiven(stem)
    if not allowed:
        return frozenset()
    known = {
        word
        for word in texts.words
        if word[0] == stem[0] and len(stem) - allowed <= len(word) <= len(stem) + allowed + 4
    }
    return _nearest(stem, {one for word in known if word not in STOP for one in stems(word)})


def _forgiven(stem: str) -> int:
    return 0 if len(stem) < SHORT or stem[-1].isdigit() else 1 if len(stem) < LONG else 2


def _nearest(stem: str, known: Iterable[str]) -> frozenset[str]:
    """Those of the known stems that are the fewest errors away, as many as are forgiven a word of that length."""
    allowed = _forgiven(stem)
    near: dict[int, set[str]] = {}
    for other in known if allowed else ():
        if other[:1] != stem[0]:
            continue
        distance = OSA.distance(stem, other, score_cutoff=allowed)
        if distance <= allowed:
            near.setdefault(distance, set()).add(other)
    return frozenset(near[min(near)]) if near else frozenset()


def _parted(words: str, texts: _QuestionTexts) -> str:
    """A word that stands nowhere as the two that stand side by side ("hitsquad" as "hit squad")."""
    return " ".join(_two(typed, texts) or typed for typed in words.split())


def _two(typed: str, texts: _QuestionTexts) -> str | None:
    word = typed.lower()
    if not word.isalpha() or word in texts.whole:
        return None
    for at in range(_LEAST_PART, len(word) - _LEAST_PART + 1):
        one, other = word[:at], word[at:]
        if re.search(rf"(?<![^\W_]){one}[ -]{other}", texts.whole):
            return f"{one} {other}"
    return None


def _joined(words: str, texts: _QuestionTexts) -> Iterator[str]:
    """Each two neighbours as one word ("hit squad" where the record has "hitsquad")."""
    typed = words.split()
    for at, (one, other) in enumerate(pairwise(typed)):
        whole = (one + other).lower().removesuffix("s")
        if whole.isalpha() and whole in texts.whole:
            yield " ".join([*typed[:at], one + other, *typed[at + 2 :]])


def _span(places: Sequence[Sequence[int]]) -> int:
    """The least number of words in a row that hold one place of each."""
    marked = sorted((place, at) for at, there in enumerate(places) for place in there)
    last: dict[int, int] = {}
    least = marked[-1][0] - marked[0][0] + 1
    for place, at in marked:
        last[at] = place
        if len(last) == len(places):
            least = min(least, place - min(last.values()) + 1)
    return least
