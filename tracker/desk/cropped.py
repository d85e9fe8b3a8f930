"""Parts of pictures of pages as pictures of their own. Needs Pillow, of the extra `browser`."""

from importlib.metadata import version
from importlib.util import find_spec
from io import BytesIO

from tracker.desk.pictured import Crop
from tracker.fetch.picture import bare, size_of

_LIBRARY = "pillow"


def cropper() -> str | None:
    """What cuts, with its version: part of what a picture is made from. None without the extra."""
    return f"{_LIBRARY} {version(_LIBRARY)}" if find_spec("PIL") else None


def cropped(picture: bytes, crop: Crop) -> bytes | None:
    """The part as a PNG, the same part the same bytes; None without the extra, and where there is no such part to be read.

    The header was checked before any pixel is unpacked (`size_of`), so that it costs at most 130 MB for a moment.
    """
    size = size_of(picture)
    if cropper() is None or size is None or crop.left + crop.width > size.width or crop.top + crop.height > size.height:
        return None
    from PIL import Image

    try:
        with Image.open(BytesIO(bare(picture)), formats=["PNG"]) as whole:
            part = whole.crop((crop.left, crop.top, crop.left + crop.width, crop.top + crop.height)).convert("RGB")
    except (OSError, SyntaxError, ValueError):  # Pillow's words for a PNG that is none
        return None
    made = BytesIO()
    part.save(made, "PNG", optimize=True)
    return made.getvalue()
