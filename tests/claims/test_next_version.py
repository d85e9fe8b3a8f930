"""What stands in the next version of a page is not read again by its own words: counted, not timed."""

import pytest
from forgetting import forget

from tracker.claims.find import find_claims
from tracker.extract import plain
from tracker.wording.modality import Modality, find_modality

SENTENCES = 60


def page(version: int) -> str:
    """Of many sentences; each version says one of them anew."""
    said = [f"We will open {at + 20} libraries in the towns of district {at}." for at in range(SENTENCES)]
    said[version] = f"We will mend {version + 900} bridges in every village of version {version}."
    return "# Plan\n\n" + "\n\n".join(said)


def test_only_the_new_sentence_of_a_version_is_searched(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first version is searched whole, each further one at the two places at which it differs; the claims stay right."""
    searched: list[str] = []

    def find(text: str, *, reported: bool = False) -> tuple[Modality, ...]:
        searched.append(text)
        return find_modality(text, reported=reported)

    monkeypatch.setattr("tracker.claims.group.find_modality", find)
    forget()
    counts = []

    for version in range(4):
        searched.clear()
        found = find_claims(plain.read(page(version), publisher="owls"))
        counts.append(len(searched))
        assert len(found) == SENTENCES
        assert found[version].text.startswith(f"We will mend {version + 900} bridges")

    assert counts[0] >= SENTENCES
    assert max(counts[1:]) <= 2, counts
