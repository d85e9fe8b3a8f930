"""What a round costs in which nothing has changed: counted, not timed, so that it is the same on every machine."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

COUNTED = """
import json, re._compiler as compiler, subprocess, sys
patterns, programs = [0], []
compile_true, popen_true = compiler.compile, subprocess.Popen.__init__
def compiled(*args, **named):
    patterns[0] += 1
    return compile_true(*args, **named)
def started(self, args, *more, **named):
    programs.append([one for one in map(str, args) if not one.startswith("-")])
    return popen_true(self, args, *more, **named)
compiler.compile, subprocess.Popen.__init__ = compiled, started
from tracker.cli.start import run
sys.argv = ["tracker", "snapshot", *sys.argv[1:]]
try:
    run()
finally:
    told = {"modules": sorted(sys.modules), "patterns": patterns[0], "programs": programs}
    sys.stderr.write("\\n" + json.dumps(told))
"""
"""A round in a process of its own, which tells at its end what was loaded, compiled and started."""
UNREAD = (
    "tracker.extract.document", "tracker.extract.article", "tracker.extract.govuk", "tracker.extract.canonical",
    "tracker.capture.judgement", "tracker.capture.gate.suspicion", "tracker.capture.child", "tracker.claims.find",
    "tracker.diff", "tracker.links", "tracker.wording", "tracker.desk.comparison", "tracker.desk.finding",
    "tracker.fetch.save", "tracker.store.remote", "tracker.store.utterance",
    "git", "httpx2", "selectolax", "lxml", "rapidfuzz", "snowballstemmer", "pypdfium2", "jinja2", "http.cookiejar",
)  # fmt: skip
"""What reads pages, judges them, compares, finds claims or sends: nothing of that has anything to do."""
MOST_PATTERNS = 130
"""Python 3.11 and the libraries compile some 95 when they are loaded, tracker 20; once it was 839 in all."""
GITS = ("version", "cat-file", "cat-file", "fast-import", "log", "commit-graph")
"""Its version for the record, the blobs of both repositories, the record's commit, its way into the index, its graph."""


@pytest.fixture
def quiet(desk: Any, run: Any) -> dict[str, Any]:
    """What a second round over two pages that answer 304 loads, compiles and starts."""
    desk.write("We will build 40 owl boxes in every village by 2027.")
    desk.sources()
    run("snapshot")
    return counted(desk.folder)


def counted(folder: Path) -> dict[str, Any]:
    """What a round in that folder tells of itself."""
    env = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    done = subprocess.run(
        [sys.executable, "-c", COUNTED], cwd=folder, env=env, capture_output=True, text=True, check=True
    )
    found: dict[str, Any] = json.loads(done.stderr.splitlines()[-1])
    return {**found, "said": done.stdout}


def test_a_quiet_round_loads_compiles_and_starts_no_more_than_it_needs(quiet: dict[str, Any]) -> None:
    """No reader, gate, rule or second library; few patterns; six processes, all of them git."""
    assert quiet["said"].count("unchanged (304)") == 2

    loaded = set(quiet["modules"])
    assert [one for one in UNREAD if one in loaded] == []
    assert quiet["patterns"] <= MOST_PATTERNS
    assert [program[0] for program in quiet["programs"]] == ["git"] * len(GITS)
    assert sorted(next(word for word in program if word in GITS) for program in quiet["programs"]) == sorted(GITS)


def test_ten_times_the_pages_start_no_process_more(desk: Any, run: Any) -> None:
    """What a page costs is a question and an answer: no process, no pattern, no module."""
    desk.write("We will build 40 owl boxes in every village by 2027.")
    desk.sources()
    run("snapshot")
    few = counted(desk.folder)
    for number in range(18):
        desk.site.page(
            f"/more{number}", f"<main><h1>Page {number}</h1><p>{'We plant trees. ' * 20}</p></main>", etag=f'"{number}"'
        )
    desk.sources(*(f"more{number}" for number in range(18)))
    run("snapshot")

    many = counted(desk.folder)

    assert many["said"].count("unchanged (304)") == 20
    assert len(many["programs"]) == len(few["programs"])
    assert many["patterns"] == few["patterns"]
    assert set(many["modules"]) == set(few["modules"])
