"""config/*.toml → sources, settings, people and verdicts, or every fault of every file at once."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from tracker.config.agree import repeated, strangers, undeclared
from tracker.config.config import Config
from tracker.config.entry import read_source
from tracker.config.explain import explain
from tracker.config.person import People
from tracker.config.settings import Settings
from tracker.config.shown import near
from tracker.config.source import Source
from tracker.config.table import Table, read_table
from tracker.config.verdict import Verdicts
from tracker.errors import ConfigError, Fault

Declared = TypeVar("Declared", bound=BaseModel)
Result = TypeVar("Result")


def load(folder: Path) -> Config:
    """Everything the folder declares. Raises ConfigError with the faults of all its files, in order of file and line.

    Beyond what each file is checked for by itself, every source's publisher must stand in people.toml, if there is
    one, and be of the type that the source says.
    """
    faults: list[Fault] = []
    settings = _kept(faults, load_settings, folder)
    people = _kept(faults, load_people, folder)
    verdicts = _kept(faults, load_verdicts, folder)
    try:
        table, sources, told = _read_sources(folder)
    except ConfigError as error:
        raise ConfigError((*error.faults, *faults)) from error
    if people is not None and (folder / "people.toml").exists():
        told += undeclared(table, sources, people)
    if told or faults or settings is None or people is None or verdicts is None:
        raise ConfigError((*_in_order(told), *faults))
    return Config(sources=tuple(sources.values()), settings=settings, people=people, verdicts=verdicts)


def load_sources(folder: Path) -> tuple[Source, ...]:
    """The sources of sources.toml in the order declared. Raises ConfigError, also where there is no such file."""
    _, sources, faults = _read_sources(folder)
    if faults:
        raise ConfigError(_in_order(faults))
    return tuple(sources.values())


def load_settings(folder: Path) -> Settings:
    """The settings of settings.toml; the defaults where there is none. Raises ConfigError."""
    return _load(folder / "settings.toml", Settings)


def load_people(folder: Path) -> People:
    """The publishers and people of people.toml; nobody where there is none. Raises ConfigError."""
    return _load(
        folder / "people.toml",
        People,
        lambda table: repeated(table, "publisher"),
        strangers,
    )


def load_verdicts(folder: Path) -> Verdicts:
    """The verdicts of verdicts.toml; none where there is no such file. Raises ConfigError."""
    return _load(folder / "verdicts.toml", Verdicts)


def _kept(faults: list[Fault], load_one: Callable[[Path], Result], folder: Path) -> Result | None:
    try:
        return load_one(folder)
    except ConfigError as error:
        faults += error.faults
        return None


def _read_sources(folder: Path) -> tuple[Table, dict[int, Source], list[Fault]]:
    """The sources that are sound, by their place among all entries, and the faults of the others."""
    path = folder / "sources.toml"
    try:
        table = read_table(path)
    except FileNotFoundError:
        raise ConfigError((Fault(str(path), "", "there is no such file; `tracker init` makes one"),)) from None
    faults = list(_of_other_tables(table))
    sources: dict[int, Source] = {}
    entries = table.data.get("source", ())
    for number, entry in enumerate(entries if isinstance(entries, tuple) else ()):
        source, wrong = read_source(entry)
        faults += [table.fault(("source", number, *place), expected) for place, expected in wrong]
        if source is not None:
            sources[number] = source
    return table, sources, [*faults, *repeated(table, "source")]


def _of_other_tables(table: Table) -> Iterator[Fault]:
    if not isinstance(table.data.get("source", ()), tuple):
        yield table.fault(("source",), "expected [[source]] with two brackets, once for each source")
    for key in table.data.keys() - {"source"}:
        hint = near(key, ["source"]) or "; every source starts with [[source]]"
        yield table.fault((key,), f"not a known key{hint}")


def _load(
    path: Path,
    model: type[Declared],
    in_table: Callable[[Table], Iterator[Fault]] | None = None,
    in_model: Callable[[Table, Declared], Iterator[Fault]] | None = None,
) -> Declared:
    try:
        table = read_table(path)
    except FileNotFoundError:
        return model()
    faults = list(in_table(table)) if in_table else []
    try:
        declared = model.model_validate(table.data, strict=True, by_alias=True, by_name=False)
        faults += in_model(table, declared) if in_model else ()
    except ValidationError as error:
        faults += [table.fault(place, expected) for place, expected in explain(error, model)]
    if faults:
        raise ConfigError(_in_order(faults))
    return declared


def _in_order(faults: list[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=lambda fault: (fault.line or 0, fault.place, fault.expected)))
