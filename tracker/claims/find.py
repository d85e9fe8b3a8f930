"""Finding the claims of a document: who commits whom to what."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from tracker.claims.claim import Claim, ClaimKind
from tracker.claims.clause import is_relative, noun_before, segment, spans
from tracker.claims.compose import compose
from tracker.claims.group import Group, find_groups, verb_phrase
from tracker.claims.lexicon import lexicon
from tracker.claims.nonclaim import commits_nobody, is_furniture
from tracker.claims.owner import owner_of
from tracker.claims.people import Cast
from tracker.claims.place import numbered, place_of
from tracker.claims.scene import Owner, Scene
from tracker.claims.speaker import LONGEST, Heard, hear
from tracker.claims.subject import subject_before
from tracker.claims.voice import Voice
from tracker.extract.document import Block, Document, Sentence
from tracker.wording.fold import stems
from tracker.wording.modality import find_modality

READ = frozenset({"paragraph", "item", "quote"})
"""Kinds of block that hold claims; headings and items also lend their verb to the list below them."""
FEWEST_WORDS = 4
"""A claim of a sentence; a list item under "We will:" may be shorter."""
WHOLE = frozenset({"law", "guarantee"})
"""Classes whose words say what is done ("will be written into law"): nothing need follow."""
NOUN_REACH = 8
"""Words after an imperative's verb in which a verb of its own would show that it is a noun."""
LEAD_WORD = 6
"""A quotation that opens with the verb ("does not intend to") has its subject outside; these many signs may precede."""
IMPERATIVE = 4
"""A manifesto's "Recruit 6,500 teachers" is "we will recruit": strength of "will"."""

_OFFERS = re.compile(
    r"\b(?:our (?:plan|pledges?|offer|first steps|commitments?|policies)|we (?:pledge|promise)|manifesto|"
    r"first steps)\b",
    re.IGNORECASE,
)
_FUNDED = re.compile(
    # "£20 million for a new stadium": an item, or a text of one line, that is nothing but an offer of money.
    r"(?:(?:Up to|At least|More than|Over|An extra|A further|An additional|Some) )?"
    r"[£$€]\d[\d.,]{0,12}(?: ?(?:m|bn|k|million|billion))?"
    r"(?: (?:a year|more|extra|in [a-z]+ funding|of [a-z]+ [a-z]+|each))? (?:for|to|towards|over|to help) "
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


class _Story:
    """What the reader knows by now: who is bound by the claims so far, and what they are about."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.cast = Cast(document)
        self.place = place_of(document)
        self.leads: dict[int, tuple[Owner, Group]] = {}
        self.pledger: str | None = None
        self.things: frozenset[str] = frozenset()
        self.fresh = False
        self.reported = False
        self.unsigned = False
        self.alone = sum(block.kind != "heading" for block in document.blocks) <= 1
        self.offers = _offers(document)

    def note(self, claim: Claim) -> None:
        """A claim was found: later "these teams" and "they" may refer to it."""
        self.pledger = claim.actor or self.pledger
        self.things |= frozenset(stems(claim.text))
        self.reported = claim.kind == "report"


def find_claims(document: Document) -> tuple[Claim, ...]:
    """Every claim of the document in reading order; `document.text[start:end] == text`, the place is the document’s.

    Titles, headings, captions, table rows and attachment lines hold no claims, except that a document which is
    nothing but its title is read as a sentence. Sentences of more than 3,000 characters are not read.
    """
    story = _Story(document)
    claims: list[Claim] = []
    listened = hear(document)
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


def _read(heard: Heard, block: Block, story: _Story) -> list[Claim]:
    found: list[Claim] = []
    for number, sentence in enumerate(heard.passage.sentences):
        if is_furniture(sentence.text) or _somebody_else(heard, block):
            continue
        inherited = _inherited(sentence, block, heard, story) if number == 0 and sentence.start == block.start else None
        now = (
            [inherited]
            if inherited
            else list(_stated(sentence, heard, story)) or list(_delivered(sentence, heard, story))
        )
        found += now
    return found


def _somebody_else(heard: Heard, block: Block) -> bool:
    """A passage that is nothing but quotation, of whom nobody says."""
    quoted = block.kind == "quote" or heard.passage.only_quotation
    return quoted and not any(voice.speaker for voice in heard.voices)


def _stated(sentence: Sentence, heard: Heard, story: _Story) -> Iterator[Claim]:
    """Claims by the sentence's own verbs."""
    reported = any(not v.direct or not heard.passage.only_quotation for v in heard.voices)
    delivery = any(pattern.search(sentence.text) for pattern in _delivery())
    owned: dict[int, Owner] = {}
    kept: list[Group] = []
    for group in find_groups(sentence.text, reported=reported):
        voice = _voice(heard, sentence, group)
        scene = _scene(sentence, group, voice, story, heard)
        if not commits_nobody(sentence.text, group, subject=scene.subject) and (owner := owner_of(group, scene, voice)):
            owned[group.start] = owner.model_copy(update={"subject": scene.subject})
            kept.append(group)
    if kept and _introduces(sentence.text, story.document.blocks[sentence.block]):
        story.leads[sentence.block] = (owned[kept[-1].start], kept[-1])
    for group, start, end in spans(sentence.text, tuple(kept)):
        text = sentence.text[start:end]
        if len(text.split()) >= FEWEST_WORDS and (group.form in WHOLE or verb_phrase(sentence.text, group)):
            kind: ClaimKind | None = "delivery" if delivery and group is kept[0] else None
            owner = _hung_on(sentence.text, group, kept, owned)
            lead = noun_before(sentence.text, start)
            yield compose(text, sentence.start + start, group, owner, story.place, kind=kind, lead_in=lead)


def _hung_on(text: str, group: Group, kept: list[Group], owned: dict[int, Owner]) -> Owner:
    """Who is committed; what a relative clause only mentions goes with the commitment it hangs on."""
    owner = owned[group.start]
    if not owner.inferred or not is_relative(text, group):
        return owner
    firm = next((owned[one.start] for one in kept if not owned[one.start].inferred), owner)
    return firm.model_copy(update={"subject": owner.subject})


def _delivered(sentence: Sentence, heard: Heard, story: _Story) -> Iterator[Claim]:
    """The source says it has happened, or happens now."""
    match = next((m for pattern in _delivery() if (m := pattern.search(sentence.text))), None)
    if match is None:
        return
    group = Group(start=match.start(), end=match.end(), words=match.group(0), strength=IMPERATIVE, form="delivery")
    voice = _voice(heard, sentence, group)
    scene = _scene(sentence, group, voice, story, heard)
    if commits_nobody(sentence.text, group, subject=scene.subject):
        return
    owner = owner_of(group, scene, voice)
    if owner and not (owner.inferred and voice is None):
        yield compose(sentence.text, sentence.start, group, owner, story.place, kind="delivery")


def _inherited(sentence: Sentence, block: Block, heard: Heard, story: _Story) -> Claim | None:
    """A list item's claim: its lead-in lends actor and verb, or it is a manifesto's imperative."""
    text = sentence.text.rstrip(" ;,")
    lead = None
    if block.lead_in is not None and block.kind == "item":
        lead = story.leads.get(block.lead_in) or _offered(block.lead_in, story)
    bare = story.document.publisher_type == "party" or (story.unsigned and (block.kind == "item" or story.alone))
    if lead is None and bare and not heard.voices and (verb := _imperative(text)):
        lead = _publisher(story), Group(start=0, end=0, words=verb, strength=IMPERATIVE, form="imperative")
    named = block.kind == "item" and bare and sentence.block in story.offers
    funded = bare and not heard.voices and _FUNDED.match(text) is not None
    if lead is None and (named or funded) and _finite().isdisjoint(text.lower().split()):
        lead = _publisher(story), Group(start=0, end=0, words="", strength=IMPERATIVE, form="offer")
    if lead is None or len(text.split()) < 2:  # noqa: PLR2004 - one word is a label
        return None
    if text.endswith(":"):
        story.leads[sentence.block] = lead
    owner, group = lead
    return compose(text, sentence.start, _lent(group, text), owner, story.place, lead_in=_lead_text(block, story))


def _lent(group: Group, text: str) -> Group:
    """The lead-in's verb group for this item: "we will" + "guarantee …" is a guarantee, + "not allow …" a refusal."""
    said = "will" if group.form in {"imperative", "offer"} else group.words
    found = find_modality(f"we {said} {text[:1].lower()}{text[1:60]}")
    joined = found if group.form == "offer" else found[:1]  # an offer's noun counts ("a legal right to …")
    strength = max((one.strength for one in joined), default=group.strength)
    negated = group.negated or bool(joined and joined[0].negated)
    return Group(start=0, end=0, words=group.words, strength=strength, form=group.form, negated=negated)


def _offered(lead_in: int, story: _Story) -> tuple[Owner, Group] | None:
    """A party's list under "Our pledges" needs no verb."""
    block = story.document.blocks[lead_in]
    match = _OFFERS.search(story.document.text, block.start, block.end)
    if story.document.publisher_type != "party" or match is None:
        return None
    return _publisher(story), Group(start=0, end=0, words=match.group(0), strength=IMPERATIVE, form="offer")


def _offers(document: Document) -> frozenset[int]:
    """Items of lists of which at least half begin with an imperative: the others ("A legal right to appeal") offer too."""
    found: set[int] = set()
    for lead, run in groupby(enumerate(document.blocks), key=lambda one: one[1].kind == "item" and (one[1].lead_in, 1)):
        items = list(run) if lead else []
        told = sum(_imperative(document.text[block.start : block.end].lstrip("-*• ")) is not None for _, block in items)
        found |= {at for at, _ in items} if told * 2 >= len(items) else set()
    return frozenset(found)


def _lead_text(block: Block, story: _Story) -> str | None:
    if block.lead_in is None:
        return None
    lead = story.document.blocks[block.lead_in]
    return story.document.text[lead.start : lead.end]


def _publisher(story: _Story) -> Owner:
    return Owner(speaker=story.document.publisher, actor=story.document.publisher)


def _imperative(text: str) -> str | None:
    match = _WORD.match(text)
    word = match.group(0) if match else ""
    if word == "To" and _finite().isdisjoint(text.lower().split()):
        match = _WORD.match(text[3:].capitalize())
        return f"To {match.group(0).lower()}" if match and match.group(0).lower() in _imperatives() else None
    known = word[:1].isupper() and word.lower() in _imperatives() and len(text.split()) >= FEWEST_WORDS - 1
    return word if known and text[len(word) : len(word) + 1] == " " and not _is_a_subject(word, text) else None


def _is_a_subject(word: str, text: str) -> bool:
    """Whether the verb is a noun here, with a verb of its own ("Pay matters", "Support for families is vital")."""
    following = text.split(maxsplit=NOUN_REACH + 1)[1 : NOUN_REACH + 1]
    low = [one.lower() for one in following]
    if not following or low[0] in _finite() or following[0] in {"UK", "Party"}:
        return True
    if low[0] not in _prepositions() or word.lower() not in _nouns():
        return False
    until = next(
        (at for at, one in enumerate(following) if one.endswith(",") or low[at] in {"so", "that", "who"}), None
    )
    return any(one in _auxiliaries() for one in low[:until])


def _introduces(text: str, block: Block) -> bool:
    return block.kind == "heading" or text.rstrip().endswith((":", "–", "…")) or block.kind == "item"


def _voice(heard: Heard, sentence: Sentence, group: Group) -> Voice | None:
    """The voice in which the group is said; the group may itself be the cue ("has pledged to")."""
    at = sentence.start + group.start
    inside = [v for v in heard.voices if v.start <= at < v.end and v.speaker]
    if inside:
        return min(inside, key=lambda v: (not v.direct, v.end - v.start))
    end = sentence.start + group.end
    return next(
        (v for v in heard.voices if not v.direct and v.cue and v.cue in group.words and at <= v.start <= end + 1), None
    )


def _scene(sentence: Sentence, group: Group, voice: Voice | None, story: _Story, heard: Heard) -> Scene:
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


@cache
def _delivery() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in lexicon("rules")["delivery"]["patterns"])


@cache
def _imperatives() -> frozenset[str]:
    return frozenset(lexicon("rules")["imperatives"]["verbs"])


@cache
def _nouns() -> frozenset[str]:
    return frozenset(lexicon("rules")["imperatives"]["also_nouns"])


@cache
def _finite() -> frozenset[str]:
    return frozenset(lexicon("grammar")["finite"])


@cache
def _auxiliaries() -> frozenset[str]:
    return frozenset(lexicon("grammar")["finite"][: lexicon("grammar")["finite"].index("matters")])


@cache
def _prepositions() -> frozenset[str]:
    return frozenset(lexicon("grammar")["prepositions"])
