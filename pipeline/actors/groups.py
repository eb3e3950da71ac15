"""Full names grouped to persons: rules propose and decide, cannot-links hold for whole groups."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations, product

from pipeline.actors.romanise import consonants, levelled, skeleton
from pipeline.actors.variants import name_key, respelled, same_person
from pipeline.names.lexicon import Lexicon

# Merges below this certainty are listed for review.
CERTAIN = 97.0


@dataclass(slots=True, eq=False)
class Person:
    """One person: the rows that mention him by full name, and what they say."""

    key: str
    rows: list[int] = field(default_factory=list)
    surfaces: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    roles: set[tuple[str, str]] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    listed: str | None = None  # the name in persons.csv

    @property
    def country(self) -> str | None:
        """Country by vote; None when nothing speaks for one."""
        if not self.countries:
            return None
        return min(self.countries, key=lambda code: (-self.countries[code], code))

    @property
    def name(self) -> str:
        """The full form written most often, the longest of those; a single word if all are."""
        return min(self.surfaces, key=lambda s: (" " not in s, -self.surfaces[s], -len(s), s))

    def absorb(self, other: Person) -> None:
        """Take over another group's mentions."""
        self.rows += other.rows
        self.surfaces += other.surfaces
        self.countries += other.countries
        self.roles |= other.roles
        self.articles |= other.articles
        self.documents |= other.documents
        self.listed = self.listed or other.listed


@dataclass(frozen=True, slots=True)
class Review:
    """A row for name_review."""

    row: int
    candidates: str
    score: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class _Spelling:
    """One spelling of a person, as the rules of `variants` want it."""

    key: str
    person: Person

    @property
    def roles(self) -> set[tuple[str, str]]:
        """Offices stated for the person."""
        return self.person.roles

    @property
    def articles(self) -> set[str]:
        """Articles that name the person."""
        return self.person.articles

    @property
    def documents(self) -> set[str]:
        """Documents that name the person."""
        return self.person.documents

    @property
    def country(self) -> str | None:
        """Country by vote."""
        return self.person.country


def merge_spellings(
    people: dict[str, Person], apart: set[frozenset[str]], lexicon: Lexicon
) -> tuple[dict[str, Person], list[Review]]:
    """Persons by key with spellings of one name joined, and the merges below certainty.

    `apart` holds pairs of keys that stand side by side in the text: their groups never join,
    unless the two are only respellings of each other.
    """
    root = {key: key for key in people}
    members = {key: [key] for key in people}
    reviews: list[Review] = []
    for left, right in _candidates(people, lexicon):
        a, b = root[left.person.key], root[right.person.key]
        if a == b:
            continue
        score, reason = same_person(left, right, lexicon)
        if not reason or _conflict(members[a], members[b], apart, lexicon):
            continue
        first, second = sorted((a, b), key=lambda key: (-len(people[key].rows), key))
        if score < CERTAIN:
            reviews.append(Review(people[second].rows[0], people[first].name, score, reason))
        for key in members[second]:
            root[key] = first
        members[first] += members.pop(second)
    merged = {key: people[key] for key in people if root[key] == key}
    for key, first in root.items():
        if key != first:
            merged[first].absorb(people[key])
    return merged, reviews


def _candidates(
    people: dict[str, Person], lexicon: Lexicon
) -> Iterator[tuple[_Spelling, _Spelling]]:
    """Pairs that a rule might join: equal skeletons or words, or a shared beginning or end."""
    blocks: defaultdict[str, list[_Spelling]] = defaultdict(list)
    for key in sorted(people, key=lambda key: (-len(people[key].rows), key)):
        person = people[key]
        country = person.country or ""
        for spelled in sorted({key, *map(name_key, person.surfaces)}):
            words = spelled.split()
            for block in (
                "k:" + skeleton(spelled, lexicon),
                "s:" + " ".join(sorted(words)),
                "v:" + levelled(spelled),
                "c:" + consonants(spelled) + country,
                "l:" + words[-1][:3] + country,
                "n:" + words[0][:1] + words[-1],
                "f:" + words[0][:3] + country,
            ):
                blocks[block].append(_Spelling(spelled, person))
    for block in sorted(blocks):
        yield from combinations(blocks[block], 2)


def _conflict(
    left: list[str], right: list[str], apart: set[frozenset[str]], lexicon: Lexicon
) -> bool:
    return any(
        frozenset(pair) in apart and not respelled(*pair, lexicon) for pair in product(left, right)
    )
