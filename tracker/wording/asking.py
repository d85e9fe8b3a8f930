"""Asking: what a search for words means. `find` and the site's search (`site/assets/asking.js`) answer it alike.

Words in any form and order, accents and small words regardless; “in quotation marks” as they stand; star* for any ending;
a number in figures for that number however it is written. tests/data/searches.toml holds both sides to it.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, assert_never

from tracker.patterns import deferred
from tracker.wording.ending import stem
from tracker.wording.fold import STOP
from tracker.wording.number import MAGNITUDES, ONES, TENS, find_numbers, tidy

LONGEST = 40
"""Letters of a word that count."""
_QUOTED = deferred(r"[“”\"]([^“”\"]+)[“”\"]")
_SPOKEN = deferred(r"[’']s\b|[’']")
_WORD = deferred(r"[^\W_]+")
_ASKED = deferred(r"([^\W_]+(?:[’'][^\W_]+)*)(\*?)")
_NUMBER = deferred(
    r"(?<![\w.,])[£$€]?([0-9]{1,3}(?:[ ,\u00a0\u202f][0-9]{3}){1,4}(?![0-9])|[0-9]{1,15})(\.[0-9]{1,6})?"
    r"(?:(k|mn|m|bn|b|tn)|[ -](mn|bn|tn|hundred|thousand|million|billion|trillion))?(?![\w*])(?![.,][0-9])"
)
_GAPS = deferred(r"[ ,\u00a0\u202f]")


class AskedWord(NamedTuple):
    """One thing that a sentence must have."""

    kind: Literal["word", "start", "number", "phrase"]
    key: str
    """A word in plain letters, what it begins with, the value of a number, or the words of a phrase with a blank between."""
    written: str


def asked(text: str) -> tuple[AskedWord, ...]:
    """What is asked for, each once. Small words count in quotation marks, or where nothing else is asked for."""
    found = [AskedWord("phrase", " ".join(spelt(one)), one) for one in _QUOTED.findall(text)]
    rest = _QUOTED.sub(" ; ", text)
    found += (AskedWord("number", _value(match), match[0].strip()) for match in _NUMBER.finditer(rest.lower()))
    words = []
    for match in _ASKED.finditer(_NUMBER.sub(" ; ", rest.lower())):
        key = "".join(_plain_words(match[1]))[:LONGEST]
        if key:
            words.append(AskedWord("start" if match[2] else "word", key, match[1]))
    meant = [one for one in words if one.kind == "start" or one.key not in STOP]
    found += meant or ([] if any(one.key for one in found) else words)
    return tuple({(one.kind, one.key): one for one in found if one.key}.values())


def passed_over(text: str) -> tuple[str, ...]:
    """The small words of what was typed that nothing is asked of, each once, as they were written."""
    taken = {one.key for one in asked(text)}
    typed = (match for match in _ASKED.finditer(_QUOTED.sub(" ; ", text).lower()) if not match[2])
    return tuple(dict.fromkeys(one[1] for one in typed if one[1] in STOP and one[1] not in taken))


def words(text: str) -> list[str]:
    """The words of a sentence by which it is found: plain letters, without possessives; numbers by their value.

    Of "£450 million" there is 450, too: so it is written.
    """
    numbers = find_numbers(text)
    if not numbers:
        return _plain_words(text)
    found: list[str] = []
    done = 0
    for number in numbers:
        found += _plain_words(text[done : number.start])
        found += [one for one in _plain_words(text[number.start : number.end]) if not one.isdigit()]
        found += dict.fromkeys((tidy(number.value), tidy(number.plain)))
        done = number.end
    return found + _plain_words(text[done:])


def spelt(text: str) -> list[str]:
    """The words as they are spelt, for phrases: small letters without accents, whatever parts words parts them."""
    return _WORD.findall(_letters(text.lower()))


def holds(text: str, wanted: Iterable[AskedWord]) -> bool:
    """Whether a sentence has all that is asked for."""
    there = frozenset(words(text))
    stems = frozenset(map(stem, there))
    in_order = f" {' '.join(spelt(text))} "
    return all(_has(one, there, stems, in_order) for one in wanted)


def _has(one: AskedWord, there: Collection[str], stems: Collection[str], in_order: str) -> bool:
    match one.kind:
        case "word":
            return one.key in there or stem(one.key) in stems
        case "start":
            return any(word.startswith(one.key) for word in there)
        case "number":
            return one.key in there
        case "phrase":
            return f" {one.key} " in in_order
        case _:
            assert_never(one.kind)


def near(word: str, known: Iterable[str]) -> list[str]:
    """Of these the words from which it differs by a slip: one letter, in a long word two; the nearest first.

    Those with its first letter; only where there are none those with its last.
    """
    limit = slips(word)
    if not limit:
        return []
    alike = [one for one in known if one[:1] == word[:1] or one[-1:] == word[-1:]]
    for place in (0, -1):
        found = {one: distance(word, one, limit) for one in alike if one[place : place + 1 or None] == word[place]}
        within = sorted((far, one) for one, far in found.items() if far <= limit)
        if within:
            return [one for far, one in within if far == within[0][0]]
    return []


def instead(text: str, meant: Mapping[str, Sequence[str]]) -> str:
    """What was asked, with the first of the words that are meant in the place of each."""
    for word, others in meant.items():
        if others:
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", others[0], text, flags=re.IGNORECASE)
    return text


def slips(word: str) -> int:
    """So many letters may be wrong: none in a short word or one with figures, two from eight letters on."""
    if len(word) < _SHORT or not word.isalpha():
        return 0
    return 2 if len(word) >= _LONG else 1


_SHORT, _LONG = 4, 8


def distance(one: str, other: str, limit: int) -> int:
    """Letters put in, left out, replaced or exchanged with their neighbour; `limit + 1` for whatever is more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        row = [at]
        for place, its in enumerate(other, start=1):
            cost = min(last[place] + 1, row[place - 1] + 1, last[place - 1] + (letter != its))
            if at > 1 and place > 1 and letter == other[place - 2] and one[at - 2] == its:
                cost = min(cost, before[place - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before, last = last, row
    return min(last[-1], limit + 1)


def spellings(value: str) -> Iterator[str]:
    """How a number may be written in a text: with and without commas, with `million`, `m` and the like, in words."""
    worth = float(value)
    yield f"{worth:,.6f}".rstrip("0").rstrip(".")
    yield value
    for name, times in MAGNITUDES.items():
        part = round(worth / times, 4)
        if part >= _LEAST and round(part * times, 6) == worth:
            figures = {tidy(part), f"{part:,.4f}".rstrip("0").rstrip(".")}
            yield from (f"{one}{gap}{name}" for one in sorted(figures) for gap in ("", " "))
    for name in ("hundred", "thousand", "million", "billion", "trillion", "dozen"):
        part = worth / MAGNITUDES[name]
        if part in _PARTS:
            yield from (f"{one} {name}" for one in _PARTS[part])
    if worth == int(worth) and 0 <= worth < _MOST**4:
        yield from _in_words(int(worth))


_LEAST, _MOST = 0.1, 1000
_PARTS = {0.25: ("a quarter of a",), 0.5: ("half a",), 0.75: ("three quarters of a",), 1.0: ("a", "one")}


def _in_words(number: int) -> Iterator[str]:
    """`six thousand five hundred`, `one hundred and twenty`, `two million`."""
    for times, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= times:
            whole, rest = divmod(number, times)
            for said in _in_words(whole) if whole < _MOST else ():
                yield from (f"{said} {name} {told}" for told in _in_words(rest)) if rest else (f"{said} {name}",)
            return
    yield from _below_a_thousand(number)


def _below_a_thousand(number: int) -> Iterator[str]:
    hundreds, rest = divmod(number, 100)
    ones, tens = {value: word for word, value in ONES.items()}, {value: word for word, value in TENS.items()}
    small = ones.get(rest) or f"{tens[rest - rest % 10]} {ones[rest % 10] if rest % 10 else ''}".strip()
    if not hundreds:
        yield small
        return
    for start in (f"{ones[hundreds]} hundred", *(("a hundred",) if hundreds == 1 else ())):
        yield from (f"{start} and {small}", f"{start} {small}") if rest else (start,)


def _value(match: re.Match[str]) -> str:
    digits, part, attached, apart = match.groups()
    times = MAGNITUDES.get(attached or apart or "", 1.0)
    return tidy(round(float(_GAPS.sub("", digits) + (part or "")) * times, 6))


def _plain_words(text: str) -> list[str]:
    return [word[:LONGEST] for word in _WORD.findall(_SPOKEN.sub("", _letters(text.lower())))]


def _letters(lowered: str) -> str:
    if lowered.isascii():  # most are, but for quotation marks, and this takes most of the time
        return lowered
    return "".join(one for one in unicodedata.normalize("NFKD", lowered) if unicodedata.category(one)[0] != "M")
