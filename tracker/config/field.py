"""Field: the values that keys of the config files take, each with its check."""

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from tracker.config import checks
from tracker.config.interval import interval

PublisherType = Literal["party", "department", "regulator", "parliament", "press", "union", "other"]
Evidence = Literal[
    "manifesto", "policy_page", "press_release", "speech", "guidance", "consultation", "article", "statement"
]
Slug = Annotated[str, AfterValidator(checks.slug), Field(json_schema_extra={"pattern": checks.SLUG})]
StoreName = Annotated[
    str,
    AfterValidator(checks.slug),
    AfterValidator(checks.store_name),
    Field(json_schema_extra={"pattern": f"^(?!(?:{checks.DEVICES})$){checks.SLUG[1:]}"}),
]
"""A short name under which the store keeps something."""
Line = Annotated[str, AfterValidator(checks.line)]
Note = Annotated[str, AfterValidator(checks.note)]
NoteText = Annotated[str, AfterValidator(checks.note), Field(max_length=10_000)]
Selector = Annotated[str, AfterValidator(checks.selector)]
Pattern = Annotated[str, AfterValidator(checks.pattern)]
Day = Annotated[str, AfterValidator(checks.iso_date), BeforeValidator(checks.iso_day)]
Interval = Annotated[str, AfterValidator(interval)]
HttpUrl = Annotated[str, AfterValidator(checks.http_url)]
"""Kept as written: pydantic's own HttpUrl rewrites addresses, and an address is evidence."""
SiteUrl = Annotated[str, AfterValidator(checks.site_url)]
PathPattern = Annotated[
    str, AfterValidator(checks.path_pattern), Field(json_schema_extra={"maxLength": checks.PATTERN_LONGEST})
]
OrganisationOrType = Annotated[str, AfterValidator(checks.govuk_name)]
