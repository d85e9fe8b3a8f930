"""Settings: the home of every tunable number, each with its unit and reason."""

from collections.abc import Mapping
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, Field, model_validator

from tracker.config import checks
from tracker.config.field import HttpUrl, Interval, Line, NoteText, Slug
from tracker.config.remote import Remote

Seconds = Annotated[float, Field(gt=0)]
Score = Annotated[float, Field(ge=0, le=1)]


class StatusWord(BaseModel, frozen=True, extra="forbid", defer_build=True):
    """What a desk may say of a pledge. tracker never says it by itself."""

    words: Line = Field(description="E.g. cannot be rated: wording unclear.")
    means: Line | None = Field(default=None, description="When it is said, for readers.")


class Settings(BaseModel, frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True):
    """Read from config/settings.toml; every value has a default. config/settings.toml repeats the descriptions."""

    contact: Annotated[str, AfterValidator(checks.contact)] | None = Field(
        default=None,
        description="E-mail or web address put into the User-Agent, so that a site's keeper can reach you.",
    )
    connect_timeout: Seconds = Field(default=10.0, description="Seconds to wait for a connection.")
    read_timeout: Seconds = Field(default=30.0, description="Seconds to wait for the next bytes.")
    whole_timeout: Seconds = Field(
        default=120.0, description="Seconds that one request may take in all, so that a trickle cannot hold up a round."
    )
    max_bytes: int = Field(
        default=20_000_000, gt=0, description="Bytes of one body after decompression; pages have well under a million."
    )
    read_seconds: Seconds = Field(
        default=5.0,
        description="Seconds of processor time to read one page, one more for each MB of it; a paper of 500 pages takes 3.",
    )
    read_megabytes: int = Field(
        default=1_000,
        ge=200,
        description="Megabytes of memory to read one page; most take under 100. More makes that page Failed, not the round.",
    )
    max_redirects: int = Field(default=5, ge=0, description="Redirects followed before a page counts as failed.")
    delay: float = Field(
        default=1.0,
        ge=0,
        description="Seconds between two requests to one host; none for this machine. GOV.UK bears 10 a second.",
    )
    jobs: int = Field(
        default=16,
        ge=1,
        le=256,
        description="Hosts asked side by side; each of them is asked for one page at a time all the same.",
    )
    jitter: Score = Field(
        default=0.3, description="Share of the delay added by chance, so that requests come in no fixed beat."
    )
    host_budget: int = Field(
        default=2_000,
        ge=1,
        description="Requests that one host gets in a round at the most; a faulty listing must not become a flood.",
    )
    archive_delay: float = Field(
        default=2.5,
        ge=0,
        description="Seconds between two requests to a web archive: the Internet Archive allows 24 to 30 lists a minute.",
    )
    archive_budget: int = Field(
        default=50_000, ge=1, description="Requests that a web archive gets in one import at the most."
    )
    retries: int = Field(default=2, ge=0, description="Further tries after a failure that may pass, such as a 503.")
    retry_wait: float = Field(default=2.0, ge=0, description="Seconds before the first retry; doubled each time.")
    browser_seconds: Seconds = Field(
        default=60.0, description="Seconds that one page may take in a browser (`fetch`) until it is taken."
    )
    browser_settle: Seconds = Field(
        default=12.0,
        description="Seconds that it may take there to come to rest, or to show `wait_for`; then it is taken as it stands.",
    )
    browser_quiet: Seconds = Field(
        default=1.5, description="Seconds without a request or a change of its text after which it is at rest."
    )
    browser_bytes: int = Field(
        default=60_000_000,
        gt=0,
        description="Bytes that all requests of one page may bring there, pictures among them.",
    )
    browser_megabytes: int = Field(
        default=1_500,
        ge=200,
        description="Megabytes of memory that the browser may take; a round of 30 plain pages took 440 with all else.",
    )
    browser_sandbox: bool = Field(
        default=True,
        description="false: Chromium without its sandbox, as root; only in a machine or container of its own.",
    )
    save_at: HttpUrl = Field(
        default="https://web.archive.org",
        description="The web archive that is asked to save pages of sources with `save = true`, by Save Page Now.",
    )
    saves: int = Field(
        default=20, ge=0, description="Pages that it is asked to save after a round at the most; the others wait."
    )
    save_seconds: Seconds = Field(
        default=60.0,
        description="Seconds that this may take after a round at the most; what is left waits for the next.",
    )
    save_delay: float = Field(
        default=5.0,
        ge=0,
        description="Seconds between two requests to it: without a key the Internet Archive allows 15 a minute.",
    )
    save_tries: int = Field(
        default=5, ge=1, description="Tries for one version, each after twice the wait; then no more."
    )
    save_wait: Seconds = Field(default=3_600.0, description="Seconds until the second try of a save that failed.")
    batch_documents: int = Field(
        default=200, ge=1, description="Documents recorded at once; a crash loses at most these."
    )
    batch_seconds: Seconds = Field(
        default=60.0, description="Seconds of fetching before a batch is recorded; a crash loses at most these."
    )
    log: Literal["off", "logfmt", "json"] = Field(
        default="off", description="A log of each round on standard error, one event a line: off, logfmt or json."
    )
    output: Literal["screen", "full"] = Field(
        default="screen",
        description="Text for people: screen for the first 24 lines and how to see the rest, or full for all of it.",
    )
    notify_timeout: Seconds = Field(
        default=20.0, description="Seconds that the messages of a round may take in all, whatever the services do."
    )
    heartbeat_url_env: Annotated[str, Field(pattern="^[A-Za-z_][A-Za-z0-9_]{0,99}$")] = Field(
        default="TRACKER_HEARTBEAT",
        description="The environment variable with an address that is called after each round, so that silence is noticed.",
    )
    heartbeat_private: bool = Field(
        default=False, description="true: that address may be on this machine or a private network."
    )
    min_share: Score = Field(
        default=0.4,
        description="A capture with less than this share of the last text is suspect: more likely an error page.",
    )
    min_characters: int = Field(
        default=80, ge=0, description="A capture with fewer characters of text than this is suspect."
    )
    broken_after: int = Field(
        default=5,
        ge=2,
        description="Rounds in a row without an answer after which a failing source counts as broken: it needs you.",
    )
    remind_days: int = Field(
        default=7, ge=1, description="Days after which a round tells again of a trouble that has not passed."
    )
    interval: Interval = Field(
        default="daily", description="How long `snapshot --due` waits at the most for a source that names no interval."
    )
    cold_share: Score = Field(
        default=0.05,
        description="Share of the time without a change that is waited, if longer: after 100 days 5. With 0 never.",
    )
    longest_interval: Interval = Field(
        default="7d", description="How long a page that has not changed for long is left alone at the most."
    )
    spread: Score = Field(
        default=0.1,
        description="Share of its wait by which a source may come early, each by its own, so that not all are due at once.",
    )
    claim_confidence: Score = Field(
        default=0.5,
        description="Confidence from which words are shown as a claim and enter threads; `claims --all` shows the others.",
    )
    likely: Score = Field(
        default=0.40,
        description="Score of two claims from which a link is likely: 95 in 100 of real pairs at it or above were right.",
    )
    review: Score = Field(
        default=0.22,
        description="Score of two claims from which a link is offered to a person, who decides. Below it nothing is said.",
    )
    across: bool = Field(
        default=False,
        description="Whether what two parties promise alike is offered to a person, too. It is never linked.",
    )
    semantic: bool = Field(
        default=False,
        description="Whether `trace` and `pledges --review` order by meaning too (extra `semantic`). No link rests on it.",
    )
    window_years: float = Field(
        default=12.0,
        gt=0,
        description="Years between two claims up to which a score may link them; two parliaments and a little more.",
    )
    same_align: float = Field(
        default=1.0,
        ge=0,
        description="Likeness (cosine + half the shared words in order, 0 to 1.5) from which a reworded sentence has moved.",
    )
    gap_align: float = Field(
        default=1.43,
        ge=0,
        description="Score (that + 1.5 × letters + 0.4 × place, 0 to 3.4) from which sentences in their order pair.",
    )

    extract_characters: int = Field(
        default=200,
        ge=20,
        description="Characters shown of a sentence of a source whose text may not be handed on; a quotation's length.",
    )
    extract_changes: int = Field(
        default=5,
        ge=0,
        description="Changes of one version that are shown of such a source: all of them together might be the text.",
    )
    release_needs: int = Field(
        default=0,
        ge=0,
        le=2,
        description="People who must release what was confirmed before others see it: 0 shows it at once, 2 are two people.",
    )
    site: HttpUrl | None = Field(
        default=None,
        description="Web address of the site that `tracker report` writes: feeds, citations and notifications link there.",
    )
    site_name: Line | None = Field(default=None, description="What your site is called; without one, tracker.")
    site_keeper: Line | None = Field(
        default=None, description="Who keeps the site, for readers: on every page, card and embed."
    )
    site_about: NoteText | None = Field(
        default=None, description="A paragraph for the front page: what you watch, and why."
    )
    site_contact: Annotated[str, AfterValidator(checks.contact)] | None = Field(
        default=None, description="E-mail or web address at which the site's readers can reach its keeper."
    )
    site_imprint: Line | None = Field(
        default=None,
        description="Name and postal address of its promoter, which material about a UK election has to state.",
    )
    suggest_to: Annotated[str, AfterValidator(checks.mailbox)] | None = Field(
        default=None,
        description="E-mail address to which the site's readers may suggest a correction; without one it asks for none.",
    )
    review_at: HttpUrl | None = Field(
        default=None,
        description="Web address at which the house's own proxy shows `tracker review --web`; without it this machine.",
    )
    feed_entries: int = Field(
        default=50, ge=1, le=1000, description="Entries of a feed, newest first; readers keep what they have seen."
    )
    status: tuple[StatusWord, ...] = Field(
        default=(), description="What may be said of how a pledge fares, in your own words; none by default."
    )
    remote: Mapping[Slug, Remote] = Field(
        default={}, description="Copies of the record, by name, for `tracker push NAME` and `tracker pull NAME`."
    )

    @model_validator(mode="after")
    def _review_before_likely(self) -> Self:
        if self.review > self.likely:
            raise ValueError("review no higher than likely: likely links need review too")
        return self
