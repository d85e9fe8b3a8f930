"""Edges: where the words of a claim begin and end within their clause, without what only stands beside them."""

import re

from tracker.claims.claim import Claim
from tracker.claims.group import VerbGroup
from tracker.patterns import deferred

_PREAMBLE = deferred(
    r"(?:(?:so|and|but|now),? )?(?:I|we) (?:also |just )?(?:want|would like|wish) to (?:be (?:[a-z]+ )?clear|stress|say|"
    r"emphasi[sz]e|make (?:it )?clear|assure you)(?: to you)? that (?=[a-z])",
    re.IGNORECASE,
)
"""What only says that something is going to be said."""
_WHY = deferred(
    r"\b(?:which|that|it)(?: is|[’']s) (?:also )?why (?=(?:we|I|the|our)\b)|\bneeds? to [^.;]{3,160}?, so (?=\w)"
)
"""What comes before it gives the reason: "not all can pay, which is why we will …"."""
_SEEN = 5
"""Characters of the verb group that tell its subject, where it opens with one ("we have worked")."""
_DUTY_BEHIND = deferred(
    r",? (?:and (?:must|may|might|could)"
    r"|but (?:(?!that\b|which\b|who\b|how\b|what\b|if\b)[a-z]{2,16} ){1,4}(?:should|may|might|could)"
    r"|(?:and|but) (?:we|they|it|there|this) (?:[a-z]+ly )?"
    r"(?:must|may|might|could|should|believe|think|know|feel|recognise|understand)) [a-z]"
)
"""Behind what "will" be done: what is asked of others, what may be, or what is thought."""
_ASKED = deferred(r"\b(?:how|whether|why) [^,;:.]{0,60}$")
_APPEAL_BEHIND = deferred(
    r",? and (?:I|we) (?:also |now |very much )?"
    r"(?:encourage|urge|invite|thank|congratulate|look forward|(?:am|are) (?:grateful|proud))\b"
)
"""Behind what is done or promised: an appeal or thanks to somebody."""
LOOK = 70
"""Letters before a verb group in which a question opens."""
_ON_A_THING = deferred(
    r",[”’\"]? (?:which|who) (?P<comes>(?:will|is to|are to|(?:is|are) due to) (?:be )?"
    r"(?:open|start|begin|launch|publish|introduc|complet|in place|available|roll|deliver|built|finish|set up|come into))?"
)
"""A relative clause, and whether it tells of the thing's beginning ("a line, which will open in May")."""
_ASIDE_BEHIND = deferred(
    r"(?<![ ,]),? (?:such as|including|for example|e\.g\.)(?: [a-z]+){0,6} ?:$"
    r"| [–—-] (?:this|these|those|that|it|they|a|an|the)(?: [\w’-]+){0,3}? "
    r"(?:is|are|was|were|has|have|means|comes|builds|brings|follows) (?!to\b)"
    r"|, and (?:the|this|these|those|new|recent|latest|there|our|it|they)"
    r"(?: (?!that\b|which\b|who\b|to\b|and\b)[\w’-]+){0,5}? "
    r"(?:is|are|was|were|has|have|shows?|showed|suggests?|remains?) (?!to\b|going\b|set\b|due\b|committed\b)"
)
"""What hangs behind a commitment: the start of a list, a remark on it, a fact beside it."""

_HANGS = deferred(r",? (?:and|but)(?: (?:to )?(?:ensure|ensuring|make sure|making sure|that|we|also)){0,2},?$")
"""What opens the next clause and was left at the end of this one: "… for all, and ensure"."""


def trimmed(text: str, group: VerbGroup, start: int, end: int) -> tuple[int, int]:
    """The clause without a preamble ("I want to be clear that"), what others must do, and what hangs behind it.

    `start` and `end` are its offsets in the text, as are those that are given back.
    """
    if (before := _PREAMBLE.match(text, start, end)) and before.end() <= group.start:
        start = before.end()
    if (reason := _WHY.search(text, start, group.start + _SEEN)) and reason.end() <= group.start:
        start = reason.end()
    willed = group.form in {"will", "would"} or "will" in group.words
    behind = _DUTY_BEHIND.search(text, group.end, end) if willed else None
    end = behind.start() if behind else end
    appeal = _APPEAL_BEHIND.search(text, group.end, end)
    end = appeal.start() if appeal else end
    aside = _ASIDE_BEHIND.search(text, group.end, end)
    end = aside.start() if aside else end
    hanging = _HANGS.search(text, group.end, end)
    return start, hanging.start() if hanging else end


def without_times_of_things(claim: Claim, verb: int) -> Claim:
    """The claim without times of a relative clause behind `verb`: they are of a thing, unless they tell of its beginning."""
    clause = _ON_A_THING.search(claim.text, verb)
    if clause is None or clause["comes"]:
        return claim
    aside = claim.start + clause.start()
    deadline = claim.deadline if claim.deadline and claim.deadline.start < aside else None
    timing = tuple(one for one in claim.timing if one.start < aside)
    return claim.model_copy(update={"deadline": deadline, "timing": timing})


def is_asked(text: str, group: VerbGroup) -> bool:
    """Whether the group stands in a question that is only told of ("guidance on how it will be paid")."""
    return _ASKED.search(text, max(0, group.start - LOOK), group.start) is not None
