"""Parts of pictures of pages as pictures of their own. Needs Pillow, of the extra `browser`."""

from functools import cache
from importlib.metadata import PackageNotFoundError, version
from io import BytesIO

from tracker.desk.pictured import Crop
from tracker.fetch.picture import bare, size_of

_LIBRARY = "pillow"


@cache
def cropper() -> str | None:
    """What cuts, with its version: part of what a picture is made from. None without the extra."""
    try:
        return f"{_LIBRARY} {version(_LIBRARY)}"
    except PackageNotFoundError:
        return None


def cropped(picture: bytes, crop: Crop) -> bytes | None:
    """The part as a PNG, the same part the same bytes; None where the picture cannot be read, or has no such part.

    Its header was checked before any pixel is unpacked (`size_of`), so that it costs at most 130 MB for a moment.
    """
    from PIL import Image

    size = size_of(picture)
    if size is None or crop.left + crop.width > size.width or crop.top + crop.height > size.height:
        return None
    try:
        with Image.open(BytesIO(bare(picture)), formats=["PNG"]) as whole:
            part = whole.crop((crop.left, crop.top, crop.left + crop.width, crop.top + crop.height)).convert("RGB")
    except (OSError, SyntaxError, ValueError):  # Pillow's words for a PNG that is none
        return None
    made = BytesIO()
    part.save(made, "PNG", optimize=True)
    return made.getvalue()
