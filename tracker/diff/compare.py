"""Compare: two documents, sentence by sentence, into changes that can be read."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Literal

from tracker.config.settings import Settings
from tracker.diff.align import Pair
from tracker.diff.change import Change, ChangeKind, Flag, Part, Side
from tracker.diff.flags import flags
from tracker.diff.noise import noise_of
from tracker.diff.paired import paired
from tracker.diff.past import is_past, is_same_day
from tracker.diff.ranked import ranked
from tracker.diff.renamed import told_once
from tracker.diff.retold import is_of_the_page
from tracker.diff.words import differ
from tracker.extract.document import Document, cells
from tracker.patterns import deferred
from tracker.wording.fold import fold, numbers, stems, words
from tracker.wording.names import find_proper
from tracker.wording.same import same_but_typography

UNRELATED = 0.2
"""Share of the shorter sentence's stems under which two that were paired by their place are two sentences …"""
FEW = 4
"""… if both have so many; of fewer every change is a large one."""
_COLLECTIONS = frozenset({"document_collection", "manual", "hmrc_manual", "service_manual_topic"})
"""GOV.UK types whose list items are titles of other documents (extract/details.py)."""


def compare(old: Document, new: Document, *, settings: Settings = Settings()) -> tuple[Change, ...]:  # noqa: B008 - frozen
    """Changes in reading order of the new text; a removed sentence stands after the one it used to follow.

    Identical sentences in place give none. Headings pair with headings, rows with rows, other prose with prose, so a
    change of list markers or of a paragraph into an item is none either. Metadata is not compared.
    """
    pairs = paired(old, new, settings=settings)
    pages = _Pages(old, new)
    found = [*_kept(old, new, pairs, pages), *_removed(old, pairs), *_added(new, pairs)]
    found.sort(key=lambda placed: placed[0])
    day = _day(new)
    return ranked(told_once([_with_past(change, day) if day else change for _, change in found]), old, new)


_BINDING = deferred(
    r"\b(?:will|shall|must|should|going to|committed to)\s?(?:also\s?)?[:…–-]{0,2}$|['’]ll\s?:?$", re.IGNORECASE
)
_BY = deferred(r"\b(?:by|until|till|before|no later than|deadline|end of|to)\s(?:the\s)?", re.IGNORECASE)
_TAIL = 40
"""Characters of a lead-in's end in which its verb is looked for."""
_Place = tuple[float, int, int]
"""New sentence (halves for removed ones), then old sentence: the order in which changes are read."""
_Placed = tuple[_Place, Change]


class _Pages:
    """The words of both versions of a page, folded when first asked for."""

    def __init__(self, old: Document, new: Document) -> None:
        self._old, self._new, self._on = old, new, _day(new)

    @cached_property
    def old(self) -> str:
        return fold(self._old.text)

    @cached_property
    def new(self) -> str:
        return fold(self._new.text)

    def know(self, flag: Flag, part: Part, before: str) -> bool:
        """Whether the flag tells what the page said already.

        A name that came to a sentence and stood on the page before, or that went and stands there still; the year of a
        day that was this year's in any case; another year in a heading, of which the text below tells; a day that was
        over, and by which nothing had to be done; an age that the title of both versions names.
        """
        if flag.name == "name" and not (flag.old and flag.new):
            return part == "heading" or fold(flag.old or flag.new) in (self.new if flag.old else self.old)
        if flag.name == "number" and not (flag.old and flag.new) and self._is_on(flag.old or flag.new):
            return True
        if (flag.name == "number" and part == "attachment") or (
            flag.kind == "condition" and part in {"title", "heading"}
        ):
            return True
        if flag.name != "date":
            return False
        if part in {"title", "heading", "attachment", "member", "caption"}:
            return True
        if flag.old and not flag.new:
            begun = _BY.search(before[: before.find(flag.old)][-_TAIL:]) is None and not _BY.match(f"{flag.old} ")
            past = self._on is not None and (is_past(f"in {flag.old}", self._on) or is_past(flag.old, self._on))
            return begun and past
        if flag.kind is not None or not (flag.old and flag.new):
            return False
        return self._on is not None and is_same_day(flag.old, flag.new, self._on)

    def _is_on(self, words: str) -> bool:
        """Whether both titles say of whom the page is in these words: "14 to 16 year olds"."""
        digits = numbers(words)
        return bool(digits) and all(digits <= numbers(page.title or "") for page in (self._old, self._new))


def _kept(old: Document, new: Document, pairs: Sequence[Pair], pages: _Pages) -> list[_Placed]:
    placed: list[_Placed] = []
    for pair in pairs:
        before, after = _side(old, pair.old), _side(new, pair.new)
        single = len(pair.old) == len(pair.new) == 1
        if single and before.text == after.text and not pair.moved:
            continue
        led = _is_led(old, pair.old[0]) and _is_led(new, pair.new[0])
        change = _change(pair, before, after, _part_of(new, pair.new[0]), publisher=new.publisher, led=led)
        told = change.flags and tuple(flag for flag in change.flags if not pages.know(flag, change.part, before.text))
        if told and (is_of_the_page(old, pair.old[0]) or is_of_the_page(new, pair.new[0])):
            told = ()
        if told != change.flags:
            change = change.model_copy(update={"flags": told})
        if single and change.part == "row":
            change = change.model_copy(update={"columns": _columns(old, new, pair)})
        if single and not pair.moved and _are_unrelated(change):
            placed.append(((pair.new[0] - 0.5, 0, pair.old[0]), _lone("removed", old, pair.old[0])))
            placed.append(((pair.new[0], 1, 0), _lone("added", new, pair.new[0])))
            continue
        placed.append(((pair.new[0], 0, pair.old[0]), change))
    return placed


def _columns(old: Document, new: Document, pair: Pair) -> tuple[str, ...]:
    """The heads of the columns whose cells differ between two rows of as many cells."""
    heads = new.heads_of(new.blocks[new.sentences[pair.new[0]].block])
    before, after = cells(old.sentences[pair.old[0]].text), cells(new.sentences[pair.new[0]].text)
    if not heads or len(before) != len(after):
        return ()
    return tuple(head for head, was, now in zip(heads, before, after, strict=True) if head and was != now)


def _are_unrelated(change: Change) -> bool:
    """Whether two sentences that only stand in each other's place have next to nothing in common: no rewording."""
    if change.noise or change.old is None or change.new is None or any(word.mark == "same" for word in change.words):
        return False
    old, new = frozenset(stems(change.old.text)), frozenset(stems(change.new.text))
    return min(len(old), len(new)) >= FEW and len(old & new) / min(len(old), len(new)) < UNRELATED


def _is_led(document: Document, index: int) -> bool:
    """Whether the sentence begins an item whose lead-in ends in the verb that binds ("We will:", "Schools must:")."""
    sentence = document.sentences[index]
    block = document.block_of(sentence)
    if block.lead_in is None or sentence.start != block.start:
        return False
    lead = document.blocks[block.lead_in]
    return bool(_BINDING.search(document.text[lead.start : lead.end][-_TAIL:]))


def _flags(before: Side, after: Side, part: Part, *, publisher: str | None, led: bool) -> tuple[Flag, ...]:
    """Of a row the names are its list, and no flag; nor are numbers that only came or went, where a column did."""
    found = flags(before.text, after.text, publisher=publisher, led=led)
    if "@" in before.text or "@" in after.text:
        found = tuple(flag for flag in found if flag.name != "name")  # whom to write to
    if part != "row":
        return found
    found = tuple(flag for flag in found if flag.name != "name")
    old, new = cells(before.text), cells(after.text)
    if len(old) == len(new) > 1 and not any(fold(one) == fold(other) for one, other in zip(old, new, strict=True)):
        return tuple(flag for flag in found if flag.name == "money" or _is_one_entry(old, new))
    if len(old) == len(new):
        return found
    return tuple(flag for flag in found if flag.name != "number" or (flag.old and flag.new))


def _is_one_entry(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether a cell of two rows of which every cell differs begins as it did, and some name stands in both.

    Else it is another entry: another day's event, held by somebody else.
    """
    before, after = ({name.key for cell in row for name in find_proper(cell)} for row in (old, new))
    return not (before and after and before.isdisjoint(after)) and any(
        stems(one)[:2] == stems(other)[:2] != () for one, other in zip(old, new, strict=True)
    )


def _change(pair: Pair, before: Side, after: Side, part: Part, *, publisher: str | None, led: bool) -> Change:
    kind = _kind(pair, before, after)
    if kind == "moved":
        return Change(kind=kind, old=before, new=after, part=part, words=differ(before.text, after.text), moved=True)
    noise = None if pair.moved else noise_of(before.text, after.text)
    return Change(
        kind=kind,
        old=before,
        new=after,
        part=part,
        words=differ(before.text, after.text),
        flags=() if noise else _flags(before, after, part, publisher=publisher, led=led),
        noise=noise is not None,
        noise_kind=noise,
        moved=pair.moved,
    )


def _kind(pair: Pair, before: Side, after: Side) -> ChangeKind:
    if len(pair.new) > len(pair.old):
        return "split"
    if len(pair.old) > len(pair.new):
        return "merged"
    same = same_but_typography(before.text, after.text) or words(before.text) == words(after.text)
    return "moved" if pair.moved and same else "reworded"


def _removed(old: Document, pairs: Sequence[Pair]) -> list[_Placed]:
    """Old sentences without a partner, each placed after the new place of the nearest kept sentence before it."""
    place = {index: pair.new[-1] for pair in pairs if not pair.moved for index in pair.old}
    kept = {index for pair in pairs for index in pair.old}
    placed: list[_Placed] = []
    after = -1
    for index in range(len(old.sentences)):
        after = place.get(index, after)
        if index not in kept:
            placed.append(((after + 0.5, 0, index), _lone("removed", old, index)))
    return placed


def _added(new: Document, pairs: Sequence[Pair]) -> list[_Placed]:
    kept = {index for pair in pairs for index in pair.new}
    return [((index, 1, 0), _lone("added", new, index)) for index in range(len(new.sentences)) if index not in kept]


def _lone(kind: Literal["added", "removed"], document: Document, index: int) -> Change:
    """A sentence without a partner."""
    side, noise = _side(document, (index,)), noise_of("", document.sentences[index].text)
    return Change(
        kind=kind,
        old=side if kind == "removed" else None,
        new=side if kind == "added" else None,
        part=_part_of(document, index),
        noise=noise is not None,
        noise_kind=noise,
    )


def _side(document: Document, indices: Sequence[int]) -> Side:
    sentences = [document.sentences[index] for index in indices]
    path = document.block_of(sentences[0]).path
    return Side(
        text=" ".join(sentence.text for sentence in sentences),
        start=sentences[0].start,
        end=sentences[-1].end,
        heading=path[-1] if path else None,
        sentences=tuple(indices),
    )


def _part_of(document: Document, sentence: int) -> Part:
    """The part in which the sentence of that index stands."""
    at = document.sentences[sentence].block
    block = document.blocks[at]
    match block.kind:
        case "heading":
            return "heading" if at else "title"
        case "row" | "caption" | "attachment" | "note":
            return block.kind
        case "item" if document.document_type in _COLLECTIONS:
            return "member"
        case "paragraph" if at == 1 and document.document_type:
            return "summary"
        case _:
            return "text"


def _day(document: Document) -> date | None:
    """The day of which the page says that it was updated."""
    at = document.updated or document.modified
    return at.date() if at else None


def _with_past(change: Change, day: date) -> Change:
    """Marked where what went was of days that were over (it ran out, and nobody took it back), or such a day is another."""
    if change.noise or change.old is None or change.kind == "moved":
        return change
    if change.kind == "removed":
        return change.model_copy(update={"past": True}) if is_past(change.old.text, day) else change
    dates = [flag for flag in change.flags if flag.name == "date"]
    sides = [side for flag in dates for side in (flag.old, flag.new) if side]
    if not dates or not all(is_past(f"in {side}", day) for side in sides):
        return change
    if any(flag.new for flag in dates) and len(dates) < len(change.flags):
        return change
    return change.model_copy(update={"past": True})
