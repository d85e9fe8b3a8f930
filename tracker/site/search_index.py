"""Search index: every sentence ever recorded, found by its words, in small scripts that a page from disk can load.

A search loads a file for each word asked for (search_words.py) and those with what is shown. Sentences are numbered
document by document in the order in which they were first seen: of whatever is recorded later few files change.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from tracker.claims.claim import Claim, Place
from tracker.desk import address
from tracker.desk.dates import day
from tracker.desk.extract import extract
from tracker.desk.published import Published
from tracker.links.link import Thread
from tracker.render.pledges import title as title_of
from tracker.render.safe import safe
from tracker.site.search_words import SearchWords, Spot
from tracker.site.site_page import SitePage, page, script
from tracker.store import layout
from tracker.store.layout import PAGE
from tracker.store.utterance import Utterance
from tracker.wording.fold import STOP

SAID, PAPERS, PLEDGES = 25, 20, 50
"""Sentences, documents and pledges in one file: about 5 KB. A search shows ten documents and loads as many of each."""
CALL = "trackerSearch"
BEGINNING = 40
"""Letters that are shown of a sentence of which no extract may be; no more than half of it."""


class _Paper(NamedTuple):
    """A document, as results name it, with its sentences in the order of their numbers."""

    source: str
    document: str
    title: str
    latest: int
    publisher: int
    url: str
    said: Sequence[Utterance]


def search_pages(
    said: Iterable[Utterance],
    threads: Sequence[Thread],
    claims: Iterable[Claim] = (),
    *,
    rules: Published,
    site: object,
) -> Iterator[SitePage]:
    """The page, and its index. `threads` are those that are published. `claims` only help to choose extracts.

    Withdrawn aliases are left out.
    """
    publishers = _publishers(rules)
    papers = _papers(said, rules, list(publishers))
    found = _words(papers, threads)
    files, (begins, ends) = found.files(), found.alike()
    years = sorted({one.first.captured_at.year for paper in papers for one in paper.said})
    aliases = rules.config.verdicts.alias
    about = {
        "sizes": [SAID, PAPERS, PLEDGES],
        "small": sorted(STOP),
        "names": [list(map(safe, one.names)) for one in aliases if not one.withdrawn],
        "files": sorted(files),
        "begins": "".join(sorted(begins)),
        "ends": "".join(sorted(ends)),
        "who": list(publishers.items()),
    }
    shown = {
        "site": site,
        "sentences": sum(len(paper.said) for paper in papers),
        "documents": len(papers),
        "publishers": sorted(
            ([key, publishers[key]] for key in {list(publishers)[paper.publisher] for paper in papers}),
            key=lambda pair: (pair[1].casefold(), pair[0]),
        ),
        "years": [years[0], years[-1]] if years else [],
    }
    yield page("search.html", address.SEARCH, shown)
    yield _data("about", about)
    yield _data("papers", [[paper.publisher, *_years(paper)] for paper in papers])
    for name, words in files.items():
        yield _data(f"words/{name}", words)
    for folder, alike in (("begins", begins), ("ends", ends)):
        for name, told in alike.items():
            yield _data(f"{folder}/{name}", told)
    yield from _rows("papers", [paper[:-1] for paper in papers], PAPERS)
    yield from _rows("pledges", [[one.id, title_of(one), _told(one)] for one in threads], PLEDGES)
    in_words = _in_words(papers, claims, rules)
    for number, paper in enumerate(papers):
        yield from _rows(f"said/{number}", list(_sentences(number, paper, in_words, rules)), SAID)


def _data(name: str, value: object) -> SitePage:
    return script(f"search/{name}.js", CALL, name, value)


def _rows(folder: str, rows: Sequence[object], size: int) -> Iterator[SitePage]:
    for at in range(0, len(rows), size):
        yield _data(f"{folder}/{at // size}", rows[at : at + size])


def _publishers(rules: Published) -> dict[str, str]:
    """Names by id, in the order of the sources; the last stands for sources that are no longer declared."""
    people = rules.config.people
    told = {source.publisher: safe(people.name_of(source.publisher)) for source in rules.config.sources}
    return {**told, "-": "a source that is no longer declared"}


def _papers(said: Iterable[Utterance], rules: Published, publishers: Sequence[str]) -> list[_Paper]:
    """In the order in which they were first seen. The order of what was first said by one version is not the index's."""
    mine: dict[tuple[str, str], list[Utterance]] = {}
    for one in sorted(said, key=_order):
        mine.setdefault((one.source, one.document), []).append(one)
    speaks = {source.id: source.publisher for source in rules.config.sources}
    papers = []
    for (source, document), sentences in mine.items():
        newest = max(sentences, key=lambda one: one.last.captured_at).last
        title = safe(newest.title) or layout.name(source, document)
        who = publishers.index(speaks.get(source, "-"))
        papers.append(_Paper(source, document, title, newest.number, who, _weblink(newest.url), sentences))
    return papers


def _order(one: Utterance) -> tuple[object, ...]:
    return one.first.captured_at, one.source, one.document, one.first.number, one.sentence


def _weblink(url: str) -> str:
    return safe(url) if url.startswith(("https://", "http://")) else ""


def _years(paper: _Paper) -> list[int]:
    """Year, number, year, number: so many of its sentences were first seen in each year."""
    years = groupby(one.first.captured_at.year for one in paper.said)
    return [number for year, mine in years for number in (year, sum(1 for _ in mine))]


def _words(papers: Sequence[_Paper], threads: Sequence[Thread]) -> SearchWords:
    found = SearchWords()
    for number, paper in enumerate(papers):
        name = paper.document if paper.document != PAGE else ""
        found.add_paper(number, f"{paper.title} {paper.source} {name}")
        for at, one in enumerate(paper.said):
            found.add_sentence((number, at), one.sentence)
    for number, thread in enumerate(threads):
        said = (claim.text for claim in thread.claims)
        found.add_pledge(number, " ; ".join((thread.name or "", *thread.aliases, *said)))
    return found


def _told(thread: Thread) -> str:
    stages = f"{len(thread.claims)} stage{'' if len(thread.claims) == 1 else 's'}"
    return f"{stages}; also called {', '.join(map(safe, thread.aliases))}" if thread.aliases else stages


def _sentences(
    number: int, paper: _Paper, in_words: Collection[Spot], rules: Published
) -> Iterator[tuple[object, ...]]:
    """First version and its day, last version and its day (0 where it still stands), words, whether they are all."""
    days: dict[datetime, str] = {}
    for at, one in enumerate(paper.said):
        first, last = one.first, one.last
        for moment in (first.captured_at, last.captured_at):
            if moment not in days:
                days[moment] = day(moment)
        gone = (0, "") if one.there else (last.number, days[last.captured_at])
        text = rules.extracts.text(one.source, one.sentence)
        if (number, at) not in in_words:
            text = extract(text, min(BEGINNING, len(text) // 2))
        yield (first.number, days[first.captured_at], *gone, safe(text), int(text == one.sentence))


def _in_words(papers: Sequence[_Paper], claims: Iterable[Claim], rules: Published) -> frozenset[Spot]:
    """The sentences that are shown in words: all that may be handed on, and of others so many a version.

    Those are the ones that hold claims, the firmest first: it is these that people look for. Of the rest there is a
    beginning, by which the publisher's page is searched.
    """
    firm: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for claim in claims:
        place = claim.place or Place()
        if not rules.extracts.is_free(place.source):
            firm[place.source or "", place.document or ""][claim.text] = claim.strength
    others: Mapping[str, list[tuple[int, Spot]]] = defaultdict(list)
    shown = set()
    for number, paper in enumerate(papers):
        for at, one in enumerate(paper.said):
            if rules.extracts.is_free(one.source):
                shown.add((number, at))
            else:
                held = (strength for text, strength in firm[one.source, one.document].items() if text in one.sentence)
                others[one.first.address].append((-max(held, default=-1), (number, at)))
    most = rules.config.settings.extract_changes
    return frozenset(shown).union(*({spot for _, spot in sorted(found)[:most]} for found in others.values()))
