"""Leads: the words before a list that its items need to be understood: "We will:", "By 2027:", "Your data:"."""

import re

from tracker.claims.claim import Claim
from tracker.claims.deadline import times_of
from tracker.claims.offer import is_gerund, is_verbless, opens_with_an_order
from tracker.claims.procedure import guides
from tracker.claims.story import Story
from tracker.extract.document import Block, Document, Sentence
from tracker.patterns import deferred

DEEPEST = 8
"""Lists inside lists whose words are told."""
OFFERS = deferred(
    r"\b(?:our (?:plan|pledges?|offer|first steps|commitments?|policies)|we (?:pledge|promise)|manifesto|"
    r"first steps)\b",
    re.IGNORECASE,
)
_HALF_SAID = deferred(
    r"\b(?:which|who|whom|whose|where|when|if|whether|unless|because|what|how|[a-z]{3,20}s that|those that)"
    r"(?: to| best| also| either| both| they| it| the [a-z]+){0,2} ?:$"
)
"""A lead-in whose items only complete a clause of it: "We will put first applications which:"."""
_EXAMPLES = deferred(
    r"\b(?:such as|including|includes?|for example(?:,? (?:through|by|with))?|e\.g\.|(?<!start )with(?: the)?|between) ?:$"
)
"""A lead-in whose items are examples, or partners, of what it says itself: "in projects such as:"."""
_WILLED_THAT = deferred(
    r"\b(?:ensur|mean|mak(?:e|es|ing) sure|requir|guarante|pledg|promis|propos|demand|agree|believ|insist|announce|confirm)"
    r"[a-z]{0,4} that ?:$"
)
_BULLETS = deferred(r"(?<=:) [-–—•*] .*$", re.DOTALL)
"""Items that were left in the line of their lead-in, whose words belong to none of the others."""
SAYS_ITSELF = deferred(
    r"(?:(?:by|in|from|during|through|as|to)\b[^,:]{1,60}, )?(?:we|I|this|these|it|they)(?:[’'](?:ll|re|ve)| (?:also |now )?"
    r"(?:will|would|shall|are|is|have|has|want|plan|intend|anticipate|expect|aim|hope|believe))\b",
    re.IGNORECASE,
)
"""An item with a subject and a verb of its own, which need none of the lead-in's."""
_EDGES = (":", " –", "\n")
"""Behind a time that ends a lead-in."""
_TAIL = 200
"""Last letters of a lead-in that are looked at."""
_SUBORDINATE = deferred(r"(?<!sure)(?<!ensure) \b(?:which|who|where|when|if|whether|unless|that|to be) [^:.]{1,120}:$")
"""In guidance, where lists tell what an assessor looks at: "We will reject a plan where we see a risk of:"."""
CLOSED = deferred(r"[.!?][”’\"')]?$")
_OPEN = (":", "–", "—", "…", "-")
_UNFINISHED = deferred(
    r"\b(?:will|would|shall|should|must|can|have|has|had|are|is|were|was|be|been|to|that|we|they|it|if|when|where)"
    r"(?: (?:also|now|already|all|both|continue to))? ?:$"
)
"""A lead-in that ends within its sentence: "Since May we have:"."""
_ASIDE = deferred(
    r"(?!(?:in (?:addition|particular|short|summary|other)|for (?:example|instance))\b)"
    r"(?:by|in|on|at|from|during|over|within|before|after|until|for|where|if|when|once|under|through|following|subject)\b",
    re.IGNORECASE,
)
"""What tells a time, a case or a matter: "By 2027:", "If the club has closed:"."""
_LEADS_ON = deferred(
    r"(?:^|(?<=[.!?;:] )|(?<= [-–—•*] )|(?<=\n))(?P<lead>(?:(?! (?:To|We) [a-z])[^.!?:\n]){0,160}"
    r"(?:\b[Ww]e|\b(?:[Ww]ill|[Ss]hall|[Ww]ould|WILL|TO|to)(?: also)?):) "
    r"(?=[-–—•*] |[a-z]|[A-Z][a-z]{1,14} (?:[a-z]|[A-Z]))"
)
"""A lead-in whose list goes on in its line."""
_LEADS_TO_GERUNDS = deferred(
    r"(?:^|(?<=[.!?;:] )|(?<=\n))(?P<lead>(?:[A-Z][^.!?:\n]{0,200} )?"
    r"(?:by|[Ii]ncluding|through|such as):) (?=[-–—•*] |[a-z])"
)
"""The same of a list whose items open in -ing: "We will open the port by: dredging the bay"."""
REACH = 3000
"""Letters of a paragraph in which a lead-in is looked for."""


def leads_of(block: Block, story: Story) -> tuple[tuple[str, int], ...]:
    """The words that lead an item in and where they open, outermost first: "We will:", then "give councils the power to:".

    What is closed by a full stop leads nothing in, and what has a subject and a verb of its own needs nothing before it.
    """
    found: list[tuple[str, int]] = []
    at = block.lead_in
    while at is not None and len(found) < DEEPEST:
        lead = story.document.blocks[at]
        words, opens = led_by(lead, story), story.last_of(lead)
        if CLOSED.search(words) or not (words.endswith(_OPEN) or at in story.leads or OFFERS.search(words)):
            break
        found.append((words, opens))
        if lead.kind == "item" and not opens_with_an_order(words):
            break
        at = lead.lead_in
    return tuple(reversed(found))


def led_by(lead: Block, story: Story) -> str:
    """The words of a lead-in; of several sentences only the last leads."""
    return _BULLETS.sub("", story.document.text[story.last_of(lead) : lead.end])


def in_its_list(claim: Claim, block: Block, story: Story) -> Claim:
    """The claim of an item that has a verb of its own, with what only its lead-in says.

    That is a time ("By 2027:"), a condition, or the subject of an item that has none ("Your data:", "To date, we have:").
    A time has to open or end the lead-in: in "Pupils will return on 8 March with these rules in place:" it is the pupils'.
    """
    if block.lead_in is None:
        return claim
    leads = leads_of(block, story)
    led = timed(claim, leads, story)
    edges = {opens for _, opens in leads}
    if not all(one.start in edges or story.document.text.startswith(_EDGES, one.end) for one in led.when):
        led = claim
    if claim.lead_in or claim.start > block.start or not leads:
        return led
    unfinished = _UNFINISHED.search(leads[-1][0]) or not is_verbless(claim.text.partition(" ")[0])
    needed = unfinished and not SAYS_ITSELF.match(claim.text)
    aside = _ASIDE.match(leads[-1][0]) is not None and is_verbless(leads[-1][0].rstrip(":"))
    return led.model_copy(update={"lead_in": " ".join(words for words, _ in leads)}) if needed or aside else led


def timed(claim: Claim, leads: tuple[tuple[str, int], ...], story: Story) -> Claim:
    """The claim with a deadline that only the words before its list name ("Within 100 days we will:")."""
    if claim.when or claim.kind == "delivery":
        return claim
    dates = (times_of(words, at, story.place.published) for words, at in leads)
    times = next((one for one in dates if one.told), None)
    return claim.model_copy(update=times._asdict()) if times else claim


def run_on(sentence: Sentence, block: Block, document: Document) -> tuple[tuple[str, int], ...]:
    """The lead-in of a list that was left in its paragraph or cut into lines: "We will: - mend roads - open clubs"."""
    at, start, end = sentence.block, block.start, sentence.start
    gerunds = is_gerund(sentence.text.partition(" ")[0])
    for _ in range(DEEPEST):
        opened = max(start, end - REACH)
        led = document.text.find(": ", opened, end) >= 0
        leads = _LEADS_TO_GERUNDS if gerunds else _LEADS_ON
        found = list(leads.finditer(document.text, opened, end)) if led else []
        if found:
            return ((found[-1]["lead"], found[-1].start("lead")),)
        opens = document.blocks[at]
        before = document.blocks[at - 1] if at else opens
        goes_on = document.text[opens.start].islower() or opens_with_an_order(document.text[opens.start : opens.end])
        closed = before is opens or CLOSED.search(document.text, max(before.start, before.end - 2), before.end)
        if closed or before.kind != "paragraph" or opens.kind != "paragraph" or not goes_on:
            break
        at, start, end = at - 1, before.start, before.end
    return ()


def is_half_said(block: Block, story: Story) -> bool:
    """Whether a lead-in is a sentence that its items only complete: it is the claim, and none of them."""
    text = story.document.text[max(block.start, block.end - _TAIL) : block.end]
    if _WILLED_THAT.search(text):
        return False
    if _HALF_SAID.search(text):
        return True
    return story.document_type in guides() and _SUBORDINATE.search(text) is not None


def gives_examples(block: Block, story: Story) -> bool:
    """Whether a lead-in says what is done, and its items only give examples of it or name partners."""
    return _EXAMPLES.search(story.document.text, max(block.start, block.end - _TAIL), block.end) is not None
