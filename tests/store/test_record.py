"""The run record."""

from collections.abc import Callable

import pytest

from tracker.errors import StoreError
from tracker.store.record import RunRecord, from_json, to_json


def test_a_record_is_kept_readable(record: Callable[..., RunRecord]) -> None:
    """A line for each document, sorted, with the schema named and nothing that only says its default."""
    made = record(unchanged={"b/page": 2, "a/page": 1}, failed={"c": {"reason": "no answer – “timed out”"}})

    assert to_json(made).decode() == (
        '{\n "failed": {\n  "c": {\n   "reason": "no answer – “timed out”"\n  }\n },\n'
        ' "finished": "2024-06-01T06:00:02Z",\n "id": "20240601T060002Z",\n "schema": "tracker.run/1",\n'
        ' "started": "2024-06-01T06:00:02Z",\n "tracker": "0.1.0",\n'
        ' "unchanged": {\n  "a/page": 1,\n  "b/page": 2\n }\n}\n'
    )


def test_a_record_reads_back_equal(record: Callable[..., RunRecord]) -> None:
    """Also one of an unfinished round, with validators."""
    made = record(finished=None, validators={"a/page": {"key": "k", "etag": '"x  y"'}}, not_modified=("a/page",))

    assert from_json(to_json(made)) == made


def test_a_record_of_another_schema_says_what_to_do() -> None:
    """A newer tracker's record is not guessed at."""
    with pytest.raises(StoreError, match=r"schema.*update tracker"):
        from_json(b'{"schema": "tracker.run/9", "id": "x"}')


def test_the_summary_counts(record: Callable[..., RunRecord]) -> None:
    """Suspect captures are named where there are some."""
    trouble = {"reason": "half the text is gone"}

    assert record(recorded={"a/page": 1}).summary == "1 recorded, 0 unchanged, 0 failed"
    assert record(suspect={"a/page": trouble}).summary.endswith("0 unchanged, 1 suspect, 0 failed")
