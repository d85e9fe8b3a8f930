"""A model's complaint → what was expected, in plain words. Readers of a config file do not know pydantic."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from tracker.config.lines import Place
from tracker.config.shown import near, shown

EXPECTED = {
    "bool_type": "true or false, without quotes",
    "date_from_datetime_inexact": "a date such as 2024-07-05, without a time",
    "date_type": "a date such as 2024-07-05, without quotes",
    "finite_number": "a number that is not endless",
    "float_type": "a number, without quotes",
    "greater_than": "a number above {gt:g}",
    "greater_than_equal": "{ge:g} or more",
    "int_type": "a whole number, without quotes",
    "less_than_equal": "{le:g} or less",
    "literal_error": "one of {expected}",
    "model_type": "a table",
    "string_too_long": "at most {max_length} characters",
    "string_type": "text in quotes",
    "too_long": "at most {max_length} entries",
    "too_short": "at least {min_length} entries",
    "tuple_type": "a list in square brackets",
    "value_error": "{error}",
}
"""By pydantic's name of the error; the names in braces are those of its context."""

Model = type[BaseModel]
JOINED = ", "


def explain(error: ValidationError, model: Model) -> Iterator[tuple[Place, str]]:
    """For each complaint the place, from the model's root, and what was expected there."""
    for problem in error.errors(include_url=False):
        explainer = _OF_KEYS.get(problem["type"], _of_value)
        yield problem["loc"], explainer(problem, _inner(model, problem["loc"][:-1]))


def known_keys(model: Model) -> tuple[str, ...]:
    """The keys a table of this model may have, as written in the file."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _missing(problem: ErrorDetails, model: Model) -> str:
    fields = {field.alias or name: field for name, field in model.model_fields.items()}
    meaning = fields[str(problem["loc"][-1])].description
    return f"missing: {meaning[0].lower()}{meaning[1:].rstrip('.')}" if meaning else "missing"


def _unknown(problem: ErrorDetails, model: Model) -> str:
    keys = sorted(known_keys(model))
    return f"not a known key{near(problem['loc'][-1], keys) or f'; known keys: {JOINED.join(keys)}'}"


def _of_value(problem: ErrorDetails, _model: Model) -> str:
    context: Mapping[str, Any] = problem.get("ctx", {})
    form = EXPECTED.get(problem["type"])
    expected = form.format(**context) if form else shown(problem["msg"])
    hint = near(problem["input"], re.findall("'([^']*)'", context["expected"])) if "expected" in context else ""
    found = "" if isinstance(problem["input"], dict) else f", found {shown(problem['input'])}"
    return f"expected {expected}{found}{hint}"


_OF_KEYS: dict[str, Callable[[ErrorDetails, Model], str]] = {"missing": _missing, "extra_forbidden": _unknown}


def _inner(model: Model, place: Place) -> Model:
    """The model of the table at a place: numbers step into a list, names into a field."""
    for part in place:
        if isinstance(part, str):
            fields = {field.alias or name: field for name, field in model.model_fields.items()}
            if part in fields:  # Else it is a name that the user chose, such as `backup` in [remote.backup].
                model = _model_in(fields[part].annotation) or model
    return model


def _model_in(annotation: Any) -> Model | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _model_in(inner))), None)
