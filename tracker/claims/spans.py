"""Where quotation marks open and close in a paragraph."""

OPEN_DOUBLE, CLOSE_DOUBLE, STRAIGHT = "“", "”", '"'
OPEN_SINGLE, CLOSE_SINGLE = "‘", "’"
FALLBACK_SINGLE = "'"


def quotation_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Outermost quotations as (start, end), marks included, in order and without overlap; one pass over the text.

    Double marks win: “ ” or paired straight ones. Single marks count only where there are no double ones, since
    British papers nest them and use the same sign as apostrophe. A quotation that is never closed runs to the end
    of the text, as in a quotation of several paragraphs.
    """
    if OPEN_DOUBLE in text or CLOSE_DOUBLE in text or STRAIGHT in text:
        return _double(text)
    return _single(text, OPEN_SINGLE, CLOSE_SINGLE) or _single(text, FALLBACK_SINGLE, FALLBACK_SINGLE)


def covers(spans: tuple[tuple[int, int], ...], position: int) -> bool:
    """Does the position lie inside one of the spans?"""
    return any(start <= position < end for start, end in spans)


def masked(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    """The text, same length, with everything inside the spans turned to §, so that rules see only the frame."""
    parts, at = [], 0
    for start, end in spans:
        parts += [text[at:start], "§" * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


def _double(text: str) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    for at, sign in enumerate(text):
        if opened is None and (sign in (OPEN_DOUBLE, STRAIGHT)):
            opened = at
        elif opened is not None and (sign == CLOSE_DOUBLE or (sign == STRAIGHT and text[opened] == STRAIGHT)):
            spans.append((opened, at + 1))
            opened = None
    if opened is not None:
        spans.append((opened, len(text)))
    return tuple(spans)


def _single(text: str, opening: str, closing: str) -> tuple[tuple[int, int], ...]:
    if opening not in text:
        return ()
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    for at, sign in enumerate(text):
        if opened is None:
            if sign == opening and not _word(text, at - 1) and _word(text, at + 1):
                opened = at
        elif sign == closing and _closes(text, at):
            spans.append((opened, at + 1))
            opened = None
    return tuple(spans)


def _closes(text: str, at: int) -> bool:
    """Closing mark, not apostrophe: nothing word-like follows, and it is no plural possessive (teachers’ pay)."""
    if _word(text, at + 1):
        return False
    possessive = text[at - 1 : at] == "s" and text[at + 1 : at + 2] == " " and text[at + 2 : at + 3].islower()
    return not possessive or not _closed_later(text, at)


def _closed_later(text: str, at: int) -> bool:
    """Is there a clearer closing mark soon? 300 characters, because a short quotation is the case that doubts."""
    window = text[at + 1 : at + 300].split(OPEN_SINGLE, maxsplit=1)[0]
    later = (i for i, sign in enumerate(window) if i and sign == text[at])
    return any(not window[i - 1].isspace() and not _word(window, i + 1) for i in later)


def _word(text: str, at: int) -> bool:
    return 0 <= at < len(text) and text[at].isalnum()
