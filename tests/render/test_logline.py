"""Log lines: every event of a round on one line that programs can read, whatever a page puts into it."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tracker.capture.event import (
    CaptureEnd,
    Cost,
    Event,
    RoundEnd,
    RoundStart,
    RoundStop,
    SourceEnd,
    SourceStart,
    TroubleNews,
)
from tracker.capture.health import SourceFault
from tracker.capture.outcome import Failed, Recorded, Suspect, Unchanged
from tracker.capture.troubles import Notice
from tracker.render.logline import LogWriter
from tracker.store.record import RunRecord, Trouble

AT = datetime(2026, 8, 17, 6, 0, 2, tzinfo=UTC)
NASTY = 'He said "no\\" \x1b[31m\r\n::error::x ##[group]y level=info \u202e =✓ £5'
PAIR = re.compile(r'([a-z_]+)=(?:"((?:[^"\\]|\\.)*)"|([^" =]*))(?: |$)')


def parsed(line: str) -> dict[str, str]:
    """A logfmt line as a reader of ours understands it; every character of it must belong to a pair."""
    found, place = {}, 0
    while place < len(line):
        match = PAIR.match(line, place)
        assert match, line[place:]
        quoted, bare = match[2], match[3]
        found[match[1]] = bare if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
        place = match.end()
    return found


def events(reason: str) -> list[Event]:
    """A round of four sources, one of each outcome."""
    record = RunRecord(
        id="20260817T060002Z", started=AT, finished=AT, tracker="0", requests=7, bytes=1234, recorded={"a/page": 1},
        unchanged={"b/page": 1}, not_modified=("b/page",), failed={"d": Trouble(reason=reason)},
        suspect={"c/page": Trouble(reason=reason)},
    )  # fmt: skip
    fault = {"reason": reason, "transient": True, "status": 503}
    return [
        RoundStart(at=AT, run=record.id, sources=4, hosts=2),
        SourceStart(at=AT, source="a", host="a.example"),
        CaptureEnd(
            AT,
            Recorded(source="a", document="page", title=reason, version_kind="content", at=AT),
            Cost(status=200, requests=2, bytes=1234, milliseconds=56),
        ),
        SourceEnd(at=AT, source="a"),
        CaptureEnd(AT, Unchanged(source="b", document="page", at=AT, not_modified=True), Cost(304, 1, 0, 3)),
        CaptureEnd(AT, Suspect(source="c", document="page", reason=reason, at=AT), Cost(200, 1, 9, 4)),
        CaptureEnd(AT, Failed.model_validate({"source": "d", "document": None, "at": AT, **fault}), Cost(503, 3, 0, 5)),
        RoundEnd(at=AT + timedelta(seconds=2.5), record=record),
    ]


def lines(form: Any, reason: str = "silent for too long") -> list[str]:
    """What a log of that round holds."""
    log = LogWriter(form)
    return [line for event in events(reason) for line in log.lines(event)]


def test_a_round_in_logfmt() -> None:
    """Start, each outcome with what it cost, end; the time in UTC."""
    assert lines("logfmt") == [
        "time=2026-08-17T06:00:02.000Z level=info event=start round=20260817T060002Z sources=4 hosts=2",
        (
            "time=2026-08-17T06:00:02.000Z level=info event=outcome round=20260817T060002Z source=a document=page "
            'outcome=recorded status=200 requests=2 bytes=1234 ms=56 kind=content title="silent for too long"'
        ),
        (
            "time=2026-08-17T06:00:02.000Z level=info event=outcome round=20260817T060002Z source=b document=page "
            "outcome=unchanged status=304 requests=1 bytes=0 ms=3"
        ),
        (
            "time=2026-08-17T06:00:02.000Z level=warning event=outcome round=20260817T060002Z source=c document=page "
            'outcome=suspect status=200 requests=1 bytes=9 ms=4 reason="silent for too long"'
        ),
        (
            "time=2026-08-17T06:00:02.000Z level=error event=outcome round=20260817T060002Z source=d outcome=failed "
            'status=503 requests=3 bytes=0 ms=5 transient=true blocked=false reason="silent for too long"'
        ),
        (
            "time=2026-08-17T06:00:04.500Z level=info event=end round=20260817T060002Z recorded=1 unchanged=1 suspect=1 "
            "failed=1 requests=7 not_modified=1 bytes=1234 ms=2500"
        ),
    ]


def test_json_says_the_same() -> None:
    """Both forms have the same fields; in JSON numbers are numbers."""
    for one, other in zip(lines("json"), lines("logfmt"), strict=True):
        told = json.loads(one)
        words = {name: str(value).lower() if isinstance(value, bool) else str(value) for name, value in told.items()}
        assert words == parsed(other)
    assert json.loads(lines("json")[1])["ms"] == 56


@pytest.mark.parametrize("form", ["logfmt", "json"])
def test_hostile_words_stay_in_their_field(form: Any) -> None:
    """Quotes, escape sequences, line ends and workflow commands of a page neither end a line nor are obeyed."""
    for line in lines(form, NASTY):
        assert line.isprintable() or form == "logfmt"
        assert not re.search(r"[\x00-\x1f\u202e\u2028]|::|##\[", line)
        told = json.loads(line) if form == "json" else parsed(line)
        assert told["round"] == "20260817T060002Z"
        assert told["level"] == {"recorded": "info", "suspect": "warning", "failed": "error"}.get(
            told.get("outcome"), "info"
        )
    said = lines(form, NASTY)[3]
    assert (
        json.loads(said)["reason"] == NASTY if form == "json" else parsed(said)["reason"].startswith('He said "no\\"')
    )


def test_a_trouble_that_is_told_has_its_line() -> None:
    """After the outcomes, with what it was before; a page's words cannot break out of it."""
    fault = SourceFault(name="d", state="blocked", since=AT, count=2, reason=NASTY, before="answered 404 (not found)")

    (line,) = LogWriter("logfmt").lines(TroubleNews(AT, Notice(why="another reason", fault=fault)))

    told = parsed(line)
    assert told.pop("reason").startswith('He said "no')
    assert {name: told[name] for name in ("level", "event", "source", "why", "state", "rounds", "before")} == {
        "level": "warning", "event": "trouble", "source": "d", "why": "another reason", "state": "blocked", "rounds": "2",
        "before": "answered 404 (not found)",
    }  # fmt: skip


def test_a_stopped_round_says_why() -> None:
    """A log of a round that broke off ends with its reason."""
    log = LogWriter("logfmt")
    list(log.lines(events("x")[0]))

    (line,) = log.lines(RoundStop(at=AT + timedelta(seconds=1), reason="the disk is full"))

    assert line.endswith('level=error event=stopped round=20260817T060002Z ms=1000 reason="the disk is full"')


def test_a_word_that_looks_like_a_pair_is_quoted() -> None:
    """Nothing in a value can be taken for another field."""
    assert parsed(lines("logfmt", "status=200")[3])["status"] == "200"
    assert parsed(lines("logfmt", "status=999")[3])["reason"] == "status=999"
    assert parsed(lines("logfmt", "")[3])["reason"] == ""
