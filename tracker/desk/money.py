"""Money: every amount that came, went or changed, and the desk's question of it: is it new in what we hold?"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from tracker.config.config import Config
from tracker.desk.comparison import Comparison
from tracker.desk.dates import day
from tracker.diff.change import Change, Flag
from tracker.diff.differences import Differences
from tracker.errors import UsageError
from tracker.later import later
from tracker.patterns import deferred
from tracker.store.archive import Archive
from tracker.store.version import Version
from tracker.wording.quantity import Quantity

if TYPE_CHECKING:
    from tracker.diff import ranked
    from tracker.store.utterance import Utterance
    from tracker.wording import dates, quantities
    from tracker.wording import fold as folding
    from tracker.wording import number as wording_number
else:
    ranked = later("tracker.diff.ranked")
    dates = later("tracker.wording.dates")
    quantities = later("tracker.wording.quantities")
    wording_number = later("tracker.wording.number")
    folding = later("tracker.wording.fold")


_SIZES = ((1e9, ("billion", "bn")), (1e6, ("million", "m")), (1e3, ("thousand", "k")))
_DIGITS = deferred(r"\d")
_TOTAL = deferred(r"\b(?:total(?:ling|s|led)?|altogether|in all)\b", re.IGNORECASE)
_FURTHER = deferred(r"\b(?:further|additional|extra|more|on top of)\b", re.IGNORECASE)
_LARGE = 1e6
"""From this an amount that came is looked for in the record, before it is told as news …"""
_SHARED, _HALF = 4, 0.5
"""… in sentences that share so many stems, and this share of the shorter one's."""
_NEAR = 40
"""Characters before an amount in which it is called a total or further."""


class Sum(NamedTuple):
    """An amount on one side of a change, or another in its place: what it is called there, and the sentence."""

    sign: str
    """`+` came, `-` went, `~` took the place of `was`."""
    amount: Quantity
    sentence: str
    change: Change
    where: Comparison
    was: Quantity | None = None

    @property
    def called(self) -> tuple[str, ...]:
        """What the sentence says of it: a total, further, the years it covers."""
        before = self.sentence[max(0, self.amount.start - _NEAR) : self.amount.start]
        behind = self.sentence[self.amount.end : self.amount.end + _NEAR]
        said = ["described as a total"] if _TOTAL.search(before) else []
        said += (
            ["described as additional"] if _FURTHER.search(before) or re.match(r"\s(?:more|extra)\b", behind) else []
        )
        years = [mark.text for mark in dates.find_dates(self.sentence)]
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
        return f"not found before in {_documents(self.documents)}{held}"


def sums(changed: Sequence[Comparison]) -> tuple[Sum, ...]:
    """Amounts that stand on one side only, or in another's place, the largest first; an amount that stayed is none."""
    found = [one for where in changed for change in where.changes() for one in _paired(change, where)]
    return tuple(sorted(found, key=lambda one: (-_largest(one), one.where.new, one.sign)))


def _largest(one: Sum) -> float:
    return max(one.amount.value, one.was.value if one.was else 0.0)


def _paired(change: Change, where: Comparison) -> Iterator[Sum]:
    """The amounts of a change; one that took another's place, as a flag tells, is one with it."""
    found = list(_of(change, where))
    for flag in change.flags:
        if flag.name != "money" or not flag.old or not flag.new:
            continue
        gone = next((one for one in found if one.sign == "-" and one.amount.text in flag.old), None)
        came = next((one for one in found if one.sign == "+" and one.amount.text in flag.new), None)
        if gone and came:
            found[found.index(came)] = came._replace(sign="~", was=gone.amount)
            found.remove(gone)
    yield from found


def _of(change: Change, where: Comparison) -> Iterator[Sum]:
    old, new = (
        [(one, side.text) for one in quantities.find_quantities(side.text) if one.kind == "money"] if side else []
        for side in (change.old, change.new)
    )
    kept = {(one.value, one.per) for one, _ in old} & {(one.value, one.per) for one, _ in new}
    for sign, side in (("-", old), ("+", new)):
        for amount, sentence in side:
            if (amount.value, amount.per) not in kept:
                yield Sum(sign, amount, sentence, change, where)


def _documents(number: int) -> str:
    return f"{number:,} document{'' if number == 1 else 's'}"


def first_stated(archive: Archive, config: Config, found: Sequence[Sum]) -> tuple[FirstStated | None, ...]:
    """For each where the amount stood before it came, in any spelling; None for one that went.

    The same amount elsewhere need not be the same money: its address is for the reader to look.
    """
    held = [versions[0].captured_at for name in archive.documents() if (versions := archive.captured(*name))]
    unfound = FirstStated(None, documents=len(held), since=min(held, default=None))
    publishers = {source.id: source.publisher for source in config.sources}
    names = {known.id: known.name for known in config.people.publisher}
    told: list[FirstStated | None] = []
    for one in found:
        if one.sign == "-" or one.where.revision is None:
            told.append(None)
            continue
        first = min(_earlier(archive, one, one.where.revision.new), key=_age, default=None)
        publisher = first and (publishers.get(first.source) or first.source)
        told.append(
            FirstStated(first.captured_at, names.get(publisher, publisher), first.address)
            if first and publisher
            else unfound
        )
    return tuple(told)


def with_known_sums(archive: Archive, version: Version, found: Differences) -> Differences:
    """The same; a large sum that came and was stated before, of the same thing, in any document held, is marked restated."""
    changes = tuple(
        ranked.scored(one.model_copy(update={"restated": True})) if _is_known(archive, version, one) else one
        for one in found.changes
    )
    return found if changes == found.changes else found.model_copy(update={"changes": changes})


def _is_known(archive: Archive, version: Version, change: Change) -> bool:
    """Whether each sum of a million and more that came stood before in a sentence that shares half of its words."""
    if change.restated or change.noise or change.new is None or any(flag.old for flag in _money_flags(change)):
        return False
    large = [one for one in quantities.find_quantities(change.new.text) if one.kind == "money" and one.value >= _LARGE]
    if large and change.old:
        old = {(one.value, one.unit) for one in quantities.find_quantities(change.old.text) if one.kind == "money"}
        large = [one for one in large if (one.value, one.unit) not in old]
    if not large:  # of nearly all changes: nothing more of them is looked at
        return False
    own = set(folding.stems(change.new.text))
    return all(
        any(_is_of_one_thing(own, set(folding.stems(said.sentence))) for said in _before(archive, one, version))
        for one in large
    )


def _is_of_one_thing(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= max(_SHARED, _HALF * min(len(one), len(other)))


def _money_flags(change: Change) -> Iterator[Flag]:
    return (flag for flag in change.flags if flag.name == "money")


def _earlier(archive: Archive, one: Sum, version: Version) -> Iterator[Version]:
    """The versions before it that first said the amount."""
    return (said.first for said in _before(archive, one.amount, version))


def _before(archive: Archive, amount: Quantity, version: Version) -> "Iterator[Utterance]":
    """What was said of an amount before a version: as money, for "50 million" is also said of people."""
    for words in spellings(amount.value, amount.text):
        for said in _said(archive, words):
            if said.first.captured_at < version.captured_at and any(
                (each.kind, each.value, each.unit) == ("money", amount.value, amount.unit)
                for each in quantities.find_quantities(said.sentence)
            ):
                yield said


def _age(version: Version) -> tuple[datetime, str]:
    return version.captured_at, version.address


def _said(archive: Archive, words: str) -> "Iterator[Utterance]":
    try:
        yield from archive.said(words)
    except UsageError:
        return


def spellings(value: float, text: str) -> tuple[str, ...]:
    """How an amount may be written, as words to look for: "50 million", "50m", "50,000,000"."""
    found = [f'"{text}"']
    for size, names in _SIZES:
        if value >= size:
            number = wording_number.tidy(round(value / size, 3))
            found += [f'"{number} {names[0]}"', f'"{number}{names[1]}"']
            break
    found.append(f'"{value:,.0f}"')
    return tuple(dict.fromkeys(words for words in found if _DIGITS.search(words)))
