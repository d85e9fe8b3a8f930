"""Cards and embeds held against the record, for people: the sum, then those that say something else by now."""

from collections import Counter
from collections.abc import Iterator

from rich.padding import Padding
from rich.text import Text

from tracker.desk.dates import short
from tracker.render.safe import safe
from tracker.render.schemas.embeds import EmbedCheck, EmbedsCheck, EmbedState
from tracker.render.words import cut

_LONGEST = 160
_TOLD: dict[EmbedState, str] = {
    "withdrawn": "no longer shown",
    "corrected": "corrected since",
    "changed": "says something else now",
    "unknown": "of an edition that is not known: compare by hand",
    "stands": "unchanged",
}


def lines(found: EmbedsCheck) -> Iterator[Text | Padding]:
    """Nothing of those that stand but their number."""
    counts = Counter(one.state for one in found.checked)
    if not found.checked:
        yield Text("No card or embed is known yet: `tracker report DIR` notes those that it makes.")
        return
    told = ", ".join(f"{counts[state]:,} {words}" for state, words in _TOLD.items() if counts[state])
    yield Text(
        f"{len(found.checked):,} {'edition' if len(found.checked) == 1 else 'editions'} of cards and embeds: {told}.",
        style="head",
    )
    for one in found.checked:
        if one.state != "stands":
            yield from _lines(one)


def _lines(one: EmbedCheck) -> Iterator[Text | Padding]:
    text = Text()
    text.append(safe(one.id), style="place")
    text.append(f"  {_TOLD[one.state]}", style="warn")
    where = [f"as of {short(one.as_of)}" if one.as_of else "", safe(one.where or "")]
    text.append(f"  {', '.join(filter(None, where))}", style="faint")
    yield text
    for fixed in one.corrections:
        yield Padding(Text(f"{short(fixed.on) if fixed.on else 'no day'}: {safe(fixed.what)}"), (0, 0, 0, 4))
    if one.state == "changed":
        yield Padding(Text(f"now: {cut(safe(one.says or ''), _LONGEST)}"), (0, 0, 0, 4))
    if one.permalink:
        yield Padding(Text(safe(one.permalink), style="faint"), (0, 0, 0, 4))
