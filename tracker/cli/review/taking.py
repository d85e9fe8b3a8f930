"""Taking: a table of decisions that came back is checked as a whole, then written, verdicts and captures alike."""

from dataclasses import replace
from pathlib import Path

from tracker.cli.captures import reading, settle
from tracker.cli.deciding import config_of, lock_of
from tracker.cli.formats import PlainFormat
from tracker.cli.review.sheet import SheetDecisions, decisions_of
from tracker.cli.verdicts import said_of_kept
from tracker.cli.world import World
from tracker.config.keep import file_of, keep
from tracker.errors import UsageError
from tracker.render.outcomes import line
from tracker.render.schemas.decision import CaptureDecision
from tracker.render.schemas.verdicts import VerdictsKept
from tracker.store.archive import Archive


def take_sheet(
    world: World, path: Path, body: bytes, *, by: str, anyway: bool, form: PlainFormat, is_blind: bool = False
) -> int:
    """Take all that the table decides, or none of it, and say so: 0.

    `is_blind`: of a world that `blindfolded` made, so that each verdict says so and no decision of others is told.

    UsageError with every line that is at fault. LockError, with nothing taken, where captures are decided while a round
    runs: it might just be fetching one of them again.
    """
    with world.archive() as archive:
        with world.pledge_index(archive) as index, reading(world, archive) as tools:
            found = decisions_of(world, tools, index, body, by=by, anyway=anyway or is_blind)
        if is_blind:
            found = replace(found, verdicts=[one.model_copy(update={"blind": True}) for one in found.verdicts])
        if not (found.verdicts or found.captures):
            raise UsageError(f"{path} decides nothing: its column `decision` is empty, or all of it was taken before.")
        _take(world, archive, found, by=by, form=form)
    return 0


def _take(world: World, archive: Archive, found: SheetDecisions, *, by: str, form: PlainFormat) -> None:
    if found.captures:
        with archive.round_lock():
            pass  # else nothing is begun
    kept = keep(config_of(world), *found.verdicts, lock=lock_of(world)) if found.verdicts else ()
    again = [one for one in found.verdicts if one not in kept]
    file = str(file_of(config_of(world), by))
    said = said_of_kept(file, by, kept, again)
    captures: list[CaptureDecision] = []
    with reading(world, archive) as tools:
        for name, blob, is_page in found.captures:
            outcome = settle(world, tools, name, blob, is_page=is_page, by=by)
            captures.append(
                CaptureDecision(done="accepted" if is_page else "dismissed", name=name, by=by, outcome=outcome)
            )
            said.append(
                line(outcome).plain if outcome else f"Dismissed what was kept of {name}; its last good version stays."
            )
    world.answer(form, text=lambda: world.say(*said), told=lambda: VerdictsKept.of(file, "kept", kept, again, captures))
