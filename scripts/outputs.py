"""What users see of the demonstration, written down, so that a refactoring can prove that it stayed the same.

    python scripts/outputs.py make DIR [--tracker PATH] [--only SCENE]
    python scripts/outputs.py compare A B [--exact]

`make` drives a tracker as a user does and writes each output into a file of its own, byte for byte; `outputs.toml` says
which. The demonstration always works in one folder and on one port, so that only the hour differs between two runs.
`compare` ends with 1 where two such folders differ. It looks through what PATTERNS name and through the ids that git
gives, which all change when the store's format does; --exact compares the ids too. Make both folders on the same day.
"""

import argparse
import bisect
import difflib
import fcntl
import gzip
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import tomllib
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

HERE = Path(__file__).parent
WORK = Path(tempfile.gettempdir()) / f"tracker-outputs-{os.getuid()}"
"""Always the same, because `schedule` chooses minutes by the folder's path."""
PORT = 28417
"""Always the same, because a source's address is in its config key and so in every commit id."""
FACTS = "made.json"
"""What `compare` must know of a run beside its outputs."""
WIDTHS = (80, 120)
LONGEST = 300
"""Seconds after which a command counts as hung."""
MOST_LINES, MOST_CHARACTERS = 12, 160
"""Of a difference as it is shown."""

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_DAY = rf"(?P<d>\d{{1,2}})\s+(?P<m>{'|'.join(MONTHS)})[a-z]*\s+(?P<y>\d{{4}})"
_ISO = r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)"


@dataclass(frozen=True)
class Pattern:
    """What differs between two runs of one program, and what stands in its place when they are compared.

    One with a day is replaced only where the day is of the run itself: the demonstration's own days are all earlier.
    What its group `keep` matches stays.
    """

    name: str
    regex: str


PATTERNS = (
    Pattern("round", r"\b(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)T\d{6}Z(-\d+)?"),
    Pattern("time", _DAY + r",?\s+\d\d:\d\d(:\d\d GMT)?"),
    Pattern("time", _ISO + r"[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?"),
    Pattern("day", _DAY),
    Pattern("day", _ISO),
    Pattern("seconds", r"(?<= )\d+\.\d (s|seconds)(?![a-z])"),
    Pattern("second of the round", r"(?P<keep>\"[\w-]+/[\w-]+\": )\d+\b"),
    Pattern("size", r"\d+\.\d [KM]B(?= before| after)"),
    Pattern("milliseconds", r"(?<=\bms=)\d+|(?<=\"ms\": )\d+"),
)
"""In scenes whose rounds run at the real hour."""
SECOND = re.compile(r"(?<=T\d\d:\d\d:)\d\d(?=Z)")
"""The demonstration's clock goes on by a tenth of a second at each look, and a busy machine may look once more."""
DIGESTS = {20, 40, 64}
"""Hexadecimal digits of what is always an id or a digest: a page's key in a site's manifest, git's and SHA-256."""
OBJECTS = re.compile(r"(^[0-9a-f]{64}  objects/[0-9a-f]{40}\.\w+\n)+", re.MULTILINE)
"""The sums of a bundle's git objects stand in the order of their ids."""


@dataclass(frozen=True)
class Facts:
    """What is of one run alone: its program's folder, its day, its scenes by the real clock, and git's ids."""

    programs: str
    day: date
    real: tuple[str, ...]
    ids: tuple[str, ...]
    """Of all git objects of all its stores, sorted."""

    def full(self, said: str) -> str | None:
        """The whole id that these digits begin, or a digest as it stands; None when they are some number."""
        place = bisect.bisect_left(self.ids, said)
        if place < len(self.ids) and self.ids[place].startswith(said):
            return self.ids[place]
        return said if len(said) in DIGESTS else None

    def is_now(self, found: re.Match[str]) -> bool:
        """Whether a date is the run's own, or soon after: the next round, a deadline."""
        parts = found.groupdict()
        month = MONTHS.index(parts["m"]) + 1 if parts["m"] in MONTHS else int(parts["m"])
        try:
            day = date(int(parts["y"]), month, int(parts["d"]))
        except ValueError:
            return False
        return self.day - timedelta(days=1) <= day <= self.day + timedelta(days=60)


class OutputsError(Exception):
    """Outputs cannot be made or compared; the message says what to do."""


def main(words: list[str] | None = None) -> int:
    """0 when made or equal, 1 when something differs, 2 when it cannot be made."""
    parser = argparse.ArgumentParser(description="What users see of the demonstration, written down and compared.")
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make", help="write every output into DIR")
    making.add_argument("folder", type=Path, metavar="DIR")
    making.add_argument("--tracker", type=Path, default=HERE.parent / ".venv" / "bin" / "tracker", metavar="PATH")
    making.add_argument("--only", action="append", metavar="SCENE", help="of outputs.toml; may be given several times")
    comparing = commands.add_parser("compare", help="tell what differs between two such folders")
    comparing.add_argument("a", type=Path, metavar="A")
    comparing.add_argument("b", type=Path, metavar="B")
    comparing.add_argument("--exact", action="store_true", help="ids and digests must be equal too")
    asked = parser.parse_args(words)
    # Else a `kill` would leave the demonstration's server on its port.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        if asked.command == "make":
            make(asked.folder, asked.tracker.absolute(), only=asked.only)
            return 0
        lines = list(compare(asked.a, asked.b, exact=asked.exact))
    except OutputsError as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(lines) if lines else f"{len(_files(asked.b))} outputs, all equal.")
    return 1 if lines else 0


# Making


def make(folder: Path, tracker: Path, *, only: Sequence[str] | None = None) -> None:
    """Write all outputs of a tracker, or those of some scenes, into a new folder."""
    if folder.exists() or not tracker.is_file():
        raise OutputsError(f"There is a {folder} already, or no {tracker}; name others.")
    every = tomllib.loads((HERE / "outputs.toml").read_text("utf-8").replace("{work}", str(WORK)))
    scenes = {name: scene for name, scene in every.items() if not only or name in only}
    with _work():
        started = time.monotonic()
        day = datetime.now(UTC).date()
        theatre = Theatre(folder.absolute(), tracker)
        with theatre.demo():
            for done in _played(theatre, scenes):
                print(done, flush=True)
        real = tuple(name for name, scene in scenes.items() if scene.get("real"))
        _keep_facts(folder / FACTS, Facts(str(tracker.parent), day, real, _ids()))
    print(f"{len(_files(folder))} outputs in {folder}, in {time.monotonic() - started:.0f} seconds.")


def _played(theatre: "Theatre", scenes: dict[str, Any]) -> Iterator[str]:
    """The scenes side by side, each in a copy of the demonstration of its own; the slow ones stand first."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield theatre.read_helps(pool)
        yield from pool.map(lambda one: theatre.play(*one), scenes.items())


@contextmanager
def _work() -> Iterator[None]:
    """The one folder to work in, new and empty; a second run waits for the first."""
    with WORK.with_suffix(".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"Another run works in {WORK}; this one begins when it has ended.", file=sys.stderr)
            fcntl.flock(lock, fcntl.LOCK_EX)
        shutil.rmtree(WORK, ignore_errors=True)
        (WORK / "home").mkdir(parents=True, mode=0o700)
        try:
            yield
        finally:
            shutil.rmtree(WORK, ignore_errors=True)


HOOK = f"""
import socket
_bind = socket.socket.bind
def bind(self, address):
    _bind(self, (address[0], {PORT}) if self.family == socket.AF_INET and address[1] == 0 else address)
socket.socket.bind = bind
"""
"""Python runs it before the demonstration, which otherwise takes any free port: no option of the product is needed."""


@dataclass(frozen=True)
class Theatre:
    """Runs commands of one tracker in an environment that is always the same, and keeps what they give."""

    folder: Path
    tracker: Path
    helps: dict[tuple[str, ...], str] = field(default_factory=dict)
    """Each command's own help, by its words."""

    @contextmanager
    def demo(self) -> Iterator[None]:
        """Make the demonstration, and serve its pages as long as the scenes are played."""
        hook = WORK / "hook"
        hook.mkdir()
        (hook / "sitecustomize.py").write_text(HOOK, "utf-8")
        made = self.run(["demo"], WORK, PYTHONPATH=str(hook))
        _write(self.folder / "demo" / "demo.txt", made)
        rounds = (WORK / "tracker-demo" / "transcript.txt").read_text("utf-8")
        _write(self.folder / "demo" / "transcript.txt", rounds.encode())
        if f"http://127.0.0.1:{PORT}" not in rounds:
            raise OutputsError(f"The demonstration was not made on port {PORT}; end what uses it. {made.decode()}")
        with subprocess.Popen(
            [self.tracker, "demo", ".", "--serve"],
            cwd=WORK / "tracker-demo",
            env=_environment(),
            stdout=subprocess.DEVNULL,
        ) as server:
            try:
                _wait_for_server()
                yield
            finally:
                server.terminate()

    def read_helps(self, pool: ThreadPoolExecutor) -> str:
        """Ask every command for its help; what it names is asked in turn, so that an older tracker is asked its own."""
        asked: list[tuple[str, ...]] = [()]
        while asked:
            helps = [text.decode() for text in pool.map(lambda command: self.run([*command, "--help"], WORK), asked)]
            self.helps.update(zip(asked, helps, strict=True))
            asked = [(*command, name) for command, text in zip(asked, helps, strict=True) for name in _named(text)]
        for command, text in self.helps.items():
            _write(self.folder / "help" / f"{_slug([*command, '--help'])}.txt", text.encode())
        return f"help: {len(self.helps)}"

    def play(self, name: str, scene: dict[str, Any]) -> str:
        """Every line of a scene, in order. A line about it."""
        started = time.monotonic()
        place = WORK / name / "watch"
        shutil.copytree(WORK / "tracker-demo", place)
        for path, text in scene.get("files", {}).items():
            _write(place / path, text.encode(), more=True)
        names: Counter[str] = Counter()
        with _web(place / "web", scene.get("web")):
            for line in filter(None, scene["lines"].splitlines()):
                for slug, content in self._said(shlex.split(line), place):
                    names[slug] += 1
                    number = f".{names[slug]}" if names[slug] > 1 else ""
                    _write(self.folder / name / f"{slug}{number}.txt", content)
        return f"{name}: {names.total()} in {time.monotonic() - started:.0f} s"

    def _said(self, words: list[str], place: Path) -> Iterator[tuple[str, bytes]]:
        """What a line of a scene gives: names and contents."""
        match words:
            case ["keep", path]:
                yield from _kept(place / path, path)
            case ["copy", path, to]:
                # From a scene's own files, or from the tests' papers.
                shutil.copy((HERE.parent if path.startswith("tests/") else place) / path, place / to)
            case ["edit", path, old, new]:
                text = (place / path).read_text("utf-8")
                if old not in text:
                    raise OutputsError(f"{old!r} is not in {path}; mend outputs.toml.")
                (place / path).write_text(text.replace(old, new), "utf-8")
            case ["!", *command]:
                yield _slug(command), self.run(command, place)
            case _:
                for added, width, colour in self._ways(words):
                    asked = [*words, *added]
                    yield (
                        f"{_slug(asked)}-{width}{'-colour' * colour}",
                        self.run(asked, place, COLUMNS=str(width), **({"FORCE_COLOR": "1"} if colour else {})),
                    )

    def _ways(self, words: Sequence[str]) -> Iterator[tuple[list[str], int, bool]]:
        """Text narrow and plain, then wide and in colour; what programs read has neither, so once."""
        formats = self._formats(words)
        for form in formats or ["text"]:
            added = ["--format", form] if formats else []
            yield added, WIDTHS[0], False
            if form == "text":
                yield added, WIDTHS[1], True

    def _formats(self, words: Sequence[str]) -> list[str]:
        command = next((tuple(words[:size]) for size in (2, 1) if tuple(words[:size]) in self.helps), ())
        found = re.search(r"--format\s+<([^>]+)>", self.helps[command]) if command else None
        return re.sub(r"\s", "", found[1]).split("|") if found else []

    def run(self, words: Sequence[str], place: Path, **more: str) -> bytes:
        """A command with its exit code, output and errors."""
        done = subprocess.run(
            [self.tracker, *words],
            cwd=place,
            env=_environment() | more,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=LONGEST,
        )
        said = "".join(f"{key}={value} " for key, value in more.items() if key != "PYTHONPATH")
        head = f"$ {said}tracker {shlex.join(words)}\nexit code {done.returncode}\n--- output\n"
        return head.encode() + done.stdout + b"--- errors\n" + done.stderr


def _named(text: str) -> list[str]:
    """The commands that a help lists."""
    return re.findall(r"^  ([a-z-]+)  ", text.partition("\nCommands:\n")[2], re.MULTILINE)


def _environment() -> dict[str, str]:
    """Nothing of the caller's own settings. PYTHONHASHSEED is left to chance: an order that hangs on it is a fault."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(WORK / "home"),
        "TMPDIR": str(WORK / "home"),
        "LANG": "C.UTF-8",
        "TZ": "Europe/London",
        "COLUMNS": str(WIDTHS[0]),
        "TRACKER_BY": "A. Reader",
    }


def _wait_for_server() -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", PORT)) == 0:
                return
        time.sleep(0.1)
    raise OutputsError(f"The demonstration's pages are not served; end what uses port {PORT}.")


class _Web(SimpleHTTPRequestHandler):
    """Serves a scene's folder without dates, so that every request is answered in full; an API's answers end in .json."""

    def translate_path(self, path: str) -> str:
        """The file, with the ending that an API's addresses do not have."""
        file = super().translate_path(path)
        return file if Path(file).suffix else f"{file}.json"

    def send_header(self, keyword: str, value: str) -> None:
        """All but the file's date, which is that of the run."""
        if keyword != "Last-Modified":
            super().send_header(keyword, value)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that http.server gives it
        """Says nothing."""


@contextmanager
def _web(folder: Path, port: int | None) -> Iterator[None]:
    """A web of a scene's own while it is played, where it asks for one."""
    if port is None:
        yield
        return
    with ThreadingHTTPServer(("127.0.0.1", port), partial(_Web, directory=folder)) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield
        server.shutdown()


def _slug(words: Sequence[str]) -> str:
    return re.sub(r"[^\w@.,-]+", "_", "_".join(words))[:100].strip("_.") or "tracker"


def _kept(path: Path, name: str) -> Iterator[tuple[str, bytes]]:
    """A file that a command left; of a folder or a zip each file in it, but not the git objects, which ids name."""
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.is_file():
                yield f"{name}/{file.relative_to(path)}", file.read_bytes()
    elif path.suffix == ".zip" and path.exists():
        with zipfile.ZipFile(path) as held:
            yield from ((f"{name}/{inner}", held.read(inner)) for inner in held.namelist() if "objects/" not in inner)
    elif not path.exists():
        yield name, b"(not there)\n"
    else:
        yield name, gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def _write(path: Path, content: bytes, *, more: bool = False) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab" if more else "wb") as file:
        file.write(content)


def _ids() -> tuple[str, ...]:
    """The ids of every object of every repository that the scenes left."""
    asked = ("cat-file", "--batch-check=%(objectname)", "--batch-all-objects", "--unordered")
    found: set[str] = set()
    for head in WORK.rglob("*.git/HEAD"):
        done = subprocess.run(["git", f"--git-dir={head.parent}", *asked], capture_output=True, check=True, text=True)
        found |= set(done.stdout.split())
    return tuple(sorted(found))


def _keep_facts(path: Path, facts: Facts) -> None:
    told = {"programs": facts.programs, "day": facts.day.isoformat(), "real": facts.real, "ids": facts.ids}
    path.write_text(json.dumps(told, indent=0) + "\n", "utf-8")


# Comparing


def compare(a: Path, b: Path, *, exact: bool = False) -> Iterator[str]:
    """Lines that tell what differs between two folders of outputs; none when nothing does."""
    names = [_files(a), _files(b)]
    facts = [_facts(a), _facts(b)]
    for name in sorted(names[0] | names[1]):
        lacking = [folder for folder, there in zip((a, b), names, strict=True) if name not in there]
        if lacking:
            yield f"not in {lacking[0]}: {name}"
        elif (a / name).read_bytes() != (b / name).read_bytes():
            texts = [
                normalised((folder / name).read_bytes().decode("utf-8", "backslashreplace"), one, name, exact=exact)
                for folder, one in zip((a, b), facts, strict=True)
            ]
            if texts[0] != texts[1]:
                yield f"differs: {name}"
                yield from _difference(*texts)


def normalised(text: str, facts: Facts, name: str = "", *, exact: bool = False) -> str:
    """A text without what is of its run alone. `name` is its file's: in a scene by the real clock the hour is, too."""
    text = text.replace(facts.programs, "«programs»")
    real = name.partition("/")[0] in facts.real
    if real:
        for pattern in PATTERNS:
            text = re.sub(pattern.regex, lambda found, of=pattern: _replaced(found, of, facts), text)
    if exact and not real:
        return text
    return _numbered(OBJECTS.sub("«git objects»\n", SECOND.sub("«s»", text)), facts)


def _replaced(found: re.Match[str], pattern: Pattern, facts: Facts) -> str:
    parts = found.groupdict()
    if "y" in parts and not facts.is_now(found):
        return found[0]
    return f"{parts.get('keep', '')}«{pattern.name}»"


def _numbered(text: str, facts: Facts) -> str:
    """Ids and digests by the order in which they come: which are equal and how long they are shown still counts."""
    seen: dict[str, int] = {}

    def number(found: re.Match[str]) -> str:
        full = facts.full(found[0])
        return found[0] if full is None else f"«id {seen.setdefault(full, len(seen) + 1)}, {len(found[0])} digits»"

    return re.sub(r"(?<![0-9A-Za-z])[0-9a-f]{7,64}(?![0-9A-Za-z])", number, text)


def _difference(old: str, new: str) -> Iterator[str]:
    lines = list(difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm=""))[2:]
    shown = [line for line in lines if not line.startswith("@@")]
    start = _first_difference(*(next((line[1:] for line in shown if line[0] == sign), "") for sign in "-+"))
    yield from (f"  {line[0]}{line[1:][start:][:MOST_CHARACTERS]}" for line in shown[:MOST_LINES])
    if len(shown) > MOST_LINES:
        yield f"  … and {len(shown) - MOST_LINES} lines more"


def _first_difference(old: str, new: str) -> int:
    """From where long lines are shown: a little before they part."""
    same = next((place for place, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), 0)
    return max(0, same - MOST_CHARACTERS // 2)


def _files(folder: Path) -> set[str]:
    return {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()} - {FACTS}


def _facts(folder: Path) -> Facts:
    try:
        told = json.loads((folder / FACTS).read_text("utf-8"))
    except FileNotFoundError as error:
        raise OutputsError(f"{folder} holds no outputs; `outputs.py make {folder}` makes them.") from error
    return Facts(told["programs"], date.fromisoformat(told["day"]), tuple(told["real"]), tuple(told["ids"]))


if __name__ == "__main__":
    sys.exit(main())
