"""Seconds for `blame` over 200 versions of a page of 150 KB: `python tests/bench/bench_blame.py`."""

import random
import resource
import time
from collections.abc import Iterator

from tracker.diff.blame import blame
from tracker.extract import canonical, plain

VERSIONS = 200
SENTENCES = 1_600
WORDS = """school teacher pupil fund grant region adviser attendance plan review report data authority trust inspect support
improve year learn child meal club breakfast nurse health target budget minister policy reform curriculum exam result
grade need inclusion college skill apprentice leader""".split()


def history() -> list[tuple[str, bytes]]:
    """Texts with their metadata: three versions in four reword five sentences, add one and drop one, anywhere."""
    dice = random.Random(7)
    sentences = [_sentence(dice, number) for number in range(SENTENCES)]
    made = []
    for version in range(VERSIONS):
        if version % 4:
            for place in dice.sample(range(SENTENCES - 1), 5):
                sentences[place] = sentences[place].replace(" will ", f" may in {version} ")
            del sentences[dice.randrange(len(sentences))]
            sentences.insert(dice.randrange(len(sentences)), _sentence(dice, SENTENCES + version))
        page = "\n\n".join(" ".join(sentences[start : start + 4]) for start in range(0, len(sentences), 4))
        document = plain.read(f"# A plan\n\n{page}\n")
        made.append((document.text, canonical.meta(document)))
    return made


def _sentence(dice: random.Random, number: int) -> str:
    said = [dice.choice(WORDS) for _ in range(9)]
    start = f"The {said[0]} {said[1]} will {said[2]} the {said[3]} {said[4]}"
    return f"{start} with {number} {said[5]} and {' '.join(said[6:])}."


def run(long: bool) -> Iterator[str]:  # noqa: FBT001 - the convention of benches; there is no longer form
    """Processor time of one run, reading the texts included."""
    texts = history()
    start = time.process_time()
    found = blame(canonical.read(*one) for one in texts)
    spent = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield (
        f"blame, {VERSIONS} versions of {len(texts[0][0]) / 1024:.0f} KB, {len(found)} sentences of which "
        f"{sum(one.first != one.worded for one in found)} were reworded: {spent:.1f} s; peak memory {peak:.0f} MB"
    )


if __name__ == "__main__":
    for row in run(False):
        print(row)
