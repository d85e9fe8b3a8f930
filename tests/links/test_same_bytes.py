"""The same claims, the same bytes."""

import os
import subprocess
import sys

CODE = """
from tracker.claims.claim import Claim, Place, claim_id
from tracker.links.thread import threads
texts = [
    "We will teach every pupil to swim by eleven, paid for by a levy.", "We aim to teach every pupil to swim by eleven.",
    "Fit solar panels to 2,000 schools.", "We aim to fit solar panels to up to 500 schools, colleges and clubs by 2029.",
    "Book brigades (BB) will visit schools.", "Reading squads and the BB will visit schools in nine towns.",
]
claims = [
    Claim(id=claim_id(f"s{place}", "page", text, 0), kind="pledge", text=text, start=0, end=len(text), strength=4,
          place=Place(source=f"s{place}", document="page", version=f"s{place}@1", publisher=f"p{place % 3}"))
    for place, text in enumerate(texts)
]
for thread in threads(claims, aliases=[("reading squads", "book brigades")]):
    print(thread.model_dump_json())
"""


def test_the_seed_of_hashes_does_not_matter() -> None:
    """Two runs of Python that put sets in different orders give equal threads, flags, reasons and scores."""
    told = [
        subprocess.run(
            [sys.executable, "-c", CODE],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "77")
    ]

    assert "softened" in told[0]
    assert told[0] == told[1] == told[2]
