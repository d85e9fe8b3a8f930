"""Quote: words that a document gives as somebody's, with who that is and how sure we are."""

from typing import Literal

from pydantic import BaseModel

Confidence = Literal["high", "medium", "low"]


class Quote(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """`document.text[start:end] == text`; a direct quote includes its quotation marks.

    `direct` is true for words in quotation marks (whole sentences or a few words), false for reported speech.
    """

    start: int
    end: int
    text: str
    speaker: str | None = None
    """Full name where the document gives one; a party's, department's or group's name; None when nobody is named."""
    speaker_start: int | None = None
    speaker_end: int | None = None
    """Where the document names the speaker beside the cue ("Carter", "she"); None when carried from before."""
    cue: str | None = None
    """The reporting words, as they stand."""
    direct: bool = True
    confidence: Confidence = "low"
    """High: named beside the words. Medium: carried from the paragraph or the one before. Low: nobody named."""
