"""Decisions by spreadsheet: what waits goes out as a table, and comes back as verdicts, all or none."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from tracker.capture.tools import Tools
from tracker.claims.claim import Claim
from tracker.cli.deciding import config_of, contradictions, told
from tracker.cli.review.sheet_captures import CAPTURES, CaptureWord, SheetCaptures, capture_of
from tracker.cli.verdicts import Relation, link, today, version_of, words_of
from tracker.cli.world import World
from tracker.config.contradiction import Decisions
from tracker.config.load import load_verdicts
from tracker.config.verdict import ClaimVerdict, Verdict
from tracker.desk.pledge_index import PledgeIndex
from tracker.desk.waiting_changes import change_verdict, named_changes
from tracker.diff.change import Change
from tracker.errors import UsageError
from tracker.render.review_sheet import DECISIONS, ReviewRow, is_as_written, read
from tracker.store.archive import Archive

LONGEST_WHY = 2_000
"""Characters."""
CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class SheetDecisions:
    """What a table decides."""

    verdicts: Sequence[Verdict]
    captures: Sequence[CaptureWord]


@dataclass(frozen=True, slots=True)
class _Known:
    """What of the record the rows name."""

    claims: Mapping[str, Claim]
    changes: Mapping[str, Change]
    captures: SheetCaptures


def decisions_of(
    world: World, tools: Tools, index: PledgeIndex, body: bytes, *, by: str, anyway: bool
) -> SheetDecisions:
    """What the rows of a table decide. UsageError with every line that is at fault; then none of them is taken.

    A row must be of claims, changes or suspect captures of the record, in the words in which they were written out;
    `anyway`: also against decisions that hold.
    """
    rows, faults = read(body)
    known = _known(world, tools, index, rows)
    verdicts: list[tuple[ReviewRow, Verdict]] = []
    lines: dict[str, int] = {}
    for row in rows:
        fault = _fault(row, known, lines)
        if fault:
            faults.append(f"line {row.line}: {fault}")
        else:
            verdicts += [(row, verdict) for verdict in _verdicts(row, known, by)]
    if not anyway:
        held = Decisions.of(load_verdicts(config_of(world)))
        for row, verdict in verdicts:
            against = contradictions(held, [verdict])
            faults += [f"line {row.line}: {told(one)}" for one in against[:1]]
    if faults:
        ordered = sorted(faults, key=lambda one: int(one.split()[1].rstrip(":")))
        number = f"{len(faults)} lines are at fault" if len(faults) > 1 else "1 line is at fault"
        raise UsageError(f"{number}, so nothing was taken. {'; '.join(ordered)}.")
    captures = [one for row in rows if (one := capture_of(row)) and one not in known.captures.decided]
    return SheetDecisions([verdict for _, verdict in verdicts], captures)


def _known(world: World, tools: Tools, index: PledgeIndex, rows: Sequence[ReviewRow]) -> _Known:
    return _Known(_claims(index, rows), _changes(world, tools.archive, rows), SheetCaptures.of(world, tools, rows))


def _claims(index: PledgeIndex, rows: Sequence[ReviewRow]) -> dict[str, Claim]:
    other = {CHANGES, CAPTURES}
    wanted = {name for row in rows if row.cells["queue"].strip() not in other for name in row.cells["id"].split()}
    found = index.led(sorted(wanted)) if wanted else []
    return {claim.id: claim for thread in found for claim in thread.claims}


def _changes(world: World, archive: Archive, rows: Sequence[ReviewRow]) -> dict[str, Change]:
    wanted = {name for row in rows if row.cells["queue"].strip() == CHANGES for name in row.cells["id"].split()}
    return named_changes(archive, world.config, wanted)


def _fault(row: ReviewRow, known: _Known, lines: dict[str, int]) -> str:
    """Why a row cannot be taken; nothing where it can."""
    queue, decision, names = row.cells["queue"].strip(), _decision(row), row.cells["id"].split()
    if queue not in DECISIONS:
        return f"queue {queue[:40]!r}: one of {', '.join(DECISIONS)}"
    if decision not in DECISIONS[queue]:
        return f"decision {decision[:40]!r}: one of {', '.join(DECISIONS[queue])}, or nothing"
    if not names if queue == CHANGES else len(names) != (1 if queue == "claims" else 2):
        return f"id {row.cells['id'][:60]!r}: as --export wrote it"
    return known.captures.fault(row, lines) if queue == CAPTURES else _fault_of_words(row, known, lines)


def _fault_of_words(row: ReviewRow, known: _Known, lines: dict[str, int]) -> str:
    """Of a row of links, claims or changes, of the right shape."""
    queue, names = row.cells["queue"].strip(), row.cells["id"].split()
    there: Container[str] = known.changes if queue == CHANGES else known.claims
    if missing := [one for one in names if one not in there]:
        what = "change" if queue == CHANGES else "claim"
        return f"there is no {what} {missing[0][:40]!r} in the record any more"
    if too_long := [name for name in ("why", "headline", "readers") if len(row.cells.get(name, "")) > LONGEST_WHY]:
        return f"{too_long[0]} is longer than {LONGEST_WHY} characters"
    key = " ".join(sorted(names))
    if key in lines:
        return f"it is decided on line {lines[key]} already"
    lines[key] = row.line
    for name, cell, text in _words(row, known):
        if cell in row.cells and not is_as_written(row.cells[cell], text):
            return f"{cell} is not what {name} says in the record"
    return ""


def _words(row: ReviewRow, known: _Known) -> Iterator[tuple[str, str, str]]:
    """(id, cell, words of the record) for each cell that must hold them."""
    names = row.cells["id"].split()
    if row.cells["queue"].strip() != CHANGES:
        yield from (
            (name, cell, known.claims[name].text)
            for name, cell in zip(names, ("earlier_words", "later_words"), strict=False)
        )
        return
    change = known.changes[names[0]]  # the same edit elsewhere may stand in another sentence
    for cell, side in (("earlier_words", change.old), ("later_words", change.new)):
        yield names[0], cell, side.text if side else ""


def _decision(row: ReviewRow) -> str:
    return row.cells["decision"].strip().casefold()


def _verdicts(row: ReviewRow, known: _Known, by: str) -> list[Verdict]:
    why, names, decision = _cell(row, "why"), row.cells["id"].split(), _decision(row)
    if decision == "later" or row.cells["queue"].strip() == CAPTURES:
        return []
    if row.cells["queue"].strip() == CHANGES:
        readers = tuple(name.strip() for name in (_cell(row, "readers") or "").split(",") if name.strip())
        more = {
            "headline": _cell(row, "headline"), "readers": readers, "why": why, "on": today(),
            "together": len(names) > 1,
        }  # fmt: skip
        return [change_verdict(name, known.changes[name], decision, by=by, **more) for name in names]
    named = [known.claims[name] for name in names]
    if decision in get_args(Relation):
        relation: Relation = "same" if decision == "same" else "related" if decision == "related" else "different"
        return [link(named[0], named[1], relation, why=why, by=by)]
    return [claim_verdict(named[0], is_one=decision == "claim", why=why, by=by)]


def _cell(row: ReviewRow, name: str) -> str | None:
    """A cell on one line that can be shown; None for an empty one."""
    return "".join(letter if letter.isprintable() else " " for letter in row.cells.get(name, "")).strip() or None


def claim_verdict(claim: Claim, *, is_one: bool, why: str | None, by: str) -> ClaimVerdict:
    """One person's word that it is a claim, of the kind that was read, or none. UsageError for one of no version."""
    at = version_of(claim)
    if at is None:
        raise UsageError(f"{claim.id} stands in no version, so nothing can be decided on it.")
    return ClaimVerdict(
        does="fix" if is_one else "drop",
        words=words_of(claim),
        at=at,
        claim=claim.id,
        kind=claim.kind if is_one else None,
        by=by,
        on=today(),
        why=why,
    )
