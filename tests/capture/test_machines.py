"""Rounds on several machines that hand the record on, against a real site on this one."""

from collections.abc import Callable, Sequence
from pathlib import Path

from loopback import Answer, Loopback
from machine import Machine, article, watched

from tracker.capture.decide import accept
from tracker.capture.due import due
from tracker.capture.health import Health, health
from tracker.config.remote import Remote
from tracker.config.source import Source
from tracker.store.failing import FailureStreak

ODD = "<title>Access denied</title><main><h1>Access denied</h1><p>Our plan is for members only.</p></main>"
Day = Callable[[Machine], object]


def site(loopback: Loopback) -> tuple[Source, ...]:
    """Four pages: one that changes, one that fails, one that looks odd, and one that is always refused."""
    return tuple(watched(name, loopback.url(f"/{name}")) for name in ("plan", "fails", "odd", "refused"))


def declare(loopback: Loopback, day: int) -> None:
    """How the site stands on a day."""
    loopback.page("/plan", article(f"We will open {day // 2 + 3} hundred of them."), etag=f'"{day // 2}"')
    loopback.page("/odd", article() if day == 0 else ODD)
    loopback.answers("/fails", Answer(article().encode()) if day == 0 else Answer(status=503))
    loopback.answers("/refused", Answer(status=403))


def story(loopback: Loopback) -> Sequence[tuple[Day, ...]]:
    """What happens on each of three days, whoever does it."""
    sources = site(loopback)

    def a_round(day: int) -> Day:
        def run(machine: Machine) -> None:
            declare(loopback, day)
            machine.round(sources)

        return run

    def acknowledge(machine: Machine) -> None:
        with machine.archive() as archive:
            archive.acknowledge("refused", machine.time.date().replace(day=30))

    def read(machine: Machine) -> None:
        with machine.archive() as archive:
            archive.move_mark("desk", archive.newest() or "")

    return ((a_round(0), acknowledge), (a_round(1), read), (a_round(2),))


def known(machine: Machine, sources: Sequence[Source]) -> dict[str, object]:
    """All that a store says of what was learned, without its index."""
    (machine.folder / "snapshots" / "index.sqlite").unlink()
    with machine.archive() as archive:
        return {
            "heads": archive.heads(),
            "versions": [archive.versions(*name) for name in archive.documents()],
            "failures": archive.failures(),
            "suspects": archive.suspects(),
            "streaks": archive.streaks(),
            "recovered": archive.recovered(),
            "due": due(sources, archive, machine.settings, now=machine.time),
            "acknowledged": archive.acknowledged(),
            "validators": [archive.validators(*name) for name in archive.documents()],
            "checked": archive.checked(),
            "mark": archive.mark("desk"),
            "new": archive.revisions(after=archive.mark("desk")),
            "health": health(sources, archive, settings=machine.settings, now=machine.time),
        }


def test_three_rounds_on_three_empty_machines_equal_three_on_one(loopback: Loopback, tmp_path: Path) -> None:
    """Joined by pull and push: versions, streaks, suspects, validators and marks, down to the very commits."""
    copy = Remote(store=f"{tmp_path}/copy/store.git", raw=f"{tmp_path}/copy/raw.git")
    sources, alone = site(loopback), Machine(tmp_path / "alone")
    for day, events in enumerate(story(loopback)):
        for event in events:
            event(alone.on(day))
    for day, events in enumerate(story(loopback)):
        runner = Machine(tmp_path / f"runner-{day}").on(day)
        with runner.archive() as archive:
            assert day == 0 or archive.pull(copy)
        for event in events:
            event(runner)
        with runner.archive() as archive:
            archive.push(copy, declared=sources)

    found, expected = known(runner, sources), known(alone, sources)
    assert found == expected
    assert {name: one.count for name, one in runner_failures(runner).items()} == {"fails/page": 2, "refused/page": 3}


def runner_failures(machine: Machine) -> dict[str, FailureStreak]:
    """What is failing."""
    with machine.archive() as archive:
        return archive.failures()


def test_health_tells_each_sort_of_trouble(loopback: Loopback, tmp_path: Path) -> None:
    """Since when, how often, and what is known; a page that answers well is ok."""
    sources, machine = (*site(loopback), watched("later", loopback.url("/later"))), Machine(tmp_path)
    for day, events in enumerate(story(loopback)):
        for event in events:
            machine.on(day)
            event(machine)

    with machine.archive() as archive:
        found = {one.source: one for one in health(sources, archive, settings=machine.settings, now=machine.time)}

    assert {name: one.state for name, one in found.items()} == {
        "plan": "ok", "fails": "failing", "odd": "suspect", "refused": "blocked", "later": "never asked"
    }  # fmt: skip
    assert (found["plan"].versions, found["plan"].faults) == (2, ())
    assert count(found["odd"]) == count(found["fails"]) == (2, 18, None)
    assert count(found["refused"]) == (3, 17, 30)


def count(one: Health) -> tuple[int, int, int | None]:
    """Rounds in a row, the day of August they began, and the day until which they are known."""
    (fault,) = one.faults
    return fault.count, fault.since.day, fault.acknowledged.day if fault.acknowledged else None


def test_an_accepted_suspect_is_a_version_and_alarms_no_more(loopback: Loopback, tmp_path: Path) -> None:
    """It is dated when it was fetched; the same short page is unchanged from then on."""
    (source,) = (watched("odd", loopback.url("/odd")),)
    machine = Machine(tmp_path)
    for day in (0, 1):
        declare(loopback, day)
        machine.on(day).round([source])
    with machine.on(3).tools() as tools:
        outcome = accept(source, "page", tools=tools)
    again = machine.on(4).round([source])

    with machine.archive() as archive:
        first, second = archive.versions("odd", "page")
        text = archive.text(second)
        raw = archive.raw(second)
        assert archive.suspects() == {}
        assert archive.suspect("odd", "page") is None
        assert [one.summary for one in archive.decisions()] == ["accepted odd/page"]
    assert (outcome.kind, again[0].kind) == ("recorded", "unchanged")
    assert (second.kind, second.captured_at.day, second.run) == ("content", 18, "20260820T060000Z")
    assert "Access denied" in text
    assert raw is not None
    assert first.last_seen.day == 17


def test_a_large_round_is_recorded_in_batches(loopback: Loopback, tmp_path: Path) -> None:
    """Every two documents here; a crash would lose at most one batch, and the round still has one record."""
    sources = [watched(f"p{nth}", loopback.url(f"/p{nth}")) for nth in range(5)]
    for nth in range(5):
        loopback.page(f"/p{nth}", article(f"Page {nth}."))
    machine = Machine(tmp_path)
    machine.settings = machine.settings.model_copy(update={"batch_documents": 2})

    machine.round(sources)

    with machine.archive() as archive:
        (record,) = archive.runs()
        assert record.finished is not None
        assert len(record.recorded) == len(archive.documents()) == 5
        log = (archive.folder / "heads.log").read_text().splitlines()
    assert [line.split()[2] for line in log] == ["raw.git", "store.git"] * 3
