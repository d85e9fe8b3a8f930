"""Software: what writes a record. Said by `tracker --version`, in run records and in bug reports."""

import platform
from functools import cache
from typing import NamedTuple

from tracker.errors import StoreError
from tracker.extract.registry import EXTRACTOR
from tracker.installed import own_version
from tracker.store.git import version as git_version


class Software(NamedTuple):
    """Names and numbers of what is at work here."""

    tracker: str
    git: str | None
    """None where there is no git, or one that is too old."""
    python: str
    extractors: tuple[str, ...]
    """Each with its number, e.g. `tracker-html/2`."""

    def __str__(self) -> str:
        """A name and a number each, e.g. `git 2.43.0`, with commas between; for programs a stable form."""
        return ", ".join(self.lines())

    def lines(self) -> tuple[str, ...]:
        """The same, one name each, but the extractors together."""
        own = (f"tracker {self.tracker}", f"git {self.git or 'not found'}", f"Python {self.python}")
        return (*own, f"extractors {' '.join(self.extractors)}")


@cache
def software() -> Software:
    """What is at work here."""
    try:
        git: str | None = git_version()
    except StoreError:
        git = None
    return Software(own_version(), git, platform.python_version(), tuple(sorted(set(EXTRACTOR.values()))))
