"""Person mentions → actors: full names grouped by rules, short forms resolved in the article."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import Any, NamedTuple

from pipeline.actors.countries import Countries
from pipeline.actors.groups import Person, Review, merge_spellings
from pipeline.actors.origins import country_by_name
from pipeline.actors.romanise import levelled
from pipeline.actors.variants import SHORT_SYLLABLES, name_key
from pipeline.names.lexicon import Lexicon
from pipeline.names.shortforms import possible_short_forms, short_rank
from pipeline.names.titles import Role, parse_roles
from pipeline.names.vocabulary import FUNCTION
from pipeline.text import fold, sentences

Row = dict[str, Any]


class _Named(NamedTuple):
    """A place where a person was named, and whether inside a quotation."""

    start: int
    passage_id: str
    quoted: bool
    person: Person


class PersonResolver:
    """Resolves the person rows of `candidate_mentions`."""

    def __init__(
        self,
        rows: list[Row],
        posts: dict[str, str],
        texts: dict[str, Row],
        lexicon: Lexicon,
        countries: Countries,
    ) -> None:
        self.rows = rows
        self.posts = posts
        self.texts = texts
        self.lexicon = lexicon
        self.countries = countries
        self.reviews: list[Review] = []
        self.title_roles: dict[str, list[Role]] = {}
        self.listed: dict[str, dict[str, Row]] = {}  # levelled name → listed persons by name
        self.article_countries: dict[str, set[str]] = {}

    def roles_of(self, title: str | None) -> list[Role]:
        """Parsed offices of a title, remembered."""
        if not title:
            return []
        if title not in self.title_roles:
            self.title_roles[title] = parse_roles(title, self.lexicon)
        return self.title_roles[title]

    def resolve(self) -> dict[int, Person | None]:
        """Row index → person; None for a short form that stays unresolved."""
        people = self._groups()
        people, reviews = merge_spellings(people, self._apart(), self.lexicon)
        self.reviews += reviews
        self._merge_aliases(people)
        self._merge_beginnings(people)
        self._countries_of_names(people)
        owner: dict[int, Person | None] = {k: p for p in people.values() for k in p.rows}
        self._short_forms(people, owner)
        return owner

    # Full names --------------------------------------------------------------------------

    def _groups(self) -> dict[str, Person]:
        people: dict[str, Person] = {}
        for k, row in enumerate(self.rows):
            if row["kind"] == "person" and row["form"] == "full":
                person = self._add(people, k, self._key(row))
                known = self._known(row)
                if known and row["country"] in (None, known["country"]):
                    person.listed = known["name"]
        return people

    def _key(self, row: Row) -> str:
        """Folded name; of a form listed in the reference data that of the listed name, unless
        the words around it speak of another country."""
        known = self._known(row)
        if known and row["country"] in (None, known["country"]):
            return name_key(known["name"])
        return name_key(row["surface"])

    def _known(self, row: Row) -> Row | None:
        """The listed person of a name. Of Iberian names, which share their parts, one with words
        that the listed form leaves out counts only where the article names the country."""
        exact = self.lexicon.persons.get(fold(row["surface"])) or self._respelled(row["surface"])
        if exact is not None:
            return exact
        known = self.lexicon.person(row["surface"])
        if known is None or known["country"] not in self.lexicon.two_surnames:
            return known
        return known if self._names_country(row["article_id"], known["country"]) else None

    def _respelled(self, surface: str) -> Row | None:
        """The one listed person whose name this is in another romanisation."""
        if not self.listed:
            for form, row in self.lexicon.persons.items():
                if " " in form:
                    self.listed.setdefault(levelled(form), {})[row["name"]] = row
        found = self.listed.get(levelled(name_key(surface)), {})
        if len(found) != 1:
            return None
        (row,) = found.values()
        return row if row["country"] not in SHORT_SYLLABLES else None

    def _add(self, people: dict[str, Person], k: int, key: str) -> Person:
        person = people.setdefault(key, Person(key))
        row = self.rows[k]
        person.rows.append(k)
        person.surfaces[row["surface"]] += 1
        person.articles.add(row["article_id"])
        person.documents.add(row["document_id"])
        if row["country"]:
            person.countries[row["country"]] += 1
        for role in self.roles_of(row["title"]):
            person.roles.add((fold(role.role), fold(role.organisation or "")))
            if role.country and not row["country"]:
                person.countries[role.country] += 1
        return person

    def _apart(self) -> set[frozenset[str]]:
        """Pairs of full names that stand in one passage: different people."""
        by_passage: defaultdict[str, set[str]] = defaultdict(set)
        for row in self.rows:
            if row["kind"] == "person" and row["form"] == "full":
                by_passage[row["passage_id"]].add(self._key(row))
        pairs: set[frozenset[str]] = set()
        for names in by_passage.values():
            ordered = sorted(names)
            if len(ordered) > 60:
                continue
            pairs.update(frozenset((a, b)) for i, a in enumerate(ordered) for b in ordered[i + 1 :])
        return pairs

    def _merge_aliases(self, people: dict[str, Person]) -> None:
        """ "Pushpa Kamal Dahal, …, known as Prachanda": the alias joins the full name."""
        owner = {k: person for person in people.values() for k in person.rows}
        ordered = sorted(
            owner, key=lambda k: (self.rows[k]["document_id"], self.rows[k]["char_start"])
        )
        for previous, k in pairwise(ordered):
            row, before = self.rows[k], self.rows[previous]
            target, alias = owner[previous], owner[k]
            if before["passage_id"] != row["passage_id"] or target is alias:
                continue
            between = self._between(before, row)
            if len(alias.key.split()) == 1 and _is_alias_cue(between):
                target.absorb(alias)
                people.pop(alias.key, None)
                for member in alias.rows:
                    owner[member] = target

    def _merge_beginnings(self, people: dict[str, Person]) -> None:
        """ "Sheikh Omar Al-Saleh" beside "Omar Al-Saleh Al-Hamad Al-Jabri" of the same article: the
        beginning of one longer name, and of no other, is that person's."""
        of_article: defaultdict[str, list[Person]] = defaultdict(list)
        for person in people.values():
            for article in person.articles:
                of_article[article].append(person)
        for short in list(people.values()):
            words = _bare_words(short.key)
            if len(words) < 2 or short.country in SHORT_SYLLABLES:
                continue
            near = {id(p): p for article in sorted(short.articles) for p in of_article[article]}
            longer = [p for p in near.values() if p is not short and _begins(p, words)]
            if len(longer) == 1 and short.country in (None, longer[0].country):
                self.reviews.append(
                    Review(short.rows[0], longer[0].name, 92.0, "beginning of a longer name")
                )
                longer[0].absorb(short)
                people.pop(short.key, None)

    def _between(self, left: Row, right: Row) -> str:
        passage = self.texts[left["passage_id"]]
        base = passage["char_start"]
        return str(passage["text"])[left["char_end"] - base : right["char_start"] - base]

    def _countries_of_names(self, people: dict[str, Person]) -> None:
        """Where no office tells a country: what the reference data knows, what stands beside the
        name, the country that the name suggests and an article names, and last the state in
        whose own text a bare office stands."""
        unknown = [person for _, person in sorted(people.items()) if not person.countries]
        for person in unknown:
            suggested = (
                self._listed_country(person)
                or self.countries.beside(person.rows)
                or self._by_name(person)
            )
            if suggested:
                person.countries[suggested] += 1
        for rule in (self.countries.at_home, self.countries.of_company):
            known = {k: person.country for person in people.values() for k in person.rows}
            waiting = [person for person in unknown if not person.countries]
            for person, country in [(person, rule(person.rows, known)) for person in waiting]:
                if country:
                    person.countries[country] += 1

    def _listed_country(self, person: Person) -> str | None:
        for k in person.rows:
            known = self._known(self.rows[k])
            if known is not None and known["country"]:
                return str(known["country"])
        return None

    def _by_name(self, person: Person) -> str | None:
        suggested = country_by_name(person.name, person.key, self.lexicon)
        named = suggested and any(self._names_country(a, suggested) for a in person.articles)
        return suggested if named else None

    def _names_country(self, article: str, country: str) -> bool:
        if not self.article_countries:
            for passage in self.texts.values():
                found = self.article_countries.setdefault(passage["article_id"], set())
                for hit in self.lexicon.roots.find(passage["text"]):
                    if hit.value.kind in ("country", "demonym"):
                        found.add(hit.value.key)
        return country in self.article_countries.get(article, ())

    # Short forms -------------------------------------------------------------------------

    def _short_forms(self, people: dict[str, Person], owner: dict[int, Person | None]) -> None:
        # (article or post, folded short form) → persons whom it may mean, by key
        in_article: defaultdict[tuple[str, str], dict[str, Person]] = defaultdict(dict)
        for full in people.values():
            forms = {fold(form) for s in full.surfaces for form in possible_short_forms(s)}
            scopes = {self.rows[k]["article_id"] for k in full.rows}
            scopes |= {self._post(article) for article in scopes}
            scopes |= {"document:" + self.rows[k]["document_id"] for k in full.rows}
            for scope in scopes:
                for form in forms:
                    in_article[scope, form][full.key] = full
        lone: list[int] = []
        last: dict[tuple[str, str], list[_Named]] = defaultdict(list)
        for k in self._reading_order():
            row = self.rows[k]
            place = (row["document_id"], row["article_id"])
            known: Person | None = owner.get(k)
            person: Person | None = known or self._antecedent(k, in_article, last[place])
            if person is None:
                lone.append(k)
                continue
            if known is None:
                owner[k] = person
                person.rows.append(k)
                if row["country"]:
                    person.countries[row["country"]] += 1
                for role in self.roles_of(row["title"]):
                    person.roles.add((fold(role.role), fold(role.organisation or "")))
            last[place].append(
                _Named(row["char_start"], row["passage_id"], self._quoted(row), person)
            )
        self._lone_names(lone, people, owner)

    def _country_elsewhere(self, row: Row, lone: list[int]) -> str | None:
        """The one country that the article gives to the same word elsewhere."""
        found = {
            self.rows[k]["country"]
            for k in lone
            if self.rows[k]["surface"] == row["surface"]
            and self.rows[k]["article_id"] == row["article_id"]
        } - {None}
        return found.pop() if len(found) == 1 else None

    def _join(self, people: dict[str, Person], known: Person | None, k: int, name: str) -> Person:
        """The person of a listed name, with one more mention."""
        if known is None:
            known = self._add(people, k, name_key(name))
            known.listed = name
            return known
        known.rows.append(k)
        return known

    def _listed(self, row: Row) -> str | None:
        """The listed person whom an office and one word mean: "President Putin" (a listed alias),
        "King Harald" in a text that names Norway."""
        if row["title"] is None or " " in row["surface"]:
            return None
        known = self.lexicon.persons.get(fold(row["surface"])) or self.lexicon.persons.get(
            fold(f"{row['title'].split()[-1]} {row['surface']}")  # "Pope Francis"
        )
        if known is None and _words({fold(row["title"])}) & _SOVEREIGN:
            known = self.lexicon.monarchs.get(fold(row["surface"]))
            if known is not None and not self._names_country(row["article_id"], known["country"]):
                return None
        if known is None or row["country"] not in (None, known["country"]):
            return None
        return known["name"]

    def _post(self, article: str) -> str:
        return "post:" + (self.posts.get(article) or article)

    def _reading_order(self) -> list[int]:
        indices = [k for k, row in enumerate(self.rows) if row["kind"] == "person"]
        return sorted(
            indices, key=lambda k: (self.rows[k]["document_id"], self.rows[k]["char_start"])
        )

    def _antecedent(
        self,
        k: int,
        in_article: dict[tuple[str, str], dict[str, Person]],
        last: list[_Named],
    ) -> Person | None:
        row = self.rows[k]
        scopes = (row["article_id"], self._post(row["article_id"]))
        for scope in scopes:
            ranked = [
                (self._fit(row, person), person)
                for person in in_article.get((scope, fold(row["surface"])), {}).values()
            ]
            ranked = [(fit, person) for fit, person in ranked if fit > 0]
            if not ranked:
                alone = self._whatever_country(row, in_article.get((scope, fold(row["surface"]))))
                if alone is not None:
                    return alone
                continue
            best = max(fit for fit, _ in ranked)
            options = [person for fit, person in ranked if fit == best]
            if len(options) == 1:
                return options[0]
            return self._nearest(k, options, last)
        others = in_article.get(("document:" + row["document_id"], fold(row["surface"])), {})
        if len(others) == 1 and row["title"] is None:
            (person,) = others.values()
            return person if self._fit(row, person) >= _CUSTOMARY else None
        return None

    def _whatever_country(self, row: Row, found: dict[str, Person] | None) -> Person | None:
        """The one bearer of a form of several words, or of a headline's name, though the words
        beside it speak of another country: "Kovač, ambassador of Peru talk trade"."""
        if not found or len(found) != 1 or not row["country"]:
            return None
        surface = fold(row["surface"])
        headline = self.texts[row["passage_id"]]["kind"] == "title"
        if " " not in surface and (not headline or surface in self.lexicon.family):
            return None
        (person,) = found.values()
        return person if self._fit({**row, "country": None}, person) > 0 else None

    def _fit(self, row: Row, person: Person) -> float:
        """How well a short form suits a person; 0 when it does not."""
        rank = max(
            (short_rank(row["surface"], name, person.country, self.lexicon))
            for name in sorted(person.surfaces)
        )
        if not rank:
            return 0.0
        fit = float(rank)
        if row["country"] and person.country:
            if row["country"] != person.country:
                return 0.0
            fit += 0.25
        stated = {fold(role.role) for role in self.roles_of(row["title"])}
        known = {role for role, _ in person.roles}
        if stated & known:
            fit += 0.5
        elif known and not _words(stated) & _SOVEREIGN <= _words(known):
            return 0.0  # "King Salman" is not the Crown Prince
        elif stated & _EXCLUSIVE and known & _EXCLUSIVE:
            fit -= 0.4
        return fit

    def _nearest(self, k: int, options: list[Person], last: list[_Named]) -> Person | None:
        """Among persons of one short form, the one named last outside quotations; none when two
        of them are named in that one sentence."""
        names = "; ".join(sorted(person.name for person in options))
        recent = [named for named in last if named.person in options]
        recent = [named for named in recent if not named.quoted] or recent
        if not recent:
            self.reviews.append(Review(k, names, None, "short form of several persons"))
            return None
        nearest = recent[-1]
        others = [named for named in recent if named.person is not nearest.person]
        if others and self._one_sentence(others[-1], nearest):
            self.reviews.append(Review(k, names, None, "short form of two persons in a sentence"))
            return None
        self.reviews.append(Review(k, names, 80.0, "short form of several persons, nearest taken"))
        return nearest.person

    def _one_sentence(self, left: _Named, right: _Named) -> bool:
        if left.passage_id != right.passage_id:
            return False
        passage = self.texts[left.passage_id]
        base = passage["char_start"]
        between = str(passage["text"])[left.start - base : right.start - base]
        return len(sentences(between)) < 2

    def _quoted(self, row: Row) -> bool:
        """Inside an open quotation of its passage."""
        passage = self.texts[row["passage_id"]]
        end = row["char_start"] - passage["char_start"]
        before = str(passage["text"])[max(0, end - 5_000) : end]
        opened = before.count("“") + before.count('"') % 2
        return opened > before.count("”")

    def _in_document(self, group: Person, people: dict[str, Person]) -> list[Person]:
        """Persons of the same document who hold the same office and may be called so."""
        roles = {role for role, _ in group.roles}
        return [
            person
            for person in people.values()
            if person.documents & group.documents
            and (group.country is None or person.country in (None, group.country))
            and short_rank(group.name, person.name, person.country, self.lexicon) >= 2
            and roles & {role for role, _ in person.roles}
        ]

    def _lone_names(
        self, lone: list[int], people: dict[str, Person], owner: dict[int, Person | None]
    ) -> None:
        """Single names without a full name in reach: an office makes them a person of their own,
        joined to the one full name that holds the same office; the rest stays unresolved."""
        groups: dict[str, Person] = {}
        known = {
            row["name"]: person
            for person in people.values()
            for surface in person.surfaces
            if (row := self.lexicon.person(surface)) is not None
        }
        reviewed = {review.row for review in self.reviews}
        for k in lone:
            row = self.rows[k]
            listed = self._listed(row)
            if listed is not None and k not in reviewed:
                known[listed] = self._join(people, known.get(listed), k, listed)
                owner[k] = known[listed]
                continue
            if k in reviewed or row["title"] is None or fold(row["surface"]) in FUNCTION:
                owner[k] = None
                if k not in reviewed:
                    self.reviews.append(Review(k, "", None, "no full name in the article"))
                continue
            country = row["country"] or self._country_elsewhere(row, lone) or ""
            key = fold(row["surface"]) + "|" + country
            owner[k] = self._add(groups, k, key)
        for key in sorted(groups):
            group = groups[key]
            matches = [
                person
                for person in people.values()
                if group.country
                and person.country == group.country
                and short_rank(group.name, person.name, person.country, self.lexicon) >= 2
                and {r for r, _ in group.roles} & {r for r, _ in person.roles}
            ]
            matches = matches or self._in_document(group, people)
            if len(matches) == 1:
                self.reviews.append(
                    Review(group.rows[0], matches[0].name, 90.0, "same name, office and country")
                )
                matches[0].absorb(group)
                for k in group.rows:
                    owner[k] = matches[0]
            elif key.split("|")[0] in people:
                person = people[key.split("|")[0]]
                person.absorb(group)
                for k in group.rows:
                    owner[k] = person


# How usual a short form must be to be taken from another article of the document.
_CUSTOMARY = 2

_STYLES = frozenset(
    "sheikh shaikh sheikha shaikha sayyid prince princess emir amir king dr".split()
)


def _bare_words(name: str) -> list[str]:
    """Words of a folded name without a style before them."""
    words = name.split()
    return words[1:] if words[:1] and words[0] in _STYLES else words


def _begins(person: Person, words: list[str]) -> bool:
    """Whether a name of the person goes on where these words end."""
    names = (_bare_words(name_key(surface)) for surface in person.surfaces)
    return any(len(name) > len(words) and name[: len(words)] == words for name in names)


# Offices that one person does not hold together with another of the list.
_EXCLUSIVE = frozenset(
    ["president", "prime minister", "foreign minister", "king", "premier", "vice president"]
)


_SOVEREIGN = frozenset("king queen sultan emir emperor pope prince princess".split())


def _words(roles: set[str]) -> set[str]:
    return {word for role in roles for word in role.split()}


def _is_alias_cue(between: str) -> bool:
    text = between.lower().replace("“", '"').replace("‘", "'").rstrip(" \"'(")
    if between.strip() in ("(", '("', "(“"):
        return True
    return text.endswith(
        ("known as", "nicknamed", "nom de guerre", "alias", "better known as", "called")
    ) and "." not in text.rstrip(".")
