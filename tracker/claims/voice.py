"""Voice: a stretch of a document and whose words it gives."""

from dataclasses import dataclass

from tracker.claims.cue import CueClass
from tracker.claims.people import Speaker
from tracker.claims.quote import Confidence


@dataclass(frozen=True, slots=True)
class Voice:
    """Words in quotation marks (`direct`) or reported; offsets count in `document.text`.

    A reported stretch may hold direct ones; the innermost counts.
    """

    start: int
    end: int
    direct: bool
    speaker: Speaker | None = None
    speaker_start: int | None = None
    speaker_end: int | None = None
    cue: str | None = None
    cue_kind: CueClass | None = None
    confidence: Confidence = "low"
