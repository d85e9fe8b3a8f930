"""Whose words a sentence is: direct, reported, or carried on from the sentence before.

Rules in the order tried (docs/studies/extraction.md 7): the cue right after the words ("…," said X), the nearest cue
before them (X said … “…”), "according to X", a cue further on, the same paragraph, a paragraph that is nothing but a
quotation after one whose speaker is known. Never guessed further.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from tracker.claims.cue import Cue, find_cues
from tracker.claims.label import COLON, Label, labels, signed
from tracker.claims.lexicon import lexicon
from tracker.claims.passage import Passage, passages
from tracker.claims.people import Cast, Mentioned, Speaker, mentioned_in
from tracker.claims.subject import OPENER, subject_before
from tracker.claims.voice import Voice
from tracker.config.person import People
from tracker.extract.document import Block, Document
from tracker.patterns import deferred

LONGEST = 3000
"""Characters of a passage that is still read as a sentence; longer ones are not prose."""
SILENT = frozenset({"caption", "attachment"})
"""Kinds of block that stand between paragraphs without ending who speaks."""
FEW_WORDS = 6
"""A quotation shorter than this, with nobody named, is a name or an irony rather than speech."""

_INVERTED = deferred(r"^ (?:(?:the |a |an )?[^,.;:–§\n]{1,90})")
_ACCORDING = deferred(r" (?:the |a |an )?[^,.;:–§\n]{1,80}")
_APPOSITION = deferred(r"^, ([A-Z][^,\n]{2,60}), ?")
_AFTER_QUOTE = deferred(r"^[§\s,]{0,3}")
_TELLS = deferred(
    r"\b(?:sources?|reports?|figures|data|stud(?:y|ies)|research|researchers|surveys?|polls?|analys[ei]s|analysts?|accounts?|"
    r"documents?|experts?|officials?|ministers?|papers?|people|person|leaders?|estimates|forecasts?|plans?|he|she|them|him|her)\b"
)
_PASSIVE = deferred(r"\b(?:was|were|been|being|be) (?:also |first |now )?$")
_CUT = deferred(r" (?:that|who|which|when|after|as|while|in|on|at|last|this|yesterday|today|to|during)\b")


@dataclass(frozen=True, slots=True)
class VoicedPassage:
    """A passage and the voices in it."""

    passage: Passage
    voices: tuple[Voice, ...]
    body: str | None
    """The party, department or government named last, before and in this passage."""
    mentioned: Mentioned
    """Whom this passage names."""


@dataclass(frozen=True, slots=True)
class _CueMatch:
    """A cue whose subject was found: offsets in the passage's frame."""

    cue: Cue
    speaker: Speaker
    start: int
    end: int
    inverted: bool
    opens: int
    """Where the whole subject begins: the office before the name."""


_PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who", "one", "both", "some", "many", "others", "all"})
_PERSONAL = frozenset({"he", "she", "it", "they", "we", "i"})
"""Words that speak alone: what follows them is their verb ("We support calls for …")."""
_OURSELVES = frozenset({"we", "i", "you", "who", "to"})
_FINITE = frozenset(
    "is are was were there has have had will would supports opposes backs wants believes remains welcomes".split()
)
"""Words of a clause: no name of anybody has them."""
_OPENS_A_CLAUSE = frozenset({"as", "when", "while", "if", "because", "although", "whether", "to", "until", "unless"})


@cache
def _function_words() -> frozenset[str]:
    return frozenset(lexicon("grammar")["function"])


def hear(document: Document, people: People | None = None) -> tuple[VoicedPassage, ...]:
    """Every passage of the document with its voices, in reading order."""
    return tuple(_heard(document, people))


def _heard(document: Document, people: People | None) -> Iterator[VoicedPassage]:
    cast = Cast(document, people)
    labelled, holds = labels(document), None
    carried: Speaker | None = None
    block_before, spoken = -1, None
    every = passages(document)
    for at, passage in enumerate(every):
        kind = document.blocks[passage.block].kind
        if passage.block != block_before:
            carried, spoken = (carried if kind in SILENT else spoken), (spoken if kind in SILENT else None)
            block_before = passage.block
            holds = _holding(labelled.get(passage.block), holds, cast, ends=kind == "heading")
        mentioned = mentioned_in(passage.frame)
        if len(passage.text) > LONGEST or kind in SILENT:
            yield VoicedPassage(passage=passage, voices=(), body=cast.last_body, mentioned=mentioned)
            continue
        said = _said(passage.frame, cast)
        voices = _voices(passage, said, spoken or (carried if passage.only_quotation else None))
        if kind == "quote" and not passage.quotations:
            voices = (
                Voice(
                    start=passage.start, end=passage.end, direct=True, speaker=spoken or carried, confidence="medium"
                ),
            )
        following = [one.text for one in every[at + 1 : at + 2] if one.block != passage.block]
        voices = _signed(voices, signed(passage.frame, following) if passage.quotations else None, cast)
        speakers = [voice.speaker for voice in voices if voice.speaker]
        spoken = speakers[-1] if speakers else (None if said == () and passage.quotations else spoken)
        cast.meet(mentioned)
        if holds is not None:
            voices = tuple(one if one.speaker else replace(one, speaker=holds, cue=COLON) for one in voices)
            voices = (*voices, _in_turn(passage, holds, document.blocks[passage.block], labelled.get(passage.block)))
        yield VoicedPassage(passage=passage, voices=voices, body=cast.last_body, mentioned=mentioned)


def _holding(label: Label | None, holds: Speaker | None, cast: Cast, *, ends: bool) -> Speaker | None:
    """Who has the floor in a transcript: whom the label names, else whoever had it, until a heading."""
    if label:
        return cast.who(label.who) if label.who else None
    return None if ends else holds


def _in_turn(passage: Passage, speaker: Speaker, block: Block, label: Label | None) -> Voice:
    """The words of whoever has the floor; one sign before them stands for a quotation mark."""
    begins = block.start + label.end if label else passage.start
    return Voice(
        start=max(begins, passage.start) - 1,
        end=passage.end,
        direct=True,
        speaker=speaker,
        cue=COLON,
        cue_kind="say",
        confidence="high",
    )


def _signed(voices: tuple[Voice, ...], name: str | None, cast: Cast) -> tuple[Voice, ...]:
    """The last quotation without a speaker belongs to whoever signs it."""
    if name is None or not voices or voices[-1].speaker is not None:
        return voices
    return (*voices[:-1], replace(voices[-1], speaker=cast.who(name), confidence="high"))


def _said(frame: str, cast: Cast) -> tuple[_CueMatch, ...]:
    """Every cue with its speaker, in order; participles take the speaker before them."""
    found: list[_CueMatch] = []
    for cue in find_cues(frame):
        if _PASSIVE.search(frame, max(0, cue.start - 16), cue.start) and not cue.text.lower().startswith("committed"):
            continue  # "as was promised": whoever did it is not its subject
        span = _subject(frame, cue, cast)
        if cue.participle and found and span is None:
            found.append(replace(found[-1], cue=cue))
        elif cue.participle and found:
            found.append(replace(found[-1], cue=cue, inverted=False))
        elif cue.participle and "§" not in frame[max(0, cue.start - 3) : cue.start]:
            continue
        elif span and (phrase := frame[span[0] : span[1]].strip(" ,§")) and _can_speak(phrase):
            if cue.of_others and phrase.lower().split()[-1] in _OURSELVES:
                continue
            found.append(
                _CueMatch(
                    cue=cue,
                    speaker=cast.who(phrase),
                    start=span[0],
                    end=span[1],
                    inverted=span[0] >= cue.end,
                    opens=_opening(frame, cue, span[0]),
                )
            )
    return tuple(found)


def _opening(frame: str, cue: Cue, start: int) -> int:
    """Where the whole subject begins: of "The minister, Ann Lee, said" at the office."""
    head = subject_before(frame, cue.start) if start < cue.start else None
    return min(head[0], start) if head else start


def _can_speak(phrase: str) -> bool:
    """Whether a phrase can be whoever speaks: "as promised" and "when the poll said" name nobody."""
    first, *others = phrase.lower().split()
    if not others:
        return first in _PRONOUNS or first not in _function_words()
    return first not in _OPENS_A_CLAUSE | _PERSONAL and _FINITE.isdisjoint([first, *others])


def _subject(frame: str, cue: Cue, cast: Cast) -> tuple[int, int] | None:
    if cue.text.lower() == "according to":
        match = _ACCORDING.match(frame, cue.end)
        span = _trimmed(frame, cue.end, match.end()) if match else None
        return span if span and _can_tell(frame[slice(*span)], cast) else None
    before = subject_before(frame, cue.start)
    before = named_in_apposition(frame, before, cue.start, cast) or before
    follows_quote = frame[max(0, cue.start - 3) : cue.start].rstrip(" ,").endswith("§")
    follows_comma = frame[max(0, cue.start - 2) : cue.start] == ", "
    match = _INVERTED.match(frame[cue.end : cue.end + 120]) if follows_quote or follows_comma else None
    if (
        match
        and not _object(match.group(0))
        and not (before and follows_comma and cast.names(frame[before[0] : before[1]]))
    ):
        return _trimmed(frame, cue.end, cue.end + match.end())
    return before


def _can_tell(phrase: str, cast: Cast) -> bool:
    """Whether what stands behind "according to" is somebody or something that says so: not "the treatments they give"."""
    return any(word[:1].isupper() for word in phrase.split()) or bool(_TELLS.search(phrase)) or cast.is_known(phrase)


def named_in_apposition(frame: str, head: tuple[int, int] | None, verb: int, cast: Cast) -> tuple[int, int] | None:
    """Of "the union’s leader, Ann Lee, warned": the name between the commas, where the head is no name."""
    match = _APPOSITION.match(frame[head[1] : verb]) if head else None
    if head is None or match is None or cast.names(frame[head[0] : head[1]]) or not cast.names(match.group(1)):
        return None
    return head[1] + match.start(1), head[1] + match.end(1)


def _object(words: str) -> bool:
    """Words after "said" that are no speaker: a clause, or nothing that could be a name or a group."""
    return bool(re.match(r" (?:that|it|this|there|how|why|whether|if|to|him|her|them|in|on|at|of)\b", words))


def _trimmed(frame: str, start: int, end: int) -> tuple[int, int] | None:
    cut = _CUT.search(frame, start + 4, end)
    end = cut.start() if cut else end
    while start < end and not frame[start].isalnum():
        start += 1
    while end > start and not frame[end - 1].isalnum():
        end -= 1
    return (start, end) if start < end else None


def _voices(passage: Passage, said: tuple[_CueMatch, ...], carried: Speaker | None) -> tuple[Voice, ...]:
    voices = [_quoted(passage, a, b, said, carried) for a, b in passage.quotations]
    reported = _reported(passage, said)
    return (*voices, *([reported] if reported else []))


def _quoted(passage: Passage, a: int, b: int, said: tuple[_CueMatch, ...], carried: Speaker | None) -> Voice:
    start, end = a - passage.start, b - passage.start
    one = _after(passage.frame, end, said) or _before(start, said) or _later(end, said)
    if one:
        return _voice(passage, a, b, one, direct=True)
    words = len(passage.text[start:end].split())
    if carried and (passage.only_quotation or words >= FEW_WORDS) and not find_cues(passage.frame):
        return Voice(start=a, end=b, direct=True, speaker=carried, confidence="medium")
    return Voice(start=a, end=b, direct=True)


def _after(frame: str, end: int, said: tuple[_CueMatch, ...]) -> _CueMatch | None:
    """“…,” said X; “…,” X said: the cue's phrase begins right after the words, which end in a comma, ? or !."""
    gap = _AFTER_QUOTE.match(frame[end : end + 4])
    at = end + (gap.end() if gap else 0)
    return next((one for one in said if min(one.start, one.cue.start) in {at, at + 1} and one.cue.kind), None)


def _before(start: int, said: tuple[_CueMatch, ...]) -> _CueMatch | None:
    return next(
        (one for one in reversed(said) if one.cue.end <= start and not (one.inverted and one.end > start)), None
    )


def _later(end: int, said: tuple[_CueMatch, ...]) -> _CueMatch | None:
    return next((one for one in said if one.cue.start >= end), None)


def _reported(passage: Passage, said: tuple[_CueMatch, ...]) -> Voice | None:
    """The reported stretch of the first cue: what follows it, or what stands before a trailing ", X said"."""
    one = next((found for found in said if found.cue.kind != "judge"), None)
    if one is None:
        return None
    tail = passage.frame[max(one.cue.end, one.end) :].strip(" .”§")
    opening = passage.frame[: min(one.opens, one.cue.start)]
    if one.cue.text.lower() == "according to" and not any(sign.isalnum() for sign in opening):
        return _voice(passage, passage.start + one.end, passage.end, one, direct=False)
    introduced = OPENER.fullmatch(opening.rstrip(" ").removesuffix(" a").removesuffix(" the") + " ")
    trailing = (
        not introduced
        and opening.rstrip().endswith((",", "–", "§"))
        and any(sign.isalnum() or sign == "§" for sign in opening)
    )
    if (trailing and (one.inverted or len(tail.split()) < FEW_WORDS)) or one.cue.text.lower() == "according to":
        return _voice(passage, passage.start, passage.start + len(opening), one, direct=False)
    parenthetic = trailing and passage.frame[one.cue.end : one.cue.end + 1] == ","
    start = passage.start if parenthetic else passage.start + one.cue.end
    return _voice(passage, start, passage.end, one, direct=False)


def _voice(passage: Passage, start: int, end: int, one: _CueMatch, *, direct: bool) -> Voice:
    return Voice(
        start=start,
        end=end,
        direct=direct,
        speaker=one.speaker,
        speaker_start=passage.start + one.start,
        speaker_end=passage.start + one.end,
        cue=passage.text[one.cue.start : one.cue.end],
        cue_kind=one.cue.kind,
        confidence="high" if one.speaker.standing != "unknown" or one.speaker.name[:1].isupper() else "medium",
    )
