"""The page of a change: what came with a version, against the version captured before it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tracker.desk import address
from tracker.desk.comparison import Comparison
from tracker.desk.dates import between, day, minute
from tracker.desk.passages import passages
from tracker.desk.pictured import PictureRules
from tracker.desk.published import Published
from tracker.render.changes import counted
from tracker.render.outcomes import KIND
from tracker.render.safe import safe
from tracker.site.change_pictures import SidePicture, side_pictures
from tracker.site.change_quote import ChangeQuote
from tracker.site.edit import Edit, edit
from tracker.site.edit_table import edit_table, line
from tracker.site.environment import render
from tracker.site.frame import Site
from tracker.site.subject import Subject
from tracker.site.summary import Summary, summary

CONTEXT = 2
"""Unchanged sentences shown on either side."""
UNFOLDED = 10
"""Changes that are seen at once; what more there is, is folded, so that a phone's page has an end."""
MOST_NOTES = 30
"""Publisher's notes that are shown whole; an import may bring years of them at once."""


class NeighbourPages(NamedTuple):
    """The pages of changes before and after this one, as version numbers; None where there is none."""

    before: int | None = None
    after: int | None = None


ALONE = NeighbourPages()


class HunkRow(NamedTuple):
    """A change with what stands around it, and its weight."""

    before: tuple[str, ...]
    edit: Edit
    after: tuple[str, ...]
    score: float = 0.0


class _Passage(NamedTuple):
    heading: str
    rows: tuple[HunkRow, ...]


def changed(
    one: Comparison,
    about: Subject,
    published: Published,
    *,
    site: Site,
    near: NeighbourPages = ALONE,
    pictures: PictureRules | None = None,
) -> tuple[str, Summary]:
    """The page, and the same in short. Of text that may not be handed on only extracts: the weightiest changes, cut.

    What persons wrote on its changes is `one.written`: only what others may see. `pictures`: where there are any of it.
    """
    ids = {
        id(change): name for change, name in zip(one.found.changes, address.change_ids(one.found.changes), strict=True)
    }
    short = summary(one, ids, published)
    revision = one.revision
    if revision is None:
        raise ValueError("only recorded versions have a page")
    number = revision.new.number
    page = address.change(about.source, about.document, number)
    shown = _passages(one, ids) if about.free else _extracts(one, ids, published)
    telling = ChangeQuote(about.publisher, about.title, between(revision.between), page, site.base)
    shown = tuple(passage._replace(rows=tuple(_quoted(row, telling) for row in passage.rows)) for passage in shown)
    best = _best([row for passage in shown for row in passage.rows])
    sides = tuple(_pictures(one, best, ids, about, pictures)) if best and pictures else ()
    parts = tuple(side.part for side in sides if side.part)
    short = short.model_copy(update={"pictures": parts}) if parts else short
    values = {
        "site": site,
        "pictures": sides,
        "description": telling.description(best.edit) if best else None,
        "card": None,
        "best": best.edit if best else None,
        "several": sum(len(passage.rows) for passage in shown) > 1,
        "embed": telling.embed(best.edit, f"{about.name}@{number}", site, day(revision.new.captured_at))
        if best
        else None,
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
        "noise": tuple(edit(change, ids[id(change)]) for change in one.found.changes if change.noise and about.free),
        "noise_count": short.noise,
        "characters": published.config.settings.extract_characters,
        "left_out": len(one.found.listed) - len(published.extracts.kept(about.source, one.found.listed)),
        "passages": shown,
        "parts_shown": _split(shown),
        "same": one.texts[0].text == one.texts[1].text,
    }
    return render("change.html", page, values), short


def _split(passages: Sequence[_Passage]) -> tuple[tuple[_Passage, ...], tuple[_Passage, ...]]:
    """Those that are seen at once, and the rest, which is folded; a passage may stand in both."""
    parts: tuple[list[_Passage], list[_Passage]] = ([], [])
    left = UNFOLDED
    for passage in passages:
        for part, rows in zip(parts, (passage.rows[:left], passage.rows[left:]), strict=True):
            if rows:
                part.append(passage._replace(rows=rows))
        left = max(0, left - len(passage.rows))
    return tuple(parts[0]), tuple(parts[1])


def _quoted(row: HunkRow, telling: ChangeQuote) -> HunkRow:
    return row._replace(edit=row.edit._replace(quote=telling.quote(row.edit)))


def _best(rows: Sequence[HunkRow]) -> HunkRow | None:
    """The one that matters most: of which a person wrote a headline, else the weightiest; of equals the first."""
    return max(
        rows, key=lambda row: (any(note.kind == "headline" for note in row.edit.written), row.score), default=None
    )


def _pictures(
    one: Comparison, best: HunkRow, ids: dict[int, str], about: Subject, rules: PictureRules
) -> Iterator[SidePicture]:
    """Of the change that matters most; where its words stand on one side only, the other shows what stood around them."""
    change = next(each for each in one.found.changes if ids[id(each)] == best.edit.id)
    beside = [*reversed(best.before), *best.after]
    return side_pictures(one, change, beside[0] if beside else None, about, rules)


def _passages(one: Comparison, ids: dict[int, str]) -> tuple[_Passage, ...]:
    return tuple(
        _Passage(
            safe(passage.heading or one.title),
            tuple(
                HunkRow(
                    tuple(safe(line(text)) for text in row.before),
                    edit(row.change, ids[id(row.change)], one.written_on(row.change))._replace(
                        table=edit_table(row.change, one.texts)
                    ),
                    tuple(safe(line(text)) for text in row.after),
                    row.change.score,
                )
                for row in passage.rows
            ),
        )
        for passage in passages(one, context=CONTEXT)
    )


def _extracts(one: Comparison, ids: dict[int, str], published: Published) -> tuple[_Passage, ...]:
    """Without context and headings: they are more of the text."""
    source = one.revision.new.source if one.revision else None
    kept = published.extracts.kept(source, one.found.listed)
    rows = tuple(
        HunkRow(
            (),
            edit(published.extracts.change(source, change), ids[id(change)], one.written_on(change)),
            (),
            change.score,
        )
        for change in kept
    )
    return (_Passage(safe(one.title), rows),) if rows else ()
