"""Own pledges after an import, for people: the sum, then what is not anchored, then what else to look at."""

from collections.abc import Iterator, Sequence

from tracker.config.verdict import ClaimVerdict, ThreadVerdict
from tracker.render.schemas.own import OwnImport, OwnPledgeRow

SHOWN = 160
"""Characters of any sentence."""


def lines(told: OwnImport) -> Iterator[str]:
    """Sentences, one a line; what begins with two blanks belongs to the line above."""
    found = [one for one in told.pledges if one.anchored]
    missing = [one for one in told.pledges if not one.anchored]
    yield _sum(told, len(found))
    for fault in told.faults:
        yield f"! line {fault.line}: {fault.reason}. This row was not imported."
    for one in missing:
        yield f"! {one.pledge.id}: {one.reason}."
        yield from _near(one)
    for one in found:
        if one.remark:
            yield f"? {one.pledge.id}: {one.remark}."
    if told.verdicts:
        yield f"Recorded as your decisions: {_decided(told)}."
    if told.aside:
        yield f"{told.aside} rows without one of your ids were skipped: those threads are not yours."
    if told.absent:
        yield f"{len(told.absent)} from earlier sheets but not in this one; still kept: {_some(told.absent)}."
    if missing and told.written:
        yield "They are kept. `tracker pledges import` without a file looks for them again."
    if not told.written:
        yield "Nothing was written (--dry-run)."


def _sum(told: OwnImport, found: int) -> str:
    kept = f"{found} of {len(told.pledges)} pledges of yours are in the record"
    faulty = f", {len(told.faults)} rows could not be read" if told.faults else ""
    return f"{kept}{faulty}; kept in {told.kept_in}." if told.written else f"{kept}{faulty}."


def _decided(told: OwnImport) -> str:
    claims = [one.words for one in told.verdicts if isinstance(one, ClaimVerdict)]
    names = [one.thread for one in told.verdicts if isinstance(one, ThreadVerdict)]
    said = [_counted(claims, "sentence became a claim", "sentences became claims")] if claims else []
    return " and ".join(
        [*said, *([_counted(names, "thread has your title", "threads have your titles")] if names else [])]
    )


def _near(one: OwnPledgeRow) -> Iterator[str]:
    if one.pledge.words and one.near:
        yield f"  yours: “{_cut(one.pledge.words)}”"
        yield f"  nearest: “{_cut(one.near)}” ({one.near_at})"
    elif one.pledge.words:
        yield f"  yours: “{_cut(one.pledge.words)}”; nothing similar is in the record."


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rpartition(' ')[0] or text[:SHOWN]} …"


def _counted(names: Sequence[str], one: str, many: str) -> str:
    return f"{len(names)} {one if len(names) == 1 else many}"


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:5])
    return f"{shown} …" if len(names) > 5 else shown  # noqa: PLR2004 - five ids are a line
