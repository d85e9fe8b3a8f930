"""Names: one programme under the party's, the press's and the department's name.

Names that a person declared ("hit squads" = "regional improvement teams") and acronyms that the texts explain
themselves ("Regional Improvement for Standards and Excellence (RISE)") lifted average precision from .66 to .76, more
than any embedding (docs/studies/linking.md 2.7).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from tracker.config.verdict import Alias
from tracker.links.index import NAME_MARK, Terms
from tracker.wording.fold import fold, numbers, stems
from tracker.wording.names import acronyms

HEAD = 6
"""Stems at the beginning of a claim that say what it is about: subject, verb, object. With 5 four right links in 28
fall back to review, with 6 two, with 7 a wrong one stays likely (pledge-threads.json)."""
_ACTORS = frozenset(stems("labour conservatives liberal democrats greens government ministers department dfe party"))


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name met in a text, as it stands there, and the programme it names."""

    surface: str
    key: str
    """One spelling for the name in the singular or plural, in any case."""
    canonical: str


@dataclass(frozen=True, eq=False)
class Names:
    """All known names. `groups` are sets of names for one thing, the canonical one first."""

    groups: tuple[tuple[str, ...], ...]
    declared: frozenset[str] = frozenset()
    """Canonical names of the groups that a person declared."""

    @classmethod
    def of(cls, aliases: Iterable[Alias | Sequence[str]] = (), texts: Iterable[str] = ()) -> "Names":
        """Declared names, and the acronyms mined from the texts. Groups that share a name are one."""
        declared = [
            tuple(alias.names) if isinstance(alias, Alias) else tuple(alias) for alias in aliases if _holds(alias)
        ]
        groups = _merged([*declared, *_mined(texts)])
        keys = {_key(name) for group in declared for name in group}
        return cls(groups=groups, declared=frozenset(group[0] for group in groups if _key(group[0]) in keys))

    def found(self, text: str) -> tuple[NameMention, ...]:
        """Names in the text in order of place, the longest where they overlap."""
        folded = _folded(text)
        spans = [(*match.span(), _phrase_key(match[0])) for match in self._phrases.finditer(folded)]
        spans += [(*match.span(), _capitals_key(match[0])) for match in self._capitals.finditer(text)]
        kept: list[tuple[int, int, str]] = []
        taken = bytearray(len(text))
        for start, end, key in sorted(spans, key=lambda span: (span[0] - span[1], span)):
            if key in self._canonical and not any(taken[start:end]):
                kept.append((start, end, key))
                taken[start:end] = b"\x01" * (end - start)
        return tuple(
            NameMention(surface=text[start:end], key=key, canonical=self._canonical[key])
            for start, end, key in sorted(kept)
        )

    def canonicals(self, text: str) -> frozenset[str]:
        """The programmes that the text names."""
        return frozenset(naming.canonical for naming in self.found(text))

    def by_programme(self, text: str) -> dict[str, dict[str, str]]:
        """Canonical name → the names used for it, one spelling → as it stands first."""
        used: dict[str, dict[str, str]] = defaultdict(dict)
        for naming in self.found(text):
            used[naming.canonical].setdefault(naming.key, naming.surface)
        return dict(used)

    def terms(self, text: str, context: str = "") -> Terms:
        """Stems and numbers of the text; a name adds its canonical name's stems and a mark of its own.

        `context` is what the text stands under.

        The mark is what two texts share that call one programme by names without a common word: with it .71 of true
        links score above `likely`, without it .52 (pledge-threads.json with its names declared). Mined acronyms get
        none, because "DfE" in two sentences says little: with it average precision fell from .858 to .841.
        """
        found = self.found(text)
        named = {naming.canonical for naming in found}
        added = [f"{NAME_MARK}{name}" for name in named & self.declared]
        added += [stem for name in named for stem in stems(name)]
        head = _head(text, found)
        whole = frozenset((*stems(text), *added))
        return Terms(stems=whole, numbers=numbers(text), head=head, context=frozenset(stems(context)))

    @cached_property
    def _canonical(self) -> dict[str, str]:
        return {_key(name): group[0] for group in reversed(self.groups) for name in group}

    @cached_property
    def _phrases(self) -> re.Pattern[str]:
        return _any_of({_plain(name) for group in self.groups for name in group if not _is_capitals(name)})

    @cached_property
    def _capitals(self) -> re.Pattern[str]:
        """RISE is a name and "rise" is not: names in capitals are looked for as they stand."""
        return _any_of({name for group in self.groups for name in group if _is_capitals(name)})


def _head(text: str, found: Iterable[NameMention]) -> frozenset[str]:
    """The first `HEAD` stems, with those of the names among them; who promises is no part of what is promised."""
    first = [stem for stem in stems(text) if stem not in _ACTORS][:HEAD]
    named = [naming for naming in found if not set(first).isdisjoint(stems(naming.surface))]
    return frozenset((*first, *(stem for naming in named for stem in stems(naming.canonical))))


def _holds(alias: Alias | Sequence[str]) -> bool:
    return not (isinstance(alias, Alias) and alias.withdrawn)


def _mined(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Acronyms with the one long form that the texts give; two different long forms make it ambiguous."""
    forms: dict[str, dict[str, str]] = defaultdict(dict)
    for text in texts:
        if "(" in text:
            for short, long_form in acronyms(text).items():
                known = forms[short]
                key = fold(long_form)
                known[key] = min(known.get(key, long_form), long_form)
    return [(min(long_forms.values()), short) for short, long_forms in sorted(forms.items()) if len(long_forms) == 1]


def _merged(groups: Iterable[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Groups without a name in common, in the order of their first names."""
    merged: list[list[str]] = []
    for names in groups:
        fresh = [name.strip() for name in names if _key(name)]
        keys = set(map(_key, fresh))
        touching = [group for group in merged if keys & set(map(_key, group))]
        joined = [name for group in touching for name in group] + fresh
        place = merged.index(touching[0]) if touching else len(merged)
        merged = [group for group in merged if group not in touching]
        merged.insert(place, _unique(joined))
    return tuple(tuple(group) for group in merged if group)


def _unique(names: Collection[str]) -> list[str]:
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(_key(name), name)
    return list(kept.values())


def _folded(text: str) -> str:
    """Lower case, straight quotes, a space for any blank or hyphen; character by character, so that places hold."""
    return "".join(map(_folded_character, text))


@cache
def _folded_character(character: str) -> str:
    if character.isspace() or unicodedata.category(character) == "Pd":
        return " "
    lower = "'" if character in "‘’`" else character.lower()
    return lower if len(lower) == 1 else character


def _plain(name: str) -> str:
    return " ".join(_folded(name).split())


def _key(name: str) -> str:
    """One spelling for a name in the singular or plural; a name in capitals stays apart from the word it spells."""
    return _capitals_key(name) if _is_capitals(name) else _phrase_key(name)


def _capitals_key(name: str) -> str:
    return name.removesuffix("s")


def _phrase_key(name: str) -> str:
    return re.sub(r"(?<=[^s])s$", "", _plain(name))


def _is_capitals(name: str) -> bool:
    return len(name) > 1 and " " not in name and name.removesuffix("s").isupper()


def _any_of(names: Collection[str]) -> re.Pattern[str]:
    singular = {name if name.endswith("ss") else name.removesuffix("s") for name in names}
    ordered = sorted(singular - {""}, key=lambda name: (-len(name), name))
    shapes = "|".join(re.escape(name).replace(r"\ ", " {1,3}") for name in ordered) or r"[^\s\S]"
    return re.compile(rf"(?<!\w)(?:{shapes})s?(?!\w)")
