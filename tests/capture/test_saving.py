"""Saving after a round: what is asked for, when not, and what a clone knows of it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from machine import watched

from tracker.capture.saving import PATIENCE, POLL, SaveTally, save_new, wanted
from tracker.config.settings import Settings
from tracker.errors import FetchError, LockError
from tracker.fetch.save import ArchiveCopy, BusyError, SaveJob
from tracker.store import purge
from tracker.store.archive import Archive
from tracker.store.record import RunRecord
from tracker.store.version import Entry

START = datetime(2026, 8, 17, 6, tzinfo=UTC)
SOURCES = tuple(watched(name, f"https://example.org/{name}", save=True) for name in ("hens", "owls", "swans"))


class Archived:
    """A web archive that answers what a test tells it: captures at once, jobs, or errors."""

    name = "archive.example"

    def __init__(self, clock: "Desk") -> None:
        self.clock = clock
        self.asked: list[str] = []
        self.looked: list[str] = []
        self.answers: list[Any] = []
        """In turn; a capture of now when there are none left."""
        self.costs = 1.0
        """Seconds that each answer takes."""

    def refuses(self, url: str) -> str | None:
        """Everything is public here."""
        return None if "private" not in url else "private"

    def save(self, url: str) -> ArchiveCopy | SaveJob:
        """The next answer."""
        self.asked.append(url)
        return self._next(url)  # type: ignore[no-any-return]

    def look(self, job: str, url: str) -> ArchiveCopy | None:
        """The next answer."""
        self.looked.append(job)
        return self._next(url)  # type: ignore[no-any-return]

    def _next(self, url: str) -> Any:
        self.clock.time += timedelta(seconds=self.costs)
        answer = self.answers.pop(0) if self.answers else self.copy(url)
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def copy(self, url: str) -> ArchiveCopy:
        """Made now."""
        return ArchiveCopy(f"https://archive.example/web/1/{url}", self.clock.time)


class Desk:
    """A store with a clock, and rounds that record or see pages."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.time = START
        self.settings = Settings()
        self.web = Archived(self)

    def now(self) -> datetime:
        """The time that was set."""
        return self.time

    def sleep(self, seconds: float) -> None:
        """Time passes."""
        self.time += timedelta(seconds=seconds)

    def round(self, *entries: Entry, **facts: Any) -> None:
        """One round a day."""
        self.time = self.time.replace(hour=6, minute=0, second=0) + timedelta(days=1)
        told = {"recorded": {f"{one.source}/{one.document}": 0 for one in entries}, **facts}
        with Archive.create(self.folder, now=self.now) as archive:
            run = RunRecord.model_validate(
                {
                    "id": archive.new_run_id(self.time),
                    "started": self.time,
                    "finished": self.time,
                    "tracker": "0",
                    **told,
                }
            )
            archive.write([one.model_copy(update={"fetched_at": self.time}) for one in entries], run)

    def save(self, *sources: Any) -> SaveTally:
        """What comes after a round."""
        with Archive(self.folder, now=self.now) as archive:
            return save_new(
                sources or SOURCES,
                archive=archive,
                saver=self.web,
                settings=self.settings,
                now=self.now,
                sleep=self.sleep,
            )

    def queue(self) -> list[str]:
        """What would be asked for now."""
        with Archive(self.folder, now=self.now) as archive:
            return [one.name for one in wanted(SOURCES, archive=archive, saver=self.web, now=self.time)]

    def copy_of(self, address: str) -> str | None:
        """Where the record says that a copy stands."""
        with Archive(self.folder, now=self.now) as archive:
            found = archive.saved(archive.resolve(address))
            return found.address if found else None


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A store of one round: three pages seen for the first time."""
    made = Desk(tmp_path / "snapshots")
    made.round(*(_entry(source.id, "first") for source in SOURCES))
    return made


def _entry(source: str, kind: str = "content", words: str = "We will build.", **facts: Any) -> Entry:
    return Entry.model_validate(
        {
            "source": source, "document": "page", "kind": kind, "title": source, "text": f"# {source}\n\n{words}\n".encode(),
            "meta": f'{{"title": "{source}", "url": "https://example.org/{source}"}}\n'.encode(), "raw": words.encode(),
            "url": f"https://example.org/api/{source}", "final_url": "https://example.org/", "status": 200,
            "fetched_at": START, "extractor": "tracker-html/2", "config_key": "0123456789ab", **facts,
        }
    )  # fmt: skip


def test_every_page_is_saved_at_first_sight(desk: Desk) -> None:
    """By the address that people open; the archive's own address stands with the version."""
    found = desk.save()

    assert desk.web.asked == [f"https://example.org/{name}" for name in ("hens", "owls", "swans")]
    assert (len(found.answers), found.waiting) == (3, 0)
    assert desk.copy_of("owls@1") == "https://archive.example/web/1/https://example.org/owls"
    assert desk.save().answers == {}


def test_a_change_is_saved_and_a_quiet_round_is_not(desk: Desk) -> None:
    """Each version once; nothing is asked, and nothing recorded, when nothing is new."""
    desk.save()
    desk.round(unchanged={"owls/page": 0})
    with Archive(desk.folder) as archive:
        before = archive.head()
    desk.save()
    with Archive(desk.folder) as archive:
        assert archive.head() == before
    desk.round(_entry("owls", words="We aim to build."))
    desk.save()

    assert desk.web.asked[3:] == ["https://example.org/owls"]
    assert desk.copy_of("owls@2") is not None


def test_only_who_asks_for_it_is_saved(desk: Desk) -> None:
    """`save` is off unless it is set."""
    desk.save(watched("owls", "https://example.org/owls"))

    assert desk.web.asked == []


@pytest.mark.parametrize(
    ("kind", "facts"),
    [("reextract", {}), ("import", {}), ("meta", {"status": 404})],
    ids=["read anew", "imported", "gone"],
)
def test_what_is_not_news_of_a_page_is_not_saved(desk: Desk, kind: str, facts: dict[str, Any]) -> None:
    """Our own reading of old bytes, what others captured, and a page that is not there."""
    desk.save()
    desk.round(_entry("owls", kind, words="Other words.", **facts))
    desk.save()

    assert len(desk.web.asked) == 3


def test_a_page_read_anew_before_its_turn_is_still_saved(desk: Desk) -> None:
    """The page is the same; the copy stands with the version whose page it is, and with our new reading of it."""
    desk.round(_entry("owls", "reextract", words="Other words."), reextracted=("owls/page",), recorded={})
    desk.save()

    assert desk.copy_of("owls@1") == desk.copy_of("owls@2") == "https://archive.example/web/1/https://example.org/owls"


def test_a_page_in_trouble_waits(desk: Desk) -> None:
    """A copy made now would be one of an error page."""
    desk.round(failed={"owls/page": {"reason": "503"}})
    assert "owls/page@1" not in desk.queue()

    desk.round(unchanged={"owls/page": 0})
    assert "owls/page@1" in desk.queue()


def test_a_replaced_version_gives_its_place_to_the_one_that_stands(desk: Desk) -> None:
    """Nobody can save a page as it was."""
    desk.round(_entry("owls", words="We aim to build."))

    assert desk.queue()[0] == "owls/page@2"
    assert "owls/page@1" not in desk.queue()


def test_so_many_a_round_and_the_rest_in_the_next(desk: Desk) -> None:
    """`saves` of settings.toml."""
    desk.settings = Settings(saves=2)

    assert (len(desk.save().answers), len(desk.web.asked)) == (2, 2)
    desk.round()
    assert len(desk.save().answers) == 1


def test_the_time_that_it_may_take_is_kept(desk: Desk) -> None:
    """`save_seconds`: what is left waits."""
    desk.settings = Settings(save_seconds=50)
    desk.web.costs = 40

    found = desk.save()

    assert (len(found.answers), found.waiting) == (2, 1)


def test_a_job_is_looked_at_until_it_has_ended(desk: Desk) -> None:
    """With pauses between; its copy is recorded."""
    desk.web.answers = [SaveJob("a"), None, SaveJob("b"), None, SaveJob("c"), None]

    found = desk.save()

    assert desk.web.looked == ["a", "b", "c", "a", "b", "c"]
    assert all(save.address for save in found.answers.values())
    assert found.waiting == 0


def test_a_job_that_does_not_end_is_looked_at_in_the_next_round(desk: Desk) -> None:
    """It is on record, and not begun again; after a day it is."""
    desk.settings = Settings(save_seconds=POLL, saves=1)
    desk.web.answers = [SaveJob("a"), None, None]
    first = desk.save()
    assert first.answers["hens/page@1"].job == "a"
    assert first.waiting == 3
    desk.time += timedelta(hours=1)
    assert desk.save().answers == {}
    desk.web.answers = [SaveJob("b"), None]
    desk.round()
    desk.round()

    assert desk.save().answers["hens/page@1"].job == "b"
    assert desk.web.looked == ["a", "a", "b"]


def test_an_archive_that_wants_to_be_left_alone_is(desk: Desk) -> None:
    """For all pages, as long as it says, also by the next rounds; it does not count as a failure of the page."""
    desk.web.answers = [BusyError("too often", wait=100_000, status=429)]
    found = desk.save()
    assert (len(desk.web.asked), found.waiting) == (1, 3)
    desk.round()
    assert desk.queue() == []
    desk.save()
    desk.round()
    desk.save()

    assert len(desk.web.asked) == 4
    assert desk.copy_of("hens@1") is not None


def test_a_failure_is_tried_again_after_twice_the_wait(desk: Desk) -> None:
    """And not for ever: `save_tries`."""
    desk.settings = Settings(save_tries=3, save_wait=3600, saves=1)
    waits = []
    for _ in range(3):
        desk.web.answers = [FetchError("503", transient=True)]
        told = desk.save().answers["hens/page@1"]
        waits.append(told.again and (told.again - told.at).total_seconds())
        desk.time = told.again or desk.time

    assert waits == [3600, 7200, None]
    assert "hens/page@1" not in desk.queue()


def test_a_refusal_for_good_is_not_repeated(desk: Desk) -> None:
    """The reason is on record; the other pages are asked for all the same."""
    desk.web.answers = [FetchError("blocked")]

    found = desk.save()

    assert found.answers["hens/page@1"].reason == "blocked"
    assert (len(desk.web.asked), found.waiting, desk.queue()) == (3, 0, [])


def test_an_archive_that_is_down_is_not_asked_for_every_page(desk: Desk) -> None:
    """After two failures in a row that may pass it is left alone until the next round."""
    desk.web.answers = [FetchError("timeout", transient=True) for _ in range(3)]

    assert desk.save().waiting == 3
    assert len(desk.web.asked) == PATIENCE


def test_an_older_copy_is_no_copy_of_this_version(desk: Desk) -> None:
    """An archive may answer with what it has; from before the change that is another text."""
    desk.save()
    desk.round(_entry("owls", words="We aim to build."))
    desk.web.answers = [ArchiveCopy("https://archive.example/web/1/x", START)]

    told = desk.save().answers["owls/page@2"]

    assert told.address is None
    assert "offers an older copy, of 2026-08-17" in str(told.reason)
    assert told.again is not None


def test_a_crash_loses_no_answer_and_no_wish(desk: Desk) -> None:
    """What was answered is on record; what was not is asked for in the next round."""
    desk.web.answers = [desk.web.copy("https://example.org/hens"), KeyboardInterrupt()]

    with pytest.raises(KeyboardInterrupt):
        desk.save()

    assert desk.copy_of("hens@1") is not None
    assert desk.queue() == ["owls/page@1", "swans/page@1"]


def test_a_clone_knows_what_the_archive_said(desk: Desk) -> None:
    """The index is made anew from git alone: copies, refusals and waits are the same."""
    desk.web.answers = [desk.web.copy("https://example.org/hens"), FetchError("no"), FetchError("503", transient=True)]
    desk.save()
    before = (desk.copy_of("hens@1"), desk.queue())
    with Archive(desk.folder) as archive:
        archive.reindex()
    for path in desk.folder.glob("*.sqlite*"):
        path.unlink()

    assert (desk.copy_of("hens@1"), desk.queue()) == before
    assert before[0] is not None


def test_nothing_is_asked_while_a_round_runs(desk: Desk) -> None:
    """Two processes would ask for the same pages."""
    with Archive(desk.folder) as archive, archive.round_lock(), pytest.raises(LockError):
        desk.save()

    assert desk.web.asked == []


def test_a_private_page_is_not_told_to_the_archive(desk: Desk) -> None:
    """It never enters the queue."""
    desk.round(_entry("owls", words="New.", meta=b'{"title": "owls", "url": "https://private.example/owls"}\n'))

    assert "owls/page@2" not in desk.queue()


def test_a_record_of_saves_is_no_round(desk: Desk) -> None:
    """It says so in git, and publishers were not asked."""
    desk.save()

    with Archive(desk.folder) as archive:
        record = archive.runs(limit=1)[0]

    assert not record.asked
    assert record.summary == "3 of 3 saved at a web archive"


def test_a_takedown_forgets_the_copy(desk: Desk) -> None:
    """What was purged is not named any more; other pages keep theirs."""
    desk.save()
    purge.purge(desk.folder, "owls", None, reason="by order", now=desk.now)

    with Archive(desk.folder) as archive:
        assert archive.saves("owls", "page") == {}
        assert archive.saves("hens", "page")[1].address is not None
