"""Saying check: a text beside the record: exact, near with what differs, or not found in what we hold.

The sum first, then what a reader must look at: what the record says otherwise, then what it says word for word, then other
wordings of the same. What is not found is no fault of anybody: it is counted, and listed only where that is asked for.
"""

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from tracker.desk.checking import SayingCheck, SearchScope
from tracker.desk.dates import day
from tracker.diff.change import Flag
from tracker.diff.rank import FLAG_WORDS
from tracker.render.inert import inert
from tracker.render.marked import marked
from tracker.render.safe import safe
from tracker.render.words import KIND_WORDS
from tracker.store.utterance import Utterance
from tracker.wording.fold import words

SIGNS = {"exact": "=", "near": "≈", "none": "·"}
TOLD = {"exact": "exact", "near": "near", "none": "not found in what we hold"}
MOST_DIFFERENCES = 2
"""Differences of one statement on the first screen; the others are counted."""
MOST_LETTERS = 160
"""Of the record's words on the first screen: two lines."""
SHORT = 52
"""Of what is said by now: with the thread's id one line of 80 columns."""
COPY = 0.8
"""Share of the words in order from which the record says what the statement says, but for what is named."""
OTHER_WORDS = "other words"
WHO = "who"


def important(found: Sequence[SayingCheck]) -> list[SayingCheck]:
    """What was found, in the order of the first screen."""
    return sorted((one for one in found if one.held.how != "none"), key=_order)


def not_found(found: Sequence[SayingCheck]) -> list[SayingCheck]:
    """What was not, in reading order."""
    return [one for one in found if one.held.how == "none"]


def block(one: SayingCheck, *, full: bool = False) -> list[RenderableType]:
    """A statement, what differs, what the record says, where and since when, and what is said by now."""
    opening = Text.assemble((f"{SIGNS[one.held.how]} ", "sign"))
    if one.saying.speaker and one.saying.speaker.split()[-1] not in one.saying.text:
        opening.append(f"{safe(one.saying.speaker)}: ", style="faint")
    opening.append(safe(one.saying.text if full else _cut(one.saying.text)))
    rows: list[RenderableType] = [opening]
    if one.held.how == "none":
        return rows
    below = [Text(line, style="flag") for line in (differences(one) if full else _briefly(one))]
    if one.held.how == "near" and (full or not _tells_all(one)):
        below.append(_record(one, full=full))
    below.append(Text(_where(one), style="faint"))
    if one.newest:
        said = one.newest.text if full else _cut(one.newest.text, SHORT)
        below.append(Text.assemble((f"newest{f' of {one.thread}' if one.thread else ''}: ", "faint"), safe(said)))
    if full:
        below += [Text(place, style="faint") for place in _places(one.places)]
    return [*rows, *(Padding(row, (0, 0, 0, 2)) for row in below)]


def differences(one: SayingCheck) -> Iterator[str]:
    """What the record says otherwise, in words: conflicts first, then what only one side says."""
    for flag in sorted(one.differs, key=lambda flag: not (flag.old and flag.new)):
        yield difference(flag)
    if one.held.how == "near" and not one.differs:
        yield OTHER_WORDS


def _briefly(one: SayingCheck) -> Iterator[str]:
    """The conflicts on one line, or what only one side says where there is none; how many more there are."""
    told = list(differences(one))
    conflicts = sum(bool(flag.old and flag.new) for flag in one.differs)
    kept = told[: min(conflicts or len(told), MOST_DIFFERENCES)]
    if told:
        yield "; ".join([*kept, *([f"{len(told) - len(kept)} more"] if len(kept) < len(told) else [])])


def difference(flag: Flag) -> str:
    """`number: record “6,500”, text “40,000”`."""
    said = KIND_WORDS[flag.kind] if flag.kind else WHO if flag.name == "actor" else FLAG_WORDS[flag.name]
    record, text = (f"“{safe(side)}”" if side else "nothing" for side in (flag.old, flag.new))
    return f"{said}: record {record}, text {text}"


def head(found: Sequence[SayingCheck]) -> str:
    """How many statements, and how each of them is held."""
    if not found:
        return "No statement in this text that can be checked."
    counts = {how: sum(one.held.how == how for one in found) for how in SIGNS}
    conflicts = sum(one.held.how == "near" and bool(one.differs) for one in found)
    others = sum(one.held.how == "exact" and any(flag.name == "actor" for flag in one.differs) for one in found)
    exact = f"{counts['exact']} exact" + (f" ({others} under another name)" if others else "")
    near = f"{counts['near']} near" + (f" ({conflicts} with a difference)" if conflicts else "")
    noun = "statement" if len(found) == 1 else "statements"
    return f"{len(found)} {noun} checked: {exact}, {near}, {counts['none']} not found."


def folded(found: Sequence[SayingCheck], searched: SearchScope) -> str:
    """What is not found, in one line; nothing where all is."""
    missing = len(not_found(found))
    return f"{missing} not found in {_held(searched)}: --all" if missing else ""


def passed(searched: SearchScope) -> Iterator[str]:
    """How much was looked up that says little to be checked; nothing where there was none."""
    if searched.passed:
        one = searched.passed == 1
        noun, was = ("sentence that says", "was") if one else ("sentences that say", "were")
        yield f"Not counted: {searched.passed} {noun} little that can be checked and {was} not found anyway."


def scope(searched: SearchScope) -> Iterator[str]:
    """What was searched; and what of it could not be, if anything."""
    names = ", ".join(map(safe, searched.documents))
    documents = f"{len(searched.documents)} document{'' if len(searched.documents) == 1 else 's'}"
    yield f"Searched: {searched.sentences:,} sentences, every version of {documents}{_as_of(searched)}: {names}."
    yield from passed(searched)
    yield from damaged(searched)


def damaged(searched: SearchScope) -> Iterator[str]:
    """A warning where texts could not be read."""
    if searched.unread:
        yield f"{searched.unread} texts are damaged and were not searched: run `tracker verify`."


def markdown(found: Sequence[SayingCheck], searched: SearchScope) -> Iterator[str]:
    """The sum; a table, a row a statement in reading order; then what was searched."""
    yield from (inert(head(found)), "")
    if found:
        yield "| found | what differs | said by | in this text | in the record | where | newest | cite |"
        yield "|---|---|---|---|---|---|---|---|"
    for one in found:
        cells = (
            *(TOLD[one.held.how], "; ".join(differences(one)), one.saying.speaker or "", one.saying.text),
            *(
                one.held.text or "",
                "; ".join(_places(one.places)),
                one.newest.text if one.newest else "",
                one.cite or "",
            ),
        )
        yield f"| {' | '.join(map(inert, cells))} |"
    yield ""
    for sentence in scope(searched):
        yield from (inert(sentence), "")


def _order(one: SayingCheck) -> tuple[int, int]:
    if any(flag.old and flag.new for flag in one.differs):
        return 0, one.saying.start
    return 1 if one.held.how == "exact" else 2, one.saying.start


def _record(one: SayingCheck, *, full: bool) -> Text:
    held = one.held.text or ""
    if full:
        return Text.assemble(("record: ", "faint"), marked(held, one.saying.text))
    led = f"{one.led} " if one.led and not one.led.endswith(".") else ""
    return Text.assemble(("record: ", "faint"), safe(_cut(f"{led}{held}")))


def _publisher(one: SayingCheck) -> str:
    return safe(one.publisher or one.places[0].first.source)


def _where(one: SayingCheck) -> str:
    """From when to when it was seen, whether it stands, and the names to follow it by."""
    first, last = one.places[0].first, _latest(one.places).last
    stands = "still there" if one.stands else "no longer there"
    thread = f" · {one.thread}" if one.thread and not one.newest else ""
    span = f"{day(first.captured_at)} to {day(last.last_seen)}"
    return f"{_publisher(one)}, {span}, {stands} · cite {safe(one.cite or '')}{thread}"


def _places(places: Sequence[Utterance]) -> Iterator[str]:
    if not places:
        return
    first, last = places[0].first, _latest(places)
    yield f"earliest {safe(first.address)}, seen {day(first.captured_at)}, {safe(first.url)}"
    there = "still there" if last.there else "no longer there"
    yield f"latest {safe(last.last.address)}, seen {day(last.last.last_seen)}, {there}"


def _latest(places: Sequence[Utterance]) -> Utterance:
    return max(places, key=lambda one: (one.there, one.last.last_seen, one.last.address))


def _held(searched: SearchScope) -> str:
    return f"the {searched.sources} source{'' if searched.sources == 1 else 's'} we hold{_as_of(searched, ', ')}"


def _as_of(searched: SearchScope, before: str = " ") -> str:
    return f"{before}as of {day(searched.as_of)}" if searched.as_of else ""


def _tells_all(one: SayingCheck) -> bool:
    """Whether the differences say all that the record's words would: the rest of them stands in the statement already."""
    told = [flag for flag in one.differs if flag.old and flag.new]
    return bool(told) and Indel.normalized_similarity(words(one.held.text or ""), words(one.saying.text)) >= COPY


def _cut(text: str, most: int = MOST_LETTERS) -> str:
    return text if len(text) <= most else f"{text[:most].rpartition(' ')[0] or text[:most]} …"
