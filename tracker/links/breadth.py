"""Breadth: who and what is covered. "The quiet change is in the noun": the number stays, the thing counted does not."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from rapidfuzz.distance import Indel, Opcode

from tracker.links.acts import acts_left_out
from tracker.links.cues import cues, phrases, scope_keys
from tracker.links.link import LinkFlag
from tracker.links.statement import CLOSE, Statement, surfaces
from tracker.patterns import deferred
from tracker.wording.fold import STOP, fold, stems
from tracker.wording.mark import Mark
from tracker.wording.modality import find_modality
from tracker.wording.quantity import Quantity

_NOUN_WORDS = 10
"""Words behind a number that can still belong to its noun ("new teachers in secondary schools, special schools and
colleges")."""
_NOUN_END = deferred(
    r",(?!(?:\s[\w-]+){1,3}\s(?:and|or)\s)|[;:.()?!–—”\"]|\s-\s"
    r"|\s(?:will|would|to|who|that|which|by|from|over|with|as|per|so|a|at|on|until|before|within|during|because"
    r"|is|are|was|were|have|has|can|could|should|must|while|when|where|partly|under|through|paid|costed|backed|giving|(?:each|every)\s(?:year|week|month|term|day))\b",
    re.IGNORECASE,
)
_MOST_PAIRS = 400
"""Amounts that are equal and counted in two statements, of which the nouns are compared; two claims have one or two."""
_JOINED = deferred(r"\s(?:and|or)\s", re.IGNORECASE)
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
_ITEM = r"[\w’'-]++(?: (?!and\b|or\b)[\w’'-]++){0,3}+"
_LIST = deferred(rf"(?<![\w’'-]){_ITEM}(?:, {_ITEM}){{2,9}},? (?:and|or) {_ITEM}", re.IGNORECASE)
_LABELS = deferred(r"\b(?:including|such as)\W{0,3}$|^\((?:including|such as|for example|e\.g\.)\s", re.IGNORECASE)
_DESCRIBES = deferred(r"^\W{0,2}which\b", re.IGNORECASE)
"""Says how something is in any case: "landscapes which protect the character of the country"."""
_LEADS_UP = deferred(r"\bto$", re.IGNORECASE)
"""What is done in order "to" do the act that both name is no part of what they cover."""
_STATES = deferred(r"\b(?:is|are|was|were|has|have|had)\b", re.IGNORECASE)
_PLACES = frozenset({"in England", "across the country"})
"""Where it holds. Only near copies show that it was added or taken away: schools policy is England's in any wording."""
_LIMIT = "up to"
_RESTRICTS = frozenset("in for at only where when if who aged".split())
"""A run that begins so says which ones are meant: adding it narrows. Any other adds a component."""


_PAIRS = deferred(r"(?<![\w’'-])(?P<before>[^\W\d_][\w’'-]*) (?=(?P<noun>[^\W\d_][\w’'-]*))")


def breadth(earlier: Statement, later: Statement) -> list[LinkFlag]:
    """Narrowed and widened, each once and with the words; both can hold for one rewording."""
    found = [*_by_noun(earlier, later), *_by_scope(earlier, later), *_by_sector(earlier, later)]
    return _one_each(found or _by_runs(earlier, later) or _by_lists(earlier, later) or _by_acts(earlier, later))


def _by_noun(earlier: Statement, later: Statement) -> list[LinkFlag]:
    """The same number, another noun or another qualifier beside it."""
    counted_later: dict[float, list[_Count]] = defaultdict(list)
    for value, count in _counts(later):
        counted_later[value].append(count)
    pairs = ((before, after) for value, before in _counts(earlier) for after in counted_later.get(value, ()))
    return [flag for before, after in islice(pairs, _MOST_PAIRS) for flag in _noun_flags(before, after)]


def _counts(one: Statement) -> Iterator[tuple[float, "_Count"]]:
    """How many, and what is counted; "a 200-mile zone" counts miles, not zones."""
    for amount in one.quantities:
        if amount.kind == "count" and not one.text.startswith("-", amount.end):
            yield amount.value, _Count.of(one.text, amount)


def counted(text: str, quantity: Quantity) -> str:
    """The words behind a number that say what is counted ("new teachers in key subjects")."""
    return _Count.of(text, quantity).noun


@dataclass(frozen=True, slots=True)
class _Count:
    """A number and the words that say what is counted."""

    number: str
    noun: str

    @classmethod
    def of(cls, text: str, quantity: Quantity) -> "_Count":
        stretch = text[quantity.end : quantity.end + 120]
        ends = [found.start() for found in (_NOUN_END.search(stretch), _next_act().search(stretch)) if found]
        kept = stretch[: min(ends, default=len(stretch))].split()[:_NOUN_WORDS]
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


@cache
def _next_act() -> re.Pattern[str]:
    """Words that begin another promise ("and ensure …"), which is no part of what is counted."""
    return re.compile(rf"\s(?:and|or)\s(?:{phrases(cues()['promising'])})\b", re.IGNORECASE)


def _noun_flags(old: _Count, new: _Count) -> list[LinkFlag]:
    """More things joined by "and" widen, fewer narrow; else a qualifier more narrows, one less widens."""
    before, after = old.qualities, new.qualities
    if not before or not after or before == after:
        return []
    joined = len(_JOINED.findall(new.noun)) - len(_JOINED.findall(old.noun))
    wider = joined > 0 if joined else len(after) < len(before)
    return [_flag(wider=wider, old=old.text, new=new.text)]


def _by_scope(earlier: Statement, later: Statement) -> list[LinkFlag]:
    """Scope words gained, and those lost where the statements are close.

    "Every" left out of a distant wording says nothing (five of six such flags were wrong on pledge-links-uk.tsv): it
    narrows in a near copy, or where a narrower word stands instead.
    """
    wider, narrower = scope_keys("wider"), scope_keys("narrower")
    gained, lost = _only(later, earlier), _only(earlier, later)
    fewer, more = _of(gained, narrower), _of(gained, wider)
    if not _of(lost, wider) and not earlier.quantities:
        fewer = [mark for mark in fewer if mark.key != _LIMIT]  # of a number that both have it is told as its bound
    close = earlier.overlap(later) >= CLOSE
    freed = [mark for mark in _of(lost, narrower) if mark.key != _LIMIT] if close else []
    dropped = _of(lost, wider) if fewer or earlier.is_near(later) else []
    return [*_pair(wider=True, old=freed, new=more), *_pair(wider=False, old=dropped, new=fewer)]


def _by_sector(earlier: Statement, later: Statement) -> list[LinkFlag]:
    """Primary, secondary, special: to name one narrows, to name one more widens."""
    sectors = scope_keys("sectors")
    both = {mark.key for mark in earlier.scope} & {mark.key for mark in later.scope}
    before = [one for one in _of(earlier.scope, sectors) if one.key in both or _bears(earlier, one, later)]
    after = [one for one in _of(later.scope, sectors) if one.key in both or _bears(later, one, earlier)]
    if any(_stands_for(earlier, mark, later) for mark in before) or any(
        _stands_for(later, mark, earlier) for mark in after
    ):
        return []
    old_keys, new_keys = {mark.key for mark in before}, {mark.key for mark in after}
    if old_keys == new_keys or not (old_keys <= new_keys or new_keys <= old_keys):
        return []
    wider = not new_keys or (bool(old_keys) and new_keys > old_keys)
    return [_flag(wider=wider, old=surfaces(before), new=surfaces(after))]


def _stands_for(one: Statement, mark: Mark, other: Statement) -> bool:
    """Whether the other has another word there: "every primary school", "every infant school" cover one as the other."""
    noun = next(iter(one.behind(mark.end)), None)
    return any(
        noun in stems(pair["noun"]) and not one.stems.issuperset(stems(pair["before"]) or one.stems)
        for pair in _PAIRS.finditer(other.text)
    )


def _by_lists(earlier: Statement, later: Statement) -> list[LinkFlag]:
    """Of what one enumerates the other still names the smaller part ("academies, free schools …" → "free schools")."""
    kept = [item for item in _items(earlier) if _is_named(item, later)]
    lost = [item for item in _items(earlier) if item not in kept]
    old = [item for item in _items(later) if _is_named(item, earlier)]
    gained = [item for item in _items(later) if item not in old]
    found = []
    if kept and len(lost) >= max(REST, len(kept)):
        found.append(_flag(wider=False, old=", ".join(lost), new=""))
    if old and len(gained) >= max(REST, len(old)):
        found.append(_flag(wider=True, old="", new=", ".join(gained)))
    return found


def _by_acts(earlier: Statement, later: Statement) -> list[LinkFlag]:
    """Of several acts some are named again and others are not; where both sides have others, neither is the broader."""
    lost, gained = acts_left_out(earlier, later), acts_left_out(later, earlier)
    if bool(lost) == bool(gained):
        return []
    return [_flag(wider=bool(gained), old=", ".join(lost), new=", ".join(gained))]


def _items(one: Statement) -> list[str]:
    """The things of its first enumeration, four or more short ones."""
    found = _LIST.search(one.text)
    return [item.strip() for item in re.split(r",\s(?:and\s|or\s)?|\s(?:and|or)\s", found[0])] if found else []


def _is_named(item: str, other: Statement) -> bool:
    """Whether the other statement has half of what the item says, or more."""
    said = set(stems(item))
    return 2 * len(said & other.stems) >= len(said)


def _by_runs(earlier: Statement, later: Statement) -> list[LinkFlag]:
    """Near copies: a run of words that only one of them has is a component lost or gained, or a restriction."""
    old, new = earlier.tokens, later.tokens
    if not earlier.is_near(later):
        return []
    found = []
    for step in _pure(Indel.opcodes(earlier.folded, later.folded)):
        gained = step.tag == "insert"
        run = new[step.dest_start : step.dest_end] if gained else old[step.src_start : step.src_end]
        one, other = (later, earlier) if gained else (earlier, later)
        words = one.text[run[0].start() : run[-1].end()]
        framing = step.src_start == step.dest_start == 0 or _is_aside(words)
        if not framing and _says(words, other) and not any(one.firm[run[0].start() : run[-1].end()]):
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


def _is_aside(run: str) -> bool:
    """A label that only introduces a list, an example in brackets, what leads up to the act, or how things are.

    What is promised is neither more nor less without it.
    """
    return bool(_LABELS.search(run) or _LEADS_UP.search(run) or _DESCRIBES.search(run)) or bool(
        _STATES.search(run) and not find_modality(run)
    )


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
    if mark.key in _PLACES and not one.is_near(other):
        return False
    if mark.key in _PLACES | {"initially"}:
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
