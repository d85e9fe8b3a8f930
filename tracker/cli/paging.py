"""Paging: long output on a terminal goes through a pager, as git's does."""

import io
import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from shutil import which
from typing import TextIO

_LINKS_FROM = 566
"""The version of less that lets hyperlinks through with -R."""
_OFF = {"", "cat"}


class Pager(io.TextIOBase):
    """A terminal with a pager before it, which is started by the first words: an error needs none."""

    def __init__(self, terminal: TextIO, command: str, env: Mapping[str, str]) -> None:
        self._terminal = terminal
        self._command = command
        self._env = {"LESS": "FRX", "LV": "-c", **env}  # as git sets them where the user has not
        self._child: subprocess.Popen[str] | None = None
        self._is_over = False
        self.failed = False
        """The pager could not show what it was given."""

    @property
    def encoding(self) -> str:  # type: ignore[override]  # a plain attribute in the base
        """That of the terminal."""
        return self._terminal.encoding

    @property
    def links(self) -> bool:
        """Whether hyperlinks come through."""
        return _lets_links_through(self._command)

    def isatty(self) -> bool:
        """The reader sits at a terminal."""
        return True

    def fileno(self) -> int:
        """That of the terminal."""
        return self._terminal.fileno()

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, text: str) -> int:
        """Hand it to the pager. BrokenPipeError when the reader has left it."""
        if self._is_over:
            return self._terminal.write(text)
        if self._child is None:
            self._child = subprocess.Popen(  # noqa: S602 - the user's own setting is a shell command, as in git
                self._command,
                shell=True,
                stdin=subprocess.PIPE,
                env=self._env,
                encoding=self._terminal.encoding,
                errors="replace",
            )
        if self._child.stdin is not None:
            self._child.stdin.write(text)
        return len(text)

    def flush(self) -> None:
        """Hand on what is kept back."""
        if self._child and self._child.stdin and not self._child.stdin.closed:
            self._child.stdin.flush()

    def finish(self) -> None:
        """All is written: wait until the reader has read it. BrokenPipeError when the reader left before the end."""
        self._is_over = True
        if self._child is None:
            return
        try:
            if self._child.stdin:
                self._child.stdin.close()
        finally:
            _wait(self._child)
            self.failed = self._child.returncode != 0


@contextmanager
def paging(terminal: TextIO, env: Mapping[str, str], *, wanted: bool) -> Iterator[TextIO]:
    """Where to write while the block runs: through the pager, or to the terminal, pipe or file itself."""
    command = pager(env) if wanted and terminal.isatty() and env.get("TERM") != "dumb" else None
    if command is None:
        yield terminal
        return
    paged = Pager(terminal, command, env)
    try:
        yield paged  # type: ignore[misc]  # all of a TextIO that is used
    finally:
        with suppress(BrokenPipeError):
            paged.finish()


def pager(env: Mapping[str, str]) -> str | None:
    """The command, from TRACKER_PAGER, PAGER or less; None where none is wanted or there is none."""
    named = next((env[name] for name in ("TRACKER_PAGER", "PAGER") if name in env), "less").strip()
    if named in _OFF:
        return None
    return named if which(named.split()[0], path=env.get("PATH", os.defpath)) else None


def _lets_links_through(command: str) -> bool:
    """Only of less it is known from which version on."""
    program = command.split(maxsplit=1)[0]
    if os.path.basename(program) != "less":  # noqa: PTH119 - a command, not a path of ours
        return False
    try:
        said = subprocess.run([program, "--version"], capture_output=True, encoding="utf-8", timeout=5, check=False)  # noqa: S603 - that of the user
    except (OSError, subprocess.TimeoutExpired):
        return False
    found = re.match(r"less (\d+)", said.stdout)
    return bool(found) and int(found[1] if found else 0) >= _LINKS_FROM


def _wait(child: subprocess.Popen[str]) -> None:
    """Ctrl-C is the pager's, which goes on; it is not ours to leave it alone on the terminal."""
    while True:
        with suppress(KeyboardInterrupt):
            child.wait()
            return
