"""A review of 200 decisions over the real manifestos, ten of them known wrong: keys, seconds, what a kill leaves.

The reader is a script: it calls two wordings one pledge where they share three longer words, sees nothing but the two
wordings, and takes no time to read. So *answer to next screen* is what a person waits for, not how long a person reads, and
*caught* is what such a rule catches, not what people do. The same decisions are then given by commands and by a CSV file.
"""

import csv
import io
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from statistics import median
from typing import Self

sys.path.insert(0, str(Path(__file__).parent))

import pledge_store

from tracker.capture.tools import Tools
from tracker.cli.captures import reading
from tracker.cli.main import main
from tracker.cli.review.lookup import ReviewLookup
from tracker.cli.review.loop import ReviewDesk
from tracker.cli.review.session import ReviewSession
from tracker.cli.review.writing import session_of, summed, waiting_of, written
from tracker.cli.world import World
from tracker.config.load import load_verdicts
from tracker.desk.pledge_index import PledgeIndex
from tracker.desk.waiting import LinkOffer, seeded
from tracker.render.console import console as made_console

DECISIONS, WRONG = 200, 10
BY = "Ada Rook"
_LONG = 5
"""Letters from which a word counts for the reader."""
_COMMON = 3


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """Only in the long one, and only where the real manifestos lie beside the project."""
    if not long:
        yield "Only with --long."
        return
    if not pledge_store.MANIFESTOS.is_dir():
        yield "The real manifestos are not here."
        return
    with tempfile.TemporaryDirectory(prefix="tracker-review-") as place:
        yield from of(pledge_store.manifestos(Path(place) / "real"))


def of(folder: Path) -> Iterator[str]:
    """Of that working folder, which is written to; its threads are linked first."""
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        main(["-C", str(folder), "pledges"])
    untouched, killed, sheet = (folder.with_name(f"{folder.name}-{name}") for name in ("commands", "killed", "sheet"))
    for copy in (untouched, killed, sheet):
        shutil.copytree(folder, copy)
    yield f"Load when it began: {os.getloadavg()[0]:.1f}."
    with _Review(folder) as review:
        review.decide(DECISIONS)
        yield from review.told()
    made = _kept(folder)
    yield from _killed(killed, made)
    yield from _by_sheet(sheet)
    yield from _by_commands(untouched, folder)


class _Review:
    """A review in a folder, with a reader that presses keys."""

    def __init__(self, folder: Path) -> None:
        self.world = World(folder)
        self._archive = self.world.archive()
        archive = self._archive.__enter__()
        self.index = PledgeIndex(archive, self.world.config)
        self._reading = reading(self.world, archive)
        self.tools: Tools = self._reading.__enter__()
        waiting = waiting_of(self.world, archive, self.index)
        real = waiting.links[: DECISIONS - WRONG]
        mixed = seeded(real, by=BY, share=WRONG / len(real))
        session = session_of(self.world, self.index, waiting, by=BY, with_seeded=False, only="")
        self.session = ReviewSession.of(
            waiting, mixed, load_verdicts(folder / "config"), session.journal, by=BY, threads=self.index.threads()
        )
        self.keys = 0
        self.waits: list[float] = []
        """Seconds from a key to the next screen."""
        self.work: list[float] = []
        """Seconds of processor for that."""
        self._pressed = self._worked = 0.0
        self._left = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.session.journal.close()
        self._reading.__exit__(None, None, None)
        self.index.close()
        self._archive.__exit__(None, None, None)

    def decide(self, number: int, *, write: bool = True, after: Callable[[int], None] = lambda _: None) -> None:
        """So many decisions on links, at 80 by 24; then write them."""
        found = ReviewLookup(self.world, self.tools)
        self.session.wanted = "links"
        self._left = number
        desk = ReviewDesk(
            self.session, made_console(io.StringIO(), {"COLUMNS": "80", "LINES": "24"}), lambda: self._key(after),
            lambda: 24, self.index.teller(), found.around, found.look, found.address, lambda: False,
        )  # fmt: skip
        desk.run()
        self.sums = summed(self.session.times, self.session.noticed)
        if write:
            written(self.world, self.session, self.tools, keeps=lambda _: False)

    def _key(self, after: Callable[[int], None]) -> str:
        now = time.perf_counter()
        if self._pressed:
            self.waits.append(now - self._pressed)
            self.work.append(time.process_time() - self._worked)
            after(len(self.waits))
        offer = self.session.current()
        if not self._left or not isinstance(offer, LinkOffer):
            return "q"
        self._left -= 1
        self.keys += 1
        self._pressed, self._worked = time.perf_counter(), time.process_time()
        return "y" if _alike(offer.earlier.text, offer.later.text) else "n"

    def told(self) -> Iterator[str]:
        yield f"Decisions: {len(self.waits)}; keys: {self.keys}, {self.keys / len(self.waits):.2f} a decision."
        for name, took in (("Answer to next screen", self.waits), ("Processor for that", self.work)):
            ordered = sorted(took)
            middle, late, most = (
                1e3 * one for one in (median(ordered), ordered[len(ordered) * 95 // 100], ordered[-1])
            )
            yield f"{name}: median {middle:.1f} ms, 95 of 100 within {late:.1f} ms, most {most:.1f} ms."
        yield from self.sums


def _alike(one: str, other: str) -> bool:
    mine, theirs = ({word.strip(".,;:“”’()") for word in text.casefold().split()} for text in (one, other))
    return sum(len(word) > _LONG for word in mine & theirs) >= _COMMON


def _kept(folder: Path) -> list[tuple[str, str, str]]:
    held = [one for one in load_verdicts(folder / "config").link if not one.withdrawn]
    return sorted((min(one.earlier, one.later), max(one.earlier, one.later), one.relation) for one in held)


def _killed(folder: Path, made: list[tuple[str, str, str]]) -> Iterator[str]:
    """SIGKILL in the middle; then the next review goes on and writes."""
    half = DECISIONS // 2
    child = os.fork()
    if not child:
        with _Review(folder) as review:
            review.decide(
                DECISIONS,
                write=False,
                after=lambda done: os.kill(os.getpid(), signal.SIGKILL) if done == half else None,
            )
    os.waitpid(child, 0)
    with _Review(folder) as review:
        events = len(review.session.journal.events)
        written_before = (folder / "config" / "verdicts").exists()
        review.decide(DECISIONS - half)
    same = "the same as without the kill" if _kept(folder) == made else "NOT the same as without the kill"
    yield (
        f"Killed after {half} answers: {events} in the journal, {'something' if written_before else 'nothing'} half written;"
        f" after the rest was answered the file is {same}."
    )


def _by_commands(folder: Path, like: Path) -> Iterator[str]:
    """The same decisions by `confirm` and `reject`, as commands: seconds each, and whether they end in the same."""
    decided = load_verdicts(like / "config").link
    began = time.perf_counter()
    for one in decided:
        command = "confirm" if one.relation == "same" else "reject"
        code, said = _quiet(folder, command, one.earlier, one.later, "--by", BY, "--anyway")
        if code:
            yield f"`{command}` of {one.earlier} {one.later} ended with {code}: {said}"
    took = (time.perf_counter() - began) / len(decided)
    same = "the same" if _kept(folder) == _kept(like) else "NOT the same"
    yield f"By commands, {len(decided)} of them: {took:.1f} s each, in one process; the file says {same}."


def _by_sheet(folder: Path) -> Iterator[str]:
    """200 decisions by CSV, first with five faults in the file, then without."""
    path, before = folder / "waiting.csv", _kept(folder)
    _quiet(folder, "review", "--export", str(path))
    rows = [
        one for one in csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")) if one["queue"] == "links"
    ]
    rows = rows[:DECISIONS]
    for row in rows:
        row["decision"] = "same" if _alike(row["earlier_words"], row["later_words"]) else "different"
    bad = [dict(row) for row in rows]
    bad[10]["decision"] = "perhaps"
    bad[50]["id"] = "c-aaaaaaaaaa c-bbbbbbbbbb"
    bad[90]["earlier_words"] += " And more."
    bad[130]["queue"] = "birds"
    bad[170] = dict(bad[160])
    code, said = _quiet(folder, "review", "--import", str(_write(path, bad)), "--by", BY)
    lines = [f"line {at + 2}:" for at in (10, 50, 90, 130, 170)]
    all_told = all(one in said for one in lines) and "5 lines are at fault" in said
    taken = len(_kept(folder)) - len(before)
    yield f"CSV with five faults: exit code {code}, {'all five told' if all_told else 'NOT all told'}, {taken} taken."
    began = time.perf_counter()
    code, _ = _quiet(folder, "review", "--import", str(_write(path, rows)), "--by", BY, "--anyway")
    wanted = {frozenset(row["id"].split()): row["decision"] for row in rows}
    held = {frozenset(one[:2]): one[2] for one in _kept(folder)}
    same = all(held.get(pair) == word for pair, word in wanted.items())
    yield (
        f"CSV without: exit code {code}, {len(wanted)} decisions {'all' if same else 'NOT all'} kept as written,"
        f" {time.perf_counter() - began:.1f} s."
    )


def _quiet(folder: Path, *words: str) -> tuple[int, str]:
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        code = main(["-C", str(folder), *words])
    return code, " ".join(said.getvalue().split())


def _write(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


if __name__ == "__main__":
    for line in of(Path(sys.argv[1])):
        print(line, flush=True)
