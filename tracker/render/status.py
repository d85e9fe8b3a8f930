"""How each source fares."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from rich.padding import Padding
from rich.text import Text

from tracker.capture.health import WORST, Health, SourceFault
from tracker.desk.dates import minute, short
from tracker.render.clock import clock_doubts, silence
from tracker.render.safe import safe
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


def listing(
    found: Sequence[Health],
    last: RunRecord | None,
    heads: Mapping[str, str],
    *,
    now: datetime,
    quiet: timedelta | None = None,
) -> Iterator[Text | Padding]:
    """A line for each source, below it what is to be known of it, then the last round, the next one and both heads.

    `quiet`: how long nothing was asked, where that is long.
    """
    dead: dict[str, str] = {}
    width = max((len(one.source) for one in found), default=0)
    for one in found:
        sign, style = _SIGN[one.state]
        text = Text(f"{sign} ", style=style)
        text.append(f"{safe(one.source):{width}}", style="place")
        text.append(f"  {one.state}", style="default")
        text.append(_asked(one, now), style="faint")
        yield text
        for below in _below(one, dead):
            yield Padding(below, (0, 0, 0, 4), expand=False)
    if last is not None:
        yield Text(f"Last round: {last.id}, {minute(last.started)}: {last.summary}.")
    ahead = {one.source: one.checked for one in found if one.checked is not None and one.checked > now}
    for sentence in clock_doubts(last.started if last else None, ahead, now=now):
        yield Text(sentence, style="warn")
    if quiet is not None:
        yield Text(silence(quiet), style="warn")
    if (words := next_due(found, now=now)) is not None:
        yield Text(f"With --due: {words}.", style="faint")
    yield from witnesses(heads)


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
        return ""
    versions = f"{one.versions} version{'' if one.versions == 1 else 's'}"
    many = f" of {one.documents} documents" if one.documents > 1 else ""
    due = "" if one.due is None else ", due now" if one.due <= now else f", due {minute(one.due)}"
    return f"  {versions}{many}, asked {minute(one.checked)}{due}"


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
        yield _fault(fault, why="as for " + first.removesuffix("/page") if first != fault.name else fault.reason)
        if fault.undecided and not fault.acknowledged:
            yield _decide(fault)
        if fault.kept and not fault.acknowledged:
            yield _kept(fault.kept)
    if len(ranked) > SHOWN:
        yield Text(
            f"and {len(ranked) - SHOWN} more in trouble: `tracker status --format json` names them all", style="faint"
        )


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
    return Text(f"What it failed on: `{show}/{BODY} > body`; what it said: `{show}/{ERROR}`.", style="faint")


def _decide(fault: SourceFault) -> Text:
    name = safe(fault.name.removesuffix("/page"))
    return Text(
        f"Look at it with `tracker accept {name} --look`; then `tracker accept {name}` or `tracker dismiss {name}`.",
        style="faint",
    )
