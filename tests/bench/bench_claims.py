"""How fast claims are found, and in how much memory: `python tests/bench/bench_claims.py`.

A page is 450 words of the gold's own articles, one after another; each size runs in a process of its own, one core,
the best of three by processor time. Memory is the process's peak less what it held before reading.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from forgetting import forget

from tracker.claims.find import find_claims
from tracker.claims.quotes import find_quotes
from tracker.extract import plain

GOLD = Path(__file__).parents[1] / "gold"
WORDS_A_PAGE = 450
PAGES = (1, 10, 100)
LONG = (*PAGES, 400)
ROUNDS = 3
HOSTILE = (
    ("commas", ", "), ("quotes", "“"), ("odd quotes", "‘’“ "), ("will will", "will "), ("which will", ", which will"),
    ("brackets", "(["), ("names", "Aa Bb Cc "), ("if we would", "if we would "), ("said he", " said he, "),
    ("numbers", "£1 to 2 "), ("under a", "under the plan of "), ("hyphens", "a-b-"), ("and will", "and will "),
    ("her deputy", "her deputy, Ann Lee, "), ("paid for by", "paid for by "), ("by the end of the", "by the end of the "),
)  # fmt: skip
MEGABYTE = 1_000_000


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """A table by pages, then what a megabyte of one thing takes, as one sentence and as many."""
    yield "| pages | words | claims | quotations | processor seconds, claims | …, quotations | peak memory, MB |"
    yield "|---|---|---|---|---|---|---|"
    for pages in LONG if long else PAGES:
        told = json.loads(_alone("pages", str(pages)))
        yield (
            f"| {pages} | {told['words']:,} | {told['claims']} | {told['quotes']} | {told['claims_seconds']:.2f} "
            f"| {told['quotes_seconds']:.2f} | {told['memory']:.0f} |"
        )
    yield ""
    yield "| 1 MB of | processor seconds, one sentence | …, sentences of 3,000 characters |"
    yield "|---|---|---|"
    for name, bit in HOSTILE:
        whole, cut = json.loads(_alone("hostile", bit))
        yield f"| {name} | {whole:.2f} | {cut:.2f} |"


def _alone(*args: str) -> str:
    command = [sys.executable, __file__, *args]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def _pages(pages: int) -> dict[str, float]:
    text, words = _text(pages)
    document = plain.read(text, publisher="Green Party", publisher_type="party", published="2026-05-02")
    find_claims(
        plain.read("# T\n\nWe will open a hub.", publisher="Labour", publisher_type="party")
    )  # lists are read once
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    claims, claims_seconds = _best(lambda: len(find_claims(document)))
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    quotes, quotes_seconds = _best(lambda: len(find_quotes(document)))
    return {
        "words": words, "claims": claims, "quotes": quotes, "claims_seconds": claims_seconds,
        "quotes_seconds": quotes_seconds, "memory": memory,
    }  # fmt: skip


def _text(pages: int) -> tuple[str, int]:
    """Gold articles under one title; each copy's numbers and names differ, so that nothing is remembered."""
    articles = cycle([path.read_text(encoding="utf-8").replace("# ", "## ", 1) for path in sorted(GOLD.glob("*-*.md"))])
    parts: list[str] = []
    words = 0
    while words < pages * WORDS_A_PAGE:
        copy = next(articles).replace(" the ", f" the {len(parts)}th ")
        kept = " ".join(copy.split(" ")[: pages * WORDS_A_PAGE - words])
        parts.append(kept)
        words += len(kept.split())
    return "# Plan\n\n" + "\n\n".join(parts), words


def _hostile(bit: str) -> tuple[float, float]:
    whole = bit * (MEGABYTE // len(bit))
    cut = "".join(f"{bit * (2990 // len(bit))}{number}.\n\n" for number in range(MEGABYTE // 3000))
    return _timed(whole), _timed(cut)


def _timed(text: str) -> float:
    document = plain.read(f"# T\n\n{text}", publisher="Classroom Post", publisher_type="press")
    begun = time.process_time()
    find_claims(document)
    find_quotes(document)
    return time.process_time() - begun


def _best(work: Callable[[], int]) -> tuple[int, float]:
    found, seconds = 0, float("inf")
    for _ in range(ROUNDS):
        forget()
        begun = time.process_time()
        found = work()
        seconds = min(seconds, time.process_time() - begun)
    return found, seconds


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["pages", number]:
            print(json.dumps(_pages(int(number))))
        case ["hostile", piece]:
            print(json.dumps(_hostile(piece)))
        case _:
            for row in run(False):
                print(row)
