"""Floors: scores below which no change may fall. They only rise.

The file maps gold set → score → limit. For a "rate" (lower is better) the limit is a ceiling and
only falls.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path

from pipeline.evaluate.report import Scores

Floors = dict[str, dict[str, float]]

# What is guarded: the scores that a reader of the tables would notice.
GUARDED = (
    "articles",
    "articles.title",
    "articles.publisher_of_reprints",
    "articles.date",
    "articles.truncation",
    "passages.kind",
    "reuse",
    "reuse.verbatim_or_near",
    "reuse.traps_taken",
    "mentions.person",
    "mentions.organisation",
    "resolution.person",
    "resolution.person_pairs",
    "resolution.person_name",
    "resolution.person_country",
    "resolution.organisation",
    "resolution.short_forms",
    "meetings",
    "meetings.detected",
    "meetings.participants",
    "meetings.duplicates",
    "meetings.traps_taken",
    "meetings.date",
    "meetings.place",
    "meetings.kind",
    "meetings.sources",
    "visits",
    "messages",
)
_STEP = 100  # limits have two decimals


def read_floors(path: Path) -> Floors:
    """The limits; none where the file does not exist."""
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def broken(floors: Mapping[str, Mapping[str, float]], scores: Scores) -> list[str]:
    """One message per score that fell below its floor, or rose above its ceiling."""
    messages = []
    for name, limits in floors.items():
        alone = scores.sets.get(name)
        for score, limit in limits.items():
            value = alone.value(score) if alone else None
            if value is None:
                messages.append(f"{name}: {score} was not measured; its limit is {limit}")
            elif alone is not None and alone.scores[score].style == "rate":
                if value > limit:
                    messages.append(f"{name}: {score} rose to {value:.3f}, above {limit}")
            elif value < limit:
                messages.append(f"{name}: {score} fell to {value:.3f}, below {limit}")
    return messages


def raised(floors: Mapping[str, Mapping[str, float]], scores: Scores) -> Floors:
    """The limits moved up (a ceiling: down) to the scores; none is relaxed."""
    result: Floors = {name: dict(limits) for name, limits in floors.items()}
    for name, alone in scores.sets.items():
        limits = result.setdefault(name, {})
        for score in GUARDED:
            value = alone.value(score)
            if value is None:
                continue
            if alone.scores[score].style == "rate":
                limits[score] = min(limits.get(score, 1.0), math.ceil(value * _STEP) / _STEP)
            else:
                limits[score] = max(limits.get(score, 0.0), math.floor(value * _STEP) / _STEP)
    return result


def write_floors(path: Path, floors: Floors) -> None:
    path.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")
