"""The words of a life line: at each claim what turned there, and its number where numbers can be compared."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from tracker.claims.claim import Claim, Place
from tracker.desk.published import Published
from tracker.links.cells import cells
from tracker.links.figures import is_reported, kind_of, series
from tracker.links.link import Thread
from tracker.links.turns import BREADTH, NUMBERS, PledgeTurn, turns
from tracker.render.safe import safe
from tracker.render.stages import voice
from tracker.site.turned import turned_in

_MOST = 2
"""Things that are said at a point, the weightiest: a label is read at a glance."""
_LATER_ONLY = frozenset({"delivered", "renamed"})
"""Of these only what is new is said: the words before it are no news where they stood."""
_ASIDE = frozenset({"attributed_on", "reworded", "repeated", "moved", "merged", "split"})
_NOTHING = {"redated": "no date", "quantified": "no number", "dequantified": "no number"}
"""What is said where nothing stands any more, or stood before."""


class LifeWords(NamedTuple):
    """By claim id. Safe to look at, and no more than may be shown."""

    said: Mapping[str, list[str]]
    weights: Mapping[str, float]
    """Of what turned there."""
    numbers: Mapping[str, tuple[float, str]]
    """With their words; none where fewer than two can be compared, or all are one."""
    throughout: str | None
    """That one."""


def words_of(thread: Thread, rules: Published) -> LifeWords:
    """Of all claims of a thread."""
    numbers, throughout = _numbers(thread)
    said, weights = _words(thread, rules, has_numbers=bool(numbers) or throughout is not None)
    return LifeWords(said, weights, numbers, throughout)


def _numbers(thread: Thread) -> tuple[dict[str, tuple[float, str]], str | None]:
    """Where some are planned and some reached it is said of each which it is. What the press repeats is left out."""
    every = series(thread.claims)
    own = {one.amount.value for one in every if not is_reported(one.claim)}
    found = [one for one in every if not (is_reported(one.claim) and one.amount.value in own)]
    if len({one.text for one in found}) < _MOST:
        return {}, safe(found[0].text) if len(found) > 1 else None
    reached = [kind_of(one) == "delivered" for one in found]
    mixed = any(reached) and not all(reached)
    told = {
        one.claim.id: (one.amount.value, safe(one.text) + ((" so far" if is_so else " planned") if mixed else ""))
        for one, is_so in zip(found, reached, strict=True)
    }
    return told, None


def _words(thread: Thread, rules: Published, *, has_numbers: bool) -> tuple[dict[str, list[str]], dict[str, float]]:
    by_id = {claim.id: claim for claim in thread.claims}
    found: dict[str, list[str]] = {}
    weights: dict[str, float] = {}
    for turn in sorted((one for one in turns(thread) if one.counts), key=lambda one: -one.weight):
        is_aside = turn.name in _ASIDE or (has_numbers and turn.name in NUMBERS)
        if is_aside or turn.earlier not in by_id or turn.later not in by_id:
            continue
        if not turned_in(by_id[turn.earlier].text, by_id[turn.later].text, turn):
            continue
        for claim, side in zip(
            (turn.earlier, turn.later), _sides(turn, by_id[turn.earlier], by_id[turn.later]), strict=True
        ):
            weights[claim] = max(weights.get(claim, 0.0), turn.weight)
            mine = found.setdefault(claim, [])
            told = _shown(side, by_id[claim], rules)
            if told and told not in mine and len(mine) < _MOST:
                mine.append(told)
    for opening in _openings(thread, found):
        cell = cells(opening)
        found[opening.id] = list(
            filter(None, [_shown(", ".join(filter(None, (cell.verb, cell.covered))), opening, rules)])
        )
    return found, weights


def _shown(words: str, claim: Claim, rules: Published) -> str:
    return safe(rules.extracts.text((claim.place or Place()).source, words)).strip(" ,;.")


def _openings(thread: Thread, found: Mapping[str, list[str]]) -> Iterator[Claim]:
    """The first words of each voice but the press, where nothing turned there."""
    seen: set[str] = set()
    for claim in thread.claims:
        who = voice(claim)
        if who not in seen and not is_reported(claim) and not found.get(claim.id):
            yield claim
        seen.add(who)


def _sides(turn: PledgeTurn, earlier: Claim, later: Claim) -> tuple[str, str]:
    """The words before and after; of who is covered all of them, since “every” alone says little."""
    if turn.name in BREADTH:
        old, new = cells(earlier).covered, cells(later).covered
        if old and new and old != new:
            return old, new
    return "" if turn.name in _LATER_ONLY else turn.old, turn.new or _NOTHING.get(turn.name, "")
