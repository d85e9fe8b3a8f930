"""Finding the claims of a document: who commits whom to what."""

import re
from collections.abc import Iterator
from dataclasses import replace

from tracker.claims.candidate import DONE, ClaimCandidate, candidates, voice_of
from tracker.claims.claim import SURE, Claim
from tracker.claims.clause import PAYS, is_relative, noun_before, spans, stated_before
from tracker.claims.compose import compose
from tracker.claims.coordination import parts
from tracker.claims.deadline import times_of
from tracker.claims.group import VerbGroup, verb_phrase
from tracker.claims.line import dated, gives_examples, is_half_said, of_line
from tracker.claims.nonclaim import is_furniture
from tracker.claims.offer import FEWEST_WORDS, IMPERATIVE, imperative, is_order, lent, opens_with_a_verb
from tracker.claims.place import numbered
from tracker.claims.restated import gathered
from tracker.claims.scene import Owner
from tracker.claims.setting import quotation_of, setting_of
from tracker.claims.speaker import LONGEST, VoicedPassage, hear
from tracker.claims.story import Story
from tracker.claims.stretches import is_stump
from tracker.claims.stretches import stretches as stretches_of
from tracker.claims.testable import FAINT
from tracker.config.person import People
from tracker.extract.document import Block, Document, Sentence
from tracker.patterns import deferred

READ = frozenset({"paragraph", "item", "quote"})
"""Kinds of block that hold claims; headings and items also lend their verb to the list below them."""
WHOLE = frozenset({"law", "guarantee", DONE})
"""Classes whose words say what is done ("will be written into law"): nothing need follow."""

_FIRM = frozenset({"will", "would"})
_BUT = deferred(r"\bbut (?:also |instead |will |would )?$")
_NOT = deferred(r" (?:not|never|no longer)\b|n[’']t\b")
_LIGHT = frozenset({"support", "consider"})
"""Of "will encourage X and enforce Y" only the "will" is shared."""
_WILL = deferred(r"\b(?:will|shall)\b(?= [a-z ]{1,40}$)")
_ASKS_BODY = deferred(
    r" (?:(?:also|continue to|now) )*(?P<verb>press|urge|lobby|push|ask|call on|call upon|demand of|persuade) (?!for )"
    r"(?:[\w’'-]+ ){1,6}?to (?=[a-z])"
)
"""What several verbs share: "will press the port to dredge the bay and mend the quay"."""
_BULLETED = deferred(r" [-–—•*] $")
"""What stands before a line of a list that was left in its paragraph."""
_PREAMBLE = deferred(
    r"(?:(?:so|and|but|now),? )?(?:I|we) (?:also |just )?(?:want|would like|wish) to (?:be (?:[a-z]+ )?clear|stress|say|"
    r"emphasi[sz]e|make (?:it )?clear|assure you)(?: to you)? that (?=[a-z])",
    re.IGNORECASE,
)
"""What only says that something is going to be said."""
_WHY = deferred(
    r"\b(?:which|that)(?: is|[’']s) (?:also )?why (?=(?:we|I|the|our)\b)|\bneeds? to [^.;]{3,160}?, so (?=\w)"
)
"""What comes before it gives the reason: "not all can pay, which is why we will …"."""
_SEEN = 5
"""Characters of the verb group that tell its subject, where it opens with one ("we have worked")."""
_DUTY_BEHIND = deferred(
    r",? (?:and (?:must|may|might|could)"
    r"|(?:and|but) (?:we|they|it|there|this) (?:[a-z]+ly )?"
    r"(?:must|may|might|could|should|believe|think|know|feel|recognise|understand)) [a-z]"
)
"""Behind what "will" be done: what is asked of others, what may be, or what is thought."""
_TODAY = deferred(r"(?:from|as of) (?:today|this week)", re.IGNORECASE)


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
        story.cast.meet(heard.mentioned)
        if block.kind in READ or len(document.blocks) == 1:
            claims += found
            sure = [claim for claim in found if claim.confidence >= SURE and claim.kind != "procedure"]
            for claim in sure:
                story.note(claim)
            story.fresh = bool(sure) or (story.fresh and block.kind not in READ)
    kept = (claim for claim in claims if claim.confidence >= floor)
    return numbered(gathered(sorted(kept, key=lambda claim: (claim.start, claim.end))))


def _read(heard: VoicedPassage, block: Block, story: Story, floor: float) -> list[Claim]:
    found: list[Claim] = []
    for sentence in stretches_of(heard.passage.sentences):
        if is_furniture(sentence.text) or (_somebody_else(heard, block) and not _is_marked(block, heard, story)):
            continue
        if sentence.start == block.start and _completes(block, story):
            continue
        opens = sentence.start == block.start or _BULLETED.search(story.document.text, block.start, sentence.start)
        now = of_line(sentence, block, heard, story) if opens else []
        if not any(claim.confidence >= SURE for claim in now):
            stated = list(_stated(sentence, heard, story, floor))
            stated = [dated(claim, block, story) for claim in stated]
            now = stated if not now or any(claim.confidence >= SURE for claim in stated) else now
        found += [] if _leads_a_list(sentence, story) else now
    return found


def _completes(block: Block, story: Story) -> bool:
    """Whether an item only completes a clause of its lead-in ("applications which:")."""
    if block.lead_in is None:
        return False
    lead, text = story.document.blocks[block.lead_in], story.document.text[block.start : block.end]
    return is_half_said(lead, story) or (gives_examples(lead, story) and not opens_with_a_verb(text))


def _leads_a_list(sentence: Sentence, story: Story) -> bool:
    """Whether it ends in a colon before items that it leads in: they are the claims, and keep its words."""
    following = story.document.blocks[sentence.block + 1 : sentence.block + 2]
    leads = sentence.text.endswith(":") and any(block.lead_in == sentence.block for block in following)
    lead = story.document.blocks[sentence.block]
    return leads and not (is_half_said(lead, story) or gives_examples(lead, story))


def _is_marked(block: Block, heard: VoicedPassage, story: Story) -> bool:
    """Whether what looks like a quotation is an item of a party's own list, which printed ">" before it."""
    own = story.document.publisher_type == "party" and block.kind == "quote" and not heard.passage.quotations
    return own and (verb := imperative(heard.passage.text)) is not None and is_order(verb)


def _somebody_else(heard: VoicedPassage, block: Block) -> bool:
    """A passage that is nothing but quotation, of whom nobody says."""
    quoted = block.kind == "quote" or heard.passage.only_quotation
    return quoted and not any(voice.speaker for voice in heard.voices)


def _stated(sentence: Sentence, heard: VoicedPassage, story: Story, floor: float) -> Iterator[Claim]:
    """Claims by the sentence's own verbs: what is promised, and what is said to have happened."""
    known = candidates(sentence, heard, story)
    if not known:
        return
    sure = tuple(one for one in known if one.confidence >= SURE)
    promised = [one for one in sure if one.kind is None]
    if promised and _introduces(sentence.text, story.document.blocks[sentence.block]):
        story.leads[sentence.block] = (promised[-1].owner, promised[-1].group)
    found = tuple(_composed(sentence, sure, known, heard, story)) if sure else ()
    yield from found
    doubtful = () if floor >= SURE else tuple(one for one in known if floor <= one.confidence < SURE)
    for claim in _composed(sentence, doubtful, doubtful, heard, story) if doubtful else ():
        if not any(claim.start < other.end and other.start < claim.end for other in found):
            yield claim


def _composed(
    sentence: Sentence,
    known: tuple[ClaimCandidate, ...],
    all_of_it: tuple[ClaimCandidate, ...],
    heard: VoicedPassage,
    story: Story,
) -> Iterator[Claim]:
    """The clauses of the sentence that have a verb group of their own, each with its evidence.

    `all_of_it` has also those that commit nobody: where "will" opens a clause of its own, the one before it ends.
    """
    owned = {one.group.start: (one.group, one.owner) for one in known}
    kinds = {one.group.start: one.kind for one in known}
    promised = [one.group for one in known if one.group.form != DONE]
    around = (one.group for one in all_of_it if one.group.form in _FIRM or "will" in one.group.words or one in known)
    press = story.document.publisher_type == "press"
    for opens, left_end, right_end in spans(sentence.text, tuple(around)):
        first = opens if opens.start in owned else None if press else _behind(opens, right_end, known, sentence.text)
        if first is None:
            continue  # a clause of its own that commits nobody
        group = _weightier(first, range(left_end, right_end), promised)
        owner, voice = _hung_on(sentence.text, group, owned), voice_of(heard, sentence, group)
        start, end = _trimmed(sentence.text, group, left_end, right_end)
        if voice is None:  # Of reported words those before them tell whose they are.
            start = stated_before(sentence.text, start, group.start, end)
        text = sentence.text[start:end]
        if len(text.split()) < FEWEST_WORDS or not (group.form in WHOLE or verb_phrase(sentence.text, group)):
            continue
        lead, at = noun_before(sentence.text, start), sentence.start + start
        if (
            group.start == start and group.form in _FIRM
        ):  # "…, and will close X": the subject stands in the clause before
            lead = owner.subject or lead
        manner = quotation_of(sentence.start + group.start, range(at, at + end - start), voice, heard)
        setting = setting_of(owner, voice, manner, heard, story)
        kind = kinds[group.start]
        stretches = parts(text, group.end - start, negated=group.negated) if kind is None else ((0, len(text)),)
        for number, (left, right) in enumerate(stretches):
            if is_stump(text[left:right]):
                continue
            own, words = text[left:right], text[: group.end - start] if number else lead
            shared = _shared(group, text[:left]) if number else group
            does = lent(shared, own) if number else shared
            if number and (asked := _ASKS_BODY.match(text, group.end - start)) and asked.end() < left:
                words = text[: asked.end()].rstrip()
                does = replace(does, words=f"{group.words} … {asked['verb']}", form="support", strength=FAINT)
            elif number and does.form in _LIGHT and words and (willed := _WILL.search(words)):
                words, does = words[: willed.end()], lent(_only_willed(shared, willed.group(0)), own)
            claim = compose(
                own,
                at + left,
                does,
                owner,
                story.place,
                kind=kind,
                lead_in=words,
                setting=setting,
            )
            if number and not claim.when:  # "Within a month, we will cut … and lower …"
                claim = claim.model_copy(update=times_of(words or "", at, story.place.published)._asdict())
            yield claim.model_copy(update={"part_of": text}) if len(stretches) > 1 else claim


def _behind(opens: VerbGroup, end: int, known: tuple[ClaimCandidate, ...], text: str) -> VerbGroup | None:
    """What commits behind words that only open the clause: "As the ferry will close, we will build a bridge"."""
    groups = (one.group for one in known if opens.end < one.group.start < end)
    return next((one for one in groups if ", " in text[opens.end : one.start]), None)


def _trimmed(text: str, group: VerbGroup, start: int, end: int) -> tuple[int, int]:
    """The clause without a preamble ("I want to be clear that") and without what others must do."""
    if (before := _PREAMBLE.match(text, start, end)) and before.end() <= group.start:
        start = before.end()
    if (reason := _WHY.search(text, start, group.start + _SEEN)) and reason.end() <= group.start:
        start = reason.end()
    willed = group.form in _FIRM or "will" in group.words
    behind = _DUTY_BEHIND.search(text, group.end, end) if willed else None
    return start, behind.start() if behind else end


def _shared(group: VerbGroup, before: str) -> VerbGroup:
    """The "will" that a later verb shares; after "but" what was refused is refused no more."""
    if not group.negated or not _BUT.search(before):
        return group
    words = _NOT.sub("", group.words.replace("won’t", "will").replace("won't", "will"))
    return replace(group, words=words, negated=False)


def _only_willed(group: VerbGroup, words: str) -> VerbGroup:
    return replace(group, words=words, form="will", strength=IMPERATIVE)


def _weightier(group: VerbGroup, span: range, promised: list[VerbGroup]) -> VerbGroup:
    """The group that counts in a clause: what is promised, not what was done or who pays; but "from today" it is done."""
    if group.form in PAYS:
        return next((one for one in promised if one.start in span and one.form in _FIRM), group)
    if group.form != DONE or _TODAY.match(group.words):
        return group
    return next((one for one in promised if one.start in span), group)


def _hung_on(text: str, group: VerbGroup, owned: dict[int, tuple[VerbGroup, Owner]]) -> Owner:
    """Who is committed; what a relative clause only mentions goes with the commitment it hangs on."""
    owner = owned[group.start][1]
    if not owner.inferred or not is_relative(text, group):
        return owner
    firm = next((other for _, other in owned.values() if not other.inferred), owner)
    return replace(firm, subject=owner.subject)


def _introduces(text: str, block: Block) -> bool:
    return block.kind == "heading" or text.rstrip().endswith((":", "–", "…")) or block.kind == "item"
