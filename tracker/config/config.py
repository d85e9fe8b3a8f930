"""Config: everything a working folder declares."""

from pydantic import BaseModel

from tracker.config.person import People
from tracker.config.saved import Watches
from tracker.config.settings import Settings
from tracker.config.source import Source
from tracker.config.verdict import Verdicts


class Config(BaseModel, frozen=True, extra="forbid"):
    """What we watch, how, who speaks there, what people have decided, and what they want to hear of."""

    sources: tuple[Source, ...] = ()
    settings: Settings = Settings()
    people: People = People()
    verdicts: Verdicts = Verdicts()
    watches: Watches = Watches()
