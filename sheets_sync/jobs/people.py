"""Who gets what: the recipients of config.yaml and those that the office's registry lists, as one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..config import Config, GoogleSource
from ..config.registry import TAB, WRONG, registered
from ..config.settings import RecipientSettings
from ..model import Finding, KeptFinding, Recipient
from ..sources import Source
from ..store import Store


def registry_of(config: Config) -> str:
    """The id of the registry that the configuration names; empty when it names none."""
    return (config.source.registry or "") if isinstance(config.source, GoogleSource) else ""


def with_registered(config: Config, store: Store) -> Config:
    """The configuration with the registry's recipients among its own; who is named in both wants what either says."""
    registry = registry_of(config)
    listed = store.recipients(registry) if registry else ()
    return config.model_copy(update={"recipients": _united(config.recipients, listed)}) if listed else config


def _united(own: Iterable[RecipientSettings], listed: Iterable[Recipient]) -> tuple[RecipientSettings, ...]:
    """Each unit and address once, in the order of first sight, under the name that was given first."""
    found: dict[tuple[str, str], RecipientSettings] = {}
    for person in (*own, *map(_settings, listed)):
        there = found.setdefault((person.unit, person.email.lower()), person)
        if missing := [want for want in person.wants if want not in there.wants]:
            wants = (*there.wants, *missing)
            found[person.unit, person.email.lower()] = there.model_copy(update={"wants": wants})
    return tuple(found.values())


def _settings(person: Recipient) -> RecipientSettings:
    return RecipientSettings.model_validate(
        {"unit": person.unit, "name": person.name, "email": person.email, "wants": person.wants}
    )


def keep_registered(
    config: Config, source: Source, store: Store, *, tell: Callable[[str], None] = lambda _: None
) -> tuple[Finding, ...]:
    """Keep the list of the registry that the source has just read; what is wrong in its rows.

    Where no list can be made out, since its tab or header is gone, the last good one stands.
    """
    registry = registry_of(config)
    if not registry or source.registry is None:
        return ()
    found = registered(source.registry, config.regions)
    last = store.recipients(registry)
    if found.known:
        store.keep_recipients(registry, found.people)
        if {(p.unit, p.email) for p in last} != {(p.unit, p.email) for p in found.people}:
            tell(f"recipients in the registry: {len(found.people)}, before {len(last)}")
    elif last:
        tell(f"the registry has no readable tab {TAB}; its last list of {len(last)} recipients stands")
    for finding in found.findings:
        tell(f"{TAB}!{finding.cell}: {finding.message}")
    return found.findings


def wrong_rows(store: Store) -> list[KeptFinding]:
    """What is wrong in the registry's list of recipients, as it was last read."""
    return [kept for kept in store.findings() if kept.finding.code == WRONG]
