"""Stated: what a sentence only states before its clause that commits: "The town is growing, so we will build 900 homes"."""

from tracker.patterns import deferred

_STATED = deferred(
    r"(?:[,;]| [–—-])? (?:and|but|so|and so|yet|therefore)(?:,? (?:therefore|however|then),?)? "
    r"(?=(?:while )?(?:(?<=, and )(?:[a-z-]{1,20} ){1,6}"
    r"|(?:[Ww]e|I|[Oo]ur|[Tt]he|[Ii]t|[Tt]hey|[A-Z][\w’-]{1,20})\b(?: (?!that\b|which\b|who\b)[\w’-]{1,20}){0,4} ?)$)"
)
"""Between what is only stated and the clause that commits: "The town is growing, so we" …"""
_SHARED = deferred(r",? (?:and|but) (?:now |also )?$")
_HAS_DONE = deferred(
    r"[^,;:]{2,200}?(?<! it)(?<! they)(?<! that)(?<! which)(?<! who)(?<! we) "
    r"(?:(?:has|have|had) (?:also |already |now |since ){0,2}(?!to\b|a\b|the\b|no\b)[a-z]{3,14}"
    r"|(?:is|are|am) (?:also |already |now |currently ){0,2}(?!committ|going|planning)[a-z]{2,14}ing) "
)
"""What its subject has done or is doing, before what it will do: "The club has taught 900 swimmers and will open a pool"."""
_PARTICIPLE = deferred(r"[a-z]+ing\b")
_OPENS_A_CASE = deferred(r"(?:If|When|Where|Once|Unless|Until|While|As|Because|Since|Although|Though|After|Before)\b")
_GOES_BACK = deferred(
    r" (?:it|them|one(?! (?:of|in) | [a-z]+ )|these|there|such(?! as)|so(?! that)|both(?! [a-z]+ and )"
    r"|this(?! (?:country|year|parliament|government|month|week|summer|winter|spring|autumn|term))"
    r"|that(?! (?:the|an?|our|we|they|it|all|every|no|these|this|you|people|children)\b| [a-z]+s\b))(?=[ ,.;’']|$)"
)
_THEIRS = deferred(r"(?:[\w’'-]+ ){0,3}(?:its|their)\b")
"""What goes back to what stands before, near the verb; further on it may go back to what the clause has itself."""
_IS_SAID = deferred(
    r" (?:is|are|was|were|has|have|had|will|would|do|does|did|can|could|must|should|may|might|needs?|plays?|makes?|remains?|"
    r"means?|wants?|believes?|recognises?|understands?|appreciate|knows?|accepts?|welcomes?) "
)
LOOK_BACK = 12
"""Letters before a verb group in which it may share a subject."""


def stated_before(text: str, start: int, verb: int, end: int) -> int:
    """Where the clause that commits begins, behind a clause that only states something; `start` where there is none.

    `verb` is where its verb group begins. A condition or a concession ("If … and we …") stays with it, and so does what it
    goes back to ("The town has no library, so we will build one").
    """
    if _GOES_BACK.search(text, verb, end):
        return start
    shared = _SHARED.search(text, max(start, verb - LOOK_BACK), verb)
    if (
        shared
        and not _PARTICIPLE.match(text, verb)
        and _HAS_DONE.match(text, start, shared.start())
        and not _OPENS_A_CASE.match(text, start)
    ):
        return verb
    if _THEIRS.match(text, verb, end):
        return start
    found = _STATED.search(text, start, verb) if _OPENS_A_CASE.match(text, start) is None else None
    if found and text[found.end() : verb].endswith(" and "):
        return start  # "a part of the Department of Health and Social Care and will"
    return found.end() if found and _IS_SAID.search(text, start, found.start() + 1) else start
