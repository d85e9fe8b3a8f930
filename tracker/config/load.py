"""config/*.toml → sources, settings, people, verdicts and all else that a folder declares; or all faults."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from tracker.config.agree import publishers, repeated, undeclared, unknown_bodies, unknown_successors
from tracker.config.config import Config
from tracker.config.correction import Corrections
from tracker.config.decided import joined
from tracker.config.entry import read_source
from tracker.config.explain import explain
from tracker.config.notify import Notifications, repeats, secrets
from tracker.config.person import People
from tracker.config.pledge import OwnPledges
from tracker.config.redaction import Redactions
from tracker.config.settings import Settings
from tracker.config.shown import near
from tracker.config.source import Source
from tracker.config.table import Table, read_table
from tracker.config.verdict import Verdicts
from tracker.config.watches import Watches
from tracker.errors import ConfigError, Fault

VERDICTS = "verdicts"
"""The folder with a file a person, beside the file of that name."""
Declared = TypeVar("Declared", bound=BaseModel)
Result = TypeVar("Result")


def load(folder: Path) -> Config:
    """Everything the folder declares. Raises ConfigError with the faults of all its files, by file and line.

    Beyond what each file is checked for by itself, every source's publisher must stand in people.toml, if there is
    one, and be of the type that the source says.
    """
    faults: list[Fault] = []
    sources = _kept(faults, lambda: _sources(folder, known=_publishers(folder)))
    settings = _kept(faults, lambda: load_settings(folder))
    people = _kept(faults, lambda: load_people(folder))
    verdicts = _kept(faults, lambda: load_verdicts(folder))
    shared = _kept(faults, lambda: load_verdict_file(folder / f"{VERDICTS}.toml")) if verdicts else None
    watches = _kept(faults, lambda: load_watches(folder))
    corrections = _kept(faults, lambda: load_corrections(folder))
    redactions = _kept(faults, lambda: load_redactions(folder))
    own = _kept(faults, lambda: load_pledges(folder))
    notify = _kept(faults, lambda: load_notify(folder, watches))
    if not (
        sources is not None
        and settings
        and people
        and verdicts
        and shared
        and watches
        and corrections
        and redactions
        and own
        and notify
    ):
        raise ConfigError(tuple(faults))
    return Config(
        sources=sources,
        settings=settings,
        people=people,
        verdicts=verdicts,
        shared=shared,
        watches=watches,
        corrections=corrections,
        redactions=redactions,
        own=own.pledge,
        notify=notify,
    )


def load_sources(folder: Path) -> tuple[Source, ...]:
    """The sources of sources.toml in the order declared. Raises ConfigError, also where there is no such file."""
    return _sources(folder, known=None)


def load_settings(folder: Path) -> Settings:
    """The settings of settings.toml; the defaults where there is none. Raises ConfigError."""
    return _read(folder / "settings.toml", Settings, lambda _: ())


def load_people(folder: Path) -> People:
    """The publishers and people of people.toml; nobody where there is none. Raises ConfigError."""
    return _read(
        folder / "people.toml",
        People,
        lambda table: (
            *repeated(table, "publisher"),
            *undeclared(table, "person", publishers(table)),
            *unknown_bodies(table),
        ),
    )


def load_verdicts(folder: Path) -> Verdicts:
    """The verdicts of verdicts.toml and of each person's file in verdicts/, all together. Raises ConfigError."""
    faults: list[Fault] = []
    found = [_kept(faults, partial(load_verdict_file, path)) for path in verdict_files(folder)]
    if faults:
        raise ConfigError(tuple(faults))
    return joined(one for one in found if one is not None)


def verdict_files(folder: Path) -> tuple[Path, ...]:
    """Where verdicts stand, whether it is there or not: the shared file first, then people's own by their names."""
    own = folder / VERDICTS
    people = sorted(path for path in own.glob("*.toml") if not path.name.startswith(".")) if own.is_dir() else []
    return (folder / f"{VERDICTS}.toml", *people)


def load_verdict_file(path: Path) -> Verdicts:
    """The verdicts of one file; none where there is no such file. Raises ConfigError."""
    return _read(path, Verdicts, lambda _: ())


def load_file(path: Path, model: type[Declared]) -> Declared:
    """A file that holds one model and nothing else; the model's defaults where there is no such file. ConfigError."""
    return _read(path, model, lambda _: ())


def load_watches(folder: Path) -> Watches:
    """The saved watches of watches.toml; none where there is no such file. Raises ConfigError."""
    return _read(folder / "watches.toml", Watches, lambda table: tuple(repeated(table, "watch")))


def load_corrections(folder: Path) -> Corrections:
    """The corrections of corrections.toml; none where there is no such file. Raises ConfigError."""
    return _read(folder / "corrections.toml", Corrections, lambda _: ())


def load_redactions(folder: Path) -> Redactions:
    """The redactions of redactions.toml; none where there is no such file. Raises ConfigError."""
    return _read(folder / "redactions.toml", Redactions, lambda _: ())


def load_pledges(folder: Path) -> OwnPledges:
    """The desk's own pledges of pledges.toml; none where there is no such file. Raises ConfigError."""
    return _read(folder / "pledges.toml", OwnPledges, lambda table: tuple(repeated(table, "pledge")))


def load_notify(folder: Path, watches: Watches | None = None) -> Notifications:
    """The targets of notify.toml; none where there is no such file. Raises ConfigError, which repeats no address."""
    path = folder / "notify.toml"
    try:
        faults = secrets(read_table(path))
    except FileNotFoundError:
        return Notifications()
    if faults:  # Told alone: what the model would say of the same entry repeats what it found.
        raise ConfigError(faults)
    known = None if watches is None else frozenset(one.id for one in watches.watch)
    return _read(path, Notifications, lambda table: repeats(table, known))


def _kept(faults: list[Fault], load_one: Callable[[], Result]) -> Result | None:
    try:
        return load_one()
    except ConfigError as error:
        faults += error.faults
        return None


def _publishers(folder: Path) -> dict[str, str] | None:
    """None where people.toml is not there or cannot be read: then nothing can be asked of it."""
    try:
        return publishers(read_table(folder / "people.toml"))
    except (FileNotFoundError, ConfigError):
        return None


def _sources(folder: Path, *, known: Mapping[str, str] | None) -> tuple[Source, ...]:
    path = folder / "sources.toml"
    try:
        table = read_table(path)
    except FileNotFoundError:
        raise ConfigError((Fault(str(path), "", "there is no such file; `tracker init` makes one"),)) from None
    faults = [*_other_tables(table), *repeated(table, "source"), *unknown_successors(table)]
    faults += undeclared(table, "source", known) if known is not None else ()
    listed = table.data.get("source", ())
    sources: list[Source] = []
    for number, entry in enumerate(listed if isinstance(listed, tuple) else ()):
        source, wrong = read_source(entry)
        sources += [source] if source else []
        faults += [table.fault(("source", number, *place), expected) for place, expected in wrong]
    if faults:
        raise ConfigError(_in_order(faults))
    return tuple(sources)


def _other_tables(table: Table) -> Iterator[Fault]:
    if not isinstance(table.data.get("source", ()), tuple):
        yield table.fault(("source",), "expected [[source]] with two brackets, once for each source")
    for key in table.data.keys() - {"source"}:
        hint = near(key, ["source"]) or "; every source starts with [[source]]"
        yield table.fault((key,), f"not a known key{hint}")


def _read(path: Path, model: type[Declared], agree: Callable[[Table], tuple[Fault, ...]]) -> Declared:
    try:
        table = read_table(path)
    except FileNotFoundError:
        return model.model_construct()
    faults = list(agree(table))
    if not table.data and not faults:
        return model.model_construct()  # As `model()`; but what checks all that it could hold is not built for nothing.
    try:
        declared = model.model_validate(table.data, strict=True, by_alias=True, by_name=False)
    except ValidationError as error:
        faults += [table.fault(place, expected) for place, expected in explain(error, model)]
    if faults:
        raise ConfigError(_in_order(faults))
    return declared


def _in_order(faults: list[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=lambda fault: (fault.line or 0, fault.place, fault.expected)))
