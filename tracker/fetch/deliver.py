"""Deliver: messages to where people read them, through apprise, each by a process that is ended when it takes too long."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Literal

from pydantic import BaseModel

_CHILD = [sys.executable, "-P", "-m", "tracker.fetch.messenger"]


class Message(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What one target is told. Its address is a secret: it is never shown, not even in a representation."""

    target: str
    address: str
    title: str
    body: str
    format: Literal["text", "markdown", "html"]

    def __repr__(self) -> str:
        return f"Message(target={self.target!r})"

    __str__ = __repr__


def deliver(messages: Sequence[Message], *, timeout: float) -> tuple[str | None, ...]:
    """Send all at the same time, in `timeout` seconds at the most: of each why it did not go, or None. Raises nothing."""
    ends = time.monotonic() + timeout
    started = [_started(message) for message in messages]
    return tuple(
        _ended(child, ends - time.monotonic(), timeout) if isinstance(child, subprocess.Popen) else child
        for child in started
    )


def _started(message: Message) -> subprocess.Popen[bytes] | str:
    """The address goes through a pipe: arguments and environments of a process can be read by others."""
    told = {"address": message.address, "title": message.title, "body": message.body, "format": message.format}
    try:
        child = subprocess.Popen(_CHILD, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603 - our own program
    except OSError:
        return "no further process could be started"
    pipe, child.stdin = child.stdin, None
    with suppress(OSError):  # it is gone already: its answer will be none
        if pipe is not None:
            pipe.write(json.dumps(told).encode())
            pipe.close()
    return child


def _ended(child: subprocess.Popen[bytes], left: float, timeout: float) -> str | None:
    try:
        answer, _ = child.communicate(timeout=max(left, 0.01))
        failure = json.loads(answer)["failure"]
    except subprocess.TimeoutExpired:
        return f"no answer within {timeout:g} seconds"
    except (OSError, ValueError):
        return "the messenger broke off"
    finally:
        child.kill()
        child.communicate()
    return failure if failure is None else str(failure)
