"""Review: what a machine suggests and a person decides, with the commands that record the decision."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from rich.padding import Padding
from rich.text import Text

from tracker.claims.claim import Claim
from tracker.desk.dates import when
from tracker.links.link import Link, Thread
from tracker.links.offers import offers
from tracker.links.semantic.ranking import NAME, Meaning, Ranking
from tracker.render.safe import safe
from tracker.render.stages import SIGNS, voice

UNCHECKED = "machine suggestion, not checked"


def review(
    threads: Sequence[Thread],
    *,
    limit: int | None = None,
    tell: Callable[[Sequence[Link]], Sequence[Link]] = lambda links: links,
    meaning: Meaning | None = None,
) -> Iterator[Text | Padding]:
    """Disagreements first, then one offer a thread, the worthiest first: both claims, why, and how to decide.

    The last line counts all possible links, as the list of pledges does, and how many of them are suggested now.
    `tell` gives those that are shown their reasons; `meaning` puts them in order, too.
    """
    known = {claim.id: claim for thread in threads for claim in thread.claims}
    disputed = [link for thread in threads for link in (*thread.disputed, *thread.links) if link.disputed]
    offered = offers(threads, meaning=meaning)
    yield Text(ordered_by("lexical" if meaning is None else "semantic"), style="faint")
    shown = tell(offered if limit is None else offered[:limit])
    for link in disputed:
        yield Text(f"! people disagree: {safe('; '.join(link.disputed))}", style="warn")
        yield from _pair(link, known)
    for link in shown:
        yield Text(f"{SIGNS['review']} {UNCHECKED} (score {link.score:.2f})", style="head")
        yield from _pair(link, known)
    more = f"; {len(offered) - len(shown)} more with --limit 0" if len(offered) > len(shown) else ""
    possible = sum(len(thread.candidates) for thread in threads)
    told = _count(len(offered), "suggestion")
    if possible > len(offered):
        told = f"{possible:,} possible links, of them {told} now (one a thread and claim; the others follow your decisions)"
    yield Text(f"{told}, {_count(len(disputed), 'disagreement')}{more}.", style="faint")


def ordered_by(ranking: Ranking | None) -> str:
    """What put a list in order, as its head says it."""
    return f"Ordered by shared words and by meaning ({NAME})." if ranking == "semantic" else "Ordered by shared words."


def _pair(link: Link, known: Mapping[str, Claim]) -> Iterator[Padding]:
    for claim in (known.get(link.earlier), known.get(link.later)):
        if claim:
            version = (claim.place and claim.place.version) or ""
            yield Padding(Text(f"{when(claim)}  {voice(claim)}  {safe(version)}", style="faint"), (0, 0, 0, 2))
            yield Padding(Text(safe(claim.text)), (0, 0, 0, 4))
    yield Padding(Text(safe("; ".join(link.reasons)), style="faint"), (0, 0, 0, 2))
    for command in ("confirm", "reject"):
        line = Text(f"tracker {command} {link.earlier} {link.later}", style="place", no_wrap=True)
        yield Padding(line, (0, 0, 0, 2))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
