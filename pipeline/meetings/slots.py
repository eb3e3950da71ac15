"""A sentence in slots: every name, date, place and reference becomes one private character.

Templates are then short regular expressions over "«person», met «place» «date» with «person»".
`slotting` makes the slots of a sentence, `stand_ins` those that stand for a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pipeline.dates import DatePhrase
from pipeline.meetings.corpus import Mention, Sentence
from pipeline.patterns import Pattern
from pipeline.places import Place

# One block of the private use area per class of slot.
PERSON, ORGANISATION, REFERENCE, DELEGATION, DATE, PLACE = (0xE000 + 0x100 * i for i in range(6))


def _class(first: int, last: int | None = None) -> str:
    return f"[{chr(first)}-{chr((last if last is not None else first) + 0xFF)}]"


P = _class(PERSON)
O = _class(ORGANISATION)  # noqa: E741
R = _class(REFERENCE)
G = _class(DELEGATION)
D = _class(DATE)
L = _class(PLACE)
ANYONE = f"[{chr(PERSON)}-{chr(PERSON + 0xFF)}{chr(REFERENCE)}-{chr(DELEGATION + 0xFF)}]"
ANY_SIDE = _class(PERSON, DELEGATION)
ANY_SLOT = _class(PERSON, PLACE)
_PRONOUN = REFERENCE + 0x80  # pronouns take the upper half of the references' block
PRONOUN = f"[{chr(_PRONOUN)}-{chr(REFERENCE + 0xFF)}]"
NAMED_SIDE = f"[{chr(PERSON)}-{chr(_PRONOUN - 1)}{chr(DELEGATION)}-{chr(DELEGATION + 0xFF)}]"
PRONOUNS = frozenset("he she it they we i me us him her them".split())


@dataclass(frozen=True, slots=True)
class Slot:
    """What one private character stands for. `start`/`end` are relative to the sentence."""

    kind: int
    start: int
    end: int
    mention: Mention | None = None
    title: str | None = None
    date: DatePhrase | None = None
    place: Place | None = None
    words: str = ""
    country: str | None = None
    heads: tuple[Slot, ...] = ()


@dataclass(eq=False)
class Slotted:
    """`text` with slots; `offsets[i]` is the sentence position of its character i."""

    sentence: Sentence
    text: str
    offsets: list[int]
    slots: dict[str, Slot] = field(default_factory=dict)
    _counts: dict[int, int] = field(default_factory=dict)

    def add(self, slot: Slot) -> str:
        """Register a slot and return its character."""
        first = slot.kind
        size = 0xFF
        if slot.kind == REFERENCE:
            first, size = (_PRONOUN if slot.words in PRONOUNS else REFERENCE), 0x7F
        count = self._counts.get(first, 0)
        self._counts[first] = min(count + 1, size)
        char = chr(first + count)
        self.slots[char] = slot
        return char

    def rewrite(
        self,
        pattern: re.Pattern[str] | Pattern,
        make: Callable[[re.Match[str]], Slot | str | None],
        group: str | int = 0,
    ) -> None:
        """Replace matches by a slot, or by text of the same start ("" removes), or leave (None).

        Of a match only the `group` is replaced.
        """
        pieces: list[str] = []
        offsets: list[int] = []
        last = 0
        for match in pattern.finditer(self.text):
            made = make(match)
            if made is None:
                continue
            new = made if isinstance(made, str) else self.add(made)
            start, end = match.span(group)
            pieces += [self.text[last:start], new]
            offsets += self.offsets[last:start]
            if isinstance(made, str) and new and new in match[group]:
                first = start + match[group].index(new)
                offsets += self.offsets[first : first + len(new)]
            else:
                offsets += [self.offsets[start]] * len(new)
            last = end
        if last:
            self.text = "".join(pieces) + self.text[last:]
            self.offsets = offsets + self.offsets[last:]

    def source(self, start: int, end: int) -> tuple[int, int]:
        """Sentence span of the characters start:end of `text`."""
        last = self.text[end - 1]
        slot = self.slots.get(last)
        return self.offsets[start], slot.end if slot else self.offsets[end - 1] + 1

    def of(self, chars: str) -> list[Slot]:
        """Slots of the private characters in `chars`, in order."""
        return [self.slots[char] for char in chars if char in self.slots]


def listed(slotted_text: Slotted, chars: str) -> Sequence[Slot]:
    """Participants in a stretch of slotted text, delegations as they stand."""
    return [
        s for s in slotted_text.of(chars) if s.kind in (PERSON, ORGANISATION, REFERENCE, DELEGATION)
    ]
