"""Finding the claims of a document: who commits whom to what."""

import re
from collections.abc import Iterator

from tracker.claims.candidate import DONE, ClaimCandidate, candidates, voice_of
from tracker.claims.claim import Claim, Quotation
from tracker.claims.clause import is_relative, noun_before, spans
from tracker.claims.compose import compose
from tracker.claims.confidence import SURE, grounds_of_line
from tracker.claims.deadline import deadline_of
from tracker.claims.group import VerbGroup, verb_phrase
from tracker.claims.nonclaim import is_furniture
from tracker.claims.offer import FEWEST_WORDS, IMPERATIVE, imperative, is_funded, is_order, is_verbless, lent
from tracker.claims.place import numbered
from tracker.claims.scene import Owner, Setting
from tracker.claims.speaker import LONGEST, VoicedPassage, hear
from tracker.claims.story import Story
from tracker.claims.voice import Voice
from tracker.config.person import People
from tracker.extract.document import Block, Document, Sentence

READ = frozenset({"paragraph", "item", "quote"})
"""Kinds of block that hold claims; headings and items also lend their verb to the list below them."""
WHOLE = frozenset({"law", "guarantee", DONE})
"""Classes whose words say what is done ("will be written into law"): nothing need follow."""
DEEPEST = 8
"""Lists inside lists whose words are told."""

_OFFERS = re.compile(
    r"\b(?:our (?:plan|pledges?|offer|first steps|commitments?|policies)|we (?:pledge|promise)|manifesto|"
    r"first steps)\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"[.!?][”’\"')]?$")
_TODAY = re.compile(r"(?:from|as of) (?:today|this week)", re.IGNORECASE)


def find_claims(document: Document, *, people: People | None = None, floor: float = SURE) -> tuple[Claim, ...]:
    """The claims of the document in reading order; `document.text[start:end] == text`, the place is the document’s.

    `floor` is the confidence from which they are given (`settings.claim_confidence`, unless somebody sets it); with 0
    whatever has a verb that could commit anybody is given, however doubtful.

    Titles, headings, captions, table rows and attachment lines hold no claims, except that a document which is
    nothing but its title is read as a sentence. Sentences of more than 3,000 characters are not read. `people` tells who
    held which role on the document's date; without a date, or without them, roles are not told.
    """
    story = Story(document, people)
    claims: list[Claim] = []
    listened = hear(document, people)
    story.unsigned = document.publisher_type is None and not any(
        voice.cue_kind != "pledge" for heard in listened for voice in heard.voices
    )
    for heard in listened:
        block = document.blocks[heard.passage.block]
        for voice in heard.voices:
            story.cast.who(document.text[voice.speaker_start or 0 : voice.speaker_end or 0])
        found = _read(heard, block, story, floor) if len(heard.passage.text) <= LONGEST else []
        story.cast.meet(heard.passage.frame)
        if block.kind in READ or len(document.blocks) == 1:
            claims += found
            sure = [claim for claim in found if claim.confidence >= SURE and claim.kind != "procedure"]
            for claim in sure:
                story.note(claim)
            story.fresh = bool(sure) or (story.fresh and block.kind not in READ)
    kept = (claim for claim in claims if claim.confidence >= floor)
    return numbered(sorted(kept, key=lambda claim: (claim.start, claim.end)))


def _read(heard: VoicedPassage, block: Block, story: Story, floor: float) -> list[Claim]:
    found: list[Claim] = []
    for number, sentence in enumerate(heard.passage.sentences):
        if is_furniture(sentence.text) or _somebody_else(heard, block):
            continue
        inherited = _inherited(sentence, block, heard, story) if number == 0 and sentence.start == block.start else None
        now = (
            [inherited] if inherited and inherited.confidence >= SURE else list(_stated(sentence, heard, story, floor))
        )
        if inherited and not any(claim.confidence >= SURE for claim in now):
            now = [inherited]
        found += [] if _leads_a_list(sentence, story.document) else now
    return found


def _leads_a_list(sentence: Sentence, document: Document) -> bool:
    """Whether it ends in a colon before items that it leads in: they are the claims, and keep its words."""
    following = document.blocks[sentence.block + 1 : sentence.block + 2]
    return sentence.text.endswith(":") and any(block.lead_in == sentence.block for block in following)


def _somebody_else(heard: VoicedPassage, block: Block) -> bool:
    """A passage that is nothing but quotation, of whom nobody says."""
    quoted = block.kind == "quote" or heard.passage.only_quotation
    return quoted and not any(voice.speaker for voice in heard.voices)


def _stated(sentence: Sentence, heard: VoicedPassage, story: Story, floor: float) -> Iterator[Claim]:
    """Claims by the sentence's own verbs: what is promised, and what is said to have happened."""
    known = candidates(sentence, heard, story)
    sure = tuple(one for one in known if one.confidence >= SURE)
    promised = [one for one in sure if one.kind is None]
    if promised and _introduces(sentence.text, story.document.blocks[sentence.block]):
        story.leads[sentence.block] = (promised[-1].owner, promised[-1].group)
    found = tuple(_composed(sentence, sure, heard, story))
    yield from found
    doubtful = () if floor >= SURE else tuple(one for one in known if floor <= one.confidence < SURE)
    for claim in _composed(sentence, doubtful, heard, story) if doubtful else ():
        if not any(claim.start < other.end and other.start < claim.end for other in found):
            yield claim


def _composed(
    sentence: Sentence, known: tuple[ClaimCandidate, ...], heard: VoicedPassage, story: Story
) -> Iterator[Claim]:
    """The clauses of the sentence that have a verb group of their own, each with its evidence."""
    owned = {one.group.start: (one.group, one.owner) for one in known}
    kinds = {one.group.start: one.kind for one in known}
    promised = [one.group for one in known if one.group.form != DONE]
    for first, start, end in spans(sentence.text, tuple(one.group for one in known)):
        group = _weightier(first, range(start, end), promised)
        text = sentence.text[start:end]
        if len(text.split()) < FEWEST_WORDS or not (group.form in WHOLE or verb_phrase(sentence.text, group)):
            continue
        owner, voice = _hung_on(sentence.text, group, owned), voice_of(heard, sentence, group)
        lead, at = noun_before(sentence.text, start), sentence.start + start
        manner = _quotation(sentence.start + group.start, range(at, at + end - start), voice, heard)
        setting = _setting(owner, voice, manner, heard, story)
        kind = kinds[group.start]
        yield compose(text, at, group, owner, story.place, kind=kind, lead_in=lead, setting=setting)


def _weightier(group: VerbGroup, span: range, promised: list[VerbGroup]) -> VerbGroup:
    """Of a clause that tells what was done and promises more, the promise counts; but "from today" it is done."""
    if group.form != DONE or _TODAY.match(group.words):
        return group
    return next((one for one in promised if one.start in span), group)


def _hung_on(text: str, group: VerbGroup, owned: dict[int, tuple[VerbGroup, Owner]]) -> Owner:
    """Who is committed; what a relative clause only mentions goes with the commitment it hangs on."""
    owner = owned[group.start][1]
    if not owner.inferred or not is_relative(text, group):
        return owner
    firm = next((other for _, other in owned.values() if not other.inferred), owner)
    return firm.model_copy(update={"subject": owner.subject})


def _inherited(sentence: Sentence, block: Block, heard: VoicedPassage, story: Story) -> Claim | None:
    """A list item's claim: its lead-in lends actor and verb, or it is a manifesto's imperative."""
    text = sentence.text.rstrip(" ;,")
    lead = None
    if block.lead_in is not None and block.kind == "item":
        lead = story.leads.get(block.lead_in) or _offered(block.lead_in, story)
    bare = story.document.publisher_type == "party" or (story.unsigned and (block.kind == "item" or story.alone))
    retold = any(voice.speaker for voice in heard.voices)  # Marks around a name or an irony retell nobody.
    lower = block.kind == "item" or _runs_on(sentence, story.document)
    sort = "led"
    if lead is None and bare and not retold and (verb := imperative(text, lower=lower)):
        lead = _publisher(story), VerbGroup(start=0, end=0, words=verb, strength=IMPERATIVE, form="imperative")
        sort = "order" if is_order(verb) else "guess"
    named = block.kind == "item" and bare and sentence.block in story.offers
    funded = bare and not retold and is_funded(text)
    if lead is None and (funded or (named and is_verbless(text))):
        lead = _publisher(story), VerbGroup(start=0, end=0, words="", strength=IMPERATIVE, form="offer")
        sort = "offer"
    if lead is None or len(text.split()) < 2:  # noqa: PLR2004 - one word is a label
        return None
    if text.endswith(":"):
        story.leads[sentence.block] = lead
    owner, group = lead[0], lent(lead[1], text)
    owner = owner.model_copy(update={"grounds": grounds_of_line(sort, group, text)})
    manner = _quotation(sentence.start, range(sentence.start, sentence.start + len(text)), None, heard)
    setting = _setting(owner, None, manner, heard, story)
    claim = compose(text, sentence.start, group, owner, story.place, setting=setting)
    return _led(claim, _leads(block, story), story)


def _runs_on(sentence: Sentence, document: Document) -> bool:
    """Whether the block goes on with a list that was cut into lines: the one before it ends in no full stop."""
    before = document.blocks[sentence.block - 1] if sentence.block else None
    return (
        before is not None
        and before.kind == "paragraph"
        and not _CLOSED.search(document.text, before.end - 2, before.end)
    )


def _setting(owner: Owner, voice: Voice | None, manner: Quotation, heard: VoicedPassage, story: Story) -> Setting:
    return Setting(
        role=story.role_of(owner.speaker),
        told="inferred" if owner.inferred else "own" if voice is None and story.owns(owner) else "reported",
        quotation=manner,
        target="action" if owner.acts else "outcome",
        section=story.document.blocks[heard.passage.block].path,
    )


def _offered(lead_in: int, story: Story) -> tuple[Owner, VerbGroup] | None:
    """A party's list under "Our pledges" needs no verb."""
    block = story.document.blocks[lead_in]
    match = _OFFERS.search(story.document.text, block.start, block.end)
    if story.document.publisher_type != "party" or match is None:
        return None
    return _publisher(story), VerbGroup(start=0, end=0, words=match.group(0), strength=IMPERATIVE, form="offer")


def _leads(block: Block, story: Story) -> tuple[Block, ...]:
    """The blocks that lead an item in, outermost first: "We will:", then "give councils the power to:"."""
    found: list[Block] = []
    at = block.lead_in
    while at is not None and len(found) < DEEPEST:
        found.append(story.document.blocks[at])
        at = found[-1].lead_in
    return tuple(reversed(found))


def _led(claim: Claim, leads: tuple[Block, ...], story: Story) -> Claim:
    """The claim with the words before its list, and with a deadline that only they name ("Within 100 days we will:")."""
    words = [story.document.text[lead.start : lead.end] for lead in leads]
    dates = (deadline_of(text, lead.start, story.place.published) for text, lead in zip(words, leads, strict=True))
    due = claim.deadline or next((one for one in dates if one), None)
    return claim.model_copy(update={"lead_in": " ".join(words) or None, "deadline": due})


def _publisher(story: Story) -> Owner:
    return Owner(speaker=story.document.publisher, actor=story.document.publisher, why="own list of the publisher")


def _introduces(text: str, block: Block) -> bool:
    return block.kind == "heading" or text.rstrip().endswith((":", "–", "…")) or block.kind == "item"


def _quotation(verb: int, span: range, voice: Voice | None, heard: VoicedPassage) -> Quotation:
    """Direct where the verb stands in a quotation with words before it, mixed where a quotation only gives part."""
    if voice and voice.direct and verb - voice.start > 1:
        return "direct"
    if any(a < span.stop and b > span.start for a, b in heard.passage.quotations):
        return "mixed"
    return "indirect" if voice else "none"
