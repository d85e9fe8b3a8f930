"""Suspect captures in a table of decisions: what a row decides, and why it cannot be taken."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self

from tracker.capture.decide import look_at_kept
from tracker.capture.tools import Tools
from tracker.cli.captures import declared
from tracker.cli.world import World
from tracker.errors import UsageError
from tracker.render.review_sheet import ReviewRow

CAPTURES: Final = "captures"
CaptureWord = tuple[str, str, bool]
"""Document, blob id of the body, and whether it is the page."""


@dataclass(frozen=True, slots=True)
class SheetCaptures:
    """What of the record such rows name."""

    suspects: Mapping[str, str]
    """Suspect document → blob id of the body that was kept."""
    decided: frozenset[CaptureWord]
    """What was decided of captures before."""
    fault_of: Callable[[str], str]
    """Why the kept body of a document cannot be recorded; nothing where it can."""

    @classmethod
    def of(cls, world: World, tools: Tools, rows: Sequence[ReviewRow]) -> Self:
        """As the record has it; decisions are read only where a row is of a capture."""
        archive = tools.archive
        suspects = {name: streak.body.blob for name, streak in archive.suspects().items() if streak.body}
        decided = frozenset(
            (name, blob, is_page)
            for one in (archive.decisions() if any(map(capture_of, rows)) else ())
            for names, is_page in ((one.accepted, True), (one.dismissed, False))
            for name, blob in names.items()
        )

        def fault_of(name: str) -> str:
            source, _, document = name.partition("/")
            try:
                look_at_kept(declared(world, source), document, tools=tools)
            except UsageError as error:
                return str(error).rstrip(".")
            return ""

        return cls(suspects, decided, fault_of)

    def fault(self, row: ReviewRow, lines: dict[str, int]) -> str:
        """Why it cannot be taken; nothing where it can. `lines`: which line decides of which document."""
        name, blob = row.cells["id"].split()
        capture = capture_of(row)
        if name in lines:
            return f"it is decided on line {lines[name]} already"
        lines[name] = row.line
        if capture is None or capture in self.decided:
            return ""
        if self.suspects.get(name) != blob:
            return f"what was kept of {name[:80]!r} is another body by now, or was decided meanwhile"
        return self.fault_of(name) if capture[2] else ""


def capture_of(row: ReviewRow) -> CaptureWord | None:
    """What a row decides of a capture; None where it decides nothing, or is of something else."""
    names, decision = row.cells["id"].split(), row.cells["decision"].strip().casefold()
    if row.cells["queue"].strip() != CAPTURES or len(names) != 2 or decision == "later":  # noqa: PLR2004 - name and body
        return None
    return names[0], names[1], decision == "page"
