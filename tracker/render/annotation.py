"""Annotations: troubles as GitHub's marks beside a run. The one place where a workflow command is printed."""

from collections.abc import Iterator, Sequence

from tracker.capture.health import SourceFault
from tracker.desk.dates import minute
from tracker.render.safe import safe

MOST = 10
"""GitHub shows ten errors and ten warnings of a step."""
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})
"""As GitHub's own toolkit escapes them (actions/toolkit, command.ts)."""


def annotations(troubles: Sequence[SourceFault]) -> Iterator[str]:
    """A warning for each, and one more for what is beyond the most that are shown."""
    shown = troubles if len(troubles) <= MOST else troubles[: MOST - 1]
    for one in shown:
        yield _warning(one.name.removesuffix("/page"), f"{one.state} since {minute(one.since)}: {one.told}")
    if len(troubles) > len(shown):
        yield _warning("tracker", f"{len(troubles) - len(shown):,} more are in trouble: see `tracker status`.")


def _warning(title: str, words: str) -> str:
    """A workflow command whose parts can neither end it nor begin another."""
    return f"::warning title={safe(title).translate(_PROPERTY)}::{safe(words).translate(_DATA)}"
