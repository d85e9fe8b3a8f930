"""The run record."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from tracker.errors import StoreError
from tracker.store.decision import Decision
from tracker.store.record import KeptBody, RunRecord, from_json, read_as, to_json

START = datetime(2024, 6, 1, 6, 0, 2, tzinfo=UTC)


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


def test_a_suspect_keeps_where_its_body_came_from(record: Callable[..., RunRecord]) -> None:
    """So that a person can still accept it, on any machine."""
    kept = {
        "blob": "a" * 40,
        "url": "https://x/",
        "final_url": "https://x/y",
        "status": 200,
        "at": START,
        "etag": '"1"',
    }
    made = record(suspect={"a/page": {"reason": "short", "body": kept}})

    assert from_json(to_json(made)) == made
    assert made.suspect["a/page"].body == KeptBody.model_validate(kept)


def test_a_decision_reads_back_equal() -> None:
    """With its own schema; the subject of its commit says what was decided."""
    made = Decision(
        id="20240601T060002Z", at=START, tracker="0.1.0", accepted={"a/page": "b" * 40},
        acknowledged={"c": date(2024, 7, 1)}, marks={"desk": "d" * 40},
    )  # fmt: skip

    assert read_as(Decision, to_json(made)) == made
    assert b'"schema": "tracker.decision/1"' in to_json(made)
    assert made.summary == "accepted a/page; acknowledged c; read by desk"


def test_fields_of_a_later_minor_version_are_read_over(record: Callable[..., RunRecord]) -> None:
    """Wherever they stand; what must not be read over is told by a higher format."""
    made = record(suspect={"a/page": {"reason": "short"}})
    decided = Decision(id="20240601T060002Z", at=START, tracker="0.1.0", marks={"desk": "d" * 40})
    later = (
        to_json(made).replace(b'"reason"', b'"picture": "c" ,\n "reason"').replace(b'"id"', b'"saved_by": "x", "id"')
    )

    assert from_json(later) == made
    assert read_as(Decision, to_json(decided).replace(b'"id"', b'"released": {"x": 1}, "id"')) == decided


@pytest.mark.parametrize("odd", [b'"requests": "many", "id"', b'"schema_": 1, "requests": {}, "id"'])
def test_what_is_of_another_kind_is_refused(record: Callable[..., RunRecord], odd: bytes) -> None:
    """A record is not read half because somebody wrote into it."""
    newer = to_json(record()).replace(b'"id"', odd)

    with pytest.raises(StoreError, match=r"A run record cannot be read: requests: .*written by a newer tracker"):
        from_json(newer)
    with pytest.raises(StoreError, match="A decision cannot be read"):
        read_as(Decision, newer)


def test_the_summary_counts(record: Callable[..., RunRecord]) -> None:
    """Suspect captures are named where there are some."""
    trouble = {"reason": "half the text is gone"}

    assert record(recorded={"a/page": 1}).summary == "1 recorded, 0 unchanged, 0 failed"
    assert record(suspect={"a/page": trouble}).summary.endswith("0 unchanged, 1 suspect, 0 failed")
