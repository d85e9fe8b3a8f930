"""The page of corrections: what people took back, set right or wrote down as wrong, and how to reach who publishes."""

from collections.abc import Container, Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple, assert_never

from tracker.config.decided import key
from tracker.config.redaction import Redaction
from tracker.config.release import Releases
from tracker.config.verdict import (
    Alias,
    ChangeVerdict,
    ClaimVerdict,
    LinkVerdict,
    NoteVerdict,
    ReleaseVerdict,
    ThreadVerdict,
    Verdict,
    Verdicts,
)
from tracker.desk import address
from tracker.desk.carried import Carried, named
from tracker.desk.dates import short
from tracker.desk.published import Published
from tracker.render.safe import safe
from tracker.site.atom import File, weblink
from tracker.site.environment import render
from tracker.site.key import digest
from tracker.store.layout import PAGE

NOTHING_KNOWN = Carried()
SAID = {"same": "the same pledge", "related": "related", "different": "different pledges"}
_WHAT = {"note": "a note", "summary": "a summary", "reply": "a reply that was noted", "status": "a status"}


class CorrectionRow(NamedTuple):
    """One correction. Everything in it is safe to look at; the template escapes it."""

    day: date | None
    """Of a verdict the day on which it was taken back or, where that was not kept, given."""
    what: str
    words: tuple[str, ...] = ()
    now: str | None = None
    by: str | None = None
    why: str | None = None
    about: tuple[tuple[str, str | None], ...] = ()
    """Ids and versions, each with the address of its page where there is one."""


def corrections(
    published: Published,
    *,
    site: object,
    has: Container[str] = (),
    carried: Carried = NOTHING_KNOWN,
) -> File:
    """The page. `site` is what the frame of every page needs; `has`: the addresses to which links may lead.

    `carried`: which verdicts others may have seen; what nobody saw has nothing to correct.
    """
    rows = correction_rows(published, carried, has)
    contact = published.config.settings.contact
    values: dict[str, Any] = {
        "site": site,
        "rows": [{**row._asdict(), "day": short(row.day) if row.day else None} for row in rows],
        "contact": safe(contact) if contact else None,
        "contact_link": weblink(contact) or (f"mailto:{contact}" if contact and _is_mail(contact) else None),
    }
    made_of = digest([row._asdict() for row in rows], contact)  # who builds adds the frame's
    return address.CORRECTIONS, made_of, lambda: render("corrections.html", address.CORRECTIONS, values).encode()


def correction_rows(
    published: Published, carried: Carried = NOTHING_KNOWN, has: Container[str] = ()
) -> tuple[CorrectionRow, ...]:
    """All of them, the newest first; the arguments are those of `corrections`."""
    rows = (_without_redacted(row, published) for row in _rows(published, has, carried))
    return tuple(sorted(rows, key=lambda row: row.day or date.min, reverse=True))


def _rows(published: Published, has: Container[str], carried: Carried) -> Iterator[CorrectionRow]:
    config = published.config
    for note in config.corrections.correction:
        about = tuple((one, _page(one, has)) for one in note.about)
        yield CorrectionRow(
            note.on, safe(note.wrong), now=safe(note.now), by=safe(note.by) if note.by else None, about=about
        )
    yield from map(_taken_out, config.redactions.redaction)
    verdicts = config.verdicts
    known: tuple[Verdict, ...] = (
        *verdicts.claim,
        *verdicts.link,
        *verdicts.thread,
        *verdicts.alias,
        *(one for one in verdicts.change if one.headline),
        *verdicts.note,
        *_taken_off(verdicts, config.settings.release_needs),
    )
    seen = [one for one in known if carried.has(one)]
    told = {
        key(one) for one in known if not one.withdrawn
    }  # what was given again holds; what was twice taken back is one
    for verdict in known:
        if verdict.withdrawn:
            what = _withdrawn(verdict) if carried.has(verdict) and key(verdict) not in told else None
            told.add(key(verdict))
        elif published.suggestions or carried.is_unsure(verdict) or _is_shared(verdict, seen):
            what = _changed(verdict, [one for one in verdicts.link if one is verdict or carried.has(one)])
        else:
            what = None  # what it sets right was never shown
        if what:
            yield _row(verdict, what, published, has)


def _taken_out(one: Redaction) -> CorrectionRow:
    """That words are withheld, or were; never which."""
    what = "The words of a sentence" if one.sentence else "A person’s name"
    is_ = "are" if one.sentence else "is"
    now = "shown again" if one.withdrawn else "no longer shown on this site, in its feeds and its data"
    why = f"{'It had been withheld' if one.withdrawn else 'Why'}: {safe(one.why)}" if one.why else None
    return CorrectionRow(one.on, f"{what} {is_} {now}.", by=safe(one.by), why=why)


def _without_redacted(row: CorrectionRow, published: Published) -> CorrectionRow:
    """A reason may name whom it is to protect."""
    cut = published.extracts.redactor.text
    now, by, why = (one and cut(one) for one in (row.now, row.by, row.why))
    return row._replace(what=cut(row.what), now=now, by=by, why=why, words=tuple(map(cut, row.words)))


def _taken_off(verdicts: Verdicts, needs: int) -> Iterator[ReleaseVerdict]:
    """Withdrawn releases of what others now do not see any more; who else let it through still does."""
    releases = Releases.of(verdicts, needs)
    waiting = {key(one) for one in releases.waiting()}
    yield from (one for one in verdicts.release if one.withdrawn and not waiting.isdisjoint(one.decisions))


def _is_shared(verdict: Verdict, seen: Sequence[Verdict]) -> bool:
    """Whether something that others have seen was about the same claims."""
    mine = named(verdict)
    return any(one is not verdict and not mine.isdisjoint(named(one)) for one in seen)


def _row(verdict: Verdict, what: str, published: Published, has: Container[str]) -> CorrectionRow:
    told = list(_named(verdict))
    words = tuple(f"“{safe(published.extracts.text(_source(at), text))}”" for _, text, at in told if text)
    about = dict.fromkeys(one for name, _, at in told for one in (name, at) if one)
    return CorrectionRow(
        day=(verdict.withdrawn_on if verdict.withdrawn else None) or verdict.on,
        what=what,
        words=tuple(dict.fromkeys(words)),
        by=safe(verdict.by),
        why=f"{'The reason had been' if verdict.withdrawn else 'Why'}: {safe(verdict.why)}" if verdict.why else None,
        about=tuple((one, _page(one, has)) for one in about),
    )


def _withdrawn(verdict: Verdict) -> str:
    """What was said and holds no longer."""
    match verdict:
        case Alias():
            return f"Withdrawn: that these are names of one thing: {', '.join(map(safe, verdict.names))}."
        case LinkVerdict():
            return f"Withdrawn: that these two are {SAID[verdict.relation]}."
        case ClaimVerdict():
            return f"Withdrawn: that this {_as_claim(verdict)}."
        case ThreadVerdict(name=str(name)):
            return f"Withdrawn: the name “{safe(name)}” of a pledge."
        case ThreadVerdict():
            what = "two pledges are one" if verdict.join else "claims of a pledge are a pledge of their own"
            return f"Withdrawn: that {what}."
        case ChangeVerdict():
            return f"Withdrawn: the headline “{safe(verdict.headline or '')}” of a change."
        case NoteVerdict():
            return f"Withdrawn: {_WHAT[verdict.kind]} by {safe(verdict.by)}."
        case ReleaseVerdict():
            return "No longer shown: what had been released of this."
        case _:
            assert_never(verdict)


def _as_claim(verdict: ClaimVerdict) -> str:
    if verdict.does == "fix":
        return f"claim is to be read as {_set_right(verdict)}"
    return "is not a claim" if verdict.does == "drop" else "is a claim which had been missed"


def _changed(verdict: Verdict, links: Sequence[LinkVerdict]) -> str | None:
    """What a standing verdict set right that had been shown otherwise; None for one that corrects nothing."""
    match verdict:
        case ClaimVerdict(does="drop"):
            return "This was read as a claim and is not one."
        case ClaimVerdict(does="fix"):
            return f"This claim was read wrongly; it is {_set_right(verdict)}."
        case LinkVerdict() if earlier := _overruled(verdict, links):
            return f"These two were held to be {SAID[earlier.relation]}; they are {SAID[verdict.relation]}."
        case ThreadVerdict(split=(_, *_)):
            return "These claims were shown as stages of a pledge; they are a pledge of their own."
        case LinkVerdict() | ThreadVerdict() | ClaimVerdict() | Alias():
            return None
        case ChangeVerdict() | NoteVerdict() | ReleaseVerdict():
            return None
        case _:
            assert_never(verdict)


def _overruled(verdict: LinkVerdict, links: Sequence[LinkVerdict]) -> LinkVerdict | None:
    """The last word before it that said otherwise of the same two claims; of one day the later in the file is later."""
    order = sorted(range(len(links)), key=lambda place: (links[place].on or date.min, place))
    before = [links[place] for place in order]
    before = before[: next(at for at, one in enumerate(before) if one is verdict)]
    pair = {verdict.earlier, verdict.later}
    last = next((one for one in reversed(before) if {one.earlier, one.later} == pair and not one.withdrawn), None)
    return last if last and last.relation != verdict.relation else None


def _set_right(verdict: ClaimVerdict) -> str:
    told = [
        f"a {verdict.kind}"
        if verdict.kind and verdict.kind != "aspiration"
        else "an aspiration"
        if verdict.kind
        else "",
        f"said by {safe(verdict.speaker)}" if verdict.speaker else "",
        f"binding {safe(verdict.actor)}" if verdict.actor else "",
        f"published on {short(verdict.published)}" if verdict.published else "",
    ]
    return ", ".join(one for one in told if one)


def _named(verdict: Verdict) -> Iterator[tuple[str | None, str | None, str | None]]:
    """(id, words, version) of each claim or thread that the verdict is about."""
    match verdict:
        case ClaimVerdict():
            yield verdict.claim, verdict.words, verdict.at
        case LinkVerdict():
            yield verdict.earlier, verdict.earlier_words, verdict.earlier_at
            yield verdict.later, verdict.later_words, verdict.later_at
        case ThreadVerdict():
            yield verdict.thread, verdict.words, verdict.at
            others = [verdict.join] if verdict.join else [*verdict.split]
            for place, other in enumerate(others):
                words, at = verdict.other_words[place : place + 1], verdict.other_at[place : place + 1]
                yield other, words[0] if words else None, at[0] if at else None
        case ChangeVerdict():
            yield verdict.change, None, None
        case NoteVerdict():
            yield verdict.about, verdict.text, None
        case ReleaseVerdict():
            yield verdict.what, verdict.words, None
        case Alias():
            pass
        case _:
            assert_never(verdict)


def _source(version: str | None) -> str | None:
    return version.partition("@")[0].partition("/")[0] if version else None


def _page(name: str, has: Container[str]) -> str | None:
    """The address of what bears this id; None where there is no such page."""
    if name.endswith(".html"):
        page = name
    elif name.startswith("t-"):
        page = address.pledge(name)
    elif name.startswith("c-"):
        page = address.CLAIMS
    elif name.startswith("n-") and "@" not in name:
        return None
    elif "@" not in name:
        page = address.source(name.partition("/")[0])
    else:
        place, _, number = name.rpartition("@")
        number, _, change = number.partition("#")
        source, _, document = place.partition("/")
        at = address.change if change else address.version
        page = at(source, document or PAGE, int(number))
    return page if page in has else None


def _is_mail(contact: str) -> bool:
    return "@" in contact and ":" not in contact
