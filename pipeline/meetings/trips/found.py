"""One expression of travel in a sentence, before anybody is resolved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pipeline.meetings.trips.geography import Destination

Owner = Literal["named", "pronoun", "role", "story", "me", "last"]


@dataclass
class Found:
    """One expression of travel at [start, end) of the sentence with countries in slots.

    `who` are the characters of the visitors, or `owner` says how to find them. `unplaced`: the
    words name no destination but mean one ("visited the country", "during his visit").
    """

    start: int
    end: int
    who: str
    owner: Owner
    destinations: list[Destination]
    text: str
    status: str = "held"
    strong: bool = True
    ongoing: bool = False
    unplaced: bool = False
    plural: bool = False
    opening: bool = False  # the visit is what the sentence itself reports
    earlier: bool = False  # of the same visitor to the country told of before
    verb: str = ""
    role: tuple[str, str] = ("", "")
    asserted: bool = True  # said to be made; a noun alone ("P's visit to X") may be to come
    of_guest: bool = False  # counts only for somebody known to be of another country
    on_tour: bool = False  # counts only where the article tells of a tour of the same visitor
    reason: str | None = None  # why it is no trip: cancelled, wished, generic, …


@dataclass
class Taken:
    """Spans of expressions that were taken: no other may overlap them."""

    spans: list[tuple[int, int]] = field(default_factory=list)

    def free(self, start: int, end: int) -> bool:
        return all(end <= a or b <= start for a, b in self.spans)

    def take(self, start: int, end: int) -> None:
        self.spans.append((start, end))
