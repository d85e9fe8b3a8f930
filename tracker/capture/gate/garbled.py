"""Garbled: bytes that are no text, though a reader makes letters of them: a file of another sort, or one left packed."""

from tracker.capture.gate.look import Finding

_CONTROLS = bytes(sign for sign in range(32) if sign not in b"\t\n\r\f\x1b")
"""Bytes that no text holds; in what is packed each is as frequent as any other: about one in ten are of them."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
"""How text begins of which every other byte is a nought."""
_MOST = 100_000
_SHARE = 0.01


def garbled(body: bytes) -> Finding | None:
    """A finding for bytes of which more than one in a hundred are control signs."""
    seen = body[:_MOST]
    if not seen or seen.startswith(_UTF_16):
        return None
    share = 1 - len(seen.translate(None, _CONTROLS)) / len(seen)
    if share <= _SHARE:
        return None
    return Finding(
        "garbled",
        f"its bytes are not text: {share:.0%} of them are control signs, as in a picture or in what is still packed; a "
        "later round may get the page, else declare what the file is by its kind",
    )
