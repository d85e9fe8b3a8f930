"""Gate: does a capture look like the page, before it becomes history? Withdrawn banners are content, not faults."""

import re

from tracker.config.settings import Settings
from tracker.extract.document import Document

_STUB = re.compile(
    r"(?:you should be|being) redirected|enable javascript|just a moment|verify you are (?:a )?human|access denied|"
    r"page (?:not found|cannot be found|can.t be found)|subscribe to continue|checking your browser|"
    r"request (?:was )?(?:blocked|rejected)|attention required",
    re.IGNORECASE,
)
_STUB_LENGTH = 1500
"""Characters up to which such words make the page; in a long article they are only quoted."""


def suspicion(document: Document, *, previous: str | None, settings: Settings) -> str | None:
    """Why a capture is not to be trusted; None when it is.

    The words and the share are those of real soft failures (research: 973 pairs of repeated fetches, where pages of
    redirects and challenges had been stored as content).
    """
    body = sum(len(sentence.text) for sentence in document.sentences[1:])
    if found := _STUB.search(document.title):
        return f"its title says “{found.group(0)}”"
    if body < _STUB_LENGTH and (found := _STUB.search(document.text)):
        return f"it is short and says “{found.group(0)}”"
    if body < settings.min_characters:
        return f"it has only {body} characters of text (at least {settings.min_characters} are expected)"
    if previous is not None and len(document.text) < settings.min_share * len(previous):
        share = 100 * len(document.text) // len(previous)
        return f"it has only {share} % of the text that we hold"
    return None
