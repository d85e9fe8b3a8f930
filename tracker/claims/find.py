"""Finding the claims of a document: who commits whom to what."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from tracker.claims.candidate import DONE, ClaimCandidate, candidates, voice_of
from tracker.claims.claim import SURE, Claim, ClaimKind
from tracker.claims.clause import PAYS, is_relative, noun_before, spans
from tracker.claims.compose import compose
from tracker.claims.coordination import deeds, parts
from tracker.claims.deadline import times_of
from tracker.claims.edges import is_asked, trimmed, without_times_of_things
from tracker.claims.group import VerbGroup, verb_phrase
from tracker.claims.leads import gives_examples, in_its_list, is_half_said
from tracker.claims.line import of_line
from tracker.claims.nonclaim import is_furniture
from tracker.claims.offer import FEWEST_WORDS, imperative, is_order, opens_with_a_verb
from tracker.claims.place import numbered
from tracker.claims.restated import gathered
from tracker.claims.scene import Owner, Setting
from tracker.claims.setting import quotation_of, setting_of
from tracker.claims.shares import have_of, will_of
from tracker.claims.speaker import LONGEST, VoicedPassage, hear
from tracker.claims.stated import stated_before
from tracker.claims.story import Story
from tracker.claims.stretches import is_stump
from tracker.claims.stretches import stretches as stretches_of
from tracker.config.person import People
from tracker.extract.document import Block, Document, Sentence
from tracker.patterns import deferred

READ = frozenset({"paragraph", "item", "quote"})
"""Kinds of block that hold claims; headings and items also lend their verb to the list below them."""
WHOLE = frozenset({"law", "guarantee", DONE})
"""Classes whose words say what is done ("will be written into law"): nothing need follow."""

_FIRM = frozenset({"will", "would"})
_BULLETED = deferred(r" [-–—•*] $")
"""What stands before a line of a list that was left in its paragraph."""
_OPENS_WITHOUT = deferred(
    r"(?:(?:now|also|then) )?(?:will|would|are|is|am|have|has|intends?|aims?|hopes?|plans?|wants?|expects?) "
)
"""A verb group that opens its words: the subject stands in the clause before."""
_WITH_VERB = deferred(r"(?: (?:that|which|who)$| (?:will|would|has|have|is|are|was|were) .*$)")
"""What stands behind a subject that has another verb before."""
_TODAY = deferred(r"(?:from|as of) (?:today|this week)", re.IGNORECASE)


_ANNOUNCED = deferred(
    r"(?<![a-z])(?>[a-z]*?(?:announc|confirm|set|plan|start|begun|outlin|publish|put|brought)[a-z]*)$"
    r"|^\W*[Ff]rom|^\W*[Aa]s of"
)
"""Deeds of saying or beginning, of which the rest of the clause tells what is to come."""
_BESIDE = deferred(
    r"(?:[,;:–—] |\b(?:and|but|we|will|government|[Dd]epartment|DfE|[Pp]arty|it|they) )(?:also |now |then |[a-z]{2,16}ly )?$"
)
"""Before a verb group that a clause of its own has: "…, and will", "… but we will"."""


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
    uncut = {one.start for one in heard.passage.sentences}
    for sentence in stretches_of(heard.passage.sentences):
        if is_furniture(sentence.text) or (_somebody_else(heard, block) and not _is_marked(block, heard, story)):
            continue
        if sentence.start == block.start and _completes(block, story):
            continue
        opens = (
            sentence.start == block.start
            or _BULLETED.search(story.document.text, block.start, sentence.start) is not None
            or (sentence.start not in uncut and imperative(sentence.text) is not None)
        )
        now = of_line(sentence, block, heard, story) if opens else []
        if not any(claim.confidence >= SURE for claim in now):
            stated = list(_stated(sentence, heard, story, floor))
            stated = [in_its_list(claim, block, story) for claim in stated]
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
    willed: str | None = None
    for opens, left_end, right_end in spans(sentence.text, tuple(around), commit=[one.start for one in promised]):
        first = opens if opens.start in owned else None if press else _behind(opens, right_end, known, sentence.text)
        if first is None:
            continue  # a clause of its own that commits nobody
        weighed = [one for one in promised if not is_asked(sentence.text, one)]
        if first.form == DONE:  # "has launched a fund that will pay for support": what is launched, and what is a noun
            weighed = [one for one in weighed if _is_promised_too(sentence.text, first, one)]
        group = _weightier(first, range(left_end, right_end), weighed)
        owner, voice = _hung_on(sentence.text, group, owned), voice_of(heard, sentence, group)
        start, end = trimmed(sentence.text, group, left_end, right_end)
        if (
            voice is None or voice.direct
        ):  # Of words that are only reported words those before them tell whose they are.
            stated = stated_before(sentence.text, start, group.start, end)
            start = stated if stated < group.start or owner.subject else start
        text = sentence.text[start:end]
        if len(text.split()) < FEWEST_WORDS or not (group.form in WHOLE or verb_phrase(sentence.text, group)):
            continue
        lead, at = noun_before(sentence.text, start), sentence.start + start
        if _OPENS_WITHOUT.match(text):  # "…, and will close X"
            lead = _WITH_VERB.sub("", owner.subject.removeprefix("and ")) or lead
        elif (
            willed and group.start == start and group.form != DONE and group.words.islower()
        ):  # "We will ban …, and seek a levy"
            lead = willed
        willed = sentence.text[start : group.end] if group.form == "will" and left_end < group.start else None
        manner = quotation_of(sentence.start + group.start, range(at, at + end - start), voice, heard)
        setting = setting_of(owner, voice, manner, heard, story)
        clause = _Clause(text, at, group, group.end - start, lead, kinds[group.start])
        yield from _cut_up(clause, owner, setting, story)


def _behind(opens: VerbGroup, end: int, known: tuple[ClaimCandidate, ...], text: str) -> VerbGroup | None:
    """What commits behind words that only open the clause: "As the ferry will close, we will build a bridge"."""
    groups = (one.group for one in known if opens.end < one.group.start < end)
    return next((one for one in groups if ", " in text[opens.end : one.start]), None)


class _Clause(NamedTuple):
    """A clause of a sentence: its words, where they begin in the document, and its verb group, which ends at `verb`."""

    text: str
    at: int
    group: VerbGroup
    verb: int
    lead: str | None
    kind: ClaimKind | None


def _cut_up(clause: _Clause, owner: Owner, setting: Setting, story: Story) -> Iterator[Claim]:
    """A claim for each verb of a clause that has an object of its own."""
    text, at, group, verb, lead, kind = clause
    have = have_of(text, verb) if kind == "delivery" else None
    stretches = parts(text, verb, negated=group.negated) if kind is None else ((0, len(text)),)
    stretches = deeds(text, verb) if have else stretches
    for left, right in stretches:
        own, words, does = text[left:right], lead, group
        if is_stump(own):
            continue
        if left and have:
            words, does = have, replace(group, words=f"{have} … {own.partition(' ')[0]}", end=0)
        elif left:
            words, does = will_of(group, text[:left], verb, own)
        claim = compose(own, at + left, does, owner, story.place, kind=kind, lead_in=words, setting=setting)
        claim = without_times_of_things(claim, max(0, verb - left))
        if left and kind is None and not claim.when:  # "Within a month, we will cut … and lower …"
            claim = claim.model_copy(update=times_of(words or "", at, story.place.published)._asdict())
        yield claim.model_copy(update={"part_of": text}) if len(stretches) > 1 else claim


def _is_promised_too(text: str, done: VerbGroup, group: VerbGroup) -> bool:
    """Whether a clause that tells a deed promises something beside it; not by telling which thing or what for.

    "We cut the toll and will cut it again" does, "a formula that will set", "so that heirs will pay no tax" do not; what was
    announced is still to come.
    """
    if group.form == "support" or text.endswith((" that ", " which ", " who "), 0, group.start):
        return False
    return _ANNOUNCED.search(done.words) is not None or _BESIDE.search(text, done.end, group.start) is not None


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
