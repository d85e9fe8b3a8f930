"""Lines: list items and bare lines, whose verb a lead-in lends ("We will:") or which open with an order."""

import re
from dataclasses import replace

from tracker.claims.claim import Claim, ClaimKind
from tracker.claims.compose import compose
from tracker.claims.confidence import grounds_of_line
from tracker.claims.coordination import parts
from tracker.claims.firmness import AIM
from tracker.claims.group import VerbGroup
from tracker.claims.leads import CLOSED, OFFERS, SAYS_ITSELF, leads_of, led_by, run_on, timed
from tracker.claims.listed import DEED, against, looks_back, within
from tracker.claims.offer import (
    IMPERATIVE,
    gerund,
    imperative,
    is_funded,
    is_gerund,
    is_order,
    is_verbless,
    lent,
    opens_with_a_verb,
)
from tracker.claims.owner import OWN_WORD
from tracker.claims.scene import Owner
from tracker.claims.setting import quotation_of, setting_of
from tracker.claims.speaker import VoicedPassage
from tracker.claims.story import Story
from tracker.claims.stretches import is_stump
from tracker.extract.document import Block, Document, Sentence
from tracker.patterns import deferred

_PREPOSITIONS = (" for ", " of ", " from ", " with ", " at ")
"""Behind a word that opens a sentence with a subject of its own, and orders nothing: "Save for the oldest, we will …"."""
FEWEST_CAPITALS = 3
"""Longer words from which capitals in all of them show a heading."""
_LONGER = deferred(r"[^\W\d_]{4,30}")
_VOWED = deferred(r"\b(?:pledges?|promises?) to(?=:|$)", re.IGNORECASE)
"""A list's heading that vows: "Our manifesto pledges to:"."""
VOWED = 5
_STATED = deferred(
    r", (?:so |and )?(?:we|our party|(?:the |a )?[A-Z][\w’-]{1,20}(?: [A-Z][\w’-]{1,20}){0,3}) "
    r"(?:will|would|shall|want|plan|propose|are|believe)\b"
)
"""A sentence with a verb of its own, which no unknown word before it orders: "Alongside our plan for X, we will …"."""
_AIMS = deferred(r"\b(aims|ambitions|aspirations|goals) ?:$")
"""A lead-in whose items are only aimed at: "We will do this through the following aims:"."""
_ASKS_FOR_A_VERB = (" to:", " will:", " shall:")
"""Ends of a lead-in behind which a name is no item of its: a list of sources below it, say."""
_OWN_VERB = deferred(r" [A-Z][a-z]+ (?:should|must|will|would|can|are|is|has|have|was|were) ")
"""A sentence with a subject of its own, before which a heading's words were left."""


def of_line(sentence: Sentence, block: Block, heard: VoicedPassage, story: Story) -> list[Claim]:
    """The claims of a line whose verb stands in its lead-in, or that is an order; each verb with an object is one."""
    text = sentence.text.rstrip(" ;,")
    if block.kind == "item" and _says_itself(text.lstrip("-–*• ")) and not _looks_back(text, block, story):
        return []
    found = _lent_by(sentence, block, heard, story)
    if found is None or len(text.split()) < 2:  # noqa: PLR2004 - one word is a label
        return []
    sort, owner, lead = found
    if text.endswith(":") and lead != DEED:
        story.leads[sentence.block] = owner, lead
    group = lent(lead, text)
    speaks_against = against(text, sentence, block, story.document, led=sort == "led")
    owner = replace(owner, grounds=grounds_of_line(sort, group, text, speaks_against, story.document.publisher_type))
    manner = quotation_of(sentence.start, range(sentence.start, sentence.start + len(text)), None, heard)
    setting = setting_of(owner, None, manner, heard, story)
    stretches = parts(text, 0, negated=group.negated)
    leads = leads_of(block, story) or run_on(sentence, block, story.document)
    before = " ".join(words for words, _ in leads) or None
    aims = _AIMS.search(leads[-1][0]) if leads else None
    goes_on = within(leads[-1][0], lead.words) if leads and sort == "led" else ""
    claims = []
    kind: ClaimKind | None = "delivery" if lead == DEED else None
    for left, right in stretches:
        own = text[left:right]
        if is_stump(own):
            continue
        does = lent(_ordered(lead, own) if left else lead, own)
        if aims:
            does = replace(does, strength=min(AIM, does.strength), words=aims.group(1))
        composed = compose(
            own,
            sentence.start + left,
            does,
            owner,
            story.place,
            lead_in=before,
            setting=setting,
            within=goes_on,
            kind=kind,
        )
        claim = timed(composed, leads, story)
        claims.append(claim.model_copy(update={"part_of": text}) if len(stretches) > 1 else claim)
    return claims


def _looks_back(text: str, block: Block, story: Story) -> bool:
    """Whether the item is a deed of the publisher's, by its lead-in."""
    if block.lead_in is None or story.document.publisher_type not in OWN_WORD:
        return False
    return looks_back(led_by(story.document.blocks[block.lead_in], story), text)


def _says_itself(text: str) -> bool:
    """Whether an item has a subject and a verb of its own ("this will help", "new clubs will be open")."""
    if SAYS_ITSELF.match(text):
        return True
    return " will " in text and imperative(text, lower=True) is None and not is_gerund(text.partition(" ")[0])


def _ordered(lead: VerbGroup, text: str) -> VerbGroup:
    """Of a line of several orders each has its own verb."""
    return replace(lead, words=text.split(maxsplit=1)[0]) if lead.form == "imperative" else lead


def _lent_by(
    sentence: Sentence, block: Block, heard: VoicedPassage, story: Story
) -> tuple[str, Owner, VerbGroup] | None:
    """What makes the line a claim (led, order, guess, gerund or offer), who is bound, and by which verb."""
    text = sentence.text.rstrip(" ;,")
    if block.lead_in is not None and block.kind == "item":
        lead = story.leads.get(block.lead_in) or _offered(block.lead_in, story)
        above = story.document.blocks[block.lead_in]
        if _looks_back(text, block, story):
            return "led", _publisher(story), DEED
        asks = story.document.text.endswith(_ASKS_FOR_A_VERB, above.start, above.end)
        if lead is not None and not (asks and text[:1].isupper() and not opens_with_a_verb(text)):
            return "led", *lead
    bare = story.document.publisher_type == "party" or (story.unsigned and (block.kind == "item" or story.alone))
    if not bare:
        return None
    return None if _is_a_heading(text) else _bare(sentence, block, heard, story)


def _bare(sentence: Sentence, block: Block, heard: VoicedPassage, story: Story) -> tuple[str, Owner, VerbGroup] | None:
    """The same of a line that no lead-in lends a verb."""
    text = sentence.text.rstrip(" ;,")
    retold = any(voice.speaker for voice in heard.voices)  # Marks around a name or an irony retell nobody.
    lower = block.kind == "item" or sentence.start > block.start or _runs_on(sentence, story.document)
    if not retold and (verb := imperative(text, lower=lower)):
        sort = "order" if is_order(verb) else "guess"
        aside = sort == "guess" or verb.startswith("To ") or text[len(verb) :].startswith(_PREPOSITIONS)
        if (aside and _STATED.search(text)) or (sort == "guess" and _OWN_VERB.search(text)):
            return None
        return sort, _publisher(story), VerbGroup(start=0, end=0, words=verb, strength=IMPERATIVE, form="imperative")
    if not retold and (verb := gerund(text)):
        return (
            "gerund",
            _publisher(story),
            VerbGroup(start=0, end=0, words=verb, strength=IMPERATIVE, form="imperative"),
        )
    named = block.kind == "item" and sentence.block in story.offers
    if (is_funded(text) and not retold) or (named and is_verbless(text)):
        return "offer", _publisher(story), VerbGroup(start=0, end=0, words="", strength=IMPERATIVE, form="offer")
    return None


def _is_a_heading(text: str) -> bool:
    """Whether a line that ends in a colon, or opens with a verb in -ing, has a capital in each of its longer words."""
    opens = text.partition(" ")[0]
    longer = [word for word in _LONGER.findall(text) if word.islower() or word[0].isupper()]
    told = text.endswith(":") or (opens.endswith("ing") and not CLOSED.search(text))
    return told and len(longer) >= FEWEST_CAPITALS and all(word[0].isupper() for word in longer)


def _runs_on(sentence: Sentence, document: Document) -> bool:
    """Whether the block goes on with a list that was cut into lines: the one before it ends in no full stop."""
    before = document.blocks[sentence.block - 1] if sentence.block else None
    return (
        before is not None
        and before.kind == "paragraph"
        and not CLOSED.search(document.text, before.end - 2, before.end)
    )


def _offered(lead_in: int, story: Story) -> tuple[Owner, VerbGroup] | None:
    """A party's list under "Our pledges" needs no verb."""
    block = story.document.blocks[lead_in]
    match = OFFERS.search(story.document.text, block.start, block.end)
    if story.document.publisher_type != "party" or match is None:
        return None
    if vow := _VOWED.search(story.document.text, block.start, block.end):
        words = vow.group(0)
        return _publisher(story), VerbGroup(start=0, end=0, words=words, strength=VOWED, form="guarantee")
    return _publisher(story), VerbGroup(start=0, end=0, words=match.group(0), strength=IMPERATIVE, form="offer")


def _publisher(story: Story) -> Owner:
    return Owner(speaker=story.document.publisher, actor=story.document.publisher, why="own list of the publisher")
