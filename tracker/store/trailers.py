"""Facts of a version ↔ commit message: one line of subject, a blank line, one `Key: value` a line.

Page text cannot forge a trailer: a value is always one line, and only its first occurrence counts
(docs/studies/git-store.md 2.3).
"""

from collections.abc import Mapping

from tracker.patterns import deferred

_KEY = deferred(r"[A-Za-z0-9-]+")
LONGEST_VALUE = 4000
"""Characters; git was tested with values of 3,000."""
LONGEST_TITLE = 72
"""Characters of a title in the subject; what `git log --oneline` shows well."""


def write(subject: str, facts: Mapping[str, str | None]) -> bytes:
    """The commit message. Facts that are None or empty are left out; ValueError for a key that git would not accept.

    One bad key silently voids the whole block for git, so it must never get in.
    """
    for key in facts:
        if not _KEY.fullmatch(key):
            raise ValueError(f"{key!r} cannot be the key of a trailer")
    values = {key: one_line(value or "", LONGEST_VALUE) for key, value in facts.items()}
    lines = [f"{key}: {value}" for key, value in values.items() if value]
    return "\n".join([one_line(subject, LONGEST_VALUE), "", *lines, ""]).encode("utf-8")


def read(message: str) -> dict[str, str]:
    """The facts of a message that `write` made; an empty dict for any other message."""
    _, _, block = message.partition("\n\n")
    facts: dict[str, str] = {}
    for line in block.split("\n"):
        key, colon, value = line.partition(": ")
        if colon and _KEY.fullmatch(key):
            facts.setdefault(key, value)
    return facts


def one_line(text: str, longest: int) -> str:
    """The text with every white space and control character as one plain space, cut to so many characters."""
    cut = text[: 4 * longest]
    printable = cut if cut.isprintable() else "".join(one if one.isprintable() else " " for one in cut)
    return " ".join(printable.split())[:longest].rstrip()
