"""Finding the claims of a document: who commits whom to what."""

import re
from collections.abc import Iterator
from functools import cache

from tracker.claims.agency import acts, is_self
from tracker.claims.claim import Claim, ClaimKind, Quotation
from tracker.claims.clause import is_relative, noun_before, segment, spans
from tracker.claims.compose import compose
from tracker.claims.deadline import deadline_of
from tracker.claims.group import VerbGroup, find_groups, verb_phrase
from tracker.claims.lexicon import lexicon
from tracker.claims.nonclaim import commits_nobody, is_furniture
from tracker.claims.offer import FEWEST_WORDS, IMPERATIVE, imperative, is_funded, is_verbless, lent
from tracker.claims.owner import owner_of
from tracker.claims.place import numbered
from tracker.claims.scene import Owner, Scene, Setting
from tracker.claims.speaker import LONGEST, VoicedPassage, hear, named_in_apposition
from tracker.claims.story import Story
from tracker.claims.subject import subject_before
from tracker.claims.voice import Voice
from tracker.config.person import People
from tracker.extract.document import Block, Document, Sentence

READ = frozenset({"paragraph", "item", "quote"})
"""Kinds of block that hold claims; headings and items also lend their verb to the list below them."""
DONE = "delivery"
"""The form of words that say what has happened."""
WHOLE = frozenset({"law", "guarantee", DONE})
"""Classes whose words say what is done ("will be written into law"): nothing need follow."""
DEEPEST = 8
"""Lists inside lists whose words are told."""
LEAD_WORD = 6
"""A quotation that opens with the verb ("does not intend to") has its subject outside; these many signs may precede."""

_OFFERS = re.compile(
    r"\b(?:our (?:plan|pledges?|offer|first steps|commitments?|policies)|we (?:pledge|promise)|manifesto|"
    r"first steps)\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"[.!?][”’\"')]?$")
_TODAY = re.compile(r"(?:from|as of) (?:today|this week)", re.IGNORECASE)


def find_claims(document: Document, *, people: People | None = None) -> tuple[Claim, ...]:
    """Every claim of the document in reading order; `document.text[start:end] == text`, the place is the document’s.

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
        found = _read(heard, block, story) if len(heard.passage.text) <= LONGEST else []
        story.cast.meet(heard.passage.frame)
        if block.kind in READ or len(document.blocks) == 1:
            claims += found
            for claim in found:
                story.note(claim)
            story.fresh = bool(found) or (story.fresh and block.kind not in READ)
    return numbered(sorted(claims, key=lambda claim: (claim.start, claim.end)))


def _read(heard: VoicedPassage, block: Block, story: Story) -> list[Claim]:
    found: list[Claim] = []
    for number, sentence in enumerate(heard.passage.sentences):
        if is_furniture(sentence.text) or _somebody_else(heard, block):
            continue
        inherited = _inherited(sentence, block, heard, story) if number == 0 and sentence.start == block.start else None
        now = [inherited] if inherited else list(_stated(sentence, heard, story))
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


def _stated(sentence: Sentence, heard: VoicedPassage, story: Story) -> Iterator[Claim]:
    """Claims by the sentence's own verbs: what is promised, and what is said to have happened."""
    owned = _owned(sentence, heard, story)
    kept = tuple(group for group, _ in owned.values())
    promised = [group for group in kept if group.form != DONE]
    if promised and _introduces(sentence.text, story.document.blocks[sentence.block]):
        story.leads[sentence.block] = (owned[promised[-1].start][1], promised[-1])
    for first, start, end in spans(sentence.text, kept):
        group = _weightier(first, range(start, end), promised)
        text = sentence.text[start:end]
        if len(text.split()) < FEWEST_WORDS or not (group.form in WHOLE or verb_phrase(sentence.text, group)):
            continue
        owner, voice = _hung_on(sentence.text, group, owned), _voice(heard, sentence, group)
        lead, at = noun_before(sentence.text, start), sentence.start + start
        manner = _quotation(sentence.start + group.start, range(at, at + end - start), voice, heard)
        setting = _setting(owner, voice, manner, heard, story)
        kind: ClaimKind | None = "delivery" if group.form == DONE else None
        yield compose(text, at, group, owner, story.place, kind=kind, lead_in=lead, setting=setting)


def _owned(sentence: Sentence, heard: VoicedPassage, story: Story) -> dict[int, tuple[VerbGroup, Owner]]:
    """The verb groups that commit somebody, or say what somebody has done, in order, by where they start."""
    reported = any(not v.direct or not heard.passage.only_quotation for v in heard.voices)
    owned: dict[int, tuple[VerbGroup, Owner]] = {}
    for group in (*find_groups(sentence.text, reported=reported), *_done(sentence.text)):
        if any(other.start < group.end and group.start < other.end for other, _ in owned.values()):
            continue
        voice = _voice(heard, sentence, group)
        scene = _scene(sentence, group, voice, story, heard)
        if commits_nobody(sentence.text, group, subject=scene.subject, own=is_self(scene)):
            continue
        owner = owner_of(group, scene, voice)
        if owner and not (group.form == DONE and owner.inferred and voice is None):
            owned[group.start] = group, owner.model_copy(update={"subject": scene.subject, "acts": acts(scene)})
    return dict(sorted(owned.items()))


def _done(text: str) -> tuple[VerbGroup, ...]:
    """The first words by which the source says that something has happened, or happens now."""
    match = next((found for pattern in _delivery() if (found := pattern.search(text))), None)
    if match is None:
        return ()
    return (VerbGroup(start=match.start(), end=match.end(), words=match.group(0), strength=IMPERATIVE, form=DONE),)


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
    if lead is None and bare and not retold and (verb := imperative(text, lower=lower)):
        lead = _publisher(story), VerbGroup(start=0, end=0, words=verb, strength=IMPERATIVE, form="imperative")
    named = block.kind == "item" and bare and sentence.block in story.offers
    funded = bare and not retold and is_funded(text)
    if lead is None and (funded or (named and is_verbless(text))):
        lead = _publisher(story), VerbGroup(start=0, end=0, words="", strength=IMPERATIVE, form="offer")
    if lead is None or len(text.split()) < 2:  # noqa: PLR2004 - one word is a label
        return None
    if text.endswith(":"):
        story.leads[sentence.block] = lead
    owner, group = lead
    manner = _quotation(sentence.start, range(sentence.start, sentence.start + len(text)), None, heard)
    setting = _setting(owner, None, manner, heard, story)
    claim = compose(text, sentence.start, lent(group, text), owner, story.place, setting=setting)
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


def _voice(heard: VoicedPassage, sentence: Sentence, group: VerbGroup) -> Voice | None:
    """The voice in which the group is said; the group may itself be the cue ("has pledged to")."""
    at = sentence.start + group.start
    inside = [v for v in heard.voices if v.start <= at < v.end and v.speaker]
    if inside:
        return min(inside, key=lambda v: (not v.direct, v.end - v.start))
    end = sentence.start + group.end
    return next(
        (v for v in heard.voices if not v.direct and v.cue and v.cue in group.words and at <= v.start <= end + 1), None
    )


def _scene(sentence: Sentence, group: VerbGroup, voice: Voice | None, story: Story, heard: VoicedPassage) -> Scene:
    offset = sentence.start - heard.passage.start
    frame = heard.passage.frame[offset : offset + len(sentence.text)]
    if voice and voice.direct:
        opened = max(0, voice.start + 1 - sentence.start)
        frame = "§" * opened + sentence.text[opened:]
    start, end = segment(sentence.text, group.start)
    quoted = next(
        (a - sentence.start for a, b in heard.passage.quotations if a <= sentence.start + group.start < b), None
    )
    opens = quoted is not None and not (voice and voice.direct) and group.start - quoted <= LEAD_WORD
    span = subject_before(frame, max(0, quoted or 0) if opens else group.start)
    span = named_in_apposition(frame, span, group.start, story.cast) or span
    if span and voice and not voice.direct and span[0] < voice.start - sentence.start < span[1]:
        span = voice.start - sentence.start, span[1]  # of "it understands the teams will": the teams
    subject = frame[span[0] : span[1]].strip() if span else ""
    who = voice.speaker if voice and voice.speaker and subject.lower() in {"he", "she"} else story.cast.who(subject)
    return Scene(
        publisher=story.document.publisher,
        publisher_type=story.document.publisher_type,
        unsigned=story.unsigned,
        author=story.document.author if "speech" in (story.document.document_type or "") else None,
        sentence=sentence.text,
        clause=sentence.text[start:end],
        subject=subject,
        who=who,
        body=heard.body,
        pledger=story.pledger,
        things=story.things,
        follows=story.fresh or (story.unsigned and story.alone),
        reported=story.reported,
    )


def _quotation(verb: int, span: range, voice: Voice | None, heard: VoicedPassage) -> Quotation:
    """Direct where the verb stands in a quotation with words before it, mixed where a quotation only gives part."""
    if voice and voice.direct and verb - voice.start > 1:
        return "direct"
    if any(a < span.stop and b > span.start for a, b in heard.passage.quotations):
        return "mixed"
    return "indirect" if voice else "none"


@cache
def _delivery() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in lexicon("rules")["delivery"]["patterns"])
