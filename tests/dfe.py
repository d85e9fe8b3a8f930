"""Real pages of the DfE in their versions, 2019 to 2022, where that data lies beside the project; never copied into it."""

import json
import lzma
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from shareddata import SHARED

from tracker.capture.gate.look import GateRules, Look
from tracker.capture.gate.suspicion import suspicion
from tracker.extract import article

VERSIONS = SHARED / "data" / "dfe-versions.jsonl.xz"
RULES = GateRules(words=True, moves=True, drop=(), allow_hosts=(), min_characters=80, min_share=0.4)


class Capture(NamedTuple):
    """A version as it would have come: a path of GOV.UK, when, and the page."""

    path: str
    committed: int
    html: str


class Doubted(NamedTuple):
    """A version that the gate keeps out."""

    path: str
    title: str
    characters: int
    held: bool
    """Another version of it was recorded before."""
    reason: str


def versions() -> Iterator[Capture]:
    """All versions, those of a path in the order of time."""
    with lzma.open(VERSIONS, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield Capture(row["path"], row["committed"], row["html"])


def doubted(captures: Iterable[Capture]) -> Iterator[Doubted]:
    """Those that the gate keeps out, each path compared with its last version that was let in."""
    held: dict[str, Look] = {}
    for one in captures:
        body = f"<html><body>{one.html}</body></html>".encode()
        url = f"https://www.gov.uk{one.path}"
        document = article.read(body, url=url)
        look = Look(document, lambda body=body: body, url, lambda url=url: url)  # type: ignore[misc]
        reason = suspicion(look, rules=RULES, held=held.get(one.path))
        if reason is None:
            held[one.path] = look
        else:
            yield Doubted(one.path, document.title, look.size, one.path in held, reason)
