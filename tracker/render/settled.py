"""What has become of verdicts since claims are read otherwise, for people."""

from collections.abc import Iterator
from typing import assert_never

from rich.padding import Padding
from rich.text import Text

from tracker.config.contradiction import WORTH
from tracker.config.decided import note_id
from tracker.config.verdict import (
    Alias,
    ChangeVerdict,
    ClaimVerdict,
    LinkVerdict,
    NoteVerdict,
    ReleaseVerdict,
    ThreadVerdict,
    Verdict,
)
from tracker.links.settled import OpenVerdict, Settled
from tracker.render.safe import safe


def told(settled: Settled) -> Iterator[Text | Padding]:
    """The counts, and each verdict that somebody must decide again with the claims that it could mean."""
    again = len(settled.again)
    counts = (
        f"{settled.stand} verdict{'' if settled.stand == 1 else 's'} stand{'s' if settled.stand == 1 else ''}",
        f"{settled.moved} moved with their words",
        f"{again} to decide again",
    )
    yield Text(f"{', '.join(counts)}.")
    for one in settled.again:
        yield Text(f"! to decide again: {_what(one)}", style="warn")
        for claim in one.parts:
            yield Padding(Text(f"{claim.id}  {safe(claim.text)}"), (0, 0, 0, 4))


def _what(one: OpenVerdict) -> str:
    return f"{verdict_line(one.verdict)}, by {safe(one.verdict.by)}; its sentence is now {len(one.parts)} claims"


def verdict_line(verdict: Verdict) -> str:
    """What was decided, in a few words."""
    match verdict:
        case ClaimVerdict():
            return f"{verdict.does} “{safe(verdict.words)}”"
        case LinkVerdict():
            return f"{verdict.earlier} and {verdict.later}: {verdict.relation}"
        case ThreadVerdict():
            return f"{'join' if verdict.join else 'split' if verdict.split else 'name'} of {verdict.thread}"
        case ChangeVerdict():
            headline = f": “{safe(verdict.headline)}”" if verdict.headline else ""
            return f"{verdict.change} is {WORTH[verdict.worth]}{headline}"
        case NoteVerdict():
            return f"{verdict.kind} {note_id(verdict)} on {verdict.about}"
        case ReleaseVerdict():
            return f"release of {verdict.what}"
        case Alias():
            return f"alias of {', '.join(map(safe, verdict.names))}"
        case _:
            assert_never(verdict)
