"""Settings: the home of every tunable number, each with its unit and reason."""

from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, Field, model_validator

from tracker.config import checks


class Settings(BaseModel, frozen=True, extra="forbid", allow_inf_nan=False):
    """Read from config/settings.toml; every value has a default."""

    contact: Annotated[str, AfterValidator(checks.contact)] | None = Field(
        default=None,
        description="E-mail or web address put into the User-Agent, so that a site's keeper can reach you.",
    )
    connect_timeout: float = Field(default=10.0, gt=0, description="Seconds to wait for a connection.")
    read_timeout: float = Field(default=30.0, gt=0, description="Seconds to wait for the next bytes.")
    whole_timeout: float = Field(default=120.0, gt=0, description="Seconds that one request may take in all.")
    max_bytes: int = Field(default=20_000_000, gt=0, description="Bytes of one body after decompression.")
    max_redirects: int = Field(default=5, ge=0, description="Redirects followed before a page counts as failed.")
    delay: float = Field(default=1.0, ge=0, description="Seconds between two requests to one host; none for loopback.")
    retries: int = Field(default=2, ge=0, description="Further tries after a transient failure.")
    retry_wait: float = Field(default=2.0, ge=0, description="Seconds before the first retry; doubled each time.")
    batch_documents: int = Field(
        default=200, ge=1, description="Documents recorded at once; a crash loses at most these."
    )
    batch_seconds: float = Field(default=60.0, gt=0, description="Seconds of fetching before a batch is recorded.")
    min_share: float = Field(
        default=0.4,
        ge=0,
        le=1,
        description="A capture with less than this share of the last text is suspect (extraction.md 2a: 0.4).",
    )
    min_characters: int = Field(default=80, ge=0, description="A capture with less text than this is suspect.")
    likely: float = Field(
        default=0.40, ge=0, le=1, description="Thread score from which a link is likely (linking.md 3: P .99)."
    )
    review: float = Field(
        default=0.25, ge=0, le=1, description="Thread score from which a link is shown to a person (linking.md 3)."
    )
    same_align: float = Field(
        default=0.60, ge=0, description="Cosine + half word-LCS from which two sentences pair (linking.md 5)."
    )
    gap_align: float = Field(
        default=0.45, ge=0, description="The same, for pairs in order inside a gap (linking.md 5)."
    )

    @model_validator(mode="after")
    def _review_before_likely(self) -> Self:
        if self.review > self.likely:
            raise ValueError("review at or below likely: what is likely is also worth a look")
        return self
