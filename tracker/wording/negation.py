"""Negation: the words that turn a sentence round."""

import re

from tracker.patterns import deferred
from tracker.wording.mark import Mark

_NEGATION = deferred(
    r"(?<![\w’'-])(?:(?P<longer>no longer)|(?P<cannot>cannot)|(?P<never>never)|(?P<neither>neither|nor)"
    r"|(?P<none>none|nobody|no one|no-one|nothing|nowhere)|(?P<without>without)"
    r"|(?P<not>not)(?!\s(?:only|just|merely|simply|least)\b)"
    r"|(?P<no>no)(?!\.|\s?\d|\s(?:doubt|one|longer|later than|earlier than|sooner than"
    r"|fewer than|less than|more than|matter)\b|,)"
    r"|(?:ca|wo|sha|do|does|did|is|are|was|were|has|have|had|would|should|could|must|might|need)(?P<contracted>n['’]t)(?!\s(?:only|just|merely|simply|least)\b))"
    r"(?![\w-])",
    re.IGNORECASE,
)
_KEYS = {"cannot": "not", "contracted": "not", "longer": "no longer"}
_WHETHER = deferred(r"\bor\s$", re.IGNORECASE)


def find_negation(text: str) -> tuple[Mark, ...]:
    """Negating words in order; "cannot", "won't" and "not" share the key "not".

    "Not only", "whether or not", "no doubt", "no more than" and "No. 10" negate nothing.
    """
    marks = []
    for match in _NEGATION.finditer(text):
        if match["not"] and _WHETHER.search(text, max(0, match.start() - 3), match.start()):
            continue  # whether or not
        name = match.lastgroup or ""
        marks.append(Mark(text=match[0], start=match.start(), end=match.end(), key=_KEYS.get(name, name)))
    return tuple(marks)
