"""Raised figures: a note's mark, or a power. “6,500¹ teachers” has a note, 10⁶ and m² have none.

What is set as raised text, or typed as ¹²³, becomes `[^1]` where it is a mark; a power is written in raised figures.
"""

import re

from tracker.patterns import deferred

_FIGURES = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TYPED = deferred(r"(?<=[\w.,;:!?)\]”’\"'%])[¹²³⁰⁴-⁹]{1,3}(?:[,⁾ ]?(?<=,)[¹²³⁰⁴-⁹]{1,3}){0,4}")
_MARKS = deferred(r"[\[(]?(?:note |footnote )?(\d{1,3}|[a-z]|[ivx]{2,4}|[*†‡§]{1,3})(?:[\])]|\Z)", re.IGNORECASE)
_SEVERAL = deferred(r"(\d{1,3})(?: ?, ?(\d{1,3})){1,4}")
_ORDINAL = deferred(r"(?:st|nd|rd|th|tm|sm|®|™)", re.IGNORECASE)
_POWER_OF = deferred(r"(?:(?<![\d.,])(?:10|2)|(?<![A-Za-z])[A-Za-z]{1,2})\Z")
"""A base: ten, two, a unit (m, km) or the name of a quantity (x)."""
_UNIT = deferred(r"(?<![A-Za-z])(?:[A-Za-z]|[kcdm]m|ft|in|yd|mi|mc)\Z")


def mark(raised: str, before: str, *, linked: bool = False) -> str | None:
    """What stands for raised text behind other text: a mark, a power; None where it is text like any other (1st).

    A link is a mark whatever stands before it.
    """
    raised = raised.strip().translate(_FIGURES)
    if several := _SEVERAL.fullmatch(raised):
        return "".join(f"[^{one}]" for one in re.findall(r"\d{1,3}", several[0]))
    found = _MARKS.fullmatch(raised)
    if found is None or _ORDINAL.fullmatch(raised):
        return None
    if not linked and raised.isdigit() and _is_power(raised, before[-12:]):
        return raised.translate(_RAISED)
    if not linked and not raised[0].isdigit() and len(raised) == 1 and raised.isalpha() and not before[-1:].strip():
        return None
    return f"[^{found[1]}]"


def typed(text: str) -> str:
    """The text with typed raised figures as marks, powers left."""
    if text.isascii():
        return text
    return _TYPED.sub(lambda found: mark(found[0], text[max(0, found.start() - 12) : found.start()]) or found[0], text)


def _is_power(raised: str, before: str) -> bool:
    if before.endswith(("10", "2")) and _POWER_OF.search(before):
        return raised != "1"
    return raised in ("2", "3") and _UNIT.search(before) is not None
