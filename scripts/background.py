"""Make tracker/links/background.tsv.gz: in how many sentences of DfE pages each stem occurs.

Reads DfE pages of GOV.UK from the folder `shared` beside this project (Open Government Licence v3.0). The table is a
derived statistic: no sentence can be read out of it. Same pages, same bytes. Run with the project's own Python:

    python scripts/background.py
"""

import gzip
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from tracker.wording.fold import fold, stems

HERE = Path(__file__).parents[1]
PAGES = HERE.parent / "shared" / "data" / "dfe-versions.jsonl.xz"
TABLE = HERE / "tracker" / "links" / "background.tsv.gz"
SENTENCES = 20_000
"""Research on linking, section 2: average precision .678 with 3,000 sentences, .697 with 10,000, .709 with 30,000."""
MIN_COUNT = 3
"""A stem seen in fewer sentences weighs almost what an unseen one does; leaving it out keeps the table small."""
MIN_STEMS = 4
"""Shorter lines are headings, names and buttons."""
NOTICE = """\
# How many sentences of Department for Education pages on GOV.UK (2019-2022) contain each stem.
# Contains public sector information licensed under the Open Government Licence v3.0.
# https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/
# Made by scripts/background.py. First row: all sentences counted."""


def main() -> None:
    """Count, and write the table with its attribution."""
    counts: Counter[str] = Counter()
    total = 0
    for sentence in _sentences():
        counts.update(set(stems(sentence)))
        total += 1
    kept = sorted((stem, count) for stem, count in counts.items() if count >= MIN_COUNT)
    rows = [NOTICE, f"\t{total}", *(f"{stem}\t{count}" for stem, count in kept)]
    TABLE.write_bytes(gzip.compress("\n".join([*rows, ""]).encode(), mtime=0))
    print(f"{total} sentences, {len(kept)} stems, {TABLE.stat().st_size / 1024:.0f} KiB")


def _sentences() -> Iterator[str]:
    """Different sentences of the oldest version of each page, an even share of them from all pages."""
    seen: set[str] = set()
    found: list[str] = []
    for page in _pages():
        for block in LexborHTMLParser(page).css("p, li"):
            for sentence in re.split(r"(?<=[.!?]) (?=[A-Z])", " ".join(block.text().split())):
                key = fold(sentence)
                if key not in seen and len(stems(sentence)) >= MIN_STEMS:
                    seen.add(key)
                    found.append(sentence)
    step = max(1, len(found) // SENTENCES)
    yield from found[::step][:SENTENCES]


def _pages() -> Iterator[str]:
    seen: set[str] = set()
    with lzma.open(PAGES, "rt", encoding="utf-8") as lines:
        for line in lines:
            page = json.loads(line)
            if page["path"] not in seen:
                seen.add(page["path"])
                yield page["html"]


if __name__ == "__main__":
    main()
