"""Fifty pages of which four go wrong and come back: what each tool takes for a change, and what it tells CI.

urlwatch and webchanges take part where they are on the PATH (`python -m venv peers && peers/bin/pip install urlwatch
webchanges`, then `PATH="$PWD/peers/bin:$PATH" make bench`).
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.append(str(Path(__file__).parents[1]))  # benches run outside pytest, which puts the tests' web in place
from loopback import Answer, Loopback, serving

PAGES = 50
EMPTY = b""
NOT_FOUND = b"<title>Page not found</title><main><h1>Page not found</h1><p>Try the search.</p></main>"
ILL = {7: Answer(status=500), 19: Answer(status=500), 28: Answer(EMPTY), 41: Answer(NOT_FOUND)}
Count = tuple[int, int, int]
"""(changes told, problems told, exit code)."""


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches; there is no longer form
    """A row for each tool: changes and problems told, and the exit code, when ill, still ill, and well again."""
    yield f"{PAGES} pages, of which 2 answer 500, one is empty and one says with status 200 that it is not there:"
    yield ""
    yield "| tool | ill: changes, problems, exit | the day after | well again |"
    yield "|---|--:|--:|--:|"
    for name, play in (("tracker", _tracker), ("urlwatch", _peer), ("webchanges", _peer)):
        if name != "tracker" and shutil.which(name) is None:
            yield f"| {name} | not on the PATH | | |"
            continue
        with TemporaryDirectory() as folder, serving() as site:
            ask = play(Path(folder), site, name)
            cells = [_shown(_after(site, ask, sick=sick)) for sick in (False, True, True, False)]
        yield f"| {name} | {' | '.join(cells[1:])} |"


def _shown(count: Count) -> str:
    return f"{count[0]}, {count[1]}, {count[2]}"


def _after(site: Loopback, ask: Callable[[], Count], *, sick: bool) -> Count:
    for number in range(PAGES):
        said = "".join(f"<p>We will open {number + 100} nurseries, and then {more} more.</p>" for more in range(9))
        body = f"<title>Page {number}</title><main><h1>Page {number}</h1>{said}</main>".encode()
        well = Answer(body, headers={"etag": f'"{number}"'})
        site.answers(f"/{number}", ILL.get(number, well) if sick else well)
    return ask()


def _tracker(folder: Path, site: Loopback, name: str) -> Callable[[], Count]:
    tracker = [sys.executable, "-m", name, "-C", str(folder)]
    subprocess.run([sys.executable, "-m", name, "init", str(folder)], check=True, capture_output=True)
    (folder / "config" / "settings.toml").write_text("retries = 0\n")
    (folder / "config" / "sources.toml").write_text(
        "".join(
            f'[[source]]\nid = "p{number}"\nkind = "html"\npublisher = "labour"\npublisher_type = "party"\n'
            f'url = "{site.url(f"/{number}")}"\nallow_hosts = ["127.0.0.1"]\n'
            for number in range(PAGES)
        )
    )

    def ask() -> Count:
        done = subprocess.run([*tracker, "snapshot", "--format", "json"], check=False, capture_output=True, text=True)
        told = json.loads(done.stdout)
        listed = subprocess.run([*tracker, "changes", "--format", "json"], check=True, capture_output=True, text=True)
        changed = {row["source"] for row in json.loads(listed.stdout)["changes"]}
        return len(changed), len(told["troubles"]["notices"]), done.returncode

    return ask


def _peer(folder: Path, site: Loopback, name: str) -> Callable[[], Count]:
    """A tool of the urlwatch family, reading the same element of the same pages."""
    filters = "filter" if name == "urlwatch" else "filters"
    jobs = (
        f"name: Page {number}\nurl: {site.url(f'/{number}')}\n{filters}:\n  - css: main\n  - html2text\n"
        for number in range(PAGES)
    )
    (folder / "jobs.yaml").write_text("---\n".join(jobs))
    (folder / "hooks.py").write_text("")
    (folder / "config.yaml").write_text("report:\n  stdout:\n    enabled: true\n")
    files = {"jobs.yaml": "urls" if name == "urlwatch" else "jobs", "config.yaml": "config", "hooks.py": "hooks"}
    told = [part for file, option in files.items() for part in (f"--{option}", str(folder / file))]
    told += ["--cache" if name == "urlwatch" else "--database", str(folder / "db")]

    def ask() -> Count:
        done = subprocess.run([name, *told], check=False, capture_output=True, text=True)
        listed = re.findall(r"^\d+\. ([A-Z]+)", done.stdout, re.MULTILINE)
        return listed.count("CHANGED"), listed.count("ERROR"), done.returncode

    return ask
