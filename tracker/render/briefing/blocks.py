"""Blocks: what a briefing says, paragraph by paragraph, each part with what it is, so that every form says the same."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from tracker.desk.briefing import Briefing, BriefSearch, BriefStage, BriefTurn, standing
from tracker.desk.citation import CitationItem
from tracker.desk.dates import day
from tracker.render.cite.pieces import Line, Phrase, address, sentence
from tracker.render.notes import in_line

_SAID = "Nothing on this page says whether the promise was kept."


class BriefBlock(NamedTuple):
    """A paragraph. `detail` belongs under the paragraph before it."""

    kind: Literal["title", "head", "text", "item", "detail"]
    line: Line


def blocks(one: Briefing) -> Iterator[BriefBlock]:
    """Name, sum, standing; the turns, what people wrote, the words, what is not known, what was searched, the proof."""
    yield BriefBlock("title", [Phrase(one.name, "name")])
    yield BriefBlock("text", _sum(one))
    yield BriefBlock("text", [Phrase("Standing: "), Phrase(standing(one), "name"), Phrase(f" {_SAID}")])
    yield _head("What changed")
    yield from _turns(one.turns)
    if one.notes:
        yield _head("What people wrote")
        yield from (BriefBlock("item", [Phrase(in_line(note), "name")]) for note in one.notes)
    yield _head("Who said it, when and where")
    for number, stage in enumerate(one.stages, start=1):
        yield from _stage(number, stage)
    yield _head("What is not known")
    yield from (BriefBlock("item", [Phrase(said, "name")]) for said in one.unknown)
    yield _head("What was searched")
    yield from (BriefBlock("text", line) for line in _searched(one.searched))
    yield _head("How to check it")
    yield from _proof(one)


def _head(words: str) -> BriefBlock:
    return BriefBlock("head", [Phrase(words)])


def _sum(one: Briefing) -> Line:
    """One sentence: who said it first, how it reads now, how often it changed."""
    first, last = one.stages[0].cited, one.stages[-1]
    said = [
        *_who(first),
        Phrase(f" on {_on(first)}: " if first.published else f", seen {_on(first)}: "),
        *_words(first),
    ]
    if not one.links:
        return [Phrase("Said once, by "), *said, *_stands(one.stages[0]), Phrase(".")]
    count = "not changed since" if not one.turns else _count(len(one.turns), "change")
    return [
        Phrase("First said by "),
        *said,
        Phrase("; newest wording by "),
        *_who(last.cited),
        Phrase(f", {_when(last.cited)}: "),
        *_words(last.cited),
        *_stands(last),
        Phrase(f"; {count}."),
    ]


def _turns(turns: Sequence[BriefTurn]) -> Iterator[BriefBlock]:
    """One paragraph a stage: the words before and after, and the claim to cite."""
    if not turns:
        yield BriefBlock("text", [Phrase("Nothing: every wording says the same, as far as tracker can tell.")])
    for _, group in groupby(turns, key=lambda turn: turn.stage):
        found = list(group)
        turn = found[0]
        line = [Phrase(f"{day(turn.at) if turn.at else 'No date'}, "), Phrase(turn.who or "publisher unknown", "name")]
        line.append(Phrase(": "))
        for place, each in enumerate(found):
            line += [*([Phrase("; ")] if place else []), Phrase(each.said, "name")]
        checked = "" if turn.standing == "confirmed" else ", not checked by a person"
        yield BriefBlock("item", [*line, Phrase(" ("), Phrase(turn.cite, "code"), Phrase(f"{checked})")])


def _stage(number: int, stage: BriefStage) -> Iterator[BriefBlock]:
    """The citation's own sentence; then how it belongs here, and the commands that prove it."""
    one = stage.cited
    yield BriefBlock("item", [Phrase(f"Stage {number}. "), *sentence(one), Phrase(_there(stage))])
    lead = next((remark for remark in one.remarks if remark.startswith("introduced by ")), None)
    if lead:
        yield BriefBlock("detail", [Phrase(f"{lead[:1].upper()}{lead[1:]}.", "name")])
    if stage.standing is not None:
        yield BriefBlock("detail", [Phrase("Same pledge: "), *_checked(stage), Phrase(".")])
    if any(side.cut for side in (one.old, one.new) if side):
        yield BriefBlock("detail", [Phrase("An extract: the licence of this source does not allow more.")])
    told: Line = [Phrase("Check: ")]
    for place, command in enumerate(stage.commands):
        told += [*([Phrase(" · ")] if place else []), Phrase(command, "code")]
    yield BriefBlock("detail", told)
    if one.permalink:
        yield BriefBlock("detail", [Phrase("Permalink: "), address(one.permalink)])
    if one.version.saved:
        yield BriefBlock("detail", [Phrase("Copy at a web archive: "), address(one.version.saved)])


def _checked(stage: BriefStage) -> Line:
    if stage.standing != "confirmed":
        return [Phrase("machine suggestion, not checked by a person")]
    if not stage.confirmed:
        return [Phrase("confirmed by a person")]
    line: Line = [Phrase("confirmed by ")]
    for place, one in enumerate(stage.confirmed):
        on = f" on {one.on.day} {one.on:%b %Y}" if one.on else ""
        line += [*([Phrase(", ")] if place else []), Phrase(one.by, "name"), Phrase(on)]
    return line


def _there(stage: BriefStage) -> str:
    if stage.stands is None:
        return ""
    return " Still there." if stage.stands else " No longer there."


def _stands(stage: BriefStage) -> Line:
    if stage.stands is None:
        return []
    return [Phrase(", which still stands" if stage.stands else ", which no longer stands")]


def _searched(found: BriefSearch) -> Iterator[Line]:
    as_of = f", as of {day(found.as_of)}" if found.as_of else ""
    held = f"{_count(found.documents, 'document')} of {_count(found.sources, 'source')}"
    yield [Phrase(f"Every recorded version of {held}{as_of}. What was never recorded cannot be found here.")]
    if found.absent and found.absent.holds:
        line: Line = [Phrase("Not found where it would have to stand now: ")]
        for place, one in enumerate(found.absent.searched):
            line += [*([Phrase(", ")] if place else []), Phrase(one.version, "code"), Phrase(f" ({day(one.as_of)})")]
        yield [*line, Phrase(".")]


def _proof(one: Briefing) -> Iterator[BriefBlock]:
    for command, does in (
        (f"tracker trace {one.pledge} --full", "all stages, with the reasons for each link"),
        (f"tracker cite {one.pledge}", "all citations, with offsets, commits and hashes"),
        (f"tracker cite {one.pledge} --bundle evidence.zip", "pages, texts and hashes, to be checked without tracker"),
    ):
        yield BriefBlock("item", [Phrase(command, "code"), Phrase(f": {does}")])
    yield BriefBlock("text", [Phrase("Days are London’s. Versions and ids are never renumbered.")])


def _who(one: CitationItem) -> Line:
    if one.speaker:
        return [Phrase(one.speaker, "name"), Phrase(" in "), Phrase(one.publisher, "name")]
    return [Phrase(one.publisher, "name")]


def _words(one: CitationItem) -> Line:
    return [Phrase(one.new.words, "quote")] if one.new else []


def _on(one: CitationItem) -> str:
    return day(one.published, one.precision) if one.published else day(one.version.captured_at)


def _when(one: CitationItem) -> str:
    """The page's date belongs to its first version: words that a later one brought are dated by their sighting."""
    if one.published and one.between is None:
        return f"published {_on(one)}"
    return f"first seen {day(one.version.captured_at)}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
