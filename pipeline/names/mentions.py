"""Candidate mentions of a document that has been read: which runs are names, and their rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from pipeline.names import vocabulary as words
from pipeline.names.bodies import Body, body_country
from pipeline.names.document import Document, Passage
from pipeline.names.evidence import Name
from pipeline.names.lexicon import folded
from pipeline.names.shortforms import possible_short_forms
from pipeline.names.tokens import Tokens

Row = dict[str, Any]
# Words after "Labour" or "Labor" that show that the party is meant.
_PARTY_FOLLOWERS = frozenset(
    "government mp mps lawmaker lawmakers senator senators candidate candidates cabinet "
    "opposition administration voters politicians".split()
)


class Mentions:
    """Turns the evidence of one document into rows of candidate_mentions."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.lexicon = document.lexicon
        self.persons = document.persons
        self.parties = document.parties

    def rows(self) -> list[Row]:
        """Rows of candidate_mentions in text order."""
        keys = self._short_keys()
        rows: list[Row] = []
        for passage in self.document.passages:
            article = str(passage.row["article_id"])
            post = self.document.post_of.get(article, article)
            found = [
                *self._body_rows(passage),
                *self._person_rows(passage, keys, article, post),
            ]
            found.sort(key=lambda row: (row["char_start"], -row["char_end"]))
            reached = -1
            for row in found:
                if row["char_start"] >= reached:
                    rows.append(row)
                    reached = row["char_end"]
        return rows

    def _short_keys(self) -> dict[str, set[str]]:
        """Article or post id (and "" for the document) → folded short forms of full names."""
        keys: defaultdict[str, set[str]] = defaultdict(set)
        for passage in self.document.passages:
            article = str(passage.row["article_id"])
            for name in passage.names:
                text = passage.tokens.span_text(name.first, name.last)
                if name.size > 1 and folded(text) in self.persons:
                    forms = {folded(form) for form in possible_short_forms(text)}
                    for scope in (article, self.document.post_of.get(article, article), ""):
                        keys[scope] |= forms
        return keys

    def _body_rows(self, passage: Passage) -> Iterator[Row]:
        tokens = passage.raw
        for body in passage.bodies:
            start, end = tokens.starts[body.first], tokens.ends[body.last - 1]
            if tokens.text[end : end + 1] == "$" or _glued(tokens, body.first, body.last):
                continue
            surface = tokens.text[start:end]
            acronym = body.last - body.first == 1 and surface.isupper()
            yield self._row(
                passage,
                start,
                end,
                kind="organisation",
                form="acronym" if acronym else "full",
                country=self._body_country(tokens, body),
                reference_id=self._body_id(tokens, body, surface),
            )
        for k, label in enumerate(passage.tokens.labels):
            if label in "BCWM" and passage.tokens.word(k) in self.parties:
                row = self._party_row(passage, k)
                if row is not None:
                    yield row

    def _party_row(self, passage: Passage, index: int) -> Row | None:
        tokens = passage.tokens
        following = tokens.labels[index + 1 : index + 2]
        word = tokens.word(index + 1).lower() if following else ""
        if not (following in ("s", "O", "o") and following) and word not in _PARTY_FOLLOWERS:
            return None
        return self._row(
            passage,
            tokens.starts[index],
            tokens.ends[index],
            kind="organisation",
            form="short",
            country=None,
            reference_id=None,
        )

    def _body_country(self, tokens: Tokens, body: Body) -> str | None:
        country = body_country(tokens, body, self.lexicon, self.document.redefined)
        if country:
            return country
        # "China's Foreign Ministry", "Vietnamese newspaper Nhan Dan"
        for k in range(max(0, body.first - 2), body.first):
            entry = tokens.entries.get(k)
            if entry and entry.kind in ("country", "demonym") and entry.key:
                return entry.key
        return None

    def _body_id(self, tokens: Tokens, body: Body, surface: str) -> str | None:
        if folded(surface) in self.document.redefined:
            return None
        ids = self.lexicon.forms.get(folded(surface), ())
        return ids[0] if len(ids) == 1 else None

    def _person_rows(
        self, passage: Passage, keys: dict[str, set[str]], article: str, post: str
    ) -> Iterator[Row]:
        tokens = passage.tokens
        for name in passage.names:
            first, last, form = self._accepted(passage, name, keys, article, post)
            if first >= last:
                continue
            start, end = tokens.starts[first], tokens.ends[last - 1]
            phrase_start, phrase_end = self._phrase(tokens, name, start, end)
            person = self.lexicon.person(tokens.text[start:end])
            yield self._row(
                passage,
                start,
                end,
                kind="person",
                form=form,
                title=_title_text(passage, name),
                country=name.country,
                reference_id=person["name"] if person else None,
                phrase=(phrase_start, phrase_end),
            )

    def _accepted(
        self, passage: Passage, name: Name, keys: dict[str, set[str]], article: str, post: str
    ) -> tuple[int, int, str]:
        """Tokens of the mention inside a run, and its form; an empty span when it is none."""
        tokens = passage.tokens
        article_keys = keys[article] | keys[post]
        start = name.first
        while start and tokens.labels[start - 1] == "p":
            start -= 1
        if start < name.first and folded(tokens.span_text(start, name.last)) in article_keys:
            return start, name.last, "short"
        for first, last in _subspans(name):
            key = folded(tokens.span_text(first, last))
            if last - first == 1 and first != name.first:
                continue
            whole = (first, last) == (name.first, name.last)
            if last - first > 1 and whole and key in article_keys:
                return first, last, "short"
            if key in self.persons and last - first > 1:
                return first, last, "full"
            if last - first == 1 and whole:
                if self._is_short(passage, name, key, keys, article, post):
                    return first, last, "short"
                if key in self.persons and self._single_ok(passage, name):
                    whole_name = name.score < 3 or "." in tokens.word(first)  # "L.Oyun-Erdene"
                    return first, last, "full" if whole_name else "short"
        return 0, 0, ""

    def _is_short(
        self,
        passage: Passage,
        name: Name,
        key: str,
        keys: dict[str, set[str]],
        article: str,
        post: str,
    ) -> bool:
        tokens = passage.tokens
        label = tokens.labels[name.first]
        titled = name.before is not None or name.honorific is not None
        if key in keys[article] or key in keys[post]:
            if key in words.FUNCTION:  # "talks with He on Sunday"
                inside = not (passage.headline or tokens.opens_sentence(name.first))
                return titled or (inside and label == "A")
            if label in "WA" and tokens.opens_sentence(name.first) and not titled:
                following = tokens.labels[name.last : name.last + 1]
                return following in ("v", "l", "s", ",") or key in self.lexicon.family
            if label == "P" and not titled:
                return _like_person(tokens, name)
            return name.score > -2.0
        if key in keys[""] and label in "CFA" and key not in words.FUNCTION:
            return titled or (label != "A" and not passage.headline and name.score > -1.0)
        return False

    def _single_ok(self, passage: Passage, name: Name) -> bool:
        label = passage.tokens.labels[name.first]
        titled = name.before is not None or name.honorific is not None
        if label in "WA" or folded(passage.tokens.word(name.first)) in words.FUNCTION:
            return titled
        return titled or name.score > -1.0

    def _phrase(self, tokens: Tokens, name: Name, start: int, end: int) -> tuple[int, int]:
        if name.honorific is not None:
            start = min(start, tokens.starts[name.honorific])
        if name.before is not None and name.before.last <= name.first:
            start = min(start, tokens.starts[name.before.first])
        if name.after is not None:
            end = max(end, tokens.ends[name.after.last - 1])
        return start, end

    def _row(
        self,
        passage: Passage,
        start: int,
        end: int,
        *,
        kind: str,
        form: str,
        country: str | None,
        reference_id: str | None,
        title: str | None = None,
        phrase: tuple[int, int] | None = None,
    ) -> Row:
        base = int(passage.row["char_start"])
        phrase_start, phrase_end = phrase or (start, end)
        return {
            "document_id": passage.row["document_id"],
            "passage_id": passage.row["passage_id"],
            "article_id": passage.row["article_id"],
            "char_start": base + start,
            "char_end": base + end,
            "surface": str(passage.row["text"])[start:end],
            "kind": kind,
            "form": form,
            "title": title,
            "country": country,
            "reference_id": reference_id,
            "phrase_start": base + phrase_start,
            "phrase_end": base + phrase_end,
        }


def _title_text(passage: Passage, name: Name) -> str | None:
    """Titles before and after a name, as stated."""
    text, tokens = str(passage.row["text"]), passage.tokens
    stated = [
        text[tokens.starts[title.first] : tokens.ends[title.last - 1]]
        for title in (name.before, name.after, name.peer)
        if title is not None
    ]
    return "; ".join(stated) or None


_LONGEST = 12  # words of the longest name looked for inside a run of capitals


def _subspans(name: Name) -> Iterator[tuple[int, int]]:
    """Parts of a run that may be a name, longest first, from the left."""
    for size in range(min(name.size, _LONGEST), 0, -1):
        for first in range(name.first, name.last - size + 1):
            yield first, first + size


def _like_person(tokens: Tokens, name: Name) -> bool:
    """A word that is also a place's name stands here as a person does: "Fukushima said"."""
    following = tokens.labels[name.last : name.last + 1]
    previous = tokens.labels[name.first - 1 : name.first] if name.first else ""
    return previous not in ("i", "f", "P") and (following in ("v", "l", "s", "a", ",", "x"))


def _glued(tokens: Tokens, first: int, last: int) -> bool:
    """Half of another word: the AUKUS of "SSN-AUKUS", the Akorda of "akorda.kz"; but "EU-AU"."""
    start, end = tokens.starts[first], tokens.ends[last - 1]
    if tokens.text[end : end + 1] == "." and tokens.text[end + 1 : end + 2].islower():
        return True
    hyphen = start > 1 and tokens.text[start - 1] == "-" and tokens.text[start - 2].isalnum()
    return hyphen and tokens.labels[first - 2 : first - 1] not in ("N", "D", "G", "K")
