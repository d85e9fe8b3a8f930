"""Captures that ended with the connection."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tracker.capture.gate.look import GateRules, Look
from tracker.capture.gate.suspicion import suspicion

SAYS = "We will count every nest in the wood, and tell everybody who asks how many there are. "
NO_LENGTH = (("content-type", "text/html"), ("connection", "close"))


@pytest.mark.parametrize(
    ("html", "headers", "reason"),
    [
        ("<html><body><main><h1>Nests</h1><p>{}</p>", NO_LENGTH, "ends without the </html>"),
        ("<html><body><main><h1>Nests</h1><p>{}<p cla", NO_LENGTH, "breaks off within a tag"),
        ("<html><body><main><h1>Nests</h1><p>{}</p>", (*NO_LENGTH, ("content-length", "300")), None),
        ("<html><body><main><h1>Nests</h1><p>{}</p>", (*NO_LENGTH, ("transfer-encoding", "chunked")), None),
        ("<html><body><main><h1>Nests</h1><p>{}</p>", (), None),
        ("<html><body><main><h1>Nests</h1><p>{}</p></main></body></html>\n<!-- cached -->", NO_LENGTH, None),
        ("<html><body><main><h1>Nests</h1><p>{0}{0}{0}</p>", NO_LENGTH, None),
    ],
    ids=["no end", "within a tag", "a length", "chunks", "nobody knows", "an edit", "longer than before"],
)
def test_a_page_that_ends_too_early_is_suspect(
    look: Callable[..., Look], rules: GateRules, html: str, headers: tuple[tuple[str, str], ...], reason: str | None
) -> None:
    """Where nobody said how long it would be, and it lacks its end as well as words."""
    held = look(f"<html><body><main><h1>Nests</h1><p>{SAYS * 2}</p></main></body></html>")

    doubt = suspicion(look(html.format(SAYS), headers=headers), rules=rules, held=held)

    assert (reason in doubt) if reason and doubt else (doubt == reason)


def test_a_page_that_never_had_an_end_needs_none(look: Callable[..., Look], rules: GateRules) -> None:
    """Many real pages are never closed: nothing is known of a first one, nor of one that was so before."""
    new = look(f"<html><body><main><h1>Nests</h1><p>{SAYS}</p>", headers=NO_LENGTH)
    held = look(f"<html><body><main><h1>Nests</h1><p>{SAYS * 2}</p>")

    assert (suspicion(new, rules=rules), suspicion(new, rules=rules, held=held)) == (None, None)
    assert suspicion(replace(new, headers=()), rules=rules) is None
