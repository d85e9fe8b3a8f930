"""Text of others that tests measure on, beside the checkout; never copied into it (docs/studies/README.md lists it).

A test that reads it carries `@pytest.mark.shared_data(FILE, …)`. Without these files it skips, and the run says in one
line how many did. `TRACKER_SHARED` names another folder.
"""

import os
from collections.abc import Iterable
from pathlib import Path

SHARED = Path(os.environ.get("TRACKER_SHARED") or Path(__file__).parents[2] / "shared")
ARTICLE = "seed/schoolsweek-hit-squads.txt"
ABSENT = "the shared data is absent"


def is_absent(names: Iterable[str]) -> bool:
    """Whether one of these, or the whole folder, is not there."""
    return not all((SHARED / name).exists() for name in ("", *names))


def summary(skipped: int) -> str:
    """What the run says at its end."""
    return f"{skipped} test{'s need' if skipped != 1 else ' needs'} the shared data: absent"
