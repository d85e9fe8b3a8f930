"""Cards: a pledge or a change in a few lines, with the words that turned. Only what a person has let others see."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracker.claims.claim import Claim
from tracker.desk import address
from tracker.desk.dates import day, when
from tracker.desk.notes import Notebook
from tracker.desk.published import Published
from tracker.diff.change import Change
from tracker.links.link import Thread
from tracker.links.turns import PledgeTurn, turns
from tracker.render.notes import NoteTold
from tracker.render.notes import told as told_note
from tracker.render.safe import safe
from tracker.render.words import cut, flag_words, shortened
from tracker.site.edit import Edit, edit
from tracker.site.headline import headline, quoted, speaker
from tracker.site.rounds import CameRevision
from tracker.site.turned import turned_in

MOST_TURNED = 3
"""What turned that a card tells of one change; its page tells all."""
SIDE = 60
"""Letters of the words of one side."""
WORDS = 160
"""Letters of a sentence in which nothing turned."""
NOTE = 280
"""Letters of a person's note; the page has all of it."""


class Turned(NamedTuple):
    """Words before and after; empty where nothing stood there. All of it is safe to show."""

    what: str
    old: str
    new: str


class ChangeCard(NamedTuple):
    """A change, by the page that has all of it."""

    page: str
    title: str
    """Of the document."""
    publisher: str
    between: str
    """Two days."""
    turned: tuple[Turned, ...]
    edit: Edit | None
    """Shortened; None where the change is not among those that are kept in short."""
    headline: NoteTold | None
    written: tuple[NoteTold, ...]


class PledgeCard(NamedTuple):
    """A pledge, by its page."""

    page: str
    title: str
    """A person's words, else a quotation in its marks."""
    turned: tuple[Turned, ...]
    words: str
    """Its newest wording, shortened; empty where the title quotes it."""
    first: str
    first_voice: str
    last: str
    last_voice: str
    stages: int


def change_card(came: CameRevision, name: str) -> ChangeCard:
    """Of the change of that id, which came with that version."""
    new = came.revision.new
    page = address.change(new.source, new.document, new.number)
    written = tuple(map(told_note, came.written.get(name, ())))
    change = came.short.changes[came.short.ids.index(name)] if name in came.short.ids else None
    notes = (one for one in written if one.kind != "headline")
    return ChangeCard(
        page=f"{page}#{name}" if change else page,
        title=came.about.title,
        publisher=came.about.publisher,
        between=" and ".join(map(day, came.revision.between)),
        turned=_turned(change) if change else (),
        edit=edit(shortened(change), name) if change else None,
        headline=next((one for one in written if one.kind == "headline"), None),
        written=tuple(one._replace(text=(cut(" ".join(one.text), NOTE),) if one.text else ()) for one in notes),
    )


def _turned(change: Change) -> tuple[Turned, ...]:
    """What the flags tell; where only a part of a flag's words came or went, one side is empty."""
    return tuple(
        Turned(safe(flag_words(flag)[0]), safe(cut(flag.old, SIDE)), safe(cut(flag.new, SIDE)))
        for flag in change.flags[:MOST_TURNED]
    )


def pledge_cards(threads: Iterable[Thread], rules: Published, notes: Notebook, *, most: int) -> list[PledgeCard]:
    """Of threads as `Published.threads` gives them, without suggestions: those of several stages, the newest word first."""
    newest = sorted((one for one in threads if len(one.claims) > 1), key=lambda one: (-_newest(one.claims), one.id))
    return [_pledge_card(one, rules, notes) for one in newest[:most]]


def _newest(claims: Sequence[Claim]) -> float:
    seen = claims[-1].place.first_seen if claims[-1].place else None
    return seen.timestamp() if seen else 0.0


def _pledge_card(thread: Thread, rules: Published, notes: Notebook) -> PledgeCard:
    first, last = thread.claims[0], thread.claims[-1]
    head, people, newest = headline(thread, rules, notes), rules.config.people, quoted(last, rules, WORDS)
    said = {claim.id: claim.text for claim in thread.claims}
    sure = [one for one in turns(thread) if one.counts and one.standing == "confirmed" and _is_short(one)]
    sure = [one for one in sure if turned_in(said.get(one.earlier, ""), said.get(one.later, ""), one)]
    best = max(reversed(sure), key=lambda turn: turn.weight, default=None)
    return PledgeCard(
        page=address.pledge(thread.id),
        title=f"“{head.words}”" if head.is_quotation else head.words,
        turned=(Turned("", safe(best.old), safe(best.new)),) if best else (),
        words="" if newest in head.words else newest,
        first=when(first),
        first_voice=speaker(first, people),
        last=when(last),
        last_voice=speaker(last, people),
        stages=len(thread.claims),
    )


def _is_short(turn: PledgeTurn) -> bool:
    """Whether a card can show the words whole."""
    return bool(turn.old or turn.new) and max(len(turn.old), len(turn.new)) <= SIDE
