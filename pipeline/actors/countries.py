"""The country of a person whose office names none: what the words around the name say of it.

First what a sentence says beside the name ("the Cuban delegation led by X", "X from Chad"). Then,
for the bare office of a state ("Foreign Minister X"), the state in whose own text it stands, but
only where X is told of as one of its own and nobody else of that state is on the other side.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from pipeline.actors.home import home
from pipeline.countries import country_of, find_countries
from pipeline.names.lexicon import Lexicon
from pipeline.names.state_offices import is_bare_office
from pipeline.places import lookup_place
from pipeline.reference import Reference
from pipeline.text import level, sentences

Row = dict[str, Any]

# "a cadres' delegation of the Broad Front of Uruguay led by X"
_LED = re.compile(
    r"(?P<body>[^,;.]{0,60}\b(?:delegation|group|mission|team|party)\b[^;.]{0,120}?),? "
    r"(?:which (?:is|was) )?(?:led|headed) by (?P<words>[^;.]{0,90})$"
)
# "X led the Cuban delegation", "X, leading a delegation of Chad"
_LEADS = re.compile(
    r"^,? (?:who )?(?:led|leads|heads|headed|leading|heading|at the head of) "
    r"(?P<body>(?:an?|the) [^,;.]{0,80}\b(?:delegation|mission|team)\b"
    r"(?: (?:of|from) [^,;.]{3,40})?)"
)
# "from the Georgian side by X and Y"
_SIDE = re.compile(
    r"\b(?:[Ff]rom|[Ff]or|[Oo]n) the (?P<whose>[A-Z][\w -]{2,30}) side\b[^.;:]{0,250}$"
)
_COUNTERPART = re.compile(
    r"\b(?:his|her|its|their|my|our) (?P<whose>[A-Z][\w-]+(?: [A-Z][\w-]+)?) (?:counterpart|"
    r"colleague|opposite number|host|guest),?\s(?:(?:[A-Z][\w.'-]*|of|for|and|the) ){0,6}$"
)
_OWNER = re.compile(r"\b(?P<whose>[A-Z][\w-]+(?: [A-Z][\w-]+)?)(?:'s|s') (?:(?:[\w.-]+|&) ){0,6}$")
_OF = re.compile(
    r"^(?:,)? (?:of|from) (?:the )?(?P<whose>[A-Z][\w'-]+(?: (?:and |of )?[A-Z][\w'-]+)*)"
)
_BRACKET = re.compile(r"^ \((?:the )?(?P<whose>[A-Z][\w' -]{3,30})\)")

_DATELINE = re.compile(r"^[^a-z]{0,60}(?:[^-:.]{0,50})?(?:-+|:|\u2014) ")
# What stands before somebody of whom a text tells first: nothing, or when and where.
_OPENING = re.compile(
    r"^[\W\d]*(?:(?:On|In|At|During|After|Before|Following|Today|Yesterday|Earlier|Later|Meanwhile|"
    r"Also|For (?:his|her|its) part|Speaking|According to)\b[^.;]{0,120}?,?\s*)?(?:[Tt]he |Its )?$"
)
# Words after which a text's own office holders stand: its hosts, and who sat with them.
_AMONG_OWN = re.compile(
    r"\b(?:attended by|in the presence of|were present|received by|met by|welcomed by|hosted by|"
    r"greeted by|seen off by|call(?:ed|s|ing)? (?:up)?on|courtesy call (?:on|to)|call to|"
    r"at the invitation of|chaired by|briefed|presented to|reports? (?:from|of)|told)\b"
    r"[^.]{0,300}$",
    re.I,
)
# "his deputy, X", "her brother X", but not "his counterpart X"
_HIS = re.compile(r"\b(?:his|her) (?:\w+ )?$", re.I)
_NOT_OWN = re.compile(r"\b(?:counterpart|colleague|host|guest|peer|interlocutor|opposite)\b", re.I)
_ACCOMPANIED = re.compile(r"\baccompanied by\b(?P<list>[^.:]{0,250})$", re.I)
_FOREIGN = re.compile(r"\b(?:visiting|counterparts?|colleagues?|guests?|foreign)\b[^.;]{0,40}$")


class Countries:
    """Looks for the countries of persons in the passages that name them."""

    def __init__(
        self,
        rows: list[Row],
        texts: dict[str, Row],
        articles: dict[str, Row],
        lexicon: Lexicon,
        reference: Reference,
    ) -> None:
        self.rows = rows
        self.texts = texts
        self.articles = articles
        self.lexicon = lexicon
        self.reference = reference
        self._homes: dict[str, tuple[str | None, bool]] = {}
        self._cut: dict[str, list[tuple[int, int]]] = {}
        self._by_passage: defaultdict[str, list[int]] = defaultdict(list)
        for k, row in enumerate(rows):
            if row["kind"] == "person":
                self._by_passage[row["passage_id"]].append(k)

    # -- beside the name ---------------------------------------------------------------------

    def beside(self, members: Iterable[int]) -> str | None:
        """The one country that the words around the names of `members` (rows) tell."""
        told = set()
        for k in members:
            before, name, after = self._sentence(self.rows[k])
            found = _said_beside(before, name, after, self.reference)
            if found:
                told.add(found)
        return told.pop() if len(told) == 1 else None

    def _sentence(self, row: Row) -> tuple[str, str, str]:
        """Text of the row's sentence before the name, the name, and what follows."""
        passage = self.texts[row["passage_id"]]
        key = row["passage_id"]
        text = level(passage["text"])
        if key not in self._cut:
            self._cut[key] = sentences(text)
        start = row["char_start"] - passage["char_start"]
        end = row["char_end"] - passage["char_start"]
        for first, last in self._cut[key]:
            if first <= start < last:
                return text[first:start], text[start:end], text[end:last]
        return text[:start], text[start:end], text[end:]

    # -- somebody's own people ---------------------------------------------------------------

    def of_company(self, members: Iterable[int], countries: dict[int, str | None]) -> str | None:
        """The country of whom the persons of `members` accompany or belong to: "his deputy X",
        "A was accompanied by X", "accompanied by B (known) and X"."""
        told = set()
        for k in members:
            row = self.rows[k]
            before, _, _ = self._sentence(row)
            phrase = max(row["char_start"] - row["phrase_start"], 0)
            lead = before[: len(before) - phrase]
            if _NOT_OWN.search(row["title"] or "") or _FOREIGN.search(before):
                return None
            if _HIS.search(lead):
                known = self._around(row, countries, -len(before), 0)[-1:]
            elif match := _ACCOMPANIED.search(before):
                start = match.start("list") - len(before)
                known = self._around(row, countries, -len(before), start)[-1:]
                known = known or self._around(row, countries, start, 200)
            else:
                continue
            told |= {country for country in known if country} or {""}
        return (told.pop() or None) if len(told) == 1 else None

    def _around(
        self, row: Row, countries: dict[int, str | None], first: int, last: int
    ) -> list[str | None]:
        """Countries of the other persons of the passage who are named from `first` to `last`
        characters around the row's name."""
        start = row["char_start"]
        return [
            countries.get(other) or self.rows[other]["country"]
            for other in self._by_passage[row["passage_id"]]
            if self.rows[other] is not row
            and start + first <= self.rows[other]["char_start"] < start + last
            and self._same_sentence(row, self.rows[other])
        ]

    # -- the text's own state ----------------------------------------------------------------

    def at_home(self, members: Iterable[int], countries: dict[int, str | None]) -> str | None:
        """The state in whose own text the bare office stands. `countries`: of all other rows."""
        votes = set()
        for k in members:
            row = self.rows[k]
            state, strong = self._home(row["article_id"])
            before, _, after = self._sentence(row)
            if _FOREIGN.search(before):
                return None
            if state is None or not is_bare_office(row["title"], self.reference):
                continue
            others = {
                countries.get(other) or self.rows[other]["country"]
                for other in self._by_passage[row["passage_id"]]
                if other != k and self._same_sentence(row, self.rows[other])
            } - {None}
            if self._is_own(row, before, after, state, others, strong, countries):
                votes.add(state)
        return votes.pop() if len(votes) == 1 else None

    def _is_own(
        self,
        row: Row,
        before: str,
        after: str,
        state: str,
        others: set[str | None],
        strong: bool,
        countries: dict[int, str | None],
    ) -> bool:
        phrase = row["char_start"] - row["phrase_start"]
        lead = before[: len(before) - phrase] if phrase > 0 else before
        lead = _DATELINE.sub("", lead)
        beside = self._joined(row, countries)
        if beside is not None:
            return beside == state
        among = _AMONG_OWN.search(lead)
        if among:
            return all(hit.iso3 == state for hit in find_countries(among[0], self.reference))
        if _OPENING.match(lead) is None or state in others:
            return False
        if any(hit.iso3 != state for hit in find_countries(lead, self.reference)):
            return False  # "In the Peruvian capital she spoke to Minister X"
        return strong or bool(others - {state})

    def _joined(self, row: Row, countries: dict[int, str | None]) -> str | None:
        """Country of the person just before, in "President A and First Lady B"."""
        passage = self.texts[row["passage_id"]]
        text = level(passage["text"])
        base = passage["char_start"]
        for other in self._by_passage[row["passage_id"]]:
            left = self.rows[other]
            if left["char_end"] < row["char_start"]:
                between = text[left["phrase_end"] - base : row["phrase_start"] - base]
                if between.strip(" ,") in ("and", "and his wife", "and her husband"):
                    return countries.get(other)
        return None

    def _same_sentence(self, left: Row, right: Row) -> bool:
        base = self.texts[left["passage_id"]]["char_start"]
        spans = self._cut[left["passage_id"]]
        place = [left["char_start"] - base, right["char_start"] - base]
        return any(first <= min(place) and max(place) < last for first, last in spans)

    def _home(self, article_id: str) -> tuple[str | None, bool]:
        """The article's own state, and whether more than a dateline tells it."""
        if article_id not in self._homes:
            row = self.articles[article_id]
            listed = self.lexicon.organisations.get(row["publisher_id"] or "")
            state = home(
                row["publisher_id"],
                listed["name"] if listed else row["publisher"],
                (listed["country"] or None) if listed else None,
                row["dateline_place"],
                self.reference,
            )
            strong = row["publisher_id"] is not None
            if not strong and row["dateline_place"]:
                place = lookup_place(row["dateline_place"], self.reference)
                state = state if place is not None and place.kind == "capital" else None
            self._homes[article_id] = state, strong
        return self._homes[article_id]


def _sole_country(words: str, reference: Reference) -> str | None:
    """The one country that the words belong to; not one that they are sent to or deal with."""
    found = {
        hit.iso3
        for hit in find_countries(words, reference)
        if not re.search(r"\b(?:to|for|with|on|in|against) (?:the )?$", words[: hit.start])
    }
    return found.pop() if len(found) == 1 else None


def _said_beside(before: str, name: str, after: str, reference: Reference) -> str | None:
    """Country that a sentence gives to the name between `before` and `after`."""
    before, after = before[-300:], after[:160]
    for pattern in (_OF, _BRACKET):
        match = pattern.match(after)
        if match and (iso3 := country_of(match["whose"], reference)):
            return iso3
    for pattern in (_COUNTERPART, _OWNER, _SIDE):
        match = pattern.search(before)
        if match and (iso3 := country_of(match["whose"], reference)):
            return iso3
    leads = _LEADS.match(after)
    if leads:
        return _sole_country(leads["body"], reference)
    led = _LED.search(before)
    if led and not re.search(r"\b(?:and|with|by|met)\b", led["words"]):
        return _sole_country(led["body"], reference)
    return None
