"""Mark: words in a text that carry a meaning, with their place and that meaning in one spelling."""

from pydantic import BaseModel


class Mark(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """`given[start:end] == text`, in code points of the text given to the finder; `key` is the normalised meaning."""

    text: str
    start: int
    end: int
    key: str
