"""What persons wrote, by what it is about, and what of it others see."""

from datetime import UTC, date, datetime

import pytest
from pydantic import ValidationError

from tracker.claims.claim import Claim, Place, claim_id
from tracker.config.config import Config
from tracker.config.decided import key, note_id
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.verdict import ChangeVerdict, NoteVerdict, ReleaseVerdict, Verdict, Verdicts
from tracker.config.watches import Watches
from tracker.desk.notes import Notebook
from tracker.links.link import Thread
from tracker.render.notes import in_line, told

WORDS = "We will build owl boxes in every wood."
AT = datetime(2026, 1, 1, tzinfo=UTC)
CLAIM = Claim(
    id=claim_id("wood", "page", WORDS, 0), kind="pledge", text=WORDS, start=0, end=len(WORDS), strength=4,
    place=Place(source="wood", document="page", version="wood@1", published=AT, first_seen=AT),
)  # fmt: skip
THREAD = Thread(id=f"t-{CLAIM.id[2:]}", name=None, claims=(CLAIM,), links=())
CHANGE = "wood@2#d-aaaaaaaaaa"


def note(about: str, text: str | None = "They are late.", **more: object) -> NoteVerdict:
    """Ada's note of 3 March."""
    return NoteVerdict.model_validate({"about": about, "text": text, "by": "Ada", "on": date(2026, 3, 3), **more})


def book(*notes: NoteVerdict, let: tuple[Verdict, ...] = (), for_desk: bool = True, **more: object) -> Notebook:
    """The notes of a folder in which these were released."""
    release = tuple(ReleaseVerdict(what=THREAD.id, decisions=(key(one),), by="Ben") for one in let)
    verdicts = Verdicts.model_validate({"note": notes, "release": release, **more})
    config = Config(sources=(), settings=Settings(), people=People(), verdicts=verdicts, watches=Watches())
    return Notebook.of(config, for_desk=for_desk)


def test_a_note_is_found_by_what_it_is_about() -> None:
    """A thread also under an earlier id, a claim also by its words when another reading gave it another id."""
    old = note("c-bbbbbbbbbb", words=WORDS, at="wood@3")
    notes = book(note(THREAD.id), note(CLAIM.id, "On the claim."), old, note("wood", "Slow."), note(CHANGE, "Odd."))
    assert [one.text for one in notes.on_thread(THREAD)] == ["They are late."]
    assert [one.text for one in notes.on_thread(THREAD.model_copy(update={"id": "t-cccccccccc"}))] == ["They are late."]
    assert [one.about for one in notes.on_claim(CLAIM)] == [CLAIM.id, "c-bbbbbbbbbb"]
    assert [one.about for one in notes.in_thread(THREAD)] == [THREAD.id, CLAIM.id, "c-bbbbbbbbbb"]
    assert [one.text for one in notes.on_change(CHANGE)] == ["Odd."]
    assert [one.text for one in notes.on_version("wood", "wood")] == ["Slow.", "Odd."]
    elsewhere = note("c-bbbbbbbbbb", words=WORDS, at="pond@3")
    assert book(elsewhere).on_claim(CLAIM) == ()


def test_others_see_only_what_was_released() -> None:
    """Also with `release_needs = 0`: a note typed in a hurry is nobody else's; an edited one is another."""
    mine = note(THREAD.id)
    assert book(mine, for_desk=False).is_empty
    (shown,) = book(mine, let=(mine,), for_desk=False).every()
    assert (shown.released, shown.id) == (True, note_id(mine))
    edited = mine.model_copy(update={"text": "They are very late."})
    assert book(edited, let=(mine,), for_desk=False).is_empty
    assert [one.released for one in book(edited, let=(mine,)).every()] == [False]


def test_the_last_summary_reply_or_status_of_a_person_holds() -> None:
    """Of notes all do; what is released stays until what replaces it is."""
    first, last = (note(THREAD.id, text, kind="summary") for text in ("One.", "Two."))
    assert [one.text for one in book(first, last).every()] == ["Two."]
    assert [one.text for one in book(first, last, let=(first,), for_desk=False).every()] == ["One."]
    asked = {"kind": "reply", "whom": "DfE", "asked": date(2026, 3, 1)}
    silent, late = note(THREAD.id, None, answer_by=date(2026, 3, 2), **asked), note(THREAD.id, "Sorry.", **asked)
    assert [one.text for one in book(silent, late).every()] == ["Sorry."]
    assert len(book(note(THREAD.id, "a"), note(THREAD.id, "b")).every()) == 2
    assert book(first.model_copy(update={"withdrawn": True})).is_empty


def test_each_kind_is_told_as_a_persons() -> None:
    """With who wrote it and when; of a reply who was asked, and that none came."""
    asked = {"kind": "reply", "whom": "DfE press office", "asked": date(2026, 3, 1)}
    kinds = (
        note(THREAD.id, "Teams start in May."),
        note(THREAD.id, "In short.", kind="summary"),
        note(THREAD.id, "All of\nit.", answer_by=date(2026, 3, 2), **asked),
        note(THREAD.id, None, answer_by=date(2026, 3, 2), **asked),
        note(THREAD.id, "cannot be rated", kind="status", why="no number"),
    )
    assert in_line(book(kinds[0]).every()[0]).endswith("Teams start in May. (not released)")
    assert [in_line(book(one, let=(one,)).every()[0]) for one in kinds] == [
        "Note by Ada, 3 Mar 2026: Teams start in May.",
        "Summary by Ada, 3 Mar 2026: In short.",
        "Reply of DfE press office (asked 1 Mar 2026, to answer by 2 Mar 2026; noted by Ada, 3 Mar 2026): All of it.",
        "DfE press office: no answer by 2 Mar 2026 (asked 1 Mar 2026; noted by Ada, 3 Mar 2026)",
        "Ada says (3 Mar 2026): cannot be rated (no number)",
    ]
    assert told(book(kinds[2]).every()[0]).text == ("All of", "it.")


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": None}, {"text": "a\x1b[31m"}, {"text": "\u202etxt"}, {"text": "x" * 10_001}, {"about": "../x"},
        {"kind": "reply"}, {"kind": "reply", "whom": "DfE", "text": None}, {"whom": "DfE"},
        {"kind": "status"}, {"kind": "status", "why": "so", "about": "wood"}, {"kind": "summary", "about": "c-aaaaaaaaaa"},
    ],
)  # fmt: skip
def test_what_is_no_note_is_refused(wrong: dict[str, object]) -> None:
    """Nothing is kept that could not be shown, or that says half of what it must."""
    with pytest.raises(ValidationError):
        NoteVerdict.model_validate({"about": THREAD.id, "text": "Words.", "by": "Ada", **wrong})


def test_a_headline_is_a_persons_last_word() -> None:
    """Others see it once it is released, and nobody disputes what the change is worth."""
    told_first, told_last = (
        ChangeVerdict(change=CHANGE, worth="line", headline=text, by="Ada", on=date(2026, 3, day))
        for text, day in (("Fewer boxes", 1), ("Boxes gone", 2))
    )
    both = (told_first, told_last)
    assert [(one.kind, one.text, one.id) for one in book(change=both).on_change(CHANGE)] == [
        ("headline", "Boxes gone", CHANGE)
    ]
    assert book(note(CHANGE), change=both).came_with("wood@2").keys() == {"d-aaaaaaaaaa"}
    assert book(change=both).came_with("wood@22") == {}
    assert book(change=both, for_desk=False).on_change(CHANGE) == ()
    shown = book(change=both, let=(told_first,), for_desk=False).on_change(CHANGE)
    assert [in_line(one) for one in shown] == ["Headline by Ada, 1 Mar 2026: Fewer boxes"]
    other = replace_by(told_first, worth="routine")
    assert book(change=(told_first, other), let=(told_first,), for_desk=False).on_change(CHANGE) == ()


def replace_by(verdict: ChangeVerdict, *, worth: str) -> ChangeVerdict:
    """Ben's word on the same change."""
    return ChangeVerdict.model_validate({"change": verdict.change, "worth": worth, "by": "Ben"})
