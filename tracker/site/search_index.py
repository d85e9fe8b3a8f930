"""Search index: every sentence ever recorded, found by its words, in small scripts that a page from disk can load.

Words stand in files by their first two letters, sentences in files of a hundred; a search loads a file for each word
asked for and one for each sentence shown. Whatever is recorded later comes last, so that few files change with it.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from tracker.claims.claim import Claim, Place
from tracker.desk import address
from tracker.desk.dates import day
from tracker.desk.published import Published
from tracker.links.link import Thread
from tracker.render.pledges import title as title_of
from tracker.render.safe import safe
from tracker.site.site_page import SitePage, page, script
from tracker.store import layout
from tracker.store.layout import PAGE
from tracker.store.utterance import Utterance
from tracker.wording.fold import STOP

SIZE = 100
"""Sentences in one file: about 20 KB. A search shows 20 and loads at most as many of them."""
LONGEST = 40
"""Letters of a word that count; search.js has the same number."""
CALL = "trackerSearch"
_MARKS = re.compile(r"[’']s\b|[’']")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d)")
_WORD = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[a-z0-9]")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

Postings = dict[str, tuple[list[int], list[int], list[int]]]
"""Word → the numbers of sentences, documents and pledges that have it, rising."""


class _Paper(NamedTuple):
    """A document, as results name it."""

    source: str
    document: str
    title: str
    latest: int


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
    aliases = rules.config.verdicts.alias
    ordered = sorted(said, key=lambda one: (one.first.captured_at, one.source, one.document, one.first.number))
    papers = _papers(ordered)
    names = [list(map(safe, one.names)) for one in aliases if not one.withdrawn]
    found = _postings(ordered, papers, threads)
    shards: dict[str, list[list[str]]] = defaultdict(list)
    for word in sorted(found):
        shards[shard(word)].append([word, *map(packed, found[word])])
    about = {"size": SIZE, "small": sorted(STOP), "names": names, "shards": sorted(shards)}
    yield page("search.html", address.SEARCH, {"site": site, "sentences": len(ordered), "documents": len(papers)})
    yield _data("about", about)
    yield _data("documents", papers)
    yield _data("pledges", [[one.id, title_of(one), _told(one)] for one in threads])
    for name, words in shards.items():
        yield _data(f"words/{name}", words)
    numbers = {(one.source, one.document): at for at, one in enumerate(papers)}
    rows = list(_rows(ordered, numbers, _in_words(ordered, claims, rules), rules))
    for at in range(0, len(rows), SIZE):
        yield _data(f"said/{at // SIZE}", rows[at : at + SIZE])


def words(text: str) -> list[str]:
    """The words of a text as search.js has them: lower case, without accents and possessives, `6,500` as one."""
    plain = text.lower()
    if not plain.isascii():  # most are, but for quotation marks, and this takes most of the time
        plain = "".join(one for one in unicodedata.normalize("NFKD", plain) if unicodedata.category(one)[0] != "M")
    joined = _THOUSANDS.sub("", _MARKS.sub("", plain))
    return [word[:LONGEST] for word in _WORD.findall(joined)]


def shard(word: str) -> str:
    """The file in which a word stands: its first two letters; what is no plain letter or figure is `_`."""
    return "".join(one if _PLAIN.match(one) else "_" for one in word[:2]).ljust(2, "_")


def packed(numbers: Iterable[int]) -> str:
    """Rising numbers as the steps between them, in base 36."""
    last, steps = -1, []
    for number in numbers:
        steps.append(_base36(number - last))
        last = number
    return " ".join(steps)


def _base36(number: int) -> str:
    if number < len(_DIGITS):
        return _DIGITS[number]
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits


def _data(name: str, value: object) -> SitePage:
    return script(f"search/{name}.js", CALL, name, value)


def _papers(ordered: Sequence[Utterance]) -> list[_Paper]:
    """In the order in which they were first seen."""
    newest: dict[tuple[str, str], Utterance] = {}
    for one in ordered:
        key = (one.source, one.document)
        if key not in newest or one.last.captured_at > newest[key].last.captured_at:
            newest[key] = one
    return [
        _Paper(source, document, safe(one.last.title) or _name(one), one.last.number)
        for (source, document), one in newest.items()
    ]


def _name(one: Utterance) -> str:
    return layout.name(one.source, one.document)


def _postings(ordered: Sequence[Utterance], papers: Sequence[_Paper], threads: Sequence[Thread]) -> Postings:
    texts = (
        [one.sentence for one in ordered],
        [f"{one.title} {one.source} {one.document if one.document != PAGE else ''}" for one in papers],
        [" ".join((one.name or "", *one.aliases, *(claim.text for claim in one.claims))) for one in threads],
    )
    found: Postings = {}
    for kind, column in enumerate(texts):
        for number, text in enumerate(column):
            for word in dict.fromkeys(words(text)):
                if word not in STOP:
                    found.setdefault(word, ([], [], []))[kind].append(number)
    return found


def _told(thread: Thread) -> str:
    stages = f"{len(thread.claims)} stage{'' if len(thread.claims) == 1 else 's'}"
    return f"{stages}; also called {', '.join(map(safe, thread.aliases))}" if thread.aliases else stages


def _rows(
    ordered: Sequence[Utterance], numbers: dict[tuple[str, str], int], shown: Collection[int], rules: Published
) -> Iterator[tuple[object, ...]]:
    """Document, first version and its day, last version and its day (0 where it still stands), words."""
    days: dict[datetime, str] = {}
    for number, one in enumerate(ordered):
        first, last = one.first, one.last
        for at in (first.captured_at, last.captured_at):
            if at not in days:
                days[at] = day(at)
        gone = (0, "") if one.there else (last.number, days[last.captured_at])
        words = safe(rules.extracts.text(one.source, one.sentence)) if number in shown else ""
        yield (numbers[one.source, one.document], first.number, days[first.captured_at], *gone, words)


def _in_words(ordered: Sequence[Utterance], claims: Iterable[Claim], rules: Published) -> frozenset[int]:
    """The numbers of the sentences that are shown in words: all that may be handed on, and of others so many a version.

    Those are the ones that hold claims, the firmest first: it is these that people look for.
    """
    firm: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for claim in claims:
        place = claim.place or Place()
        if not rules.extracts.is_free(place.source):
            firm[place.source or "", place.document or ""][claim.text] = claim.strength
    others: dict[str, list[tuple[int, int]]] = defaultdict(list)
    free = set()
    for number, one in enumerate(ordered):
        if rules.extracts.is_free(one.source):
            free.add(number)
        else:
            held = (strength for text, strength in firm[one.source, one.document].items() if text in one.sentence)
            others[one.first.address].append((-max(held, default=-1), number))
    most = rules.config.settings.extract_changes
    return frozenset(free).union(*({number for _, number in sorted(found)[:most]} for found in others.values()))
