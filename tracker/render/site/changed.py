"""The page of a change: what came with a version, against the version captured before it."""

from typing import NamedTuple

from tracker.diff.change import Change
from tracker.render.changes import counted
from tracker.render.comparison import Comparison, warnings
from tracker.render.dates import between, minute
from tracker.render.outcomes import KIND
from tracker.render.passages import passages
from tracker.render.safe import safe
from tracker.render.site import address
from tracker.render.site.brief import brief, foremost
from tracker.render.site.edit import Edit, edit
from tracker.render.site.environment import render
from tracker.render.site.frame import Site
from tracker.render.site.subject import Subject
from tracker.render.site.summary import Limits, Summary, summary

CONTEXT = 2
"""Unchanged sentences shown on either side."""
MOST_NOTES = 30
"""Publisher's notes that are shown whole; an import may bring years of them at once."""


class Near(NamedTuple):
    """The pages of changes before and after this one, as version numbers; None where there is none."""

    before: int | None = None
    after: int | None = None


ALONE = Near()


class _Row(NamedTuple):
    before: tuple[str, ...]
    edit: Edit
    after: tuple[str, ...]


class _Passage(NamedTuple):
    heading: str
    rows: tuple[_Row, ...]


def changed(
    one: Comparison, about: Subject, *, site: Site, near: Near = ALONE, limits: Limits | None = None
) -> tuple[str, Summary]:
    """The page, and the same in short. With limits it shows only extracts: no context, the weightiest changes, cut."""
    told = warnings(one)
    ids = {
        id(change): name for change, name in zip(one.found.changes, address.change_ids(one.found.changes), strict=True)
    }
    short = summary(one, ids, tuple(map(safe, told)), limits)
    revision = one.revision
    if revision is None:
        raise ValueError("only recorded versions have a page")
    number = revision.new.number
    values = {
        "site": site,
        "about": about,
        "old": revision.old,
        "new": revision.new,
        "kind": KIND[revision.new.kind],
        "between": between(revision.between),
        "seen": minute(revision.new.captured_at),
        "by": safe(revision.new.seen_by) if revision.new.seen_by else None,
        "near": near,
        "notes": [safe(note) for note in short.notes[:MOST_NOTES]],
        "notes_left": max(0, len(short.notes) - MOST_NOTES),
        "warnings": short.warnings,
        "facts": [safe(fact.said) for fact in short.facts],
        "counted": counted(short.listed, "change"),
        "noise": _noise(one, ids, limits),
        "noise_count": short.noise,
        "limits": limits,
        "left_out": short.listed - min(short.listed, limits.changes) if limits else 0,
        "passages": _extracts(one, ids, limits) if limits else _passages(one, ids),
        "same": one.texts[0].text == one.texts[1].text,
    }
    return render("change.html", address.change(about.source, about.document, number), values), short


def _passages(one: Comparison, ids: dict[int, str]) -> tuple[_Passage, ...]:
    return tuple(
        _Passage(
            safe(passage.heading or one.title),
            tuple(
                _Row(tuple(map(safe, row.before)), edit(row.change, ids[id(row.change)]), tuple(map(safe, row.after)))
                for row in passage.rows
            ),
        )
        for passage in passages(one, context=CONTEXT)
    )


def _extracts(one: Comparison, ids: dict[int, str], limits: Limits) -> tuple[_Passage, ...]:
    kept = foremost(one.found.listed, limits.changes)
    rows = tuple(_Row((), _cut(change, ids, limits), ()) for change in kept)
    return (_Passage(safe(one.title), rows),) if rows else ()


def _cut(change: Change, ids: dict[int, str], limits: Limits) -> Edit:
    return edit(brief(change, limits.characters), ids[id(change)])


def _noise(one: Comparison, ids: dict[int, str], limits: Limits | None) -> tuple[Edit, ...]:
    """What says nothing new; folded away. None of it where only extracts are shown."""
    if limits:
        return ()
    return tuple(edit(change, ids[id(change)]) for change in one.found.changes if change.noise)
