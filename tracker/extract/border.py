"""Border: where a library reads what came from the web. What it raises there says that the file is damaged, whatever it is.

Nobody knows all exceptions of a parser, its author included. So there is no list of them: only what says something of
this machine, and not of the file, is let through.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from tracker.errors import ExtractError


@contextmanager
def border(what: str) -> Iterator[None]:
    """Makes an ExtractError of what a library raises. MemoryError comes through: the file may well be in order."""
    try:
        yield
    except (ExtractError, MemoryError):
        raise
    except Exception as error:
        raise ExtractError(f"{what} is damaged: {type(error).__name__} while it was read") from error
