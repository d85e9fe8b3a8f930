"""What a round says of sources in trouble: each thing once, and a line for all that only goes on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import assert_never

from rich.padding import Padding
from rich.text import Text

from tracker.capture.health import WORST, SourceFault, Trouble
from tracker.capture.troubles import Notice, Troubles
from tracker.desk.dates import minute
from tracker.render.safe import safe

SHOWN = 3
"""Names in a row; `tracker status` lists them all."""
FIRST: Mapping[Trouble, str] = {
    "failing": "failed",
    "broken": "failed",
    "blocked": "blocked",
    "watches nothing": "watches nothing",
    "suspect": "suspect, not recorded",
}
_STILL: Mapping[Trouble, str] = {"watches nothing": "watching nothing"}
"""Where the word for what lasts is another."""
BY_HAND = (
    "People may read what robots may not: save the page into inbox/, and `tracker inbox` records it; docs/blocked.md says "
    "what else there is."
)
DECIDE = "`tracker status` shows how to look at what is suspect, and how to decide."


OFFLINE = "No host answered: is this machine online?"


def is_offline(faults: Iterable[SourceFault]) -> bool:
    """Whether the faults of all that was asked are those of several hosts: then it is hardly theirs."""
    hosts = {fault.host for fault in faults}
    return len(hosts) > 1 and None not in hosts


def lines(found: Troubles, *, brief: bool = False, answered: bool = True) -> Iterator[Text | Padding]:
    """What is new, broken, to be remembered or well again; then, unless `brief`, one line for the rest.

    `answered`: whether anybody did; where nobody did, that is said once and not of each host.
    """
    if not answered and is_offline(notice.fault for notice in found.notices):
        names = list(dict.fromkeys(notice.fault.source for notice in found.notices))
        asked = f"{len(names)} sources were asked: {_listed(names)}"
        yield Text.assemble(("! ", "bad"), f"{OFFLINE} {asked}")
    else:
        yield from map(_notice, _groups(found.notices))
    states = {notice.fault.state for notice in found.notices}
    if "suspect" in states:
        yield Padding(Text(DECIDE, style="faint"), (0, 0, 0, 2), expand=False)
    if "blocked" in states:
        yield Padding(Text(BY_HAND, style="faint"), (0, 0, 0, 2), expand=False)
    for (since, count), names in _well_again(found).items():
        text = Text.assemble(("= ", "new"), (_listed(names), "place"))
        yield text.append(f"  well again after {rounds(count)} in trouble, since {minute(since)}")
    if not brief:
        yield from _rest(found)


def rounds(count: int) -> str:
    """`1 round`, `3 rounds`."""
    return f"{count} round{'' if count == 1 else 's'}"


def _groups(notices: Sequence[Notice]) -> Iterator[tuple[Notice, ...]]:
    """Notices of one dead host are one, and so are many alike of one source; the order is that of the first of each."""
    found: dict[tuple[str, ...], list[Notice]] = {}
    for notice in notices:
        fault = notice.fault
        found.setdefault(
            (fault.host or "", "" if fault.host else fault.source, notice.why, fault.state, fault.before or ""), []
        ).append(notice)
    for group in found.values():
        if len(group) > SHOWN or group[0].fault.host:
            yield tuple(group)
        else:
            yield from ((notice,) for notice in group)


def _notice(group: Sequence[Notice]) -> Text:
    fault = group[0].fault
    sign, style = ("?", "warn") if fault.state == "suspect" else ("!", "bad")
    name = fault.host if fault.host and len(group) > 1 else fault.name.removesuffix("/page")
    text = Text.assemble((f"{sign} ", style), (safe(name), "place"))
    return text.append(f"  {_why(group[0])}: {safe(fault.told).rstrip('.')}{_others(group)}")


def _why(notice: Notice) -> str:
    fault = notice.fault
    lasting = f"for {rounds(fault.count)}, since {minute(fault.since)}"
    match notice.why:
        case "new":
            return FIRST[fault.state]
        case "broken":
            return f"broken: it failed {lasting}"
        case "another reason":
            return f"still {_STILL.get(fault.state, fault.state)} {lasting}, now for another reason"
        case "reminder":
            return f"still {_STILL.get(fault.state, fault.state)} {lasting}"
        case "no longer acknowledged":
            return f"{fault.state} {lasting}, and no longer acknowledged"
        case _:
            assert_never(notice.why)


def _others(group: Sequence[Notice]) -> str:
    """Who else it is about: the sources of a dead host, or how many more documents of the source."""
    if len(group) == 1:
        return ""
    if not group[0].fault.host:
        return f"; {len(group) - 1} more documents of {safe(group[0].fault.source)} likewise"
    sources = list(dict.fromkeys(notice.fault.source for notice in group))
    return f"; {len(sources)} source{'' if len(sources) == 1 else 's'} there: {_listed(sources)}"


def _well_again(found: Troubles) -> dict[tuple[datetime, int], list[str]]:
    """Names whose trouble was of the same rounds, as those of a host that is back are: told as one."""
    together: dict[tuple[datetime, int], list[str]] = {}
    for name, one in found.recovered.items():
        together.setdefault((one.since, one.count), []).append(name.removesuffix("/page"))
    return together


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(map(safe, names[:SHOWN])) + more


def _rest(found: Troubles) -> Iterator[Text]:
    if found.still:
        since = {fault.since for fault in found.still}
        first = f"{'the first since' if len(since) > 1 else 'since'} {minute(min(since))}"
        yield Text(f"{_counted(found.still)}, {first}; `tracker status` lists them.")
    if found.acknowledged:
        sources = {fault.source for fault in found.acknowledged}
        are = "source is" if len(sources) == 1 else "sources are"
        yield Text(f"{len(sources)} {are} in trouble, which is acknowledged.", style="faint")


def _counted(faults: Sequence[SourceFault]) -> str:
    """`2 sources still failing, 1 still suspect`: each source once, by the worst that it has."""
    worst: dict[str, int] = {}
    for fault in faults:
        place = WORST.index(fault.state)
        worst[fault.source] = min(place, worst.get(fault.source, place))
    counts = [(state, sum(found == place for found in worst.values())) for place, state in enumerate(WORST)]
    parts = [f"{count} still {_STILL.get(state, state)}" for state, count in reversed(counts) if count]
    first, *others = parts
    number, _, words = first.partition(" ")
    return ", ".join([f"{number} source{'' if number == '1' else 's'} {words}", *others])
