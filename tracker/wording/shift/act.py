"""Acts: to do a thing, or to review it, consult on it, commission a report into it."""

import re
from typing import NamedTuple

from tracker.patterns import deferred
from tracker.wording.fold import stems
from tracker.wording.modality import Modality, find_modality
from tracker.wording.shift.shift import Shift

_BEHIND = 80
"""Characters behind the act that say what it is about."""
_STEP = deferred(
    r"\s{0,2}(?:also\s|now\s|first\s|then\s|urgently\s|fully\s|carefully\s|formally\s){0,2}"
    r"(?P<act>(?:(?:commission|launch|carry out|conduct|hold|set up|establish"
    r"|undertake|initiate|begin|start|open|announce|order"
    r"|instigate|call for|publish|produce|prepare|convene|appoint|ask for|request|seek|draw up|bring forward|put forward"
    r"|set out|develop|work up)\s"
    r"(?:(?:an?|the|our|its|new|full|urgent|public|independent|national|wide-ranging"
    r"|formal|further|comprehensive|root-and-branch)\s){0,4}"
    r"(?:[\w-]{1,20}\s)?(?:review|consultation|inquiry|enquiry|report|study|taskforce|task force|commission|investigation"
    r"|assessment|evaluation|green paper|white paper|discussion paper|call for evidence|feasibility study|audit|survey|panel"
    r"|working group|options paper|scoping exercise|roadmap|plans?|proposals?|options)(?:\s(?:into|on|of|about|for|to))?)"
    r"|(?:re-?)?(?:review|examine|assess|explore|investigate|consider|discuss|study|evaluate|scrutinise|consult"
    r"|look at|look into|think about"
    r"|weigh up|look again at|consult on|seek views on|gather evidence on|take views on|scope)\b(?:\son)?)",
    re.IGNORECASE,
)
_PAPERS = frozenset(
    stems(
        "review consultation inquiry enquiry report study taskforce commission investigation assessment evaluation audit"
    )
)
"""What prepares, as a noun: “a review is still needed” ends no review."""
_VERB = deferred(r"\s{0,2}(?:also\s|now\s|first\s|then\s)?(?P<verb>[\w’'-]{2,24})", re.IGNORECASE)
_PASSIVE = deferred(
    r"\s(?:be|is|are)\s(?P<act>reviewed|consulted on|considered|examined|assessed|explored|evaluated)\b", re.IGNORECASE
)
_REVIEWING = deferred(r"^(?:[\w’'-]{1,20} ){0,4}(?:whether|how|what|why)\b")


class Act(NamedTuple):
    """The words of an act with its verb group, and whether it only prepares one."""

    words: str
    prepares: bool
    about: frozenset[str]


def acts(text: str) -> tuple[Act, ...]:
    """The acts of a sentence, at most eight: those behind its verb groups, and that of a bare item ("Review the fees")."""
    found = [_behind(text, group) for group in find_modality(text)[:8] if _binds(group)]
    bare = _STEP.match(text.lstrip("•*–- "))
    if bare and not found:
        lead = len(text) - len(text.lstrip("•*–- "))
        at = lead + bare.end()
        found = [Act(bare["act"], True, _about(text, at))]
    return tuple(act for act in found if act is not None)


def act_shifts(old: str, new: str) -> list[Shift]:
    """One side does what the other only prepares, and both speak of the same thing."""
    before, after = acts(old), acts(new)
    left, right = frozenset(stems(old)), frozenset(stems(new))
    shifts = []
    for side, others, text, other_text, down in (
        (after, before, right, left, True),
        (before, after, left, right, False),
    ):
        for act in side:
            meets = act.about & other_text
            if not act.prepares or not meets or 2 * len(meets) < len(act.about) - 1:
                continue
            if any(other.prepares and other.about & act.about for other in others):
                continue
            if _is_told(act.words, other_text):
                continue
            done = max(others, key=lambda other: len(other.about & act.about), default=None)
            if done is None and not (text & other_text):
                continue
            does = done.words if done else ""
            shifts.append(
                Shift("act", does, act.words, "softened") if down else Shift("act", act.words, does, "strengthened")
            )
            break
    return shifts[:1]


def prepares(text: str) -> bool:
    """Whether the only acts of a sentence are preparations."""
    found = acts(text)
    return bool(found) and all(act.prepares for act in found)


def _binds(group: Modality) -> bool:
    """A duty or a leave of somebody ("you should consult") is no act of the speaker."""
    return group.commits and not group.negated and not {"should", "must", "may"} & set(group.forms[:1])


def _is_told(words: str, other: frozenset[str]) -> bool:
    """Whether the other side speaks of the same review or report, whoever is to hold it."""
    return bool(_PAPERS & set(stems(words)) & other)


def _behind(text: str, group: Modality) -> Act | None:
    if "consider" in group.forms and not _REVIEWING.match(text[group.start : group.end]):
        return Act(text[group.start : group.end], True, _about(text, group.end))
    if passive := _PASSIVE.match(text, group.end):
        return Act(f"{group.words}{text[group.end : passive.end()]}", True, _before(text, group.start))
    if step := _STEP.match(text, group.end):
        return Act(f"{group.words} {step['act']}", True, _about(text, step.end()))
    last = group.start + group.words.rfind(" ") + 1
    if step := _STEP.match(text, last):  # "will seek | views on"
        return Act(text[group.start : step.end()], True, _about(text, step.end()))
    verb = _VERB.match(text, group.end)
    if verb is None:
        return None
    return Act(f"{group.words} {verb['verb']}", False, _about(text, verb.end()) or _before(text, group.start))


def _about(text: str, at: int) -> frozenset[str]:
    return frozenset(stems(text[at : at + _BEHIND])[:5])


def _before(text: str, at: int) -> frozenset[str]:
    return frozenset(stems(text[max(0, at - _BEHIND) : at])[-5:])
