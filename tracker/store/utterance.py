"""Utterance: a sentence in the record, with the versions that said it first and last; and finding them by words."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import assert_never

from pydantic import BaseModel

from tracker.errors import UsageError
from tracker.extract.scan import said
from tracker.patterns import deferred
from tracker.store import lookup
from tracker.store.index import Index
from tracker.store.lookup import COLUMNS, version_of, versions_of
from tracker.store.reader import Reader
from tracker.store.version import Version
from tracker.wording.asking import AskedWord, asked, holds, near, slips, spellings
from tracker.wording.ending import START, stem

_QUOTED = deferred(r"[“”\"]([^“”\"]+)[“”\"]|(\S+)")
_LETTER = deferred(r"[^\W_]")
_PREFIX = "*"
_MARK = '"'


class Utterance(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """A sentence of one document. What lies between `first` and `last` need not have said it throughout."""

    source: str
    document: str
    sentence: str
    first: Version
    """The earliest version, by capture, that said it."""
    last: Version
    """The latest version that said it."""
    there: bool
    """Whether the latest version of the document still says it."""


def find(
    index: Index, words: str, *, source: str | None, limit: int | None, exact: bool = False
) -> tuple[Utterance, ...]:
    """Sentences that hold all these words, whoever said them first being first. UsageError when there is no word.

    As `wording/asking.py` has it: in any order, whatever their case, accents and endings; those in quotation marks stand for
    themselves, together and in order; a star at the end stands for any ending; a number for that number, however written.
    `exact`: every word as it stands.
    """
    if exact:
        return tuple(_all_said(index, index.rows(_SEARCH, query(words), source, -1 if limit is None else limit)))
    wanted = _wanted(words)
    rows = index.rows(_SEARCH, " AND ".join(_term(index, one) for one in wanted), source, -1)
    numbers = [one for one in wanted if one.kind == "number"]  # of which the spellings alone may say something else
    rows = [row for row in rows if not numbers or holds(row["sentence"], numbers)]
    return tuple(_all_said(index, rows[:limit]))


def meant(index: Index, words: str) -> dict[str, tuple[str, ...]]:
    """For each word that stands nowhere in any form: those that differ from it by a slip, the most frequent first."""
    index.rows(_VOCABULARY)
    found = {}
    for one in _wanted(words):
        far = slips(one.key) if one.kind == "word" else 0
        if far and not _forms(index, one.key):
            rows = index.rows(_ALIKE, f"{one.key[0]}*", f"*{one.key[-1]}", len(one.key) - far, len(one.key) + far)
            counts = {row["term"]: row["doc"] for row in rows}
            close = near(one.key, counts)
            found[one.written] = tuple(sorted(close, key=lambda word: (-counts[word].bit_length(), word)))
    return found


def sentences(index: Index) -> tuple[tuple[int, str], ...]:
    """Every sentence of the record, once a document, with the number by which `said_by` knows it."""
    return tuple((row["id"], row["text"]) for row in index.rows("select id, text from sentence order by id"))


def beginning(index: Index, starts: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """The sentences, with their numbers, in which a word begins with one of these."""
    asked = " OR ".join(f'"{start.replace(chr(34), "")}"*' for start in starts if _LETTER.search(start))
    rows = index.rows(_BEGINNING, asked) if asked else ()
    return tuple((row["id"], row["text"]) for row in rows)


def everything(index: Index, reader: Reader) -> tuple[Utterance, ...]:
    """Every sentence of the record, once a document, in the order in which it was taken in: for all of it at once.

    Of a document of which an outlook leaves something out the texts are read: who said it first may be out of sight.
    """
    partial = {(row["source"], row["document"]) for row in index.rows(_PARTIAL)}
    homes = {row["id"] for row in index.rows("select id, source, document from main.version") if _name(row) in partial}
    ids = [row["id"] for row in index.rows("select id from version order by id")]
    versions = dict(zip(ids, versions_of(index.rows(f"{_ALL} order by id")), strict=True))
    latest = {(row["source"], row["document"]): row["id"] for row in index.rows(_NEWEST)}
    whole = (
        Utterance(
            source=versions[row["home"]].source,
            document=versions[row["home"]].document,
            sentence=row["text"],
            first=versions[row["first"]],
            last=versions[row["last"] or latest[versions[row["home"]].source, versions[row["home"]].document]],
            there=row["last"] is None,
        )
        for row in index.rows("select text, home, first, last from sentence order by id")
        if row["home"] not in homes
    )
    read = (one for name in sorted(partial) for one in _reread(index, reader, name))
    return (*whole, *read)


def _reread(index: Index, reader: Reader, name: tuple[str, str]) -> Iterator[Utterance]:
    """The sentences of what may be seen of a document, from its texts."""
    source, document = name
    said_in: dict[str, list[Version]] = {}
    for version in lookup.captured(index, source, document):
        for sentence in dict.fromkeys(said(reader.blob(version.text_id).decode("utf-8", "replace"))):
            said_in.setdefault(sentence, []).append(version)
    stands = lookup.latest(index, source, document)
    for sentence, having in said_in.items():
        there = stands in having
        last = stands if stands and there else having[-1]
        yield Utterance(source=source, document=document, sentence=sentence, first=having[0], last=last, there=there)


def _name(row: sqlite3.Row) -> tuple[str, str]:
    return row["source"], row["document"]


def said_by(index: Index, numbers: Sequence[int]) -> tuple[Utterance, ...]:
    """The sentences of those numbers, whoever said them first being first."""
    rows = [row for number in numbers for row in index.rows(_BY_NUMBER, number)]
    return tuple(
        sorted(_all_said(index, rows), key=lambda one: (one.first.captured_at, one.source, one.document, one.sentence))
    )


def query(words: str) -> str:
    """The question as SQLite's search wants it: nothing but quoted words, so that none of them can be an operator."""
    terms = []
    for found in _QUOTED.finditer(words.replace("\0", " ")):
        phrase, word = found.groups()
        term = (phrase or word).rstrip(_PREFIX)
        if _LETTER.search(term):
            terms.append(_quoted(term) + _PREFIX * (word is not None and word.endswith(_PREFIX)))
    if not terms:
        raise _no_word(words)
    return " AND ".join(terms)


def _wanted(words: str) -> tuple[AskedWord, ...]:
    found = asked(words.replace("\0", " "))
    if not found:
        raise _no_word(words)
    return found


def _no_word(words: str) -> UsageError:
    return UsageError(f"{words[:60]!r} contains nothing to search for. Give at least one word or number.")


def _quoted(term: str) -> str:
    return f'"{term.replace(_MARK, 2 * _MARK)}"'


def _term(index: Index, one: AskedWord) -> str:
    match one.kind:
        case "phrase":
            return _quoted(one.key)
        case "start":
            return _quoted(one.key) + _PREFIX
        case "number":
            attached = _quoted(one.key) + _PREFIX  # “450” also stands in “450m”
            return f"({' OR '.join((attached, *map(_quoted, spellings(one.key))))})"
        case "word":
            forms = _forms(index, one.key) if one.key.isalpha() else ()
            return f"({' OR '.join(map(_quoted, forms or (one.written,)))})"
        case _:
            assert_never(one.kind)


def _forms(index: Index, word: str) -> tuple[str, ...]:
    """The forms of a word that stand in the record."""
    index.rows(_VOCABULARY)
    start = word[:START]
    rows = index.rows("select term from vocabulary where term >= ? and term < ?", start, f"{start}\U0010ffff")
    return tuple(sorted(row["term"] for row in rows if stem(row["term"]) == stem(word)))


_VOCABULARY = "create virtual table if not exists temp.vocabulary using fts5vocab('main', 'words', 'row')"
_ALIKE = """
select term, doc from vocabulary where (term glob ?1 or term glob ?2) and length(term) between ?3 and ?4
    and term not glob '*[0-9]*'
"""
_SEARCH = """
select sentence.text as sentence, sentence.first as first, sentence.last as last, home.source, home.document
    from words join sentence on sentence.id = words.rowid
    join version as home on home.id = sentence.home
    join version as earliest on earliest.id = sentence.first
    where words match ?1 and (?2 is null or home.source = ?2)
    order by earliest.place, home.source, home.document, sentence.id limit ?3
"""
_BEGINNING = """
select sentence.id, sentence.text from words join sentence on sentence.id = words.rowid where words match ? order by 1
"""
_BY_NUMBER = """
select sentence.text as sentence, sentence.first as first, sentence.last as last, home.source, home.document
    from sentence join version as home on home.id = sentence.home where sentence.id = ?
"""
_PARTIAL = "select distinct source, document from main.version where id not in (select id from version)"
_NEWEST = "select id, source, document from version where tree = 'docs' order by place, number"
"""The last row of a document is its latest version."""
_ALL = f"select {COLUMNS} from version"  # noqa: S608 - our own names
_VERSION = f"{_ALL} where"
_LATEST = f"{_VERSION} source = ? and document = ? and tree = 'docs' order by place desc, number desc limit 1"


def _all_said(index: Index, rows: Sequence[sqlite3.Row]) -> Iterator[Utterance]:
    """Each version is read once, however many sentences it said."""
    known: dict[object, Version] = {}

    def version(key: object, query: str, *values: object) -> Version:
        if key not in known:
            known[key] = version_of(index.rows(query, *values)[0])
        return known[key]

    by_id = f"{_VERSION} id = ?"
    for row in rows:
        mine = (row["source"], row["document"])
        last = row["last"]
        yield Utterance(
            source=row["source"],
            document=row["document"],
            sentence=row["sentence"],
            first=version(row["first"], by_id, row["first"]),
            last=version(mine, _LATEST, *mine) if last is None else version(last, by_id, last),
            there=last is None,
        )


def unread(index: Index) -> int:
    """How many texts could not be read when the index was made, so that their sentences are not found."""
    return int(index.rows("select count(*) as count from unread")[0]["count"])
