"""Breadth: who and what is covered. "The quiet change is in the noun": the number stays, the thing counted does not."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel, Opcode

from tracker.links.cues import scope_keys
from tracker.links.link import LinkFlag
from tracker.links.statement import CLOSE, Statement, surfaces
from tracker.wording.fold import STOP, fold, stems
from tracker.wording.mark import Mark
from tracker.wording.quantity import Quantity

_NOUN_WORDS = 10
"""Words behind a number that can still belong to its noun ("new teachers in secondary schools, special schools and
colleges")."""
_NOUN_END = re.compile(
    r",(?!(?:\s[\w-]+){1,3}\s(?:and|or)\s)|[;:.()?!–—”\"]"
    r"|\s(?:will|would|to|who|that|which|by|from|over|with|as|per|so|a|at|on|until|before|within|during|because"
    r"|is|are|was|were|have|has|can|could|should|must|while|when|where|partly|under|through|paid|costed|backed)\b",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s(?:and|or)\s", re.IGNORECASE)
_TIMES = frozenset(stems("year week day month term time stage"))
"""Every year, each week: how often, not for whom."""
_MORE = frozenset(stems("more extra additional further another"))
"""Synonyms: "6,500 more", "an additional 6,500"."""
_EVERY = frozenset(stems("every each all any"))
"""Not qualities of the noun: "in every village" → "in villages" widens nothing; scope words tell that it narrows."""
REST = 2
"""Stems that only one of two near copies has, from which they are more than a word changed; one does when the run opens
like a component."""
_OPENS = frozenset("and or including through with plus as also across such by".split())
NEAR = 0.6
"""Share of words in order that two statements have in common, from which what one leaves out is a component of it."""
_RESTRICTS = frozenset("in for at only where when if who aged".split())
"""A run that begins so says which ones are meant: adding it narrows. Any other adds a component."""


def breadth(earlier: Statement, later: Statement) -> list[LinkFlag]:
    """Narrowed and widened, each once and with the words; both can hold for one rewording."""
    found = [*_by_noun(earlier, later), *_by_scope(earlier, later), *_by_sector(earlier, later)]
    if not found:
        found = _by_runs(earlier, later)
    return _one_each(found)


def _by_noun(earlier: Statement, later: Statement) -> list[LinkFlag]:
    """The same number, another noun or another qualifier beside it."""
    found = []
    for before in earlier.quantities:
        for after in later.quantities:
            if before.value == after.value and before.kind == after.kind == "count":
                found += _noun_flags(_Counted.of(earlier.text, before), _Counted.of(later.text, after))
    return found


@dataclass(frozen=True, slots=True)
class _Counted:
    """A number and the words that say what is counted."""

    number: str
    noun: str

    @classmethod
    def of(cls, text: str, quantity: Quantity) -> "_Counted":
        stretch = text[quantity.end : quantity.end + 120]
        end = _NOUN_END.search(stretch)
        kept = stretch[: end.start() if end else len(stretch)].split()[:_NOUN_WORDS]
        while kept and kept[-1].lower() in STOP:
            kept.pop()
        return cls(number=text[quantity.start : quantity.end], noun=" ".join(kept))

    @property
    def text(self) -> str:
        return f"{self.number} {self.noun}"

    @property
    def qualities(self) -> frozenset[str]:
        """Stems of the noun and its qualifiers; "new" is one of them, though no link is made by it."""
        new = {"new"} if re.search(r"\bnew\b", self.noun, re.IGNORECASE) else set()
        return frozenset(stem for stem in (*stems(self.noun), *new) if not stem[-1].isdigit()) - _MORE - _EVERY


def _noun_flags(old: _Counted, new: _Counted) -> list[LinkFlag]:
    """More things joined by "and" widen, fewer narrow; else a qualifier more narrows, one less widens."""
    before, after = old.qualities, new.qualities
    if not before or not after or before == after:
        return []
    joined = len(_JOINED.findall(new.noun)) - len(_JOINED.findall(old.noun))
    wider = joined > 0 if joined else len(after) < len(before)
    return [_flag(wider=wider, old=old.text, new=new.text)]


def _by_scope(earlier: Statement, later: Statement) -> list[LinkFlag]:
    wider, narrower = scope_keys("wider"), scope_keys("narrower")
    gained = _only(later, earlier)
    lost = _only(earlier, later) if gained or earlier.overlap(later) >= CLOSE else []
    return [
        *_pair(wider=True, old=_of(lost, narrower), new=_of(gained, wider)),
        *_pair(wider=False, old=_of(lost, wider), new=_of(gained, narrower)),
    ]


def _by_sector(earlier: Statement, later: Statement) -> list[LinkFlag]:
    """Primary, secondary, special: to name one narrows, to name one more widens."""
    sectors = scope_keys("sectors")
    before, after = (
        [mark for mark in earlier.scope if mark.key in sectors],
        [mark for mark in later.scope if mark.key in sectors],
    )
    old_keys, new_keys = {mark.key for mark in before}, {mark.key for mark in after}
    if old_keys == new_keys or not (old_keys <= new_keys or new_keys <= old_keys):
        return []
    wider = not new_keys or (bool(old_keys) and new_keys > old_keys)
    return [_flag(wider=wider, old=surfaces(before), new=surfaces(after))]


def _by_runs(earlier: Statement, later: Statement) -> list[LinkFlag]:
    """Near copies: a run of words that only one of them has is a component lost or gained, or a restriction."""
    old, new = _words(earlier), _words(later)
    folded = tuple(fold(word[0]) for word in old), tuple(fold(word[0]) for word in new)
    if Indel.normalized_similarity(*folded) < NEAR:
        return []
    found = []
    for step in _pure(Indel.opcodes(*folded)):
        gained = step.tag == "insert"
        run = new[step.dest_start : step.dest_end] if gained else old[step.src_start : step.src_end]
        one, other = (later, earlier) if gained else (earlier, later)
        words = one.text[run[0].start() : run[-1].end()]
        if _says(words, other) and not _is_marked(one, run[0].start(), run[-1].end()):
            wider = gained != _restricts(words)
            found.append(_flag(wider=wider, old="" if gained else words, new=words if gained else ""))
    return found


def _pure(steps: Iterable[Opcode]) -> list[Opcode]:
    """Runs added or left out; where one stands for another the wording changed, not the breadth."""
    known = [None, *steps, None]
    return [
        step
        for before, step, after in zip(known, known[1:], known[2:], strict=False)
        if step and step.tag != "equal" and all(beside is None or beside.tag == "equal" for beside in (before, after))
    ]


def _words(one: Statement) -> list[re.Match[str]]:
    return [word for word in re.finditer(r"\S+", one.text) if fold(word[0])]


def _is_marked(one: Statement, start: int, end: int) -> bool:
    """Whether a deadline, a condition or a duty stands in the run: other flags show those."""
    firm = scope_keys("conditions") | scope_keys("duties")
    marks = [*one.deadlines, *(mark for mark in one.scope if mark.key in firm)]
    return any(mark.start < end and start < mark.end for mark in marks)


def _first(run: str) -> str:
    return fold(run.split(" ", 1)[0])


def _restricts(run: str) -> bool:
    return _first(run) in _RESTRICTS


def _says(run: str, other: Statement) -> bool:
    """Whether the run holds something that the other statement lacks, and is more than a word changed."""
    fresh = set(stems(run)) - other.stems
    return len(fresh) >= REST or (bool(fresh) and _first(run) in _RESTRICTS | _OPENS)


def _only(one: Statement, other: Statement) -> list[Mark]:
    """Scope words that only `one` has, on something that the other statement speaks of as well."""
    keys = {mark.key for mark in other.scope}
    return [mark for mark in one.scope if mark.key not in keys and _bears(one, mark, other)]


def _bears(one: Statement, mark: Mark, other: Statement) -> bool:
    """Whether the word behind it (before it, for "in England") stands in the other statement too."""
    if mark.key in {"in England", "across the country", "initially"}:
        return bool(set(one.before(mark.start)[-2:]) & other.stems)
    behind = one.behind(mark.end)[:2]
    return bool(set(behind) & other.stems) and behind[0] not in _TIMES


def _of(marks: Sequence[Mark], keys: frozenset[str]) -> list[Mark]:
    return [mark for mark in marks if mark.key in keys]


def _pair(*, wider: bool, old: Sequence[Mark], new: Sequence[Mark]) -> list[LinkFlag]:
    return [_flag(wider=wider, old=surfaces(old), new=surfaces(new))] if old or new else []


def _flag(*, wider: bool, old: str, new: str) -> LinkFlag:
    return LinkFlag(name="widened" if wider else "narrowed", old=old, new=new)


def _one_each(found: Sequence[LinkFlag]) -> list[LinkFlag]:
    """The first of each name: number-anchored words before scope words."""
    return list({flag.name: flag for flag in reversed(found)}.values())[::-1]
