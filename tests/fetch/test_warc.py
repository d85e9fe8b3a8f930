"""WARC files, read and written."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("warcio", reason="the extra `archive` is not installed")

from warcio.checker import Checker
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tracker.errors import FetchError, UsageError
from tracker.fetch import warc

NOW = datetime(2024, 6, 1, 9, tzinfo=UTC)


def put(writer: WARCWriter, record: Any) -> None:
    """Write a record, and close what warcio leaves open."""
    writer.write_record(record)
    record.raw_stream.close()


def read(path: Path) -> tuple[list[warc.Record], list[str]]:
    """(answers, damage) of a file."""
    found = list(warc.read(path))
    answers = [one for one in found if isinstance(one, warc.Record)]
    return answers, [one.what for one in found if isinstance(one, warc.Unread) and one.damage]


def kept(nth: int, body: bytes) -> warc.WarcCapture:
    """A capture of ours."""
    return warc.WarcCapture(
        url=f"https://example.org/{nth}", at=datetime(2020, 6, nth, tzinfo=UTC), status=200, content_type="text/html",
        body=body, version=f"plan@{nth}",
    )  # fmt: skip


def made(path: Path, *bodies: bytes) -> Path:
    """A file of our own."""
    warc.write(path, (kept(nth, body) for nth, body in enumerate(bodies, 1)), software="tracker/0", now=NOW)
    return path


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """Address, time, status, type and bytes; NUL and CRLF too, and nothing at all."""
    bodies = [b"<p>One</p>", b"\x00\xff\r\nWARC/1.0\r\n\r\n", b""]

    found, _ = read(made(tmp_path / "a.warc.gz", *bodies))

    assert [one.body for one in found] == bodies
    assert [(one.url, one.at.day, one.status, one.content_type) for one in found] == [
        (f"https://example.org/{nth}", nth, 200, "text/html") for nth in (1, 2, 3)
    ]


def test_the_checker_of_warcio_finds_nothing(tmp_path: Path) -> None:
    """Digests are right; and two exports are the same bytes."""
    path = made(tmp_path / "a.warc.gz", b"one", b"two")

    class Asked:
        """What its command line would hold."""

        inputs = (str(path),)
        verbose = False

    checker = Checker(Asked())
    checker.process_all()
    assert checker.exit_value in {0, None}
    again = made(tmp_path / "sub.warc.gz", b"one", b"two")
    assert [one.body for one in read(again)[0]] == [one.body for one in read(path)[0]]


def test_a_file_is_not_written_over(tmp_path: Path) -> None:
    """Somebody may have published it."""
    path = made(tmp_path / "a.warc.gz", b"one")

    with pytest.raises(UsageError, match="already exists"):
        made(path, b"two")
    assert [one.body for one in read(path)[0]] == [b"one"]


@pytest.mark.parametrize("packed", [True, False], ids=["packed", "plain"])
def test_a_file_cut_short_gives_what_is_whole(tmp_path: Path, packed: bool) -> None:  # noqa: FBT001
    """Wherever it is cut: whole records come, then one clear error, unless the cut is between two."""
    body = b"<p>" + bytes(range(256)) * 40 + b"</p>"
    path = tmp_path / "a.warc"
    ends = []
    with path.open("wb") as opened:
        writer = WARCWriter(opened, gzip=packed)
        for nth in range(3):
            http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            put(
                writer,
                writer.create_warc_record(f"https://example.org/{nth}", "response", BytesIO(body), http_headers=http),
            )
            ends.append(opened.tell())
    whole = path.read_bytes()

    for cut in range(len(whole) - 1, 0, -len(whole) // 40):
        path.write_bytes(whole[:cut])
        answers, damage = read(path)
        complete = sum(end - 4 <= cut for end in ends)
        assert complete - 1 <= len(answers) <= complete
        assert all(one.body == body for one in answers)
        assert damage or cut in range(ends[0] - 5, ends[0] + 5) or any(abs(cut - end) <= 5 for end in ends), cut


def test_a_revisit_names_the_capture_whose_bytes_it_has(tmp_path: Path) -> None:
    """It has none of its own: by digest and time of the first one they can be found."""
    path = tmp_path / "a.warc.gz"
    with path.open("wb") as opened:
        writer = WARCWriter(opened, gzip=True)
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
        first = writer.create_warc_record("https://example.org/", "response", BytesIO(b"one"), http_headers=http)
        put(writer, first)
        digest = first.rec_headers.get_header("WARC-Payload-Digest")
        put(
            writer,
            writer.create_revisit_record(
                "https://example.org/", digest, "https://example.org/", "2020-06-01T09:30:05Z"
            ),
        )

    (original, revisit), _ = read(path)

    assert (original.body, original.revisits, revisit.body, revisit.revisits) == (b"one", False, None, True)
    assert revisit.digest == original.digest == digest
    assert revisit.first == datetime(2020, 6, 1, 9, 30, 5, tzinfo=UTC)


def test_damaged_bytes_are_not_taken(tmp_path: Path) -> None:
    """A body that matches none of the digests beside it."""
    path = tmp_path / "a.warc"
    with path.open("wb") as opened:
        writer = WARCWriter(opened, gzip=False)
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        put(
            writer,
            writer.create_warc_record("https://example.org/", "response", BytesIO(b"a true page"), http_headers=http),
        )
    path.write_bytes(path.read_bytes().replace(b"a true page", b"a liar page"))

    (found,), _ = read(path)

    assert (found.body, found.why) == (None, "its bytes do not match the digest beside them")


def test_what_is_no_warc_file_is_told(tmp_path: Path) -> None:
    """A missing file; a file of something else."""
    with pytest.raises(FetchError, match="cannot be read"):
        list(warc.read(tmp_path / "none.warc.gz"))
    (tmp_path / "page.html").write_text("<p>Hello</p>")

    answers, damage = read(tmp_path / "page.html")

    assert (answers, len(damage)) == ([], 1)
    assert "damaged" in damage[0]
