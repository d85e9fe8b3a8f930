"""Money: every amount that came, went or changed, and whether it is new in what we hold."""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from tracker.diff.change import Change
from tracker.render.changes import counted
from tracker.render.comparison import Comparison, when
from tracker.render.dates import day
from tracker.render.safe import safe
from tracker.wording.dates import find_dates
from tracker.wording.quantities import find_quantities
from tracker.wording.quantity import Quantity

_TOTAL = re.compile(r"\b(?:total(?:ling|s|led)?|altogether|in all)\b", re.IGNORECASE)
_FURTHER = re.compile(r"\b(?:further|additional|extra|more|on top of)\b", re.IGNORECASE)
_NEAR = 40
"""Characters before an amount in which it is called a total or further."""


class Sum(NamedTuple):
    """An amount on one side of a change: what it is called there, and the sentence."""

    sign: str
    """`+` came, `-` went."""
    amount: Quantity
    sentence: str
    change: Change
    where: Comparison

    @property
    def called(self) -> tuple[str, ...]:
        """What the sentence says of it: a total, further, the years it covers."""
        before = self.sentence[max(0, self.amount.start - _NEAR) : self.amount.start]
        behind = self.sentence[self.amount.end : self.amount.end + _NEAR]
        said = ["told as a total"] if _TOTAL.search(before) else []
        said += ["told as further"] if _FURTHER.search(before) or re.match(r"\s(?:more|extra)\b", behind) else []
        years = [mark.text for mark in find_dates(self.sentence)]
        return (*said, *([f"with {', '.join(years[:3])}"] if years else []))


class FirstStated(NamedTuple):
    """Where an amount of this size stood first; None where it was not found before."""

    seen: datetime | None
    publisher: str = ""
    address: str = ""
    documents: int = 0
    since: datetime | None = None
    """How much was looked through, and since when it is held."""

    @property
    def said(self) -> str:
        """In words: never "new money", for we hold what we hold."""
        if self.seen is not None:
            return f"first stated {day(self.seen)}, {self.publisher} ({self.address})"
        held = f" since {day(self.since)}" if self.since else ""
        return f"not found before in {counted(self.documents, 'document')}{held}"


def sums(changed: Sequence[Comparison]) -> tuple[Sum, ...]:
    """Amounts that stand on one side only, the largest first; an amount that stayed is none."""
    found = [one for where in changed for change in where.changes() for one in _of(change, where)]
    return tuple(sorted(found, key=lambda one: (-one.amount.value, one.where.new, one.sign)))


def _of(change: Change, where: Comparison) -> Iterator[Sum]:
    old, new = (
        [(one, side.text) for one in find_quantities(side.text) if one.kind == "money"] if side else []
        for side in (change.old, change.new)
    )
    kept = {(one.value, one.per) for one, _ in old} & {(one.value, one.per) for one, _ in new}
    for sign, side in (("-", old), ("+", new)):
        for amount, sentence in side:
            if (amount.value, amount.per) not in kept:
                yield Sum(sign, amount, sentence, change, where)


def money_lines(found: Sequence[tuple[Sum, FirstStated | None]]) -> Iterator[RenderableType]:
    """One amount a paragraph: sign and amount, where and when, the sentence, and whether it is new."""
    for one, first in found:
        line = Text.assemble((f"{one.sign} {safe(one.amount.text)}", "head"), f"  {safe(one.where.title)}  ")
        line.append(safe(one.where.new), style="place")
        yield line
        about = "; ".join(part for part in (when(one.where) or "", *map(safe, one.called)) if part)
        yield Padding(Text(about, style="faint"), (0, 0, 0, 2))
        yield Padding(Text(safe(one.sentence)), (0, 0, 0, 2))
        if first is not None:
            yield Padding(Text(safe(first.said), style="flag"), (0, 0, 0, 2))
    came = sum(one.sign == "+" for one, _ in found)
    yield Text(f"{counted(came, 'amount')} came, {len(found) - came} went.", style="faint")
