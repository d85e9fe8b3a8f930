"""How each source fares."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from tracker.capture.health import WORST, Health, SourceFault, State
from tracker.config.person import Period
from tracker.desk.dates import day, minute, short
from tracker.desk.periods import told_of
from tracker.render.clock import clock_doubts, silence
from tracker.render.safe import safe
from tracker.render.sides import one_line
from tracker.render.troubles import OFFLINE, is_offline
from tracker.store.layout import BODY, ERROR, PAGE, RAW
from tracker.store.record import RunRecord

_SIGN = {
    "ok": ("=", "faint"),
    "recovered": ("=", "new"),
    "failing": ("!", "bad"),
    "broken": ("!", "bad"),
    "blocked": ("!", "bad"),
    "watches nothing": ("!", "bad"),
    "suspect": ("?", "warn"),
    "moved": (">", "warn"),
    "lost": ("-", "warn"),
    "never asked": ("·", "faint"),
    "not enabled": (" ", "faint"),
}

SHOWN = 8
"""Troubles of one source that are shown, the worst first: a site that is down may have hundreds of documents."""


FINE = frozenset({"ok", "recovered"})
_WORDS: Mapping[State, str] = {"ok": "fine", "recovered": "fine again"}
"""What a state is called, where not by its own name."""


class WaitingNumbers(NamedTuple):
    """How much waits for a person's decision, and what waits to be released, in a sentence."""

    changes: int = 0
    """Of the last weeks, that nobody has called worth a line or routine."""
    links: int | None = 0
    """None where threads are older than the record, so that nobody has counted them."""
    captures: int = 0
    release: str | None = None

    def sentences(self) -> Iterator[str]:
        """`40 changes, 22 links and 1 suspect capture wait for a decision: tracker review`; and the release."""
        kinds = ((self.changes, "change"), (self.links, "link"), (self.captures, "suspect capture"))
        told = [f"{number:,} {noun}{'' if number == 1 else 's'}" for number, noun in kinds if number]
        if told:
            first = ", ".join(told[:-1])
            wait = "waits" if sum(number or 0 for number, _ in kinds) == 1 else "wait"
            yield f"{f'{first} and ' if first else ''}{told[-1]} {wait} for a decision: tracker review"
        if self.links is None:
            yield "Links that wait are not counted yet: tracker pledges"
        if self.release:
            yield self.release


class StatusReport:
    """How each source fares: the sum, what needs a person, then all that is fine.

    `quiet`: how long nothing was asked, where that is long. `periods`: those in which no change says little now.
    """

    def __init__(
        self,
        found: Sequence[Health],
        last: RunRecord | None,
        heads: Mapping[str, str],
        *,
        now: datetime,
        quiet: timedelta | None = None,
        periods: Sequence[Period] = (),
        waiting: "WaitingNumbers | None" = None,
    ) -> None:
        """`waiting`: what a person should decide."""
        self._waiting = waiting or WaitingNumbers()
        self._found = found
        self._last = last
        self._heads = heads
        self._now = now
        self._quiet = quiet
        self._periods = periods
        asked = [one for one in found if one.state not in _UNASKED]
        self._offline = all(one.faults for one in asked) and is_offline(fault for one in asked for fault in one.faults)

    def head(self) -> Iterator[Text]:
        """`250 sources: 240 fine, 6 failing, 4 suspect`, the last round, the next one, and what is odd about the times."""
        states = Counter("fine" if one.state in FINE else one.state for one in self._found)
        total = f"{len(self._found):,} source{'' if len(self._found) == 1 else 's'}"
        said = ", ".join(
            f"{states[state]:,} {state}"
            for state in sorted(states, key=lambda state: (state != "fine", _rank(state), state))
        )
        yield Text(
            f"{total}: {said}." if said else f"{total}: `tracker sources add ADDRESS` declares one.", style="head"
        )
        last = self._last
        if last is not None:
            yield Text(
                f"Last {'import' if last.imported else 'round'}: {last.id}, {minute(last.started)}: {last.summary}."
            )
        found, now = self._found, self._now
        ahead = {one.source: one.checked for one in found if one.checked is not None and one.checked > now}
        for sentence in clock_doubts(last.started if last else None, ahead, now=now):
            yield Text(sentence, style="warn")
        if self._offline:
            yield Text(OFFLINE, style="bad")
        if self._quiet is not None:
            yield Text(silence(self._quiet), style="warn")
        for period in self._periods:
            yield Text(safe(told_of(period)), style="warn")
        for sentence in self._waiting.sentences():
            yield Text(sentence, style="faint")
        if (words := next_due(found, now=now)) is not None:
            yield Text(f"With --due: {words}.", style="faint")

    def blocks(self) -> Iterator[list[RenderableType]]:
        """A block for each source, those that need a person first, the worst first; then the heads of both repositories."""
        dead = {fault.host: "" for one in self._found for fault in one.faults if fault.host} if self._offline else {}
        for one in self._ordered():
            sign, style = _SIGN[one.state]
            text = Text(f"{sign} ", style=style)
            text.append(safe(one.source), style="place")
            text.append(f"  {_WORDS.get(one.state, one.state)}", style="default")
            text.append(_asked(one, self._now), style="faint")
            yield [one_line(text), *(Padding(below, (0, 0, 0, 4), expand=False) for below in _below(one, dead))]
        if self._heads:
            yield [*witnesses(self._heads)]

    def brief(self) -> Iterator[list[RenderableType]]:
        """Only those that need a person; the others are in the sum."""
        return islice(self.blocks(), sum(map(_needs_a_person, self._found)))

    def left(self, shown: int) -> str:
        """What is not shown after so many sources."""
        waiting = sum(map(_needs_a_person, self._found)) - shown
        fine = len(self._found) - shown - max(waiting, 0)
        said = [f"{waiting:,} more in trouble"] if waiting > 0 else []
        if fine > 0:
            said.append(f"{fine:,} that need{'s' if fine == 1 else ''} no action")
        return ", ".join(said)

    def _ordered(self) -> list[Health]:
        return sorted(
            self._found, key=lambda one: (not _needs_a_person(one), _rank(one.state) if _needs_a_person(one) else 0)
        )


_ORDER = (*WORST, "lost", "moved")
_UNASKED = frozenset({"never asked", "not enabled"})


def _needs_a_person(one: Health) -> bool:
    """Whether somebody should look: not what is fine, unasked, or known already."""
    if one.state in FINE or one.state in _UNASKED:
        return False
    return not one.faults or any(not fault.acknowledged for fault in one.faults)


def _rank(state: str) -> int:
    return _ORDER.index(state) if state in _ORDER else len(_ORDER)


def next_due(found: Sequence[Health], *, now: datetime) -> str | None:
    """`3 sources are due now`, or which is next; None where no source is enabled."""
    enabled = [one for one in found if one.state != "not enabled"]
    waiting = {one.source: one.due for one in enabled if one.due is not None and one.due > now}
    count = len(enabled) - len(waiting)
    if count:
        return f"{count} source{' is' if count == 1 else 's are'} due now"
    return first_due(waiting) if waiting else None


def first_due(waiting: Mapping[str, datetime]) -> str:
    """Which source is due next, and when."""
    at, source = min((at, source) for source, at in waiting.items())
    return f"the next is {safe(source)}, {minute(at)}"


def witnesses(heads: Mapping[str, str]) -> Iterator[Text]:
    """The newest commit of each repository: kept in a public log, they prove that nothing was rewritten since."""
    for name, head in heads.items():
        yield Text(f"Head of {name}: {head}", style="faint")


def _asked(one: Health, now: datetime) -> str:
    if one.checked is None:
        return f", {_versions(one)} imported" if one.versions else ""
    due = "" if one.due is None else ", due now" if one.due <= now else f", due {_soon(one.due, now)}"
    many = f" of {one.documents} documents" if one.documents > 1 else ""
    return f", asked {_soon(one.checked, now)}{due}, {_versions(one)}{many}"


def _versions(one: Health) -> str:
    return f"{one.versions} version{'' if one.versions == 1 else 's'}"


def _soon(at: datetime, now: datetime) -> str:
    """`16:30` today, else `5 Dec 2026`."""
    told = minute(at)
    return told.rpartition(", ")[2] if day(at) == day(now) else told.rpartition(", ")[0]


def _below(one: Health, dead: dict[str, str]) -> Iterator[Text]:
    """What is to be known of a source. `dead` holds the hosts of which it was told why, and at which fault."""
    if one.place is not None:
        yield Text(f"its page: {safe(one.place)}", style="warn")
    for name, over in one.recovered.items():
        rounds = "1 round" if over.count == 1 else f"{over.count} rounds in a row"
        text = _named(name)
        yield text.append(f"well again; in trouble since {minute(over.since)}, {rounds}", style="default")
    ranked = sorted(one.faults, key=lambda fault: WORST.index(fault.state))
    for fault in ranked[:SHOWN]:
        first = dead.setdefault(fault.host, fault.name) if fault.host else fault.name
        yield _fault(fault, why=_as_for(first) if first != fault.name else fault.told)
        if fault.undecided and not fault.acknowledged:
            yield _decide(fault)
        if fault.kept and not fault.acknowledged:
            yield _kept(fault.kept)
    if len(ranked) > SHOWN:
        yield Text(
            f"and {len(ranked) - SHOWN} more in trouble: `tracker status --format json` names them all", style="faint"
        )


def _as_for(first: str) -> str:
    return f"same reason as {first.removesuffix('/page')}" if first else "no answer"


def _named(name: str) -> Text:
    """The document, where it is not the source's only one."""
    source, _, document = name.partition("/")
    return Text.assemble((f"{safe(document)}: ", "place")) if source and document not in {"", PAGE} else Text()


def _fault(fault: SourceFault, *, why: str) -> Text:
    rounds = "1 round" if fault.count == 1 else f"{fault.count} rounds in a row"
    text = _named(fault.name)
    text.append(f"{fault.state} since {minute(fault.since)}, {rounds}: {safe(why)}")
    if fault.acknowledged:
        text.append(f" (acknowledged until {short(fault.acknowledged)})", style="faint")
    return text


def _kept(folder: str) -> Text:
    show = f"git --git-dir snapshots/{RAW} show main:{folder}"
    return Text(f"The page that could not be read: `{show}/{BODY} > body`; the error: `{show}/{ERROR}`.", style="faint")


def _decide(fault: SourceFault) -> Text:
    name = safe(fault.name.removesuffix("/page"))
    return Text(
        f"Look at it with `tracker accept {name} --look`; then `tracker accept {name}` or `tracker dismiss {name}`.",
        style="faint",
    )
