"""Mailing: what a command prints, sent as an e-mail instead."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from typing import TYPE_CHECKING

import typer

from tracker.errors import UsageError
from tracker.later import later
from tracker.patterns import deferred

if TYPE_CHECKING:
    from tracker.fetch import post
    from tracker.render import letter
else:
    post, letter = later("tracker.fetch.post"), later("tracker.render.letter")

_ADDRESS = deferred(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}|[a-z_][a-z0-9_-]{0,31}")
"""One address, or the name of an account of this machine."""


class Postbox:
    """Where a command says what its mail is about."""

    subject = "tracker"


def check_address(to: str) -> None:
    """UsageError where no mail can go there."""
    if not _ADDRESS.fullmatch(to):
        raise UsageError(f"--mail {to[:80]!r} is no address: write one such as desk@example.org.")


@contextmanager
def mailed(to: str | None) -> Iterator[Postbox]:
    """What is printed in the block goes to this address; without one it is printed. Nothing printed is no mail.

    Where it cannot be sent, or the block fails, it is printed all the same, so that cron mails it. UsageError: no address.
    """
    box = Postbox()
    if to is None:
        yield box
        return
    check_address(to)
    said = io.StringIO()
    try:
        with redirect_stdout(said):
            yield box
    except BaseException:
        sys.stdout.write(said.getvalue())
        raise
    if not said.getvalue().strip():
        return
    failure = post.post(letter.letter(to, box.subject, said.getvalue()), path=os.environ.get("PATH", os.defpath))
    if failure:
        sys.stdout.write(said.getvalue())
        typer.echo(f"tracker: No mail was sent to {to}: {failure}.", err=True)
