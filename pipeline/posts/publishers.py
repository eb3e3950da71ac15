"""Publishers that a text may name: the index of `publishers.csv`, with forms, tags and domains."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.countries import country_of
from pipeline.places import lookup_place
from pipeline.reference import Reference
from pipeline.text import fold


@dataclass(frozen=True, slots=True)
class Publisher:
    """Canonical name and identifier (slug of the name)."""

    publisher_id: str
    name: str


@dataclass(frozen=True, eq=False)
class Publishers:
    """Index of the known publishers; keys are folded forms."""

    reference: Reference
    by_form: dict[str, Publisher]
    by_domain: dict[str, Publisher]
    shared: dict[str, dict[str, Publisher]]  # dateline tag of several agencies → country → agency
    organisations: dict[str, Publisher]  # other bodies that sign their texts, by form
    tags: frozenset[str]  # dateline tags, lower case
    reach: dict[str, int]  # first word of a form → words of the longest one
    longest: int  # words of the longest form

    def is_place(self, name: str) -> bool:
        """Whether a name is a known city."""
        return lookup_place(name, self.reference) is not None

    def opens_dateline(self, name: str) -> bool:
        """A known city, or a country in capitals: "KUWAIT: …"."""
        return self.is_place(name) or (name.isupper() and self.is_country(name))

    def is_country(self, name: str) -> bool:
        """Whether a name is a country's."""
        return country_of(name, self.reference) is not None


@lru_cache(maxsize=4)
def publishers(reference: Reference) -> Publishers:
    """Index built from `publishers.csv` of this reference."""
    by_form: dict[str, Publisher] = {}
    by_domain: dict[str, Publisher] = {}
    tags: set[str] = set()
    by_tag: dict[str, dict[str, Publisher]] = {}
    for row in reference.rows("publishers"):
        publisher = Publisher(row["publisher_id"], row["name"])
        datelines = _split(row["datelines"])
        for form in (row["name"], *_split(row["aliases"]), *datelines):
            by_form.setdefault(form_key(form), publisher)
        for domain in _split(row["domains"]):
            by_domain.setdefault(domain.lower(), publisher)
            tags.add(domain.lower())
        tags.update(tag.lower() for tag in datelines)
        for tag in datelines:
            by_tag.setdefault(form_key(tag), {})[row["country"]] = publisher
        tags.add(row["name"].lower())
    longest = max((len(form.split()) for form in by_form), default=1)
    shared = {tag: owners for tag, owners in by_tag.items() if len(owners) > 1}
    reach: dict[str, int] = {}
    for form in by_form:
        words = form.split()
        if words:
            reach[words[0]] = max(reach.get(words[0], 0), len(words))
    organisations = _organisations(reference)
    return Publishers(
        reference, by_form, by_domain, shared, organisations, frozenset(tags), reach, longest
    )


def _organisations(reference: Reference) -> dict[str, Publisher]:
    """Organisations by each form that only one of them has."""
    names = {row["organisation_id"]: row["name"] for row in reference.rows("organisations")}
    owners: dict[str, set[str]] = {}
    for identifier, name in names.items():
        owners.setdefault(form_key(name), set()).add(identifier)
    for row in reference.rows("organisation_names"):
        if row["organisation_id"] in names:
            owners.setdefault(form_key(row["form"]), set()).add(row["organisation_id"])
    return {
        form: Publisher(owner, names[owner])
        for form, (owner, *others) in ((form, sorted(found)) for form, found in owners.items())
        if form and not others
    }


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


_ARTICLE = re.compile(r"^(?:the|an?|its|their|his|her|our) ")


LETTERS = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"'s\b")


def form_key(form: str) -> str:
    """What two spellings of a name share: no case, article, possessive or punctuation."""
    return _ARTICLE.sub("", " ".join(LETTERS.findall(_POSSESSIVE.sub("", fold(form)))))


_DOMAIN = re.compile(
    r"(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?:/\S*)?", re.IGNORECASE
)


def by_domain(name: str, known: Publishers) -> Publisher | None:
    """Publisher of a web address or domain."""
    match = _DOMAIN.fullmatch(name) if "." in name else None
    if match is None:
        return None
    domain = match[1].lower()
    while domain:
        if domain in known.by_domain:
            return known.by_domain[domain]
        domain = domain.partition(".")[2]
    return None
