"""How each source fares."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.padding import Padding
from rich.text import Text

from tracker.capture.health import Fault, Health
from tracker.render.dates import minute, short
from tracker.render.safe import safe
from tracker.store.record import RunRecord

_SIGN = {
    "ok": ("=", "faint"), "failing": ("!", "bad"), "blocked": ("!", "bad"), "suspect": ("?", "warn"),
    "never asked": ("·", "faint"), "not enabled": ("-", "faint"),
}  # fmt: skip


def listing(found: Sequence[Health], last: RunRecord | None, heads: Mapping[str, str]) -> Iterator[Text | Padding]:
    """A line for each source, below it one for each of its faults, then the last round and both heads."""
    width = max((len(one.source) for one in found), default=0)
    for one in found:
        sign, style = _SIGN[one.state]
        text = Text(f"{sign} ", style=style)
        text.append(f"{safe(one.source):{width}}", style="place")
        text.append(f"  {one.state}", style="default")
        text.append(_asked(one), style="faint")
        yield text
        for fault in one.faults:
            yield Padding(_fault(fault), (0, 0, 0, 4), expand=False)
            if fault.state == "suspect" and not fault.acknowledged:
                yield Padding(_decide(fault), (0, 0, 0, 4), expand=False)
    if last is not None:
        yield Text(f"Last round: {last.id}, {minute(last.started)}: {last.summary}.")
    yield from witnesses(heads)


def witnesses(heads: Mapping[str, str]) -> Iterator[Text]:
    """The newest commit of each repository: kept in a public log, they prove that nothing was rewritten since."""
    for name, head in heads.items():
        yield Text(f"Head of {name}: {head}", style="faint")


def as_json(found: Sequence[Health], last: RunRecord | None, heads: Mapping[str, str]) -> dict[str, Any]:
    """`tracker.status/1`: one object."""
    return {
        "schema": "tracker.status/1",
        "sources": [one.model_dump(mode="json") for one in found],
        "last_round": last.id if last else None,
        "heads": dict(heads),
    }


def _asked(one: Health) -> str:
    versions = f"{one.versions} version{'' if one.versions == 1 else 's'}"
    many = f" of {one.documents} documents" if one.documents > 1 else ""
    return f"  {versions}{many}, asked {minute(one.checked)}" if one.checked else ""


def _fault(fault: Fault) -> Text:
    name = fault.name.removesuffix("/page")
    rounds = "1 round" if fault.count == 1 else f"{fault.count} rounds in a row"
    text = Text()
    if "/" in name:
        text.append(f"{safe(name.partition('/')[2])}: ", style="place")
    text.append(f"{fault.state} since {minute(fault.since)}, {rounds}: {safe(fault.reason)}")
    if fault.acknowledged:
        text.append(f" (acknowledged until {short(fault.acknowledged)})", style="faint")
    return text


def _decide(fault: Fault) -> Text:
    name = safe(fault.name.removesuffix("/page"))
    return Text(
        f"Look at it with `tracker accept {name} --look`; then `tracker accept {name}` or `tracker dismiss {name}`.",
        style="faint",
    )
