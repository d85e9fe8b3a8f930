"""Claims before any verdict, of the documents that somebody asks for."""

import sys
from pathlib import Path

import pytest
from pledgeshelf import config

from tracker.desk.gather import found_claims
from tracker.store.archive import Archive
from tracker.store.reader import Reader

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))

import history

PAGE = ("site-000", "page-00003")


def test_no_other_document_is_read_and_what_all_versions_repeat_is_held_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nine further pages cost nothing; six versions of one page promise six things, and say one thing six times."""
    history.grow(tmp_path, documents=10, commits=60)
    read: set[str] = set()
    real = Reader.blob

    def blob(self: Reader, oid: str) -> bytes:
        read.add(oid)
        return real(self, oid)

    with Archive(tmp_path) as archive:
        texts = {name: {one.text_id for one in archive.versions(*name)} for name in archive.documents()}
        monkeypatch.setattr(Reader, "blob", blob)
        found = found_claims(archive, config(), [PAGE])

    assert {name for name, ids in texts.items() if ids & read} == {PAGE}
    assert texts[PAGE] <= read
    assert sorted(one.text for one in found if one.text.startswith("We will")) == [
        f"We will do {number} things." for number in range(6)
    ]
    assert len({one.id for one in found}) == len(found)
