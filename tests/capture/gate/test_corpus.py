"""The gate before real pages: what it keeps out, and that it keeps out nothing else."""

from itertools import pairwise

import pytest
from dfe import doubted, versions

_SHORT = 10_000
"""Characters of HTML; a gate errs on short pages first, and they are read quickly."""


@pytest.mark.shared_data("data/dfe-versions.jsonl.xz")
def test_only_error_pages_are_kept_out_of_real_histories() -> None:
    """Of real pages nine versions are error pages with status 200; a sample of the others is let in, edits and all."""
    found = list(versions())
    short = [one for one in found if len(one.html) < _SHORT]
    errors = {one.path for one in short if "Page not found" in one.html}
    again = {one.path for earlier, one in pairwise(short) if earlier.path == one.path and earlier.html != one.html}
    sample = [one for one in short if one.path in errors | again]

    kept_out = list(doubted(sample))

    assert len(sample) > 150
    assert [(one.title, one.characters, one.held) for one in kept_out] == [("Page not found", 207, False)] * 9
