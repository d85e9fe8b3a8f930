"""What a web archive answered after a round, for people."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.text import Text

from tracker.desk.dates import minute
from tracker.render.safe import safe
from tracker.store.record import Save

if TYPE_CHECKING:
    from tracker.capture.saving import SaveTally


def lines(found: "SaveTally", *, brief: bool = False) -> Iterator[Text]:
    """One line for all, and one for each page that was not saved; with `brief` only what failed for good."""
    failed = {name: save for name, save in found.answers.items() if save.reason}
    for name, save in sorted(failed.items()):
        if not brief or save.again is None:
            yield Text(f"! {_address(name)} not saved: {safe(save.reason or '')}; {_next(save)}", style="warn")
    if not brief and (found.answers or found.waiting):
        yield Text(f"{safe(found.archive)}: {_counts(found)}.", style="faint")


def _counts(found: "SaveTally") -> str:
    saves = found.answers.values()
    told = (
        (sum(save.address is not None for save in saves), "saved"),
        (sum(save.job is not None for save in saves), "under way"),
        (sum(save.reason is not None for save in saves), "not saved"),
        (found.waiting, "for a later round"),
    )
    return ", ".join(f"{count} {word}" for count, word in told if count)


def _next(save: Save) -> str:
    return f"tried again after {minute(save.again)}" if save.again else "not tried again"


def _address(name: str) -> str:
    return name.replace("/page@", "@")
