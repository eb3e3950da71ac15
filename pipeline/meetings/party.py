"""One resolved participant."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """One resolved participant of one report."""

    actor_id: str
    kind: str
    role: str
    title: str | None
    country: str | None
