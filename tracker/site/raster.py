"""Raster: a card as a picture that others show beside a link. Needs the extra `cards`; the letters come with tracker."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import as_file, files

from tracker.site.key import digest

FAMILY = "Card Sans"
_FONTS = ("CardSans-Regular.otf", "CardSans-SemiBold.otf")
_LIBRARY = "resvg-py"


@cache
def rasteriser() -> str | None:
    """What draws, with its version: part of what a picture is made from. None without the extra."""
    try:
        return f"{_LIBRARY} {version(_LIBRARY)}"
    except PackageNotFoundError:
        return None


def key(svg_key: str) -> str:
    """A name for the picture of a card with that key."""
    return digest(svg_key, rasteriser())


def png(svg: str) -> bytes:
    """The picture, in its own size. No letters, files or addresses but ours are looked at; the same card, the same bytes."""
    from resvg_py import svg_to_bytes

    folder = files("tracker.site") / "fonts"
    with as_file(folder) as fonts:
        made = svg_to_bytes(
            svg_string=svg,
            font_files=[str(fonts / name) for name in _FONTS],
            font_family=FAMILY,
            sans_serif_family=FAMILY,
            skip_system_fonts=True,
            background="#ffffff",
        )
    return bytes(made)
