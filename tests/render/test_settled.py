"""What has become of verdicts, as people are told it."""

from rich.text import Text

from tracker.claims.find import find_claims
from tracker.config.verdict import ClaimVerdict
from tracker.extract import plain
from tracker.links.settled import OpenVerdict, Settled
from tracker.render.settled import told

WHOLE = "We will scrap the resit rule and recruit 900 tutors."


def test_the_counts_and_what_waits_are_told() -> None:
    """How many stand, how many moved; of each that waits who said it and the claims that it could mean."""
    parts = find_claims(plain.read(f"# Plan\n\n{WHOLE}\n", publisher="Labour", publisher_type="party"))
    drop = ClaimVerdict(by="Ada", does="drop", words=WHOLE, at="plan@1")

    lines = list(told(Settled(stand=3, moved=1, again=(OpenVerdict(drop, parts),))))

    assert str(lines[0]) == "3 verdicts stand, 1 moved with their words, 1 to decide again."
    assert str(lines[1]) == f"! to decide again: drop “{WHOLE}”, by Ada; its sentence is now 2 claims"
    assert len([line for line in lines if not isinstance(line, Text)]) == len(parts) == 2
