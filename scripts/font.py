"""The letters of social cards: a subset of Inter in two weights, under another name, with its licence beside it.

    apt-get download fonts-inter && dpkg-deb -x fonts-inter_*.deb inter
    python scripts/font.py inter/usr/share/fonts/opentype/inter

Needs fonttools, which is no dependency of the project. The same font gives the same bytes. OFL.txt beside the fonts is kept
by hand: it is the licence as the font's authors give it.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parents[1] / "tracker" / "site" / "fonts"
FAMILY = "Card Sans"
"""Not the font's own name: what is cut down is another font, and the name is a trademark."""
WEIGHTS = {"Inter-Regular.otf": "Regular", "Inter-SemiBold.otf": "SemiBold"}
LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2028), *map(ord, "‰′″‹›⁄€™→≈≠≤≥−∞•…ŴŵŶŷẀẁẂẃẄẅỲỳ")]
"""English, Welsh and the names of Europe; dashes, quotation marks, sums of money, arrows."""


def main() -> int:
    """Write both."""
    for name, weight in WEIGHTS.items():
        font = TTFont(Path(sys.argv[1]) / name, recalcTimestamp=False)
        options = subset.Options(
            layout_features=["kern", "mark", "ccmp"], name_IDs=[0, 1, 2, 3, 4, 6, 13, 14], hinting=False
        )
        cut = subset.Subsetter(options)
        cut.populate(unicodes=LETTERS)
        cut.subset(font)
        called = {1: FAMILY, 2: weight, 3: f"{FAMILY} {weight}", 4: f"{FAMILY} {weight}", 6: f"CardSans-{weight}"}
        for record in font["name"].names:
            if record.nameID in called:
                record.string = called[record.nameID]
        made = HERE / f"CardSans-{weight}.otf"
        font["CFF "].cff.fontNames = [f"CardSans-{weight}"]
        font.save(made, reorderTables=True)
        print(f"{made.name}: {made.stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
