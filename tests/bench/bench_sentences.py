"""How fast paragraphs are cut into sentences: `python tests/bench/bench_sentences.py`."""

import time
from collections.abc import Iterator
from pathlib import Path

from tracker.extract.sentence import split

_GOLD = Path(__file__).parents[1] / "gold" / "sentences"
_CHARACTERS = 2_000_000
_ROUNDS = 5


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches; there is no longer form
    """Cut two million characters of gold paragraphs, which are denser in full stops than any page; the best of five."""
    groups = [group for path in sorted(_GOLD.glob("*.txt")) for group in path.read_text(encoding="utf-8").split("\n\n")]
    once = [group.replace("\n", " ").strip() for group in groups if not group.startswith("## ")]
    paragraphs = once * (_CHARACTERS // sum(map(len, once)))
    seconds = min(_timed(paragraphs) for _ in range(_ROUNDS))
    rate = sum(map(len, paragraphs)) / seconds
    sentences = sum(len(split(paragraph)) for paragraph in paragraphs)
    yield f"Sentences: {sentences:,} cut in {seconds:.2f} s, {rate / 1e6:.1f} million characters a second"


def _timed(paragraphs: list[str]) -> float:
    started = time.process_time()
    for paragraph in paragraphs:
        split(paragraph)
    return time.process_time() - started


if __name__ == "__main__":
    for row in run(False):
        print(row)
