"""What a document's body text is like: its size, its pitch, how wide it is set, and which words it knows."""

import re
from collections import Counter
from collections.abc import Sequence

from tracker.extract.pdf_lines import Line
from tracker.patterns import deferred

_OFTEN = 3
"""Lines of one size from which their pitch is known."""
_LONGEST_WORD = 100
_CUT = deferred("(?<![^\\W\\d_])([^\\W\\d_]++)(?:[\ufffe\x02]|\u00ad\\s?)([^\\W\\d_]++)")
_BROKEN = deferred(f"(?<![^\\W\\d_])([^\\W\\d_]{{1,{_LONGEST_WORD}}}+)[-\u2010\u00ad\ufffe\x02]\\Z")
"""Both begin where a word does, so that none is gone through from each of its letters."""
_LIGATURE = deferred(r"(?<![^\W\d_])(?:([^\W\d_]{1,30} ))?([Ff]i|[Ff]l|ff|ffi|ffl) ([a-z]{1,30})(?![^\W\d_])")
_SHORT_WORDS = frozenset(
    "a an and are as at be by for from in is it of on or our that the their this to was we will with".split()
)
_SHORT_REST = 3
"""Letters behind a ligature that are no word's greater half: the “ts” of “bene fi ts”."""
_RANGE = deferred(r"(?<![\w-])(?:\d{4}|\d{1,3}(?:[.,]\d{1,3})?)-\Z")
_LONGEST_NUMBER = 12
_JOINED = frozenset(
    """two three four five six seven eight nine ten twelve twenty thirty forty fifty sixty seventy eighty ninety long short
    high low well self half full part""".split()
)
"""What is joined to its word by a hyphen: “ten-year”."""
_WORD = deferred(r"[^\W\d_]+")


class BodyText:
    """The text that most lines of a document are set as; every rule of `reflow` compares with it."""

    def __init__(self, lines: Sequence[Line]) -> None:
        sizes: Counter[float] = Counter()
        bold = 0
        for line in lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
            bold += len(line.text) if line.bold else 0
        self.size = sizes.most_common(1)[0][0] if sizes else 10.0
        self.is_bold = 2 * bold > sum(sizes.values())
        self._words = {
            word.lower() for line in lines for word in _WORD.findall(_BROKEN.sub("", _CUT.sub(" ", line.text)))
        }
        steps: dict[float, Counter[float]] = {}
        self._right: dict[tuple[int, int], float] = {}
        for line, after in zip(lines, [*lines[1:], None], strict=True):
            spot = (line.page, round(line.x0 / 24))
            self._right[spot] = max(self._right.get(spot, 0.0), line.x1)
            if (
                after
                and after.page == line.page
                and after.size == line.size
                and 0 < line.last_y - after.y < 3 * line.size
            ):
                steps.setdefault(line.size, Counter())[round(line.last_y - after.y, 1)] += 1
        self._pitch = {size: found.most_common(1)[0][0] for size, found in steps.items() if found.total() > _OFTEN}

    def pitch(self, size: float) -> float:
        """Points from one baseline to the next, within a paragraph of that size."""
        return min(self._pitch.get(size, 1.2 * size), 1.8 * size)

    def is_short(self, line: Line, following: Line) -> bool:
        """Whether the next line's first word would still have found room: then the break was meant."""
        spot = round(line.x0 / 24)
        right = max(self._right.get((line.page, spot + aside), 0.0) for aside in (-1, 0, 1))
        word = len(following.text.partition(" ")[0]) + 1
        return line.x1 + 0.5 * word * line.size < right

    def uncut(self, text: str) -> str:
        """The line with the words made whole that a mark for a break had cut inside it."""
        if "f" in text:
            text = _LIGATURE.sub(self._closed, text)
        return _CUT.sub(lambda cut: self._whole(cut[1], cut[2]), text)

    def _closed(self, gap: re.Match[str]) -> str:
        """A word that a ligature's gap had cut: “fi ghting”, “bene fi ts”; the word before it stays apart."""
        before, rest = gap[1] or "", f"{gap[2]}{gap[3]}"
        word = before.strip()
        is_apart = word.lower() in _SHORT_WORDS or rest.lower() in self._words
        if not word or is_apart or ((word + rest).lower() not in self._words and len(gap[3]) > _SHORT_REST):
            return before + rest
        return word + rest

    def joint(self, text: str, more: str, tail: str) -> tuple[str, str]:
        """What stays of a line and what the next one adds to it; `tail` is the end of all that stands before the next.

        A word cut by a hyphen is made whole, unless both halves are words and the whole is not.
        """
        broken = _BROKEN.search(text, max(0, len(text) - _LONGEST_WORD - 1))
        rest = _WORD.match(more) if broken else None
        if broken and rest and rest[0][0].islower():
            return text[: broken.start()], f"{self._whole(broken[1], rest[0])}{more[rest.end() :]}"
        if _RANGE.search(text[-_LONGEST_NUMBER:]) and more[:1].isdigit():
            return text, more
        return text, more if tail[-1:] in "–—/" and tail[-2:-1] not in ("", " ") else f" {more}"

    def _whole(self, front: str, back: str) -> str:
        if (front + back).lower() in self._words:
            return front + back
        compound = front.lower() in _JOINED or (front.lower() in self._words and back.lower() in self._words)
        return f"{front}-{back}" if compound else front + back
