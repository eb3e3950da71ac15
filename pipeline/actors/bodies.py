"""Organisation mentions → actors: by reference data, by the chain of the name, by the article."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from itertools import pairwise
from typing import Any

from pipeline.actors.chains import Chain, chain_of, display, unit_key
from pipeline.names import vocabulary as words
from pipeline.names.acronyms import definitions
from pipeline.names.lexicon import Lexicon
from pipeline.text import fold, level, slug

Row = dict[str, Any]
# Organs that belong to the ruling party where its name is left out.
_PARTY_ORGANS = frozenset(["political bureau", "central committee", "secretariat", "party"])


@lru_cache(maxsize=4)
def _reference_chains(lexicon: Lexicon) -> dict[Chain, str]:
    """Chain → id for every organisation of the reference data, by all its names."""
    chains: dict[Chain, str] = {}
    for identifier, row in lexicon.organisations.items():
        chains.setdefault(chain_of(row["name"], lexicon), identifier)
    for form, ids in lexicon.forms.items():
        if len(ids) == 1 and " " in form:
            chains.setdefault(chain_of(form.title(), lexicon), ids[0])
    return chains


def _capitals(unit: str) -> str:
    small = ("of", "and", "for", "the", "on", "in")
    return " ".join(word if word in small else word.capitalize() for word in unit.split())


@lru_cache(maxsize=4)
def _national_bodies(lexicon: Lexicon) -> dict[tuple[str, str], str]:
    """(country, name without the country) → id: "Communist Party" of Vietnam in any spelling."""
    found: dict[tuple[str, str], str] = {}
    for identifier, row in lexicon.organisations.items():
        name = without_country(row["name"], row["country"], lexicon)
        if name != row["name"]:
            found.setdefault((row["country"], unit_key(name, lexicon)), identifier)
    return found


def without_country(name: str, country: str, lexicon: Lexicon) -> str:
    """ "Communist Party of Vietnam" → "Communist Party"; other names as they are."""
    where = lexicon.names.get(country, "")
    for ending in (f" of {where}", f" of the {where}"):
        if where and name.endswith(ending):
            return name.removesuffix(ending)
    return name


_GENERAL = words.INSTITUTIONAL | words.BODY_HEADS | words.WEAK_HEADS | words.COMMON | words.FUNCTION


def _brackets(row: Row, following: Row, texts: dict[str, Row]) -> bool:
    """ "Name (ACR)": the second row is the acronym of the first."""
    if following["form"] != "acronym" or row["kind"] != "organisation":
        return False
    if row["passage_id"] != following["passage_id"]:
        return False
    passage = texts[row["passage_id"]]
    base = passage["char_start"]
    between = passage["text"][row["char_end"] - base : following["char_start"] - base]
    closing = passage["text"][following["char_end"] - base : following["char_end"] - base + 1]
    return between.strip() == "(" and closing in (")", " ")


def standard(chain: Chain, lexicon: Lexicon) -> Chain:
    """The reference organisation that a chain describes, as a chain of its id alone."""
    if chain.country and chain.units and chain.units[0] in _PARTY_ORGANS:
        party = lexicon.ruling.get(chain.country)
        if party:
            chain = Chain(party, tuple(u for u in chain.units if u != "party"))
    if chain.country and chain.units:
        body = _national_bodies(lexicon).get((chain.country, chain.units[0]))
        if body:
            chain = Chain(body, chain.units[1:], chain.seat)
    if "party" in chain.units[:-1]:
        chain = Chain(chain.root, tuple(u for u in chain.units if u != "party"), chain.seat)
    identifier = _reference_chains(lexicon).get(chain)
    if identifier is None and chain.country and len(chain.units) == 1:
        kinds = {fold(name): kind for name, kind in lexicon.bodies.values()}
        kind = kinds.get(chain.units[0])
        if kind in ("parliament", "foreign_ministry", "defence_ministry", "presidency"):
            identifier = lexicon.by_kind.get((chain.country, kind))
    return Chain(identifier) if identifier else chain


def same_body(left: str, right: str, lexicon: Lexicon) -> bool:
    """Whether two names are one organisation's: the reference data lists both for it, or both
    spell out the same body of the same country ("Lao Ministry of Defence")."""
    listed = lexicon.forms.get(fold(left), ())
    if set(listed) & set(lexicon.forms.get(fold(right), ())):
        return True
    chains = [standard(chain_of(level(name), lexicon), lexicon) for name in (left, right)]
    return chains[0] == chains[1] and bool(chains[0].root)


class BodyResolver:
    """Resolves the organisation rows of `candidate_mentions`, article by article."""

    def __init__(
        self, rows: list[Row], texts: dict[str, Row], articles: dict[str, Row], lexicon: Lexicon
    ) -> None:
        self.articles = articles
        self.lexicon = lexicon
        self.rows = rows
        self.acronyms: dict[tuple[str, str], Chain] = {}
        self.acronyms = self._acronyms(texts)
        self.people = self._people()

    def _acronyms(self, texts: dict[str, Row]) -> dict[tuple[str, str], Chain]:
        """(document, acronym or gloss) → chain of the long form, by the document's definitions."""
        votes: defaultdict[tuple[str, str], Counter[Chain]] = defaultdict(Counter)
        named = {
            (row["passage_id"], row["char_start"]): row
            for row in self.rows
            if row["kind"] == "organisation"
        }
        for passage in texts.values():
            text = level(passage["text"])
            if "(" not in text:
                continue
            for found in definitions(text):
                row = named.get((passage["passage_id"], passage["char_start"] + found.long_start))
                long = text[found.long_start : found.long_end]
                if row is not None and level(row["surface"]) == long:
                    chain = self._chain(row)  # with the country that stands before it
                else:
                    chain = standard(chain_of(long, self.lexicon), self.lexicon)
                document = passage["document_id"]
                votes[document, found.acronym][chain] += 1
                gloss = text[found.gloss_start : found.gloss_end]
                if gloss:
                    votes[document, fold(gloss)][chain] += 1
        found_chains = {key: counter.most_common(1)[0][0] for key, counter in votes.items()}
        for row, following in pairwise(self.rows):
            key = (following["document_id"], following["surface"])
            if key not in found_chains and _brackets(row, following, texts):
                chain = chain_of(level(row["surface"]), self.lexicon)
                found_chains[key] = standard(chain, self.lexicon)
        return found_chains

    def _people(self) -> dict[str, list[tuple[int, int, str]]]:
        """Passage → spans of persons' phrases and their countries."""
        found: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for row in self.rows:
            if row["kind"] == "person" and row["country"]:
                found[row["passage_id"]].append(
                    (row["phrase_start"], row["phrase_end"], row["country"])
                )
        return found

    def resolve(self, countries: dict[int, str | None]) -> dict[int, Chain]:
        """Row index → chain. `countries`: row index of a person → country of the actor."""
        for index, country in countries.items():
            row = self.rows[index]
            if country:
                self.people.setdefault(row["passage_id"], []).append(
                    (row["phrase_start"], row["phrase_end"], country)
                )
        indices = [k for k, row in enumerate(self.rows) if row["kind"] == "organisation"]
        found = {k: self._chain(self.rows[k]) for k in indices}
        by_article: defaultdict[str, list[int]] = defaultdict(list)
        for k in indices:
            by_article[self.rows[k]["article_id"]].append(k)
        for members in by_article.values():
            self._complete(members, found)
        return found

    def _chain(self, row: Row) -> Chain:
        surface = level(row["surface"])
        defined = self.acronyms.get((row["document_id"], surface)) or self.acronyms.get(
            (row["document_id"], fold(surface))
        )
        if defined is not None:
            return defined
        if row["reference_id"]:
            return Chain(row["reference_id"])
        chain = chain_of(surface, self.lexicon)
        ids = self.lexicon.forms.get(fold(surface), ())
        if len(ids) == 1:  # a general name that is not the listed body's here
            chain = Chain(row["country"] or "", (unit_key(surface, self.lexicon),))
            return standard(chain, self.lexicon) if row["country"] else chain
        if len(ids) > 1:
            publisher = self.articles.get(row["article_id"], {}).get("publisher_id")
            mine = [i for i in ids if i == publisher] or [
                i
                for i in ids
                if row["country"] and self.lexicon.organisations[i]["country"] == row["country"]
            ]
            chain = (
                Chain(mine[0]) if len(mine) == 1 else Chain("", (unit_key(surface, self.lexicon),))
            )
        if not chain.root and row["country"] and chain.units[:1] not in (("party",),):
            chain = Chain(row["country"], chain.units, chain.seat)
        return standard(chain, self.lexicon)

    def _complete(self, members: list[int], found: dict[int, Chain]) -> None:
        """Names without a root take it from a fuller name in the article, from the person whose
        office they state, or from the party of the article."""
        full: defaultdict[str, list[Chain]] = defaultdict(list)
        for k in members:
            chain = found[k]
            leaf = self._leaf(chain)
            if chain.root and leaf and chain not in full[leaf]:
                full[leaf].append(chain)
        for k in members:
            chain = found[k]
            if chain.root:
                continue
            country = self._context_country(self.rows[k])
            options = full.get(chain.units[-1] if chain.units else "", [])
            options = [o for o in options if self._suits(o, chain, country)]
            party = self._short_party(self.rows[k], members, found)
            if len(options) == 1:
                found[k] = options[0]
            elif party is not None:
                found[k] = party
            elif country:
                found[k] = standard(Chain(country, chain.units, chain.seat), self.lexicon)

    def _leaf(self, chain: Chain) -> str:
        """Last unit; of a reference organisation that of its name without the country."""
        if chain.units:
            return chain.units[-1]
        row = self.lexicon.organisations.get(chain.root)
        if row is None:
            return ""
        name = without_country(row["name"], row["country"], self.lexicon)
        parsed = chain_of(name, self.lexicon)
        return parsed.units[-1] if parsed.units else unit_key(name, self.lexicon)

    def _suits(self, option: Chain, chain: Chain, country: str | None) -> bool:
        """A fuller name fits when the shorter one's units end it and no country speaks against."""
        if option.units and option.units[-len(chain.units) :] != chain.units:
            return False
        return country is None or self.country(option) in (country, None)

    def _short_party(self, row: Row, members: list[int], found: dict[int, Chain]) -> Chain | None:
        """ "Labour" after "New Zealand Labour Party"."""
        if row["form"] != "short":
            return None
        ending = fold(row["surface"]) + " party"
        for spelled in (ending, unit_key(ending, self.lexicon)):
            for k in members:
                surface = fold(self.rows[k]["surface"])
                if surface.endswith(spelled) and found[k].root:
                    return found[k]
            for k in members:
                if fold(self.rows[k]["surface"]).endswith(spelled):
                    return found[k]
        return None

    def _context_country(self, row: Row) -> str | None:
        """Country of the person in whose title the body stands."""
        if row["country"]:
            return str(row["country"])
        for start, end, country in self.people.get(row["passage_id"], ()):
            if start <= row["char_start"] and row["char_end"] <= end:
                return country
        return None

    def country(self, chain: Chain) -> str | None:
        """Country of the body that a chain names."""
        if chain.country:
            return chain.country
        row = self.lexicon.organisations.get(chain.root)
        return (row["country"] or None) if row else None

    def name(self, chain: Chain, surfaces: Counter[str]) -> str:
        """Canonical name: the reference's, a rule's, or the fullest frequent form of the text."""
        if not chain.units and chain.root in self.lexicon.organisations:
            return self.lexicon.organisations[chain.root]["name"]
        shown = display(chain, self.lexicon)
        if shown:
            return shown
        root = self.lexicon.organisations.get(chain.root)
        if root and not any(chain_of(level(s), self.lexicon).root for s in surfaces):
            # Only called by its short name: "Politburo".
            return " of the ".join([*map(_capitals, reversed(chain.units)), root["name"]])
        long = {s: n for s, n in surfaces.items() if " " in s} or dict(surfaces)
        return min(long, key=lambda s: (-long[s], -len(s), s)).removeprefix("the ")

    def is_vague(self, chain: Chain) -> bool:
        """A general name whose owner nothing tells ("the National Assembly"): it may mean
        another body in another document."""
        parts = " ".join(chain.units).split()
        return not chain.root and all(part in _GENERAL for part in parts)

    def identifier(self, chain: Chain, name: str) -> str:
        """actor_id of a chain before clashes are looked at."""
        if not chain.units and chain.root in self.lexicon.organisations:
            return chain.root
        return slug(name)
