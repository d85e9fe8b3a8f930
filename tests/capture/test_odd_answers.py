"""Every odd answer of the table in docs/odd-answers.md: read, or kept out as the table says."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from loopback import Loopback, serving
from oddanswers import CASES, Case, Word

from tracker.capture.outcome import Failed, Outcome, Suspect
from tracker.capture.round import run_round
from tracker.capture.tools import Tools
from tracker.cli.world import clock
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.source import HtmlSource
from tracker.fetch.client import Client
from tracker.store.archive import Archive


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Word]]:
    """What became of each case in the second of two rounds."""
    settings = Settings(delay=0, retries=0)
    with ExitStack() as stack:
        main = stack.enter_context(serving())
        sources = [_source(at, case, _site(case, main, stack)) for at, case in enumerate(CASES)]
        archive = stack.enter_context(Archive.create(tmp_path_factory.mktemp("odd") / "snapshots"))
        for _ in range(2):
            client = stack.enter_context(Client(settings, now=clock, version="0"))
            tools = Tools(archive=archive, client=client, settings=settings, people=People(), now=clock, root=Path())
            _, found = run_round(sources, tools=tools)
        yield {int(one.source[1:]): _word(one, archive, CASES[int(one.source[1:])].said) for one in found}


def _site(case: Case, main: Loopback, stack: ExitStack) -> Loopback:
    if case.robots is None:
        return main
    own = stack.enter_context(serving())
    own.answers("/robots.txt", case.robots)
    return own


def _source(at: int, case: Case, site: Loopback) -> HtmlSource:
    case.declare(site, f"/c{at}")
    return HtmlSource.model_validate(
        {
            "id": f"c{at}",
            "kind": "html",
            "publisher": "owls",
            "publisher_type": "party",
            "url": site.url(f"/c{at}"),
            "allow_hosts": site.hosts,
        }
    )


def _word(one: Outcome, archive: Archive, said: str) -> Word:
    match one:
        case Suspect():
            return "refused"
        case Failed():
            return "refused" if one.blocked else "failed"
        case _:
            version = archive.latest(one.source, "page")
            return "read" if version and said in archive.text(version) else "wrong"


@pytest.mark.parametrize("at", range(len(CASES)), ids=[case.name for case in CASES])
def test_an_odd_answer_is_what_the_table_says(words: dict[int, Word], at: int) -> None:
    """As browsers show it, or kept out with a reason."""
    assert words[at] == CASES[at].word


def test_the_table_is_that_of_the_cases() -> None:
    """Each case is a row of the guide, with its word and, where others take what we do not, a reason."""
    guide = (Path(__file__).parents[2] / "docs" / "odd-answers.md").read_text("utf-8")
    table = guide.partition("| answer |")[2].partition("\n\n")[0].splitlines()[2:]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table]

    assert [(name, word, because) for name, _, word, _, _, because in rows] == [
        (case.name, case.word, case.because) for case in CASES
    ]
    assert all(because for _, _, word, *others, because in rows if word != "read" and set(others) <= {"read", "wrong"})
