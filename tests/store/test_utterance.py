"""Which version said it first, and which last."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tracker.errors import UsageError
from tracker.store.archive import Archive
from tracker.store.utterance import query
from tracker.store.version import Entry


def lines(*sentences: str) -> bytes:
    """A text of these sentences."""
    return ("# Our plan\n\n" + "\n".join(sentences) + "\n").encode()


def spans(archive: Archive, words: str) -> list[tuple[str, int, int, bool]]:
    """What is found: sentence, first and last number, still there?"""
    return [(one.sentence, one.first.number, one.last.number, one.there) for one in archive.said(words)]


@pytest.fixture(scope="module")
def spoken(
    tmp_path_factory: pytest.TempPathFactory, open_rounds: Callable[[Path], Any], entry: Callable[..., Entry]
) -> Iterator[Archive]:
    """An archive with one sentence that has everything in it."""
    rounds = open_rounds(tmp_path_factory.mktemp("said") / "snapshots")
    rounds.on(0, entry(text=lines("We don’t fund “hit squads” for £1.3bn, nor 1.5 per cent of a café.")))
    yield rounds.archive
    rounds.archive.close()


def test_a_sentence_knows_its_first_and_last_version(
    rounds: Any, archive: Archive, entry: Callable[..., Entry]
) -> None:
    """It came in the second, went in the fourth; the one that took its place is still there."""
    rounds.on(0, entry(text=lines("We like schools.")))
    rounds.on(1, entry(text=lines("We like schools.", "We will open 100 nurseries.")))
    rounds.on(2, entry(text=lines("We like good schools.", "We will open 100 nurseries.")))
    rounds.on(3, entry(text=lines("We like good schools.", "We will open 50 nurseries.")))

    assert spans(archive, "nurseries") == [
        ("We will open 100 nurseries.", 2, 3, False),
        ("We will open 50 nurseries.", 4, 4, True),
    ]
    assert spans(archive, "like schools") == [("We like schools.", 1, 2, False), ("We like good schools.", 3, 4, True)]
    (gone, there) = archive.said("nurseries")
    assert (gone.last.captured_at.day, there.last) == (3, archive.latest("party", "page"))


def test_every_sentence_can_be_had(rounds: Any, archive: Archive, entry: Callable[..., Entry]) -> None:
    """Each once, with a number by which its first and last version are found."""
    rounds.on(0, entry(text=lines("We like schools.")))
    rounds.on(1, entry(text=lines("We like good schools.")))

    found = dict(archive.sentences())

    assert sorted(found.values()) == ["Our plan", "We like good schools.", "We like schools."]
    told = archive.said_by([number for number, text in found.items() if "We" in text])
    assert [(one.sentence, one.first.number, one.there) for one in told] == [
        ("We like schools.", 1, False),
        ("We like good schools.", 2, True),
    ]
    assert archive.said_by([]) == ()


def test_a_sentence_that_comes_back_is_there_again(rounds: Any, archive: Archive, entry: Callable[..., Entry]) -> None:
    """Its first version stays the first."""
    for day, words in enumerate(("Free meals for all.", "Meals.", "Free meals for all.")):
        rounds.on(day, entry(text=lines(words)))

    assert spans(archive, "free meals") == [("Free meals for all.", 1, 3, True)]


def test_a_change_of_facts_only_keeps_every_sentence(
    rounds: Any, archive: Archive, entry: Callable[..., Entry]
) -> None:
    """The last version is the latest one."""
    rounds.on(0, entry(text=lines("Free meals.")))
    rounds.on(1, entry(text=lines("Free meals."), kind="meta", meta=b'{"title": "x"}\n'))

    assert spans(archive, "meals") == [("Free meals.", 1, 2, True)]


def test_an_older_capture_that_is_imported_said_it_earlier(
    rounds: Any, archive: Archive, entry: Callable[..., Entry]
) -> None:
    """First and last go by the time of capture, not of recording."""
    rounds.on(10, entry(text=lines("Free meals.", "Old words.")))
    rounds.on(12, entry(text=lines("Free meals.")))
    rounds.on(2, entry(text=lines("Free meals.", "Older words."), kind="import"))
    rounds.on(11, entry(text=lines("Old words.", "Older words."), kind="import"))

    assert spans(archive, "free meals") == [("Free meals.", 3, 2, True)]
    assert spans(archive, "words") == [("Older words.", 3, 4, False), ("Old words.", 1, 4, False)]


def test_the_same_words_in_two_documents_are_two_findings(
    rounds: Any, archive: Archive, entry: Callable[..., Entry]
) -> None:
    """Whoever said it first comes first; a source can be asked for alone."""
    rounds.on(1, entry(text=lines("Free meals."), source="labour"))
    rounds.on(0, entry(text=lines("Free meals."), source="tories"))

    assert [one.source for one in archive.said("meals")] == ["tories", "labour"]
    assert [one.source for one in archive.said("meals", source="labour")] == ["labour"]
    assert [one.source for one in archive.said("meals", limit=1)] == ["tories"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("£1.3bn", True),
        ("1.3bn", True),
        ("3bn", False),
        ("£1.4bn", False),
        ("“hit squads”", True),
        ('"hit squads"', True),
        ("“squads hit”", False),
        ("squads hit", True),
        ("HIT Squads", True),
        ("cafe", True),
        ("don't", True),
        ("1.5 – per cent", True),
        ("squ*", True),
        ("squ", False),
        ("NOT hit", True),
        ("hit AND squads", True),
        ("hit OR nothing", False),
        ("text : hit", False),
        ("text:hit", False),
        ("hit NEAR squads", False),
        ("(hit", True),
        ('hit"', True),
        ("^We", True),
        ("-hit", True),
        ("hit + squads", True),
    ],
)
def test_words_are_words(spoken: Archive, words: str, found: bool) -> None:  # noqa: FBT001 - a table
    """Amounts, quotation marks, accents and a star work; nothing else is an operator."""
    assert bool(spoken.said(words)) == found


@pytest.mark.parametrize("words", ["", "–", "“ ”", "£ *", "***"])
def test_no_word_is_a_mistake(words: str) -> None:
    """And it is said which."""
    with pytest.raises(UsageError, match="contains nothing to search for"):
        query(words)


def test_markers_and_escapes_are_no_words(rounds: Any, archive: Archive, entry: Callable[..., Entry]) -> None:
    """The sentence is what the page says, without the Markdown round it."""
    rounds.on(0, entry(text=b"# Our plan\n\n- Free meals.\n\n\\- not a list\n"))

    assert [one.sentence for one in archive.said("meals")] == ["Free meals."]
    assert [one.sentence for one in archive.said("list")] == ["- not a list"]


def test_a_damaged_text_does_not_stop_the_rest(
    rounds: Any, archive: Archive, folder: Path, entry: Callable[..., Entry], git: Callable[..., str]
) -> None:
    """Everything else is found, and it is counted what could not be read."""
    rounds.on(0, entry(text=lines("Free meals."), source="labour"))
    (lost,) = rounds.on(1, entry(text=lines("Free lunches.")))
    archive.close()
    store = folder / "store.git"
    for pack in [*store.glob("objects/pack/*.pack")]:
        kept = pack.read_bytes()
        pack.unlink()
        pack.with_suffix(".idx").unlink()
        git(store, "unpack-objects", "-q", data=kept)
    (store / "objects" / lost.text_id[:2] / lost.text_id[2:]).unlink()

    archive.reindex()

    assert [one.sentence for one in archive.said("free")] == ["Free meals."]
    assert archive.unread() == 1


def test_words_are_found_in_every_form(rounds: Any, archive: Archive, entry: Callable[..., Entry]) -> None:
    """As on the site: `hit squad` finds “hit squads”; a phrase and `exact` stand for themselves; a number is no form."""
    said = lines("We send hit squads.", "A squad hits a wall.", "We pledged 40 stories.", "No story.")
    rounds.on(0, entry(text=said))

    assert [one.sentence for one in archive.said("hit squad")] == ["We send hit squads.", "A squad hits a wall."]
    assert archive.said("hit squad", exact=True) == ()
    assert [one.sentence for one in archive.said('"hit squads"')] == ["We send hit squads."]
    assert archive.said('"hit squad"') == ()
    assert len(archive.said("story")) == 2
    assert archive.said("pledge 4") == ()
