"""Decisions by spreadsheet: what waits goes out as a table, and comes back as verdicts, all or none."""

from collections.abc import Mapping, Sequence
from typing import get_args

from tracker.claims.claim import Claim
from tracker.cli.deciding import config_of, contradictions, told
from tracker.cli.verdicts import Relation, link, today, version_of, words_of
from tracker.cli.world import World
from tracker.config.contradiction import Decisions
from tracker.config.load import load_verdicts
from tracker.config.verdict import ClaimVerdict, Verdict
from tracker.desk.pledge_index import PledgeIndex
from tracker.errors import UsageError
from tracker.render.review_sheet import DECISIONS, ReviewRow, is_as_written, read

LONGEST_WHY = 2_000
"""Characters."""


def verdicts_of(world: World, index: PledgeIndex, body: bytes, *, by: str, anyway: bool) -> list[Verdict]:
    """What the rows of a table decide. UsageError with every line that is at fault; then none of them is taken.

    A row must be of claims in the record, in the words in which they were written out; `anyway`: also against decisions
    that hold.
    """
    rows, faults = read(body)
    claims = _claims(index, rows)
    verdicts: list[tuple[ReviewRow, Verdict]] = []
    lines: dict[str, int] = {}
    for row in rows:
        fault = _fault(row, claims, lines)
        if fault:
            faults.append(f"line {row.line}: {fault}")
        elif (verdict := _verdict(row, claims, by)) is not None:
            verdicts.append((row, verdict))
    if not anyway:
        known = Decisions.of(load_verdicts(config_of(world)))
        for row, verdict in verdicts:
            against = contradictions(known, [verdict])
            faults += [f"line {row.line}: {told(one)}" for one in against[:1]]
    if faults:
        ordered = sorted(faults, key=lambda one: int(one.split()[1].rstrip(":")))
        number = f"{len(faults)} lines are at fault" if len(faults) > 1 else "1 line is at fault"
        raise UsageError(f"{number}, so nothing was taken. {'; '.join(ordered)}.")
    return [verdict for _, verdict in verdicts]


def _claims(index: PledgeIndex, rows: Sequence[ReviewRow]) -> dict[str, Claim]:
    wanted = {name for row in rows for name in row.cells["id"].split()}
    found = index.led(sorted(wanted)) if wanted else []
    return {claim.id: claim for thread in found for claim in thread.claims}


def _fault(row: ReviewRow, claims: Mapping[str, Claim], lines: dict[str, int]) -> str:
    """Why a row cannot be taken; nothing where it can."""
    queue, decision, names = row.cells["queue"].strip(), _decision(row), row.cells["id"].split()
    if queue not in DECISIONS:
        return f"queue {queue[:40]!r}: one of {', '.join(DECISIONS)}"
    if decision not in DECISIONS[queue]:
        return f"decision {decision[:40]!r}: one of {', '.join(DECISIONS[queue])}, or nothing"
    if len(names) != (2 if queue == "links" else 1):
        return f"id {row.cells['id'][:60]!r}: as --export wrote it"
    if missing := [one for one in names if one not in claims]:
        return f"there is no claim {missing[0][:40]!r} in the record any more"
    if len(row.cells.get("why", "")) > LONGEST_WHY:
        return f"why is longer than {LONGEST_WHY} characters"
    key = " ".join(sorted(names))
    if key in lines:
        return f"it is decided on line {lines[key]} already"
    lines[key] = row.line
    for name, cell in zip(names, ("earlier_words", "later_words"), strict=False):
        if cell in row.cells and not is_as_written(row.cells[cell], claims[name].text):
            return f"{cell} is not what {name} says in the record"
    return ""


def _decision(row: ReviewRow) -> str:
    return row.cells["decision"].strip().casefold()


def _verdict(row: ReviewRow, claims: Mapping[str, Claim], by: str) -> Verdict | None:
    why = "".join(letter if letter.isprintable() else " " for letter in row.cells.get("why", "")).strip() or None
    named = [claims[name] for name in row.cells["id"].split()]
    decision = _decision(row)
    if decision in get_args(Relation):
        relation: Relation = "same" if decision == "same" else "related" if decision == "related" else "different"
        return link(named[0], named[1], relation, why=why, by=by)
    return None if decision == "later" else claim_verdict(named[0], is_one=decision == "claim", why=why, by=by)


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
