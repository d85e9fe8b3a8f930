r"""Real pages of seven types and the text a person marked: `.venv/bin/python tests/bench/bench_pages.py [held|each|speed]`.

The pages are the development part of WCXB (Web Content eXtraction Benchmark, M. Foley 2026), beside the project. A page's
score is the F1 of its words, lower-cased `\w+`, counted; our title line is left out, as the marked text has none. Those
with an even number are tuned on, those with an odd one are held. trafilatura and readability are run beside ours where they
are installed.
"""

import gzip
import json
import re
import statistics
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracker.errors import ExtractError
from tracker.extract import article
from tracker.extract.decode import decode

_PAGES = Path(__file__).parents[3] / "shared" / "data" / "pages"
_TYPES = ("article", "service", "documentation", "listing", "collection", "forum", "product")
_WORD = re.compile(r"\w+")
_LOST = 0.5
"""Share of a page's words below which it lost over half of them."""


@dataclass(frozen=True, eq=False)
class MarkedPage:
    """A page, and the words that a person marked as its text."""

    name: str
    kind: str
    url: str
    html: bytes
    words: Counter[str]


def run(long: bool, parts: Sequence[str] = ()) -> Iterator[str]:  # noqa: FBT001 - the convention of benches
    """F1 by type and half; `each` adds the worst pages of the tuned half, `speed` the time beside trafilatura."""
    if not _PAGES.is_dir():
        yield f"\n{_PAGES} is not here."
        return
    pages = tuple(marked())
    halves = {"held (odd)": [page for page in pages if int(page.name) % 2]}
    if "held" not in parts:
        halves = {"all": list(pages), "tuned on (even)": [page for page in pages if int(page.name) % 2 == 0]} | halves
    readers = dict(_readers())
    texts = {name: {page.name: reader(page) for page in pages} for name, reader in readers.items()}
    for half, chosen in halves.items():
        yield f"\nPages, {half}: word F1 (how many lost over half of their words, and how many of these silently)\n"
        yield from _table(chosen, texts)
    if "each" in parts or long:
        yield from _worst([page for page in pages if int(page.name) % 2 == 0], texts["tracker"])
    if "speed" in parts or long:
        yield from _speed(pages, readers)


def marked() -> Iterator[MarkedPage]:
    """Every page, by number."""
    for path in sorted(_PAGES.glob("*.json")):
        label = json.loads(path.read_text(encoding="utf-8"))
        yield MarkedPage(
            path.stem,
            label["_internal"]["page_type"]["primary"],
            label["url"],
            gzip.decompress(path.with_suffix(".html.gz").read_bytes()),
            words(label["ground_truth"].get("main_content") or ""),
        )


def words(text: str) -> Counter[str]:
    """How often each word stands in a text."""
    return Counter(_WORD.findall(text.lower()))


def scores(found: Counter[str], truth: Counter[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over counted words; 1 where neither has any. A page of which nothing is marked loses none."""
    if not found and not truth:
        return 1.0, 1.0, 1.0
    both = (found & truth).total()
    precision, recall = both / max(found.total(), 1), both / truth.total() if truth else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if both else 0.0


def _readers() -> Iterator[tuple[str, Callable[[MarkedPage], str]]]:
    yield "tracker", _ours
    try:
        import trafilatura
    except ImportError:
        return
    yield "trafilatura", lambda page: trafilatura.extract(decode(page.html, None), include_comments=False) or ""
    try:
        from lxml.html import fromstring
        from readability import Document as Readable
    except ImportError:
        return

    def readable(page: MarkedPage) -> str:
        try:
            return str(fromstring(Readable(decode(page.html, None)).summary()).text_content())
        except Exception:  # noqa: BLE001 - what it fails on it has not read
            return ""

    yield "readability", readable


def _ours(page: MarkedPage) -> str:
    """The sentences without the title; nothing of a page that is refused, and a mark where a reader is warned."""
    try:
        found = article.read(page.html, url=page.url)
    except ExtractError:
        return ""
    return "\n".join(sentence.text for sentence in found.sentences[1:])


def _is_silent(page: MarkedPage) -> bool:
    """Whether neither an error nor a warning says that a page was hard to read."""
    try:
        return not article.read(page.html, url=page.url).warnings
    except ExtractError:
        return False


def _table(pages: Sequence[MarkedPage], texts: dict[str, dict[str, str]]) -> Iterator[str]:
    yield f"| type | pages | {' | '.join(texts)} |"
    yield f"|---|---|{'---|' * len(texts)}"
    for kind in (*_TYPES, "all"):
        chosen = [page for page in pages if kind in (page.kind, "all")]
        cells = []
        for name, found in texts.items():
            measured = {page: scores(words(found[page.name]), page.words) for page in chosen}
            lost = [page for page, (_, recall, _) in measured.items() if recall < _LOST]
            silent = f", {sum(map(_is_silent, lost))}" if name == "tracker" else ""
            mean = statistics.mean(f1 for _, _, f1 in measured.values()) if measured else 0.0
            cells.append(f"{mean:.3f} ({len(lost)}{silent})")
        yield f"| {kind} | {len(chosen)} | {' | '.join(cells)} |"


def _worst(pages: Sequence[MarkedPage], found: dict[str, str]) -> Iterator[str]:
    yield "\nWorst of the pages that are tuned on: precision, recall, F1\n"
    measured = sorted((scores(words(found[page.name]), page.words)[::-1], page.name, page.kind) for page in pages)
    for (f1, recall, precision), name, kind in measured[:30]:
        yield f"| {name} | {kind} | {precision:.2f} | {recall:.2f} | {f1:.2f} |"


def _speed(pages: Sequence[MarkedPage], readers: dict[str, Callable[[MarkedPage], str]]) -> Iterator[str]:
    yield "\nProcessor seconds for all pages, best of three\n"
    spent: dict[str, list[float]] = defaultdict(list)
    for _ in range(3):
        for name, reader in readers.items():
            started = time.process_time()
            for page in pages:
                reader(page)
            spent[name].append(time.process_time() - started)
    for name, times in spent.items():
        yield f"| {name} | {min(times):.2f} s | {min(times) / min(spent['tracker']):.2f} times ours |"


if __name__ == "__main__":
    for line in run(long=False, parts=sys.argv[1:]):
        print(line)
