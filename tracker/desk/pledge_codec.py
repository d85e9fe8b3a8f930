"""Pledge codec: threads and what a list says of them, as rows of the kept index."""

import zlib

from tracker.links.link import Thread
from tracker.links.turns import ThreadSummary
from tracker.store.woven import WovenRow


def read_thread(body: bytes) -> Thread:
    """The thread of a row. ValueError, zlib.error where it is none."""
    return Thread.model_validate_json(zlib.decompress(body))


def read_brief(brief: bytes) -> ThreadSummary:
    """What a list says of a thread."""
    return ThreadSummary.model_validate_json(brief)


def ids_of(thread: Thread) -> tuple[tuple[str, int], ...]:
    """The ids that lead to it, each with how surely: its own and its claims' before those of what was joined to it."""
    members = [name for claim in thread.claims for name in (claim.id, *claim.former)]
    others = [*thread.redirects, *(f"t-{name.removeprefix('c-')}" for name in members)]
    return ((thread.id, 0), *((claim.id, 0) for claim in thread.claims), *((other, 1) for other in others))


def thread_row(thread: Thread, brief: ThreadSummary) -> WovenRow:
    """A thread as it is kept."""
    body = zlib.compress(thread.model_dump_json(exclude_defaults=True).encode(), 1)
    return WovenRow(
        body, len(thread.claims), ids_of(thread), brief.model_dump_json(exclude_defaults=True).encode()
    )  # fmt: skip
