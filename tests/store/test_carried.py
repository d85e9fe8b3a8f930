"""What others have been shown of people's verdicts stays in the record."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from tracker.store.archive import Archive
from tracker.store.decision import Decision

ONE, TWO = "a" * 20, "b" * 20


def test_what_was_carried_is_noted_once(tmp_path: Path) -> None:
    """In the history, so that an index made anew knows it; what is known already adds no commit."""
    with Archive.create(tmp_path) as archive:
        archive.note_carried([ONE])
        before = archive.head()
        archive.note_carried([ONE])
        archive.note_carried([])
        assert archive.head() == before
        archive.note_carried([TWO, ONE])

        assert archive.head() != before
        assert archive.carried() == {ONE, TWO}
        assert [one.carried for one in archive.decisions()] == [(TWO,), (ONE,)]
        assert archive.decisions()[0].summary == "published 1 verdict"
        archive.reindex()
        assert archive.carried() == {ONE, TWO}


def test_a_key_is_a_key() -> None:
    """A record comes from elsewhere with a pull, too."""
    with pytest.raises(ValidationError):
        Decision.model_validate(
            {
                "schema": "tracker.decision/1",
                "id": "20260817T060002Z",
                "at": "2026-08-17T06:00:02Z",
                "tracker": "1",
                "carried": ["../x"],
            }
        )
