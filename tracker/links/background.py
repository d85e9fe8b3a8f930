"""Background: how common a stem is in the language of English education policy.

A store of two hundred claims cannot tell by itself that "school" says little and "toothbrushing" much. Counts from
20,000 sentences raise average precision from .59 to .70 (docs/studies/linking.md 2.3). The table is made by
scripts/background.py and holds counts only.
"""

import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Background:
    """`counts[stem]` of `sentences` sentences contain the stem; rare stems are not listed."""

    sentences: int
    counts: Mapping[str, int]


@cache
def background() -> Background:
    """The shipped table, read once. Contains public sector information licensed under the OGL v3.0."""
    packed = Path(__file__).with_name("background.tsv.gz").read_bytes()
    lines = gzip.decompress(packed).decode().splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return Background(sentences=int(rows[0][1]), counts={stem: int(count) for stem, count in rows[1:]})
