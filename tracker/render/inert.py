"""Inert: text from the web inside Markdown, where nothing of it may become markup, a link or a mention."""

import re

from tracker.patterns import deferred
from tracker.render.safe import safe

_JOINER = "\u2060"
"""Invisible, and neither a letter nor punctuation: it parts what would be read as one."""
_MARKUP = deferred(r"([\\`*_\[\]<>#~|&$])")
"""What means something inside a line. Marks that begin one (`-`, `1.`) never do: a sign of ours stands before the text."""
_PARTED = (
    deferred(r"(?<=@)(?=\w)"),  # @somebody, a@example.org: GitHub looks for them when the Markdown is gone already
    deferred(r"(?<=:)(?=//)|(?<=\bmailto)(?=:)|(?<=\bxmpp)(?=:)", re.IGNORECASE),
    deferred(r"(?<=\bwww)(?=\.)|(?<=\w\.)(?=[a-z]{2})", re.IGNORECASE),
    deferred(r"(?<=#)(?=\w)|(?<=\bGH-)(?=\d)", re.IGNORECASE),  # issues
    deferred(r"(?<=:)(?=[\w+-]+:)"),  # :emoji:
    deferred(r"(?<=\b[0-9a-f]{6})(?<!\d{6})(?=[0-9a-f]{1,34}\b)", re.IGNORECASE),  # commits
)
_EDGE = deferred(r"^(?=[^\w\s])|(?<=[^\w\s])$")


def inert(text: str) -> str:
    """The text on one line, which shows as itself: every mark of Markdown escaped, addresses and mentions parted."""
    shown = safe(text)
    for pattern in _PARTED:
        shown = pattern.sub(_JOINER, shown)
    return _MARKUP.sub(r"\\\1", shown)


def emphasised(text: str, mark: str) -> str:
    """The text between marks (`**`, `~~`) that hold whatever stands beside them.

    A mark between punctuation and a letter would be shown, not obeyed (CommonMark 6.2); the joiner is neither.
    """
    return mark + _EDGE.sub(_JOINER, inert(text)) + mark
