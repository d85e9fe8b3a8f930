"""A pledge told on one screen: its name, one sentence of sum, what turned, and who said what in time order."""

from collections.abc import Callable, Iterator, Sequence

from rich.text import Text

from tracker.claims.claim import Claim
from tracker.desk.dates import day, when
from tracker.desk.story import PledgeStory, StoryLine
from tracker.links.cells import cells
from tracker.links.figures import figures, told
from tracker.links.turns import PledgeTurn, said_at, together
from tracker.render.pledges import carried, fit
from tracker.render.review import ordered_by
from tracker.render.safe import safe
from tracker.render.stages import BLANK, SIGNS, voice

MOST_TURNS = 7
"""Turns on one screen, the weightiest."""
_QUOTED = 76
"""Characters of the first and the newest wording in the sum."""
NOW = "now"
"""Stands in the line of words that their document still has."""
_DATE, _WHO, _ID, _VERB, _NUMBER = 11, 11, 12, 13, 8
_ROOMY = 72
"""Columns from which a verb has its whole room."""
_SOME = 3
"""One line in so many has a number where there is a column for it."""
_NEAR_VERB = 24
"""Characters between the verb and the words that were asked for, up to which both fit on a line."""
_AHEAD = 12
"""Characters before the words that were asked for."""
_PUBLISHERS = 4
"""Publishers that the sum names; of more it says how many."""


def _unasked(_: Claim) -> None:
    return None


def opening(story: PledgeStory) -> Iterator[Text]:
    """Name, who and how often, the first and the newest words, the figures."""
    title = Text(safe(story.name), style="head")
    if story.thread is not None:
        title.append(f"  {story.thread.id}", style="place")
    yield title
    for note in story.notes:
        yield Text(safe(note), style="faint")
    if story.ranking == "semantic":
        yield Text(ordered_by(story.ranking), style="faint")
    if story.match == "near":
        yield Text(f"Nothing says “{safe(story.asked)}”. Nearest, not the same words:", style="warn")
    yield Text(_sum(story))
    if story.thread is not None:
        told_figures = [f"{name} {safe(one.text)}" for name, one in told(figures(story.thread)) if one]
        if told_figures:
            yield Text(f"Numbers: {' · '.join(told_figures)}")


def turned(story: PledgeStory, width: int, most: int = MOST_TURNS) -> Iterator[Text]:
    """What turned, the weightiest in time order: both wordings, when, who, and the id to cite."""
    stages: dict[str, list[PledgeTurn]] = {}
    for turn in story.turns:
        stages.setdefault(turn.later, []).append(turn)
    best = sorted(stages.values(), key=lambda found: -together(found))[:most]
    if not best:
        return
    yield Text("What changed:" if len(best) == len(stages) else "What changed most:", style="head")
    for found in sorted(best, key=lambda found: story.turns.index(found[0])):
        yield _turn(sorted(found, key=lambda turn: -turn.weight), width)


def heading(shown: Sequence[StoryLine], match: str, stands: Callable[[Claim], bool | None] = _unasked) -> Text:
    """What stands over the claims; whether all are still there is said once."""
    who = "Who says it" if match == "exact" else "Who says something similar"
    return Text(f"{who} ({'all still there' if _all_stand(shown, stands) else f'{NOW}: still there'}):", style="head")


def lines(
    shown: Sequence[StoryLine], width: int, asked: str = "", *, stands: Callable[[Claim], bool | None] = _unasked
) -> Iterator[list[Text]]:
    """A claim a line: when, who, verb, number, what turned, or the words asked for; whether it is still there.

    A column in which all lines say the same, or most nothing, is left out.
    """
    found = [cells(line.claim) for line in shown]
    verb = _VERB if width >= _ROOMY else _NUMBER
    number = _NUMBER if _SOME * sum(bool(one.number) for one in found) >= len(found) else 0
    now = 0 if _all_stand(shown, stands) else len(NOW)
    for line, cell in zip(shown, found, strict=True):
        claim = line.claim
        text = Text(no_wrap=True, overflow="ellipsis")
        text.append(f"{SIGNS[line.link.standing] if line.link else '·'} ")
        text.append(fit(_day(claim), _DATE, pad=True), style="faint")
        text.append(f" {fit(voice(claim), _WHO, pad=True)}", style="place")
        if now:
            text.append(f" {NOW if stands(claim) else '':<{now}}")
        text.append(f" {fit(cell.verb or BLANK, verb, pad=True)} ")
        if number:
            text.append(f"{fit(cell.number or BLANK, number, pad=True)} ")
        turns = _told(line)
        left = max(width - text.cell_len, 4)
        text.append(fit(turns or _around(claim.text, asked, cell.verb), left), style="flag" if turns else "default")
        yield [text]


def _all_stand(shown: Sequence[StoryLine], stands: Callable[[Claim], bool | None]) -> bool:
    return bool(shown) and all(stands(line.claim) for line in shown)


def _told(line: StoryLine) -> str:
    """What turned; else how another voice comes to say it."""
    counted = sorted((turn for turn in line.turns if turn.counts), key=lambda turn: -turn.weight)
    if line.link is not None and line.link.voice != "own":
        other = carried(line.link, line.claim).rpartition(" by ")[0]
        return "; ".join([other, *(turn.said for turn in counted if turn.name != "attributed_on")])
    return "; ".join(turn.said for turn in counted)


def _around(text: str, asked: str, verb: str = "") -> str:
    """The words that follow the verb where what was asked for is near it; else those from a little before that."""
    lower = text.lower()
    places = [at for word in asked.lower().split() if (at := lower.find(word.rstrip("s"))) >= 0]
    at = min(places, default=0)
    behind = lower.find(verb.lower()) + len(verb) if verb and verb.lower() in lower else 0
    if behind and 0 <= at - behind <= _NEAR_VERB:
        return f"“…{text[behind:].lstrip()}”"
    if at <= _AHEAD:
        return f"“{text}”"
    start = text.find(" ", at - _AHEAD) + 1
    return f"“…{text[min(start, at) :]}”"


def _turn(found: Sequence[PledgeTurn], width: int) -> Text:
    """All of one stage, the weightiest first."""
    turn = found[0]
    text = Text(no_wrap=True, overflow="ellipsis")
    text.append(f"{SIGNS[turn.standing]} {fit(day(turn.at) if turn.at else 'no date', _DATE, pad=True)} ")
    text.append(fit(turn.who, _WHO, pad=True), style="place")
    room = max(width - _DATE - _WHO - _ID - 7, 12)
    text.append(f"  {fit('; '.join(one.said for one in found), room, pad=True)}", style="flag")
    text.append(f"  {turn.later}", style="faint")
    return text


def _sum(story: PledgeStory) -> str:
    """One sentence: who, when first and in which words, the newest words, how many turns."""
    first, last = story.lines[0].claim, story.lines[-1].claim
    voices = list(dict.fromkeys(voice(line.claim) for line in story.lines))
    who = ", ".join(voices) if len(voices) <= _PUBLISHERS else f"{len(voices)} publishers"
    counts = [_count(len(story.lines), "claim"), f"by {who}", f"in {_count(len(story.threads), 'thread')}"]
    if story.match == "near":
        return f"{' '.join(counts)}."
    if len(story.lines) == 1:
        return f"Once: {when(first)}, {voice(first)}: {_words(first)}."
    turned = _count(len(story.turns), "change") if story.turns else "nothing changed"
    return (
        f"{' '.join(counts)}. First {_said(first)}, {voice(first)}: {_words(first)}; "
        f"newest {when(last)}, {voice(last)}: {_words(last)}; {turned}."
    )


def _day(claim: Claim) -> str:
    at = said_at(claim)
    return day(at, claim.place.precision if claim.place else None) if at else "no date"


def _said(claim: Claim) -> str:
    """Said on the publisher's date; seen on ours."""
    at = when(claim)
    return at if at.startswith("seen ") else f"said {at}"


def _words(claim: Claim) -> str:
    told = safe(claim.text).rstrip(".")
    if len(told) > _QUOTED:
        told = f"{told[:_QUOTED].rpartition(' ')[0] or told[:_QUOTED]} …"
    return f"“{told}”"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
