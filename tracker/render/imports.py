"""What an import found, line by line and in sum."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.text import Text

from tracker.capture.backfill import ImportTally
from tracker.capture.crawled import PublicCrawl
from tracker.capture.elsewhere import Capture
from tracker.capture.fromwarc import Warcs
from tracker.capture.fromweb import WebCaptures
from tracker.desk.dates import minute
from tracker.render.care import count
from tracker.render.safe import safe
from tracker.store import layout
from tracker.store.foreign import ForeignFile
from tracker.store.record import RECORDED, SAME

_REASONS = 5
"""Reasons that a sum names; the lines above it name each capture."""
_MOVES = 20
"""Moves that are named, each in a line."""


def line(source: str, capture: Capture, outcome: str) -> Text | None:
    """A line for a capture that was recorded or left out; none for one that says nothing new."""
    if outcome == SAME:
        return None
    name = layout.name(source, capture.document)
    text = Text("+ " if outcome == RECORDED else "- ", style="new" if outcome == RECORDED else "faint")
    text.append(safe(name), style="place")
    said = "recorded" if outcome == RECORDED else f"left out: {outcome}"
    text.append(f"  seen {minute(capture.at)} by {safe(capture.by)}: {safe(said)}")
    return text


def summary(tally: ImportTally) -> str:
    """How many captures there were, and what became of them."""
    known = f", {tally.known:,} taken before" if tally.known else ""
    why = Counter(why for _, why in tally.left_out).most_common(_REASONS)
    reasons = f" ({'; '.join(f'{number:,}: {safe(said)}' for said, number in why)})" if len(tally.left_out) > 1 else ""
    return (
        f"{count(tally.recorded, 'version')} recorded, {count(tally.same, 'capture')} unchanged from the version before"
        f"{known}, {len(tally.left_out):,} left out{reasons}."
    )


def moved(seen: Sequence[ForeignFile]) -> Iterator[Text]:
    """A line for each file that was moved, and followed; of many the first, and how many more."""
    moves = [one for one in seen if one.was]
    for one in moves[:_MOVES]:
        text = Text("= ", style="faint").append(safe(one.path), style="place")
        yield text.append(f"  was {safe(one.was or '')} until {minute(one.at)}; earlier history included")
    if len(moves) > _MOVES:
        yield Text(f"= {len(moves) - _MOVES:,} more moves were followed.", style="faint")


def lost(warcs: Warcs) -> Iterator[str]:
    """A line for each capture of a watched page that the files do not give; the first of many."""
    for one in warcs.lost[:_SHOWN]:
        yield f"- {safe(one.name)}  seen {minute(one.at)} in {safe(one.where)}: left out: {safe(one.why)}"
    if len(warcs.lost) > _SHOWN:
        yield f"- and {len(warcs.lost) - _SHOWN:,} more."


def damage(warcs: Warcs) -> Iterator[str]:
    """Each damaged place, and all that is missing in sum; nothing where all is whole."""
    yield from (safe(fault) for fault in warcs.faults[:_SHOWN])
    if warcs.faults:
        yield f"{count(len(warcs.faults), 'damaged place')} in the files; the rest was imported."
    if warcs.lost:
        yield f"{count(len(warcs.lost), 'record')} left out: {_reasons(warcs)}."


def passed_by(warcs: Warcs) -> Iterator[str]:
    """What else is in the files, counted by its sort; nothing where there is nothing."""
    if warcs.passed:
        yield f"{count(warcs.passed.total(), 'record')} skipped: {_sorts(warcs.passed)}."


def cleaned(crawl: PublicCrawl, *, public: bool) -> Iterator[str]:
    """What was taken out of pages that showed an account, and who sees them; nothing where nothing private was met."""
    if crawl.removed:
        told = ", ".join(count(number, what) for what, number in sorted(crawl.removed.items()))
        yield f"Taken out: {told}."
    if crawl.pages and not public:
        yield (
            f"{count(crawl.pages, 'page')} showed an account. Others do not see {'it' if crawl.pages == 1 else 'them'} "
            "before `tracker release`."
        )


def rows_passed_by(captures: WebCaptures) -> Iterator[str]:
    """Rows of an archive's lists that are no pages, counted by what they are; nothing where there are none."""
    if captures.passed:
        yield f"{count(captures.passed.total(), 'row')} of the lists skipped: {_sorts(captures.passed)}."


def not_given(captures: WebCaptures) -> Iterator[str]:
    """What an archive does not give now, named and counted; nothing where it gives all."""
    yield from (f"No list of captures could be had: {safe(one)}." for one in captures.unlisted[:_SHOWN])
    if captures.lost:
        yield f"{count(captures.lost.total(), 'row')} of the lists left out: {_sorts(captures.lost)}."
    yield from (safe(one) for one in captures.waiting[:_SHOWN])
    if captures.waiting:
        yield f"{count(len(captures.waiting), 'capture')} did not arrive; run the same command again to ask for them."


def _sorts(counts: Counter[str]) -> str:
    """E.g. `2 of the type request, 1 with the status 404`: the most first."""
    return ", ".join(f"{number:,} {safe(what)}" for what, number in counts.most_common())


def _reasons(warcs: Warcs) -> str:
    """Why records are left out, each with how many, the most first."""
    return "; ".join(
        f"{safe(why)} ({number:,})" for why, number in Counter(one.why for one in warcs.lost).most_common()
    )


_SHOWN = 20
"""Lines; the rest is counted."""
