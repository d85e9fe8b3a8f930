"""Which cards and embeds say something else than the record by now: corrected, withdrawn or changed since."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from tracker.desk import address
from tracker.desk.carried import Carried
from tracker.desk.citing import CitationFinder
from tracker.desk.dates import LONDON
from tracker.errors import UsageError
from tracker.render.schemas.embeds import EmbedCheck, EmbedCorrection, EmbedsCheck, EmbedState
from tracker.site.corrections import CorrectionRow, correction_rows
from tracker.site.embed_list import PlacedEmbed
from tracker.site.holdings import SiteHoldings
from tracker.site.shared import SharedEdition, SharedPledge, shared_now
from tracker.store.layout import PAGE


def check_embeds(
    held: SiteHoldings, known: Mapping[str, Sequence[SharedEdition]], placed: Sequence[PlacedEmbed] | None
) -> EmbedsCheck:
    """Those of a list, or all that the site handed on where there is none; what is no longer right first."""
    now = shared_now(held)
    carried = Carried.of(held.config, held.archive.carried())
    rows = correction_rows(held.published, carried)
    wanted = _handed_on(known) if placed is None else placed
    checked = [_checked(one, held, known=known, now=now, rows=rows) for one in wanted]
    order: list[EmbedState] = ["withdrawn", "corrected", "changed", "unknown", "stands"]
    checked.sort(key=lambda one: (order.index(one.state), one.id, one.as_of or date.min))
    day = held.as_of.astimezone(LONDON).date() if held.as_of else None
    return EmbedsCheck(as_of=day, checked=tuple(checked))


def _handed_on(known: Mapping[str, Sequence[SharedEdition]]) -> list[PlacedEmbed]:
    """Each edition that the site made; of one that holds a correction may still concern it."""
    return [PlacedEmbed(name, one.edition, one.last) for name, every in known.items() for one in every]


def _checked(
    one: PlacedEmbed,
    held: SiteHoldings,
    *,
    known: Mapping[str, Sequence[SharedEdition]],
    now: Mapping[str, SharedPledge],
    rows: Sequence[CorrectionRow],
) -> EmbedCheck:
    if "@" in one.id:
        return _change(one, held, rows)
    pledge = now.get(one.id) or next((each for each in now.values() if one.id in each.ids), None)
    before = [each for each in known.get(one.id, ()) if _is_meant(each, one)]
    mark = one.edition or (before[-1].edition if before else None)
    fixed = tuple(_since(rows, pledge.ids if pledge else frozenset({one.id}), one.as_of))
    if pledge is None:
        state: EmbedState = "withdrawn"
    elif fixed:
        state = "corrected"
    elif mark is None:
        state = "unknown"
    else:
        state = "stands" if mark == pledge.edition else "changed"
    return EmbedCheck(
        id=one.id,
        edition=mark,
        as_of=one.as_of,
        where=one.where,
        state=state,
        says=pledge.words if pledge else None,
        permalink=f"{held.site.base or ''}{pledge.page}" if pledge else None,
        corrections=fixed,
    )


def _is_meant(each: SharedEdition, one: PlacedEmbed) -> bool:
    """Whether an edition is that of a card: by its letters, else by its day."""
    if one.edition:
        return each.edition == one.edition
    return one.as_of is not None and each.first <= one.as_of <= each.last


def _change(one: PlacedEmbed, held: SiteHoldings, rows: Sequence[CorrectionRow]) -> EmbedCheck:
    """A change is known by its words: it is there in these words, or not at all."""
    version, _, name = one.id.partition("#")
    try:
        there = name in {known for known, _ in CitationFinder(held.archive, held.config).changes(version)}
    except UsageError:
        there = False
    place, _, number = version.rpartition("@")
    source, _, document = place.partition("/")
    page = f"{address.change(source, document or PAGE, int(number))}#{name}"
    fixed = tuple(_since(rows, frozenset({one.id, version, page.partition("#")[0]}), one.as_of))
    return EmbedCheck(
        id=one.id,
        edition=one.edition,
        as_of=one.as_of,
        where=one.where,
        state="withdrawn" if not there else "corrected" if fixed else "stands",
        says=None,
        permalink=f"{held.site.base or ''}{page}" if there else None,
        corrections=fixed,
    )


def _since(rows: Iterable[CorrectionRow], ids: frozenset[str], day: date | None) -> Iterator[EmbedCorrection]:
    """Those of that day or later; all where either has no day."""
    for row in rows:
        if not ids.isdisjoint(name for name, _ in row.about) and (day is None or row.day is None or row.day >= day):
            yield EmbedCorrection(on=row.day, what=" ".join(filter(None, (row.what, row.now and f"Now: {row.now}"))))
