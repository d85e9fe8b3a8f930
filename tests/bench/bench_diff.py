"""What comparing costs: `.venv/bin/python tests/bench/bench_diff.py`.

A document of 150 KiB with a fifth of its paragraphs edited, beside others on the same texts; and growth from 10 to
1,000 KiB. Each runs in a process of its own, and processor time is given. redlines is only for this bench
(`.venv/bin/python -m pip install redlines`); where it is absent the table says so.
"""

import importlib.util
import json
import lzma
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tracker.extract import article
from tracker.extract.document import Document

_DFE = Path(__file__).parents[3] / "shared" / "data" / "dfe-versions.jsonl.xz"
LIMIT = 120
"""Seconds of processor time after which a contestant is stopped."""
_HEADS = "ba co du fe gi lo mu ne pi ra su te vo wi ze bri clo dra fla gro plu ste tra".split()
_TAILS = "n rt ld st ck ve me le ring tion ment ly ness der pal ton".split()
_WORDS = [head + tail for head in _HEADS for tail in _TAILS]
_SMALL = "the of to and in for a with on by from".split()


class Cost(NamedTuple):
    """Processor seconds without reading the texts, most memory of the process in MB, and how many changes were found."""

    seconds: float | None
    """None when it was stopped or is not here."""
    memory: int = 0
    found: str = ""


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """The table of contestants at 150 KiB, the table of growth and, with `long`, the others' growth too."""
    with tempfile.TemporaryDirectory() as folder:
        pair = _pair(Path(folder), 150)
        ours = min((_measure("tracker", *pair) for _ in range(3)), key=lambda cost: cost.seconds or LIMIT)
        yield "\nComparing 150 KiB, a fifth of the paragraphs edited:\n"
        yield "| way | processor seconds | times ours | memory | found |"
        yield "|---|--:|--:|--:|--:|"
        yield _row("tracker, sentences with words and flags", ours, ours)
        for way, name in _OTHERS.items():
            yield _row(name, _measure(way, *pair), ours)
        yield "\nGrowth, the same kind of document:\n"
        yield "| KiB | tracker | a KiB | memory | changes |" + (" difflib | git |" if long else "")
        yield "|--:|--:|--:|--:|--:|" + ("--:|--:|" if long else "")
        for size in (10, 30, 100, 300, 1000):
            pair = _pair(Path(folder), size)
            cost = _measure("tracker", *pair)
            a_kib = f"{cost.seconds / size * 1000:.2f} ms" if cost.seconds is not None else "–"
            others = [_measure(way, *pair) for way in ("difflib", "git")] if long else []
            cells = [str(size), _seconds(cost), a_kib, f"{cost.memory} MB", cost.found, *map(_seconds, others)]
            yield f"| {' | '.join(cells)} |"
    yield "\nReal DfE pages, 2019 to 2022:\n"
    yield "| what | number |"
    yield "|---|--:|"
    yield from dfe_table()


def dfe_table() -> Iterator[str]:
    """Consecutive versions of real DfE pages: how many changes of each kind, flag, fact and noise."""
    if not _DFE.is_file():
        yield f"| {_DFE} | not here |"
        return
    from tracker.diff.differences import differences

    began = time.process_time()
    compared = [differences(old, new) for old, new in _revisions()]
    spent = time.process_time() - began
    yield f"| consecutive pairs of versions | {len(compared)} |"
    yield f"| processor seconds, reading included | {spent:.0f} |"
    yield f"| without any change or fact | {sum(not one.changes and not one.facts for one in compared)} |"
    yield f"| with noise only | {sum(bool(one.changes) and not one.listed and not one.facts for one in compared)} |"
    yield f"| silent edits | {sum(one.silent for one in compared)} |"
    listed = [change for one in compared for change in one.listed]
    yield f"| removals and figures that the note leaves out | {sum(change.unmentioned for change in listed)} |"
    counts = {
        "change": Counter(change.kind for change in listed),
        "flag": Counter(flag.name for change in listed for flag in change.flags),
        "fact": Counter(f"{fact.fact} {fact.kind}" for one in compared for fact in one.facts),
        "noise": Counter(change.noise_kind for one in compared for change in one.changes if change.noise),
    }
    for what, counted in counts.items():
        for name, count in sorted(counted.items(), key=lambda pair: (-pair[1], str(pair[0]))):
            yield f"| {what}: {name} | {count:,} |"


def _revisions() -> Iterator[tuple[Document, Document]]:
    before: tuple[str, Document] | None = None
    with lzma.open(_DFE, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            html = f"<html><body>{row['html']}</body></html>".encode()
            found = article.read(html, url=f"https://www.gov.uk{row['path']}", publisher="Department for Education")
            if before is not None and before[0] == row["path"]:
                yield before[1], found
            before = (row["path"], found)


def _row(name: str, cost: Cost, ours: Cost) -> str:
    ratio = f"{cost.seconds / ours.seconds:.1f}" if cost.seconds is not None and ours.seconds else "–"
    return f"| {name} | {_seconds(cost)} | {ratio} | {cost.memory or '–'} MB | {cost.found or '–'} |"


def _seconds(cost: Cost) -> str:
    return cost.found if cost.seconds is None else f"{cost.seconds:.2f} s"


def _measure(way: str, old: Path, new: Path) -> Cost:
    """One contestant in a process of its own."""
    if way == "redlines" and importlib.util.find_spec("redlines") is None:
        return Cost(None, found="not here")
    command = [sys.executable, __file__, way, str(old), str(new)]
    limit = (LIMIT, LIMIT)
    ended = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, limit),
    )
    if ended.returncode:
        return Cost(None, found=f"over {LIMIT} s" if ended.returncode < 0 else ended.stderr.strip()[-80:])
    seconds, memory, found = ended.stdout.split(maxsplit=2)
    return Cost(float(seconds), int(memory), found.strip())


def _pair(folder: Path, kib: int) -> tuple[Path, Path]:
    """Two files of that size: made-up words in the shape of prose, every fifth paragraph edited in one to three words."""
    chance = random.Random(kib)
    paragraphs: list[list[str]] = []
    size = 0
    while size < kib * 1024:
        paragraphs.append([_sentence(chance) for _ in range(chance.randint(1, 5))])
        size += sum(len(sentence) + 1 for sentence in paragraphs[-1])
    edited = [_edited(one, chance) if chance.random() < 0.2 else one for one in paragraphs]
    files = folder / f"{kib}.old.md", folder / f"{kib}.new.md"
    for file, side in zip(files, (paragraphs, edited), strict=True):
        file.write_text("# A plan\n\n" + "\n\n".join(map(" ".join, side)) + "\n", encoding="utf-8")
    return files


def _sentence(chance: random.Random) -> str:
    words = [chance.choice(_WORDS if chance.random() < 0.6 else _SMALL) for _ in range(chance.randint(8, 28))]
    words.insert(1, chance.choice(["will", "must", "may", "has"]))
    if chance.random() < 0.3:
        words.insert(3, f"{chance.randint(2, 9000):,}")
    return " ".join(words).capitalize() + "."


def _edited(paragraph: list[str], chance: random.Random) -> list[str]:
    paragraph = list(paragraph)
    place = chance.randrange(len(paragraph))
    words = paragraph[place].split()
    for _ in range(chance.randint(1, 3)):
        words[chance.randrange(1, len(words) - 1)] = chance.choice(_WORDS)
    paragraph[place] = " ".join(words)
    return paragraph


def _tracker(old: Path, new: Path) -> Callable[[], str]:
    from tracker.diff.compare import compare
    from tracker.extract import plain

    documents = [plain.read(path.read_text(encoding="utf-8")) for path in (old, new)]
    return lambda: f"{len(compare(*documents))} changes"


def _difflib(old: Path, new: Path) -> Callable[[], str]:
    import difflib

    words = [path.read_text(encoding="utf-8").split() for path in (old, new)]
    return lambda: f"{sum(one[0] != 'equal' for one in difflib.SequenceMatcher(None, *words).get_opcodes())} edits"


def _difflib_exact(old: Path, new: Path) -> Callable[[], str]:
    import difflib

    words = [path.read_text(encoding="utf-8").split() for path in (old, new)]
    matcher = lambda: difflib.SequenceMatcher(None, *words, autojunk=False)  # noqa: E731
    return lambda: f"{sum(one[0] != 'equal' for one in matcher().get_opcodes())} edits"


def _git(old: Path, new: Path) -> Callable[[], str]:
    command = ["git", "diff", "--no-index", "--word-diff=porcelain", str(old), str(new)]

    def compared() -> str:
        shown = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        return f"{sum(line[:1] in '+-' and line[:3] not in ('+++', '---') for line in shown.splitlines() if line)} runs"

    return compared


def _redlines(old: Path, new: Path) -> Callable[[], str]:
    from redlines import Redlines  # type: ignore[import-not-found,unused-ignore]

    texts = [path.read_text(encoding="utf-8") for path in (old, new)]
    return lambda: f"{Redlines(*texts).stats().total_changes} edits"


_OTHERS = {
    "difflib": "difflib on words",
    "difflib-exact": "difflib on words, autojunk off",
    "git": "`git diff --word-diff`, words only",
    "redlines": "redlines, words only",
}
_WAYS = {
    "tracker": _tracker, "difflib": _difflib, "difflib-exact": _difflib_exact, "git": _git, "redlines": _redlines,
}  # fmt: skip


def _child(way: str, old: str, new: str) -> None:
    """Print processor seconds (of children too), most memory in MB and what was found."""
    compared = _WAYS[way](Path(old), Path(new))
    began = _spent()
    found = compared()
    spent = _spent() - began
    memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"{spent:.3f} {memory // 1024} {found}")


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


if __name__ == "__main__":
    if len(sys.argv) == 4:
        _child(*sys.argv[1:])
    else:
        for line in run(long="--long" in sys.argv):
            print(line, flush=True)
