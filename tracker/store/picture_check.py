"""The pictures of versions, compared with what their commits and the records of their rounds say of them."""

import sqlite3
from collections.abc import Iterator, Mapping
from hashlib import sha256

from tracker.errors import StoreError
from tracker.store import layout, state
from tracker.store.batch import PICTURE_BLOB
from tracker.store.damage import Damage, first_sentence, restore
from tracker.store.index import Index
from tracker.store.reader import Reader
from tracker.store.record import from_json


class PictureCheck:
    """Reads the pictures that it is asked about, and counts them."""

    def __init__(self, index: Index, texts: Reader, bodies: Reader) -> None:
        self.read = 0
        self._index = index
        self._texts = texts
        self._bodies = bodies
        self._rounds: dict[str, Mapping[str, str]] = {}

    def damage(self, row: sqlite3.Row, facts: Mapping[str, str]) -> Iterator[Damage]:
        """What is wrong with the picture that the trailers of a version name, if they name one."""
        if PICTURE_BLOB not in facts:
            return
        try:
            picture = self._bodies.blob(facts[PICTURE_BLOB])  # compared with its id
        except StoreError as error:
            yield restore(address_of(row), f"its picture: {first_sentence(error)}", layout.RAW)
            return
        self.read += 1
        ours = row["kind"] == "reextract"  # the picture of a capture before, which another round recorded
        said = None if ours else self._said(row["run"]).get(f"{row['source']}/{row['document']}")
        if said not in {None, sha256(picture).hexdigest()}:
            yield restore(address_of(row), "the SHA-256 of its picture is not the one its round recorded", layout.RAW)

    def _said(self, run: str) -> Mapping[str, str]:
        """By document: what the record of a round says of pictures; nothing where it cannot be read."""
        if run not in self._rounds:
            try:
                records = [from_json(self._texts.blob(blob)) for blob in state.run_blobs(self._index, run=run)]
            except StoreError:
                records = []
            self._rounds[run] = records[0].pictures if records else {}
        return self._rounds[run]


def address_of(row: sqlite3.Row) -> str:
    """`source[/document]@N` of a row of versions."""
    return f"{layout.name(row['source'], row['document'])}@{row['number']}"
