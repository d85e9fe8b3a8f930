"""Documents compared by their commitments: on a screen, in full, as Markdown and as rows of a table."""

from collections.abc import Iterable, Iterator, Sequence

from rich.padding import Padding
from rich.text import Text

from tracker.claims.choose import weight_of
from tracker.claims.claim import Claim
from tracker.claims.topic import topic_name
from tracker.desk.dates import day
from tracker.desk.manifestos import ManifestoComparison, ManifestoDocument, TopicComparison, action
from tracker.links.link import Link
from tracker.links.naming import phrase_of
from tracker.links.succession import Succession, SuccessionStatus
from tracker.render.inert import inert
from tracker.render.pledges import fit
from tracker.render.safe import safe
from tracker.render.stages import SIGNS

Rows = list[Text | Padding]
SAID: dict[SuccessionStatus, str] = {
    "reworded": "Reworded",
    "perhaps": "Perhaps there in other words, not checked",
    "not_found": "Not found there in any wording; may stand elsewhere",
    "new": "New",
    "stands": "Stands",
}
"""In the order in which they are shown."""
MARKS: dict[SuccessionStatus, str] = {"reworded": "≠", "not_found": "·", "new": "+", "perhaps": "?", "stands": "="}
SCREEN: dict[SuccessionStatus, int] = {"reworded": 5, "perhaps": 4, "not_found": 3, "new": 3}
"""Rows of each on a screen where there are more."""
COLUMNS = tuple(
    "status old_version old_claim old_text new_version new_claim new_text turns standing score reasons".split()
)
TOPIC_COLUMNS = tuple("topic publisher version date claim action section".split())
NOTHING = "nothing found in this document"
_ORDER = "publishers in alphabetical order"
_ID = 12


def head(found: ManifestoComparison) -> Iterator[Text]:
    """Which two, how many of each, and what "not found" rests on."""
    yield Text(_pair(found), style="head")
    counts = found.counts()
    named: tuple[tuple[SuccessionStatus, str], ...] = (
        ("stands", "stand"), ("reworded", "reworded"), ("perhaps", "perhaps"), ("not_found", "not found there"),
    )  # fmt: skip
    told = ", ".join(f"{counts[status]:,} {words}" for status, words in named)
    yield Text(f"Of {_count(len(found.old.commitments), 'commitment')} {told}; {counts['new']:,} new")
    yield from (Text(words, style="faint") for words in _care(found.old, found.new))


def _care(old: ManifestoDocument, new: ManifestoDocument) -> Iterator[str]:
    """Where was looked, as of when, and whatever makes it doubtful."""
    yield f"Searched: {safe(new.address)} as of {day(new.as_of)}. ◐ likely, not checked."
    for one in (old, new):
        if one.fault:
            yield f"{safe(one.address)}: {safe(one.fault)}: we cannot say what is missing from it."
        if not one.claims:
            yield f"No commitment was found in {safe(one.address)} at all: see `tracker show {safe(one.address)}`."


def blocks(found: ManifestoComparison, width: int, *, full: bool = False) -> Iterator[Rows]:
    """The statuses one after the other: on a screen the weightiest of each, in full all in document order."""
    for status, words in SAID.items():
        rows = found.of(status)
        if full:
            for at, row in enumerate(rows):
                title: Rows = [Text(f"{words} ({len(rows):,}):", style="head")] if at == 0 else []
                yield [*title, *_whole(row, found)]
            continue
        for at, row in enumerate(_each_once(_weightiest(rows))[: SCREEN.get(status, 0)]):
            title = [Text(f"{words} ({len(rows):,}):", style="head")] if at == 0 else []
            yield [*title, _line(row, width)]


def _weightiest(rows: Sequence[Succession]) -> list[Succession]:
    """What turned most, then what is most alike, then what can best be checked."""

    def order(row: Succession) -> tuple[float, float, float]:
        claims = (one for one in (row.old, row.new) if one)
        return -row.weight, -(row.link.score if row.link else 0.0), -max(map(weight_of, claims))

    return sorted(rows, key=order)


def _each_once(rows: Iterable[Succession]) -> list[Succession]:
    """Of several that perhaps became one later commitment the first, so that a screen does not repeat it."""
    seen: set[str] = set()
    kept = []
    for row in rows:
        if row.status != "perhaps" or row.new is None or row.new.id not in seen:
            kept.append(row)
            seen |= {row.new.id} if row.new else set()
    return kept


def _line(row: Succession, width: int) -> Text:
    """What turned and of what; of what is not found or new the action words."""
    text = Text(no_wrap=True, overflow="ellipsis")
    claim = row.new or row.old
    room = width - _ID - 5
    if row.turns:
        said = "; ".join(turn.said for turn in sorted(row.turns, key=lambda turn: -turn.weight))
        name = phrase_of([one for one in (row.old, row.new) if one])
        left = room * 3 // 5
        text.append(f"{_sign(row)} {fit(said, left, pad=True)}", style="flag")
        text.append(f"  {fit(name, room - left - 2, pad=True)}")
    elif row.old and row.new and row.status == "perhaps":
        half = (room - 3) // 2
        text.append(
            f"{_sign(row)} {fit(action(row.old), half, pad=True)} → {fit(action(row.new), room - 3 - half, pad=True)}"
        )
    elif claim:
        text.append(f"{_sign(row)} {fit(action(claim), room, pad=True)}")
    return text.append(f"  {claim.id if claim else ''}", style="faint")


def _sign(row: Succession) -> str:
    return SIGNS[row.link.standing] if row.status == "reworded" and row.link else MARKS[row.status]


def _whole(row: Succession, found: ManifestoComparison) -> Rows:
    rows: Rows = []
    for mark, claim, document in (("-", row.old, found.old), ("+", row.new, found.new)):
        if claim:
            line = Text(f"{mark if row.old and row.new else MARKS[row.status]} ")
            line.append(f"{safe(document.address)}  {claim.id}", style="faint")
            rows += [line, Padding(Text(safe(_words(claim))), (0, 0, 0, 4))]
    rows += [Padding(Text(safe(turn.said), style="flag"), (0, 0, 0, 4)) for turn in row.turns]
    if row.link and row.status != "stands":
        rows.append(Padding(Text(safe(_why(row.link)), style="faint"), (0, 0, 0, 4)))
    return rows


def _why(link: Link) -> str:
    return f"{SIGNS[link.standing]} score {link.score:.2f}: {'; '.join(link.reasons)}"


def values(found: ManifestoComparison) -> Iterator[list[object]]:
    """A row each, in the order of `COLUMNS`: of the older document in its order, then what is new."""
    for row in found.rows:
        yield [
            row.status,
            *((found.old.address, row.old.id, _words(row.old)) if row.old else ("", "", "")),
            *((found.new.address, row.new.id, _words(row.new)) if row.new else ("", "", "")),
            "; ".join(turn.said for turn in row.turns),
            *((row.link.standing, row.link.score, "; ".join(row.link.reasons)) if row.link else ("", "", "")),
        ]


def markdown(found: ManifestoComparison) -> Iterator[str]:
    """A heading and a table for each status."""
    yield f"## {inert(_pair(found))}"
    yield ""
    yield from (f"{inert(str(row))}  " for row in list(head(found))[1:])
    for status, words in SAID.items():
        if rows := found.of(status):
            yield from ("", f"### {words} ({len(rows):,})", "", "| then | now | what changed |", "|---|---|---|")
            for row in rows:
                cells = (
                    inert(_words(row.old)) if row.old else "",
                    inert(_words(row.new)) if row.new else "",
                    inert("; ".join(turn.said for turn in row.turns)),
                )
                yield f"| {' | '.join(cells)} |"


def topic_head(found: TopicComparison) -> Iterator[Text]:
    """What is compared, in which order, by which rule."""
    counts = ", ".join(
        f"{safe(one.publisher)} {len(said)}" for one, said in zip(found.documents, found.said, strict=True)
    )
    yield Text(f"{topic_name(found.topic)} in {_count(len(found.documents), 'document')}: {counts}", style="head")
    yield Text(
        f"Order: {_ORDER}; within a document, its own order. Extracts show the words of commitment.", style="faint"
    )


def topic_blocks(found: TopicComparison, width: int, *, room: int | None = None, letters: int) -> Iterator[Rows]:
    """Each document with its extracts, as many lines for each where `room` is short of all."""
    share = None if room is None else max((room - len(found.documents)) // len(found.documents), 1)
    for document, said in zip(found.documents, found.said, strict=True):
        title = Text(_named(document), style="place")
        if document.fault:
            title.append(f"  {safe(document.fault)}", style="warn")
        if not said:
            yield [title, Text(f"  {NOTHING}", style="faint")]
            continue
        for at, claim in enumerate(said[:share]):
            if share is None:
                rows: Rows = [Padding(Text(f"{safe(action(claim, letters))}  {claim.id}"), (0, 0, 0, 2))]
            else:
                line = Text(
                    f"  {fit(action(claim, letters), width - _ID - 4, pad=True)}", no_wrap=True, overflow="ellipsis"
                )
                rows = [line.append(f"  {claim.id}", style="faint")]
            yield [title, *rows] if at == 0 else rows


def topic_values(found: TopicComparison, letters: int) -> Iterator[list[object]]:
    """A row for each extract, and one for each document in which nothing was found."""
    for document, said in zip(found.documents, found.said, strict=True):
        own = (found.topic, document.publisher, document.address, document.at.date().isoformat())
        for claim in said:
            yield [*own, claim.id, action(claim, letters), " / ".join(claim.section)]
        if not said:
            yield [*own, "", NOTHING, ""]


def topic_markdown(found: TopicComparison, letters: int) -> Iterator[str]:
    """One table, a column for each document, empty cells told."""
    yield f"## {inert(topic_name(found.topic))}"
    yield ""
    yield f"Order: {_ORDER}; within a document, its own order."
    yield ""
    yield f"| {' | '.join(inert(_named(one)) for one in found.documents)} |"
    yield f"|{'---|' * len(found.documents)}"
    for at in range(max(map(len, found.said), default=0) or 1):
        cells = (
            inert(action(said[at], letters)) if at < len(said) else NOTHING if not said and at == 0 else ""
            for said in found.said
        )
        yield f"| {' | '.join(cells)} |"


def _pair(found: ManifestoComparison) -> str:
    """The publisher once where it is one."""
    later = _named(found.new)
    if found.old.publisher == found.new.publisher:
        later = later.removeprefix(f"{safe(found.new.publisher)}: ")
    return f"{_named(found.old)} → {later}"


def _named(one: ManifestoDocument) -> str:
    """Publisher, document and date; the version too where it is not the first."""
    return f"{safe(one.publisher)}: {safe(one.address).removesuffix('@1')} ({day(one.at)})"


def _words(claim: Claim) -> str:
    return f"{claim.lead_in} {claim.text}" if claim.lead_in else claim.text


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
