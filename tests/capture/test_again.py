"""Reading stored bytes once more."""

from typing import Any

import pytest

from tracker.capture.again import read_again
from tracker.capture.fault import ReaderError
from tracker.capture.warden import here
from tracker.config.person import People
from tracker.store.version import Entry

PAGE = "<html><head><title>Our plan</title></head><body><main><h1>Our plan</h1>{}</main></body></html>"
PROSE = (
    "<p>We will open more nurseries – for £1.5bn – in every part of the country. We will pay with a levy on sugar.</p>"
)


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-15"])
def test_stored_bytes_give_the_stored_text(desk: Any, charset: str) -> None:
    """Also where only the server said how the page was encoded, which the record holds with the version."""
    body = PAGE.format(PROSE * 2).encode(charset, errors="replace")
    desk.site.page("/plan", body, content_type=f"text/html; charset={charset}")
    desk.round(desk.html())

    found = read_again(desk.archive, [desk.html()], People(), deep=True)

    assert (found.same, found.not_checkable, found.damage) == (1, 0, ())


def test_another_text_is_damage_and_another_extractor_is_not(desk: Any) -> None:
    """Only what the same extractor read under the same configuration can be compared."""
    desk.site.page("/plan", PAGE.format(PROSE * 2))
    desk.round(desk.html())
    (version,) = desk.archive.versions("plan", "page")
    facts = version.model_dump(include={"source", "document", "title", "url", "status", "config_key", "extractor"})
    forged = Entry(
        **facts, kind="content", text=b"# Our plan\n\nWe will close them.\n", meta=desk.archive.meta(version),
        raw=desk.archive.raw(version), final_url=version.url, fetched_at=desk.clock(),
    )  # fmt: skip
    desk.archive.write([forged], desk.record.model_copy(update={"id": "20300101T000000Z"}))

    (damage,) = read_again(desk.archive, [desk.html()], People(), deep=True).damage
    newest = read_again(desk.archive, [desk.html()], People(), deep=False)
    elsewhere = read_again(desk.archive, [desk.html(select="main")], People(), deep=True)
    unknown = read_again(desk.archive, [], People(), deep=True)

    assert damage.where == "plan@2"
    assert damage.what == f"reading its stored bytes with {version.extractor} gives another text"
    assert (newest.same, len(newest.damage)) == (0, 1)
    assert (elsewhere.not_checkable, unknown.not_checkable) == (2, 2)


def test_a_text_that_our_reader_fails_on_now_is_named_and_the_others_are_read(desk: Any) -> None:
    """Whichever process it brings down: the fault is one of the list, in the order of the versions."""
    desk.site.page("/plan", PAGE.format(PROSE * 2))
    desk.site.page("/other", PAGE.format(PROSE * 3))
    sources = [desk.html(), desk.html("other")]
    desk.round(*sources)

    def failing(task: Any, job: Any) -> Any:
        if job.version.source == "other":
            raise ReaderError("reading it took longer than 3 seconds", bound=True)
        return here(task, job)

    failing.close = here.close  # type: ignore[attr-defined]
    found = read_again(desk.archive, sources, People(), deep=True, apart=failing)  # type: ignore[arg-type]

    assert found.same == 1
    assert [(one.where, one.what) for one in found.damage] == [("other@1", "reading it took longer than 3 seconds")]
