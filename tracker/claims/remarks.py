"""Remarks: what a speaker says of his own speech, wished once or would like to know, which commits him to nothing."""

from tracker.claims.group import VerbGroup
from tracker.patterns import deferred

_TAKES_THE_FLOOR = deferred(
    r"(?: (?:also|just|like|to))* (?:take (?:the|this) (?:opportunity|chance|moment)\b"
    r"|spend (?:(?:a|the|some|my|our|this) )?(?:[a-z]+ ){0,5}(?:minutes?|moments?|time)\b)"
)
_IS = deferred(r" (?:is|are|was)\b")
_LIKE_TO = "like to "


def is_remark(sentence: str, group: VerbGroup, phrase: str, *, unknown: tuple[str, ...], own: bool) -> bool:
    """Whether the words behind the verb group are one; `phrase` is the verb behind it, `own` whether "we" are the subject.

    `unknown` are verbs of what comes to somebody unasked: "we would like to know what you think".
    """
    if own and "wanted" in group.words.split():
        return True  # "I wanted to celebrate …"
    if group.form == "rolling" and _IS.match(sentence, group.end):
        return True  # "the point I am making is that …"
    if phrase.startswith(_LIKE_TO) and phrase.removeprefix(_LIKE_TO).startswith(unknown):
        return True
    wishes = group.form == "aim" or phrase.startswith(_LIKE_TO)
    return wishes and _TAKES_THE_FLOOR.match(sentence, group.end) is not None
