"""Sudden deaths, signals and full disks: what was acknowledged, counted against what is there after."""

import importlib.util
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

sys.path.insert(0, str(Path(__file__).parents[1]))

from loopback import Loopback, serving

from tracker.cli.main import main
from tracker.store.archive import Archive
from tracker.store.verify import verify

KILLS = 100
CUTS = 16
SIGNALS = {signal.SIGKILL: 100, signal.SIGTERM: 50, signal.SIGHUP: 20, signal.SIGINT: 20}
DISKS = 20
PAGES = 6
SPREAD = (0.2, 1.3)
"""When a signal comes, in shares of the time of a whole round."""


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """Counts of what was lost or damaged; the seed of the moments differs in the long run."""
    torture = _torture()
    seed = 11 if long else 7
    with tempfile.TemporaryDirectory(prefix="tracker-torture-") as place:
        yield "### Sudden deaths"
        yield ""
        yield from _kills(torture, Path(place) / "snapshots", seed)
        yield from _cuts(torture, Path(place), seed)
        if long:
            yield from _signals(Path(place) / "watch", seed)
            yield from _disks(torture, Path(place), seed)
        yield ""


def _kills(torture: ModuleType, folder: Path, seed: int) -> Iterator[str]:
    Archive.create(folder).close()
    acknowledged: set[str] = set()
    for said in torture.kills(folder, KILLS, seed=seed):
        acknowledged |= set(said)
    wrong = torture.judge(folder, acknowledged)
    yield f"- {KILLS} kills, {len(acknowledged)} acknowledged rounds: {wrong or 'nothing lost, partial or damaged'}."


def _cuts(torture: ModuleType, place: Path, seed: int) -> Iterator[str]:
    disk = place / "disk"
    if reason := torture.make_disk(disk):
        yield f"- No power cuts: {reason}."
        return
    acknowledged: set[str] = set()
    wrong = []
    for folder, said in torture.power_cuts(disk, place / "mounted", CUTS, seed=seed):
        acknowledged |= set(said)
        if found := torture.judge(folder, acknowledged):
            wrong.append(found)
    yield f"- {CUTS} power cuts, {len(acknowledged)} acknowledged rounds: {wrong or 'nothing lost or damaged'}."


def _signals(watch: Path, seed: int) -> Iterator[str]:
    """Whole `tracker snapshot` over changing pages, ended at any moment; each version that it told is looked up."""
    chance = random.Random(seed)
    with serving() as site:
        _watching(watch, site)
        _rewrite(site, "the first year")
        whole = min(_whole(watch, site, nth) for nth in range(3))
        for number, times in SIGNALS.items():
            codes: Counter[int] = Counter()
            told = lost = 0
            slowest = 0.0
            for nth in range(times):
                _rewrite(site, f"{number.name} {nth}")
                known = _versions(watch)
                process = _snapshot(watch)
                time.sleep(whole * chance.uniform(*SPREAD))
                begun = time.monotonic()
                process.send_signal(number)
                out, _ = process.communicate(timeout=60)
                slowest = max(slowest, time.monotonic() - begun)
                codes[process.returncode] += 1
                said = _recorded(out)
                now = _versions(watch)
                told += len(said)
                lost += sum(now[source] <= known[source] for source in said)
            damage = verify(watch / "snapshots", deep=True).damage
            yield (
                f"- {times} × {number.name}: {told} versions told as recorded, {lost} of them lost; exit codes "
                f"{', '.join(f'{code} ({count})' for code, count in sorted(codes.items()))}; slowest end {slowest:.1f} s; "
                f"verify: {'; '.join(map(str, damage)) or 'nothing damaged'}."
            )


def _disks(torture: ModuleType, place: Path, seed: int) -> Iterator[str]:
    """A file system that runs out of blocks, of inodes, or cannot be written at all."""
    if os.geteuid() != 0:
        yield "- No full disks: only root may mount a file system."
        return
    chance = random.Random(seed)
    options = [f"size={chance.randint(1500, 6000)}k" for _ in range(DISKS)]
    yield from _filled(torture, place, f"{DISKS} full disks", options)
    inodes = [f"size=64m,nr_inodes={chance.randint(120, 400)}" for _ in range(DISKS)]
    yield from _filled(torture, place, f"{DISKS} disks without inodes", inodes)
    yield from _locked(torture, place, chance)


def _locked(torture: ModuleType, place: Path, chance: random.Random) -> Iterator[str]:
    """A writer is killed, then nothing can be written any more: what it acknowledged is read, and a round says why not."""
    acknowledged, wrong = 0, []
    codes: dict[str, Counter[int]] = {"verify": Counter(), "snapshot": Counter()}
    for _ in range(DISKS):
        with _mounted(place / "locked", "size=64m") as disk:
            main(["init", str(disk)])
            writer = torture.start(disk / "snapshots", "first")
            said = [writer.stdout.readline()]
            time.sleep(chance.uniform(0, 2 * torture.LONGEST))
            writer.kill()
            said += writer.communicate()[0].split()
            names = {f"first {one.strip()}" for one in said if one.strip()}
            acknowledged += len(names)
            _remounted(disk, "ro")
            for command, counted in codes.items():
                counted[_command(disk, command)] += 1
            found = _judged(torture, disk / "snapshots", names, write=False)
            wrong += [] if found == _WELL else [found]
    ends = "; ".join(
        f"`{command}` ends with {', '.join(f'{code} ({count})' for code, count in sorted(counted.items()))}"
        for command, counted in codes.items()
    )
    yield (
        f"- {DISKS} disks that can only be read after a kill: {acknowledged} acknowledged rounds, "
        f"{'; '.join(wrong) or _WELL}; {ends}."
    )


def _remounted(disk: Path, option: str) -> None:
    """As soon as git children that outlived their parent have let go of it; ten seconds at most."""
    for _ in range(100):
        done = subprocess.run(
            ["mount", "-o", f"remount,{option}", str(disk)], capture_output=True, text=True, check=False
        )
        if done.returncode == 0:
            return
        time.sleep(0.1)
    raise AssertionError(done.stderr)


def _command(folder: Path, name: str) -> int:
    """Its exit code."""
    words = [sys.executable, "-c", _RUN, "-C", str(folder), name]
    return subprocess.run(words, capture_output=True, check=False).returncode


def _filled(torture: ModuleType, place: Path, what: str, options: list[str]) -> Iterator[str]:
    acknowledged, wrong = 0, []
    for option in options:
        with _mounted(place / "small", option) as disk:
            try:
                with Archive.create(disk / "snapshots"):
                    pass
            except OSError:
                continue  # No room for so much as an empty store.
            process = torture.start(disk / "snapshots", "full")
            said = {f"full {one}" for one in process.communicate(timeout=120)[0].split()}
            acknowledged += len(said)
            room = option.replace("size=", "size=9", 1) if "nr_inodes" not in option else "size=64m,nr_inodes=90000"
            _remounted(disk, room)
            found = _judged(torture, disk / "snapshots", said, write=True)
            wrong += [] if found == _WELL else [found]
    yield f"- {what}, {acknowledged} acknowledged rounds; with room again: {'; '.join(wrong) or _WELL}."


_LINE = re.compile(r"[+~*] (p\d)\b")
_WELL = "nothing lost, partial or damaged"
_HEEDING = "import signal as s; s.signal(s.SIGHUP, s.SIG_DFL); s.signal(s.SIGINT, s.default_int_handler); "
"""As from a terminal: what is started in the background is born deaf to these, and tracker leaves it so."""
_RUN = "from tracker.cli.start import run; run()"


def _judged(torture: ModuleType, folder: Path, acknowledged: set[str], *, write: bool) -> str:
    if write:
        return str(torture.judge(folder, acknowledged) or _WELL)
    with Archive(folder) as archive:
        first, second = torture.recorded(archive, "a"), torture.recorded(archive, "b")
    lost = sorted(acknowledged - (first & second))
    return f"lost: {lost}" if lost else _WELL


@contextmanager
def _mounted(place: Path, options: str) -> Iterator[Path]:
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def _watching(watch: Path, site: Loopback) -> None:
    main(["init", str(watch)])
    rows = [
        f'[[source]]\nid = "p{nth}"\nkind = "html"\npublisher = "labour"\npublisher_type = "party"\n'
        f'url = "{site.url(f"/p{nth}")}"\nallow_hosts = ["127.0.0.1"]\n'
        for nth in range(PAGES)
    ]
    (watch / "config" / "sources.toml").write_text("\n".join(rows), encoding="utf-8")
    settings = "delay = 0.0\nretries = 0\nbatch_documents = 2\n"
    (watch / "config" / "settings.toml").write_text(settings, encoding="utf-8")


def _rewrite(site: Loopback, words: str) -> None:
    said = " ".join(f"Nest {nth} of {words} stands in the old oak by the river." for nth in range(12))
    for nth in range(PAGES):
        site.page(f"/p{nth}", f"<title>Plan {nth}</title><main><h1>Plan {nth}</h1><p>{said}</p></main>")


def _snapshot(watch: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _HEEDING + _RUN, "-C", str(watch), "snapshot"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        text=True,
        start_new_session=True,
    )


def _whole(watch: Path, site: Loopback, nth: int) -> float:
    """Seconds of a round that nobody disturbs."""
    _rewrite(site, f"the year {nth}")
    begun = time.monotonic()
    _snapshot(watch).communicate()
    return time.monotonic() - begun


def _recorded(out: str) -> list[str]:
    """Sources of which a line says that a version was recorded; the last line may be broken off."""
    return [found[1] for line in out.splitlines()[:-1] if (found := _LINE.match(line))]


def _versions(watch: Path) -> Counter[str]:
    """How many versions each source has."""
    found: Counter[str] = Counter()
    if (watch / "snapshots" / "store.git").exists():
        with Archive(watch / "snapshots") as archive:
            for source, document in archive.documents():
                found[source] += len(list(archive.versions(source, document)))
    return found


def _torture() -> ModuleType:
    path = Path(__file__).parents[1] / "store" / "torture.py"
    spec = importlib.util.spec_from_file_location("torture", path)
    if spec is None or spec.loader is None:
        raise ImportError(path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["torture"] = module
    spec.loader.exec_module(module)
    return module
