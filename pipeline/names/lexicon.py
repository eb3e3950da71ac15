"""What the reference data says about words: one index, built once from the CSVs.

The gazetteer holds phrases that are matched as they stand (bodies, countries, places, things that
are no names); single words and offices are looked up in lower case while a text is read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pipeline.gazetteer import Gazetteer, spellings
from pipeline.names import vocabulary as words
from pipeline.reference import Reference
from pipeline.text import fold, level

DEFAULT_SHORT = "last"


class Phrase(NamedTuple):
    """A gazetteer entry: `kind` organisation | country | demonym | place | thing; `key` is the
    organisation's id, the country's code (empty when ambiguous), or the place's country."""

    kind: str
    key: str


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Indices over the reference data. Keys of the dictionaries are lower case, levelled."""

    phrases: Gazetteer[Phrase]
    roots: Gazetteer[Phrase]  # the same without bodies that are parts of others, and places
    offices: dict[str, str]  # phrase → head | rank | honorific | modifier | kin
    office_words: dict[str, int]  # first word → longest office in words that starts with it
    particles: frozenset[str]
    family: dict[str, frozenset[str]]  # folded family name → cultures
    given: dict[str, frozenset[str]]
    bodies: dict[str, tuple[str, str]]  # generic body → (name, kind)
    organisations: dict[str, dict[str, str]]  # id → row
    forms: dict[str, tuple[str, ...]]  # folded form → organisation ids
    general: dict[str, str]  # folded general form ("chamber of deputies") → country of its body
    by_kind: dict[tuple[str, str], str]  # (country, kind) → the organisation, where unique
    ruling: dict[str, str]  # country → party whose organs need no party name
    two_surnames: frozenset[str]  # countries where people bear two and often go by the first
    short_by: dict[str, str]  # country → first | last | full: which part of a name stands alone
    names: dict[str, str]  # ISO code → common English name
    demonyms: dict[str, str]  # folded demonym or name → ISO code
    syllables: frozenset[tuple[str, str]]  # (variant, standard) of romanised syllables
    nicknames: dict[str, frozenset[str]]  # folded short form of a given name → its full forms
    persons: dict[str, dict[str, str]]  # folded name or alias → row of persons.csv
    persons_by_ends: dict[tuple[str, str], list[str]]  # first and last word → folded forms
    monarchs: dict[str, dict[str, str]]  # first name of the one listed "Harald V", "Carl XVI …"

    def person(self, name: str) -> dict[str, str] | None:
        """Row of persons.csv for a name as written, or with words in its middle that the listed
        form leaves out ("Raychelle Awour Omamo"); None where two could be meant."""
        key = folded(name)
        row = self.persons.get(key)
        words = key.split()
        if row is None and len(words) > 2:  # "Josep Borrell Fontelles"
            short = self.persons.get(" ".join(words[:-1]))
            row = short if short is not None and short["country"] in self.two_surnames else None
        if row is not None or len(words) < 3 or _CONNECTED & set(words):
            return row
        rows = [
            self.persons[form]
            for form in self.persons_by_ends.get((words[0], words[-1]), ())
            if set(form.split()) < set(words)
        ]
        names = {row["name"] for row in rows}
        return rows[0] if len(names) == 1 else None


# Names built of a father's name go on with another person's.
_CONNECTED = frozenset(("bin", "bint", "ibn", "ben", "ould", "binti"))


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """`pipeline.text.fold`, remembered: names recur."""
    return fold(text)


@lru_cache(maxsize=4)
def lexicon(reference: Reference) -> Lexicon:
    """The indices for one set of reference data."""
    offices = {level(row["form"]).lower(): row["type"] for row in reference.rows("offices")}
    office_words: dict[str, int] = {}
    for form in offices:
        parts = form.replace("-", " ").split()
        first = parts[0].rstrip("'")
        office_words[first] = max(
            office_words.get(first, 0), len(parts) + ("'" in form) + form.count(",")
        )
    family: defaultdict[str, set[str]] = defaultdict(set)
    given: defaultdict[str, set[str]] = defaultdict(set)
    for row in reference.rows("person_names"):
        (family if row["kind"] == "family" else given)[fold(row["name"])].add(row["culture"])
    organisations = _organisations(reference)
    forms: defaultdict[str, dict[str, None]] = defaultdict(dict)
    own_names = {fold(row["name"]): identifier for identifier, row in organisations.items()}
    for form, identifier in _organisation_forms(reference, organisations):
        # A body's own name is not another's alias: "ASEAN Secretariat".
        forms[fold(form)][own_names.get(fold(form), identifier)] = None
    by_kind: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for identifier, row in organisations.items():
        if row["country"]:
            by_kind[row["country"], row["kind"]].append(identifier)
    names = {row["iso3"]: row["name"] for row in reference.rows("countries")}
    order = {row["country"]: row for row in reference.rows("name_order")}
    nicknames = _nicknames(reference)
    persons = _persons(reference, nicknames)
    by_ends: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for form in persons:
        parts = form.split()
        if len(parts) > 1:
            by_ends[parts[0], parts[-1]].append(form)
    return Lexicon(
        phrases=_phrases(reference, organisations, ("place_overrides", "places")),
        roots=_phrases(
            reference,
            {key: row for key, row in organisations.items() if row["kind"] != "organ"},
            (),
        ),
        offices=offices,
        office_words=office_words,
        particles=frozenset(row["particle"].lower() for row in reference.rows("particles")),
        family={name: frozenset(cultures) for name, cultures in family.items()},
        given={name: frozenset(cultures) for name, cultures in given.items()},
        bodies={row["form"]: (row["name"], row["kind"]) for row in reference.rows("bodies")},
        organisations=organisations,
        forms={form: tuple(ids) for form, ids in forms.items()},
        general=_general(forms, organisations),
        by_kind={key: ids[0] for key, ids in by_kind.items() if len(ids) == 1},
        ruling={
            row["country"]: identifier
            for identifier, row in organisations.items()
            if row["kind"] == "ruling_party"
        },
        two_surnames=frozenset(c for c, row in order.items() if row["order"] == "two-surnames"),
        short_by={country: row["short"] for country, row in order.items()},
        names=names,
        demonyms={
            fold(row["form"]): row["iso3"]
            for row in reference.rows("country_names")
            if row["type"] not in ("block", "ambiguous", "lookup")
        },
        syllables=frozenset(
            (row["variant"], row["standard"])
            for row in reference.rows("romanisations")
            if row["culture"] != _NICKNAMES
        ),
        nicknames=nicknames,
        persons=persons,
        persons_by_ends=dict(by_ends),
        monarchs=_monarchs(persons, given),
    )


def _organisations(reference: Reference) -> dict[str, dict[str, str]]:
    """organisations.csv, and publishers.csv where that adds any."""
    rows = {row["organisation_id"]: dict(row) for row in reference.rows("organisations")}
    for row in reference.tables.get("publishers", ()):
        rows.setdefault(
            row["publisher_id"],
            {
                "organisation_id": row["publisher_id"],
                "name": row["name"],
                "kind": "publisher",
                "country": row["country"],
            },
        )
    return rows


def _organisation_forms(
    reference: Reference, organisations: dict[str, dict[str, str]]
) -> list[tuple[str, str]]:
    """(form, organisation id) for every way in which a known organisation is written."""
    pairs = [
        (row["name"], identifier)
        for identifier, row in organisations.items()
        if row["kind"] != "publisher" or _is_name(row["name"])
    ]
    known_places = {row["name"] for row in reference.rows("places")}
    seats = known_places | {row["form"] for row in reference.rows("country_names")}
    pairs += [(row["form"], row["organisation_id"]) for row in reference.rows("organisation_names")]
    taken: defaultdict[str, set[str]] = defaultdict(set)
    for form, identifier in pairs:
        taken[form].add(identifier)
    for row in reference.tables.get("publishers", ()):
        for form in (*row["datelines"].split("|"), *row["aliases"].split("|")):
            others = taken.get(form, set()) - {row["publisher_id"]}
            if others and (form not in row["datelines"].split("|") or len(form) > _LONGEST_CODE):
                continue  # "ECOWAS" is not the commission that publishes for it
            if ", " in form and form.rpartition(", ")[2].removeprefix("Government of ") in seats:
                continue  # "Ministry of External Affairs, Government of India": a letterhead
            if _is_name(form) and form not in known_places:
                pairs.append((form, row["publisher_id"]))
    known = [(form, identifier) for form, identifier in pairs if identifier in organisations]
    written = {form for form, _ in known}
    variants = [
        (variant, identifier)
        for form, identifier in known
        for variant in _variants(form)
        if variant not in written
    ]
    return known + variants


def _general(
    forms: Mapping[str, Iterable[str]], organisations: dict[str, dict[str, str]]
) -> dict[str, str]:
    """Forms that many states have bodies or parties of, though one alone is listed."""
    found = {}
    for form, ids in forms.items():
        rows = [organisations[identifier] for identifier in ids]
        if len(rows) != 1 or not rows[0]["country"] or rows[0]["kind"] not in _NATIONAL:
            continue
        parts = re.sub(r"'s?\b|-", " ", form).split()
        plain = len(parts) > 1 and all(
            part in _GENERAL_WORDS or part.removesuffix("s") in _GENERAL_WORDS for part in parts
        )
        if plain or (rows[0]["kind"] == "party" and " " not in form and len(form) < _LONGEST_CODE):
            found[form] = rows[0]["country"]
    return found


_NATIONAL = frozenset("parliament lower_house upper_house party defence_ministry".split())
_LONGEST_CODE = 4  # letters of an agency's code in a dateline ("SPA", "BERN")
_BRITISH = (
    (re.compile(r"(?<=[Oo]rgani)z(?=ation)"), "s"),
    (re.compile(r"(?<=[Oo]rgani)s(?=ation)"), "z"),
    (re.compile(r"Cooperat"), "Co-operat"),
    (re.compile(r"Co-operat"), "Cooperat"),
    (re.compile(r"\bDefence\b"), "Defense"),
    (re.compile(r"\bDefense\b"), "Defence"),
    (re.compile(r"\bCentre\b"), "Center"),
    (re.compile(r"\bCenter\b"), "Centre"),
    (re.compile(r"\bLabour\b"), "Labor"),
    (re.compile(r"\bProgramme\b"), "Program"),
    (re.compile(r" and "), " & "),
    (re.compile(r"^United Nations "), "UN "),
)
_SPOKEN = re.compile(r"(?=.*[AEIOU].)(?!.*[^AEIOU]{4})[A-Z]{5,}")


def _variants(form: str) -> list[str]:
    """Other usual spellings of a body's name: "Organisation …", "Co-operation", "Unesco"."""
    if _SPOKEN.fullmatch(form):
        return [form.capitalize()]
    if " " not in form:
        return []
    found = {form}
    for pattern, other in _BRITISH:
        found |= {pattern.sub(other, known) for known in sorted(found)}
    return sorted(found - {form})


def _is_name(form: str) -> bool:
    """Aliases of publishers may be general words ("Foreign Affairs", "the foreign ministry") that
    mean something else in running text."""
    if form.startswith("The ") and form.count(" ") > 1:
        return True
    plain = form.lower().removeprefix("the ").split()
    if plain and plain[0] in ("president", "prime", "premier", "government", "minister"):
        return False
    return any(letter.isupper() for letter in form) and not all(
        word in words.INSTITUTIONAL or word in words.COMMON or word in ("ministry", "policy")
        for word in plain
    )


_GENERAL_WORDS = (
    words.INSTITUTIONAL | words.BODY_HEADS | words.WEAK_HEADS | words.COMMON | words.FUNCTION
)
_PLAIN_WORDS = words.BODY_HEADS | words.INSTITUTIONAL | words.COMMON | words.FUNCTION | words.VERBS


def _phrases(
    reference: Reference, organisations: dict[str, dict[str, str]], places: tuple[str, ...]
) -> Gazetteer[Phrase]:
    """All phrases matched as they stand. Earlier groups win where spellings collide."""
    phrases: dict[str, Phrase] = {}
    for row in reference.rows("not_names"):
        for spelling in spellings(row["phrase"], capitals=False):
            phrases.setdefault(spelling, Phrase("thing", row["kind"]))
    for form, identifier in _organisation_forms(reference, organisations):
        short = form.isupper() and len(form) <= 5
        for spelling in spellings(form, capitals=not short):
            phrases.setdefault(spelling, Phrase("organisation", identifier))
    for row in reference.rows("country_names"):
        kind = {"demonym": "demonym", "block": "thing"}.get(row["type"], "country")
        if row["type"] == "ambiguous" and row["form"].endswith(("n", "ns", "se")):
            kind = "demonym"
        if row["type"] != "lookup":
            for spelling in spellings(row["form"]):
                phrases.setdefault(spelling, Phrase(kind, row["iso3"]))
    for table in places:
        for row in reference.rows(table):
            name = row["name"].removeprefix("the ")
            if name.lower() in _PLAIN_WORDS:
                continue  # "Mission" and "Commerce" are also cities
            for spelling in spellings(name):
                phrases.setdefault(spelling, Phrase("place", row["country"]))
    return Gazetteer(phrases)


_NICKNAMES = "ENG"  # the culture whose rows in romanisations.csv are short forms of given names
_REGNAL = re.compile(r"(\w+) [ivx]+(?: \w+)?")


def _nicknames(reference: Reference) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in reference.rows("romanisations"):
        if row["culture"] == _NICKNAMES:
            found[fold(row["variant"])].add(fold(row["standard"]))
    return {short: frozenset(full) for short, full in found.items()}


def _monarchs(
    persons: dict[str, dict[str, str]], given: dict[str, set[str]]
) -> dict[str, dict[str, str]]:
    """Monarchs with a number, by the first name where only one bears it; not those of the Arab
    world, where kings without a number share it."""
    found: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    for form, row in persons.items():
        match = _REGNAL.fullmatch(form)
        if match and "ARA" not in given.get(match[1], ()):
            found[match[1]].append(row)
    return {name: rows[0] for name, rows in found.items() if len(rows) == 1}


def _persons(
    reference: Reference, nicknames: dict[str, frozenset[str]]
) -> dict[str, dict[str, str]]:
    persons: dict[str, dict[str, str]] = {}
    for row in reference.rows("persons"):
        for form in (row["name"], *filter(None, row["aliases"].split("|"))):
            persons.setdefault(fold(form), dict(row))
    for form, row in list(persons.items()):
        short, _, rest = form.partition(" ")
        for full in sorted(nicknames.get(short, ())) if rest else ():
            persons.setdefault(f"{full} {rest}", row)  # "Michael Pompeo"
    return persons
