"""Fault: tracker's own reader failed on a body, or needed more than it may have. That says nothing of the page."""

import traceback
from pathlib import PurePath
from typing import TYPE_CHECKING, Self

from tracker.errors import SourceError

if TYPE_CHECKING:
    from tracker.fetch.response import Response


class ReaderError(SourceError):
    """A body could not be read by our own fault, or within its bounds. Never what an ExtractError is: an answer."""

    def __init__(self, fault: str, *, bound: bool = False, trace: str = "") -> None:
        self.fault = fault
        self.bound = bound
        """It was stopped, as it took too long or too much memory."""
        self.trace = trace
        self.answer: Response | None = None
        """What was read, where it came from the web: kept, so that it can be looked at."""
        super().__init__(self.told(kept=False))

    @classmethod
    def of(cls, error: BaseException) -> Self:
        """An exception that no reader should let through."""
        return cls(named(error), trace="".join(traceback.format_exception(error)))

    def told(self, *, kept: bool) -> str:
        """In a sentence, for a body that is kept or is not."""
        if self.bound:
            return f"{self.fault}; its body is kept" if kept else self.fault
        return f"tracker's own reader failed on this page; {'its body is kept, ' * kept}please report it: {self.fault}"


def named(error: BaseException) -> str:
    """E.g. `KeyError in extract/feed.py, line 61`: where in tracker it came up, whoever raised it."""
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if "tracker" in PurePath(frame.filename).parts
    ]
    if not frames:
        return type(error).__name__
    parts = PurePath(frames[-1].filename).parts
    return f"{type(error).__name__} in {'/'.join(parts[-2:])}, line {frames[-1].lineno}"
