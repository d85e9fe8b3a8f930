"""Hosts side by side: one page at a time of each, and the same record whatever came first."""

import threading
import time
from typing import Any

import pytest
from loopback import Answer, Asked, serving
from machine import Machine, article, watched

from tracker.capture.crew import shares
from tracker.capture.round import run_round
from tracker.config.settings import Settings
from tracker.errors import StoreError


def test_the_host_with_most_sources_begins_first() -> None:
    """Sources of one host stay together in their order, so that no host is asked by two threads."""
    hosts = ("a", "b", "b", "c", "b", "c")
    found = shares([watched(f"p{nth}", f"https://{host}.example/{nth}") for nth, host in enumerate(hosts)])

    assert found == ((1, 2, 4), (3, 5), (0,))


def test_hosts_are_asked_at_once_and_each_for_one_page_at_a_time(tmp_path: Any) -> None:
    """Two hosts answer only when both are being asked; neither is ever asked twice at once; the order stays."""
    both, busy, most, told = threading.Barrier(2), dict.fromkeys("ab", 0), [], []

    def answer(host: str) -> Any:
        def page(asked: Asked) -> Answer:
            busy[host] += 1
            most.append(busy[host])
            both.wait(10)
            busy[host] -= 1
            return Answer(article(f"We say {asked.path}.").encode())

        return page

    with serving() as site:
        for nth in range(3):
            site.answers(f"/a{nth}", answer("a"))
            site.answers(f"/b{nth}", answer("b"))
        sources = [
            watched(f"{host}{nth}", site.url(f"/{host}{nth}", host=name), allow_hosts=("127.0.0.1", "localhost"))
            for nth in range(3)
            for host, name in (("a", "127.0.0.1"), ("b", "localhost"))
        ]
        with Machine(tmp_path).tools() as tools:
            record, found = run_round(sources, tools=tools, tell=lambda one: told.append(one.source))

    assert set(most) == {1}
    assert told == [one.source for one in found] == [source.id for source in sources]
    assert len(record.recorded) == 6


@pytest.mark.parametrize("jobs", [1, 2])
def test_commits_are_the_same_whoever_came_first(tmp_path: Any, jobs: int) -> None:
    """A slow host at the head of the list gives the very commits that a quick one gives."""
    heads = []
    with serving() as site:
        sources = [watched("slow", site.url("/slow")), watched("odd", site.url("/odd", host="localhost"))]
        sources = [one.model_copy(update={"allow_hosts": ("127.0.0.1", "localhost")}) for one in sources]
        site.page("/odd", "<title>Access denied</title><main><h1>Access denied</h1></main>")
        for pause in (0.0, 0.3):

            def page(_: Asked, pause: float = pause) -> Answer:
                time.sleep(pause)
                return Answer(article("We will wait.").encode())

            site.answers("/slow", page)
            machine = Machine(tmp_path / str(pause), Settings(retries=0, jobs=jobs))
            machine.round(sources)
            with machine.archive() as archive:
                heads.append(archive.heads())

    assert heads[0] == heads[1]


def test_a_damaged_store_stops_the_round_with_what_was_fetched(tmp_path: Any) -> None:
    """A text that cannot be read stops everything; what another page brought is recorded all the same."""
    with serving() as site:
        site.page("/good", article("We will be good."))
        site.page("/bad", article("We will be bad."))
        good, bad = watched("good", site.url("/good")), watched("bad", site.url("/bad"))
        machine = Machine(tmp_path)
        machine.round([bad])
        with machine.on(1).tools() as tools:
            read = tools.archive.text

            def broken(version: Any) -> str:
                if version.source == "bad":
                    raise StoreError("damaged")
                return read(version)

            tools.archive.text = broken  # type: ignore[method-assign]
            with pytest.raises(StoreError, match="damaged"):
                run_round([good, bad], tools=tools)

    with machine.archive() as archive:
        assert ("good", "page") in archive.documents()
        assert archive.runs()[0].finished is None
