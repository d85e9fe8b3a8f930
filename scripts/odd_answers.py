"""The table of odd answers: what tracker makes of each, before and after a change, and what others make of it.

    python scripts/odd_answers.py [--tracker BIN]... [--requests PYTHON] [--urlwatch BIN] > table.md

Each case of tests/oddanswers.py is served on loopback and fetched twice; the second answer counts. `--tracker` names a
program to try beside the one of this environment (that of an earlier version, in a folder of its own); `--requests` a
Python that has requests, brotli and zstandard; `--urlwatch` that program. The last two belong in an environment of their
own: tracker needs neither. One word each: read, wrong (something was taken, and it is not what the page says), refused
(kept out with a reason), failed (no usable answer).
"""

import argparse
import html
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path

HERE = Path(__file__).parents[1]
sys.path.insert(0, str(HERE / "tests"))

from loopback import serving  # noqa: E402 - a module of the tests
from oddanswers import CASES, Case  # noqa: E402

Fetcher = Callable[[Sequence[str]], Sequence[tuple[str, str]]]
"""Addresses → of each a word (empty where the text decides) and the text."""
_REQUESTS = """
import json, sys, requests
for url in json.load(sys.stdin):
    try:
        for _ in range(2):
            answer = requests.get(url, timeout=10)
        answer.raise_for_status()
        told = ["", answer.text]
    except requests.HTTPError:
        told = ["refused", ""]
    except Exception:
        told = ["failed", ""]
    print(json.dumps(told))
"""
_SOURCE = """\
[[source]]
id = "c{at}"
kind = "html"
url = "{url}"
publisher = "labour"
publisher_type = "party"
allow_hosts = ["127.0.0.1"]
"""


def main(argv: Sequence[str]) -> int:
    """Print the table as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tracker", action="append", default=[], type=Path)
    parser.add_argument("--requests", type=Path)
    parser.add_argument("--urlwatch", type=Path)
    asked = parser.parse_args(argv)
    columns: dict[str, Fetcher] = {
        f"before ({one})" if n else "before": _tracker(one) for n, one in enumerate(asked.tracker)
    }
    columns["tracker"] = _tracker(Path(sys.executable).with_name("tracker"))
    columns |= {"requests": _requests(asked.requests)} if asked.requests else {}
    columns |= {"urlwatch": _urlwatch(asked.urlwatch)} if asked.urlwatch else {}
    words = {name: _words(fetch) for name, fetch in columns.items()}
    print(f"| answer | {' | '.join(words)} | why we are stricter |")
    print("|---|" + "---|" * (len(words) + 1))
    for at, case in enumerate(CASES):
        print(f"| {case.name} | {' | '.join(found[at] for found in words.values())} | {case.because} |")
    for name, found in words.items():
        print(f"{name}: {', '.join(f'{found.count(word)} {word}' for word in sorted(set(found)))}", file=sys.stderr)
    return 0


def _words(fetch: Fetcher) -> list[str]:
    with ExitStack() as stack:
        everybody = stack.enter_context(serving())
        urls = []
        for at, case in enumerate(CASES):
            site = everybody if case.robots is None else stack.enter_context(serving())
            if case.robots is not None:
                site.answers("/robots.txt", case.robots)
            case.declare(site, f"/c{at}")
            urls.append(site.url(f"/c{at}"))
        return [_word(case, *told) for case, told in zip(CASES, fetch(urls), strict=True)]


def _word(case: Case, word: str, text: str) -> str:
    plain = html.unescape(re.sub(r"\s+", " ", text))
    return word or ("read" if case.said in plain else "wrong")


def _tracker(program: Path) -> Fetcher:
    def fetch(urls: Sequence[str]) -> list[tuple[str, str]]:
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made) / "watch"
            run = [str(program), "-C", str(folder)]
            subprocess.run([str(program), "init", str(folder)], check=True, capture_output=True)
            (folder / "config" / "sources.toml").write_text(
                "\n".join(_SOURCE.format(at=at, url=url) for at, url in enumerate(urls))
            )
            (folder / "config" / "settings.toml").write_text("retries = 0\n")
            for _ in range(2):
                said = subprocess.run([*run, "snapshot", "--format", "json"], check=False, capture_output=True).stdout
            found = {one["source"]: one for one in json.loads(said)["outcomes"]}
            return [_of_outcome(found[f"c{at}"], run) for at in range(len(urls))]

    return fetch


def _of_outcome(one: dict[str, object], run: Sequence[str]) -> tuple[str, str]:
    if one["kind"] == "failed":
        return "refused" if one["blocked"] else "failed", ""
    if one["kind"] == "suspect":
        return "refused", ""
    return "", subprocess.run([*run, "show", str(one["source"])], check=False, capture_output=True).stdout.decode()


def _requests(python: Path) -> Fetcher:
    def fetch(urls: Sequence[str]) -> list[tuple[str, str]]:
        ended = subprocess.run(
            [str(python), "-c", _REQUESTS], input=json.dumps(urls).encode(), capture_output=True, check=True
        )
        return [tuple(json.loads(line)) for line in ended.stdout.splitlines()]

    return fetch


def _urlwatch(program: Path) -> Fetcher:
    def fetch(urls: Sequence[str]) -> list[tuple[str, str]]:
        return [_watched(program, url) for url in urls]

    return fetch


def _watched(program: Path, url: str) -> tuple[str, str]:
    """What its filters are given of a page, by its own test of a job."""
    with tempfile.TemporaryDirectory() as made:
        jobs, config = Path(made) / "urls.yaml", Path(made) / "config.yaml"
        jobs.write_text(f"url: {json.dumps(url)}\ntimeout: 10\n")
        options = [
            "--urls",
            str(jobs),
            "--config",
            str(config),
            "--cache",
            str(Path(made) / "cache.db"),
            "--hooks",
            str(Path(made) / "h.py"),
        ]
        for _ in range(2):
            ended = subprocess.run(
                [str(program), *options, "--test-filter", "1"],
                capture_output=True,
                check=False,
                env={**os.environ, "PYTHONUTF8": "1"},
            )
    return ("failed", "") if ended.returncode else ("", ended.stdout.decode("utf-8", "replace"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
