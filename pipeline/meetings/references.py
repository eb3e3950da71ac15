"""Who a slot means: names, delegations, pronouns and roles ("the Vietnamese leader").

Resolves only what the same article supports; an unclear reference gives nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.countries import find_countries
from pipeline.meetings.cast import NOT_SUBJECT, OBJECT, Cast
from pipeline.meetings.corpus import Actor, Article, Mention, Sentence
from pipeline.meetings.party import Party
from pipeline.meetings.roles import Roles
from pipeline.meetings.slots import (
    DELEGATION,
    ORGANISATION,
    PERSON,
    REFERENCE,
    Slot,
    Slotted,
)
from pipeline.meetings.slotting import slotted
from pipeline.meetings.speakers import Speakers
from pipeline.reference import Reference

_SENT_TO = re.compile(r"\b(?:to|for|with|on|in|at|against)\s+(?:the\s+)?$", re.I)


def country_of_title(title: str | None, reference: Reference) -> str | None:
    """Country of an office: its first country that is not where the holder is sent."""
    if not title:
        return None
    for hit in find_countries(title, reference):
        if not _SENT_TO.search(title[: hit.start]):
            return hit.iso3
    return None


_PEOPLE = re.compile(r"[\ue000-\ue0ff\ue200-\ue3ff]")
_VERB_BEHIND = re.compile(
    r"(?:,[^,;]{1,90},)?,? (?:(?:also|then|later|recently|further|first|\w+ly) )?"
    r"(?:has|have|had|is|was|were|are|will|would|said|met|held|made|paid|told|spoke|became|"
    r"began|took|gave|[a-z]+ed|[a-z]{3,}s)\b"
)
_GENDERS = {"he": "m", "him": "m", "she": "f", "her": "f"}
# One person by his role: no group, nobody's side.
_ONE = re.compile(
    r"(?:the (?!two|three|four|five|pair|duo|trio|former|latter|both)|my "
    r"|(?:his|her) (?:majesty|\w* ?highness))"
    r"(?!.*(?:s|host|side|counterpart|delegation|official|men|women)$)"
)
_GROUPS = ("the two", "both", "the pair", "the duo", "they", "them", "these", "the three")
_DELEGATIONS = frozenset("delegation visitors guests mission".split())
_SEVERAL = re.compile(r"(?:sides|counterparts|officials|ministers|leaders|hosts|presidents)$")


__all__ = ["Party", "References", "country_of_title"]


class References:
    """Resolver for the articles of one document."""

    def __init__(
        self,
        articles: Sequence[Article],
        actors: Mapping[str, Actor],
        reference: Reference,
    ) -> None:
        self.articles = articles
        self.actors = actors
        self.reference = reference
        self._slotted: dict[Sentence, Slotted] = {}
        self._casts: dict[int, Cast] = {}
        self._pronouns: dict[tuple[Sentence, int, frozenset[str]], Party | None] = {}
        self._countries: dict[str, str] | None = None
        self.speakers = Speakers(self)
        self.roles = Roles(self)

    def slotted(self, sentence: Sentence) -> Slotted:
        found = self._slotted.get(sentence)
        if found is None:
            found = self._slotted[sentence] = slotted(sentence, self.reference)
        return found

    def cast(self, article: Article) -> Cast:
        """Everybody whom the article names."""
        found = self._casts.get(id(article))
        if found is None:
            found = self._casts[id(article)] = Cast(
                article,
                self.slotted,
                self.country_of,
                lambda words: country_of_title(words, self.reference),
            )
        return found

    # -- slots -------------------------------------------------------------------------------

    def parties(
        self, slot: Slot, sentence: Sentence, others: frozenset[str] = frozenset()
    ) -> list[Party]:
        """The participants a slot means; `others` are those it cannot be."""
        if slot.kind in (PERSON, ORGANISATION):
            return self._named(slot, "principal")
        if slot.kind == DELEGATION:
            role = "principal" if slot.words in ("with", "including") else "delegation_head"
            found = [p for head in slot.heads for p in self.parties(head, sentence, others)]
            return [
                Party(
                    p.actor_id, p.kind, role if p.kind == "person" else p.role, p.title, p.country
                )
                for p in found
            ]
        if slot.kind == REFERENCE:
            return [p for p in self._referred(slot, sentence, others) if p.actor_id not in others]
        return []

    def _named(self, slot: Slot, role: str) -> list[Party]:
        mention = slot.mention
        if mention is None or mention.actor_id is None:
            return []
        return [self.party(mention, role, slot.title)]

    def party(self, mention: Mention, role: str, title: str | None) -> Party:
        actor_id = mention.actor_id or ""
        actor = self.actors.get(actor_id)
        kind = actor.kind if actor else mention.kind
        country = (
            (actor.country if actor else None)
            or mention.country
            or self._known_country(actor_id, title)
        )
        if title is not None and "counterpart" in title.lower():
            title = mention.title
        return Party(actor_id, kind, role, title if kind == "person" else None, country)

    def _known_country(self, actor_id: str, title: str | None) -> str | None:
        """Country that the titles of this document give the person."""
        if self._countries is None:
            found: dict[str, dict[str, int]] = {}
            for article in self.articles:
                for passage in article.passages:
                    for mention in passage.mentions:
                        if mention.kind != "person" or not mention.actor_id:
                            continue
                        stated = mention.country or country_of_title(mention.title, self.reference)
                        if stated:
                            counts = found.setdefault(mention.actor_id, {})
                            counts[stated] = counts.get(stated, 0) + 1
            self._countries = {
                actor: max(sorted(counts), key=lambda code: counts[code])
                for actor, counts in found.items()
            }
        return self._countries.get(actor_id) or country_of_title(title, self.reference)

    def country_of(self, mention: Mention) -> str | None:
        """Country of a person, by the actor, the name or the titles of the document."""
        actor = self.actors.get(mention.actor_id or "")
        return (
            (actor.country if actor else None)
            or mention.country
            or self._known_country(mention.actor_id or "", mention.title)
        )

    # -- references --------------------------------------------------------------------------

    def _referred(self, slot: Slot, sentence: Sentence, others: frozenset[str]) -> list[Party]:
        words = slot.words
        noun = words.split()[-1] if words else ""
        if words in ("i", "we", "me", "us"):
            told = self.speakers.of(sentence)
            return [told] if told else []
        if words in ("the former", "the latter"):
            return self._of_two(words, slot, sentence, others)
        if words == "it":
            return self._body_told_of(slot, sentence, others)
        if words in _GENDERS or (words.startswith(_GROUPS) and slot.country is None):
            found = self._antecedent(slot, sentence, others)
            return [found] if found else []
        if noun in _DELEGATIONS and slot.country is None:
            return self._delegation_before(sentence, others)
        if _SEVERAL.search(words) and slot.country is None:
            return []
        figure = self.roles.meant(slot, sentence, others)
        if figure is None:
            return []
        role = "delegation_head" if noun == "delegation" else "principal"
        return [self.party(figure.namings[0].mention, role, None)]

    # -- pronouns ----------------------------------------------------------------------------

    def _antecedent(self, slot: Slot, sentence: Sentence, others: frozenset[str]) -> Party | None:
        """The person talked about: the subject of this sentence before the pronoun, or earlier."""
        others = others | self._of_other_gender(slot.words, sentence.passage.article)
        if re.search(r"\bwhere\s*$", sentence.text[: slot.start]):
            near = [
                m
                for m in sentence.mentions
                if m.kind == "person"
                and m.actor_id
                and m.end - sentence.start <= slot.start
                and m.actor_id not in others
            ]
            if near:
                return self.party(near[-1], "principal", near[-1].title)
        own = self.subject(self.slotted(sentence), sentence, slot.start, others)
        return own or self.topic(sentence, others)

    def _of_other_gender(self, words: str, article: Article) -> frozenset[str]:
        """Whom "he" or "she" cannot mean, by the titles beside the names."""
        gender = _GENDERS.get(words)
        if gender is None:
            return frozenset()
        cast = self.cast(article)
        return frozenset(key for key in cast.figures if cast.gender(key) not in (None, gender))

    def _pronoun(self, slot: Slot, sentence: Sentence, others: frozenset[str]) -> Party | None:
        """Whom a pronoun in a subject's position goes on telling of: "He then … He also met"."""
        key = (sentence, slot.start, others)
        if key not in self._pronouns:
            self._pronouns[key] = None  # guards against a circle
            self._pronouns[key] = self._antecedent(slot, sentence, others)
        return self._pronouns[key]

    def topic(self, sentence: Sentence, others: frozenset[str] = frozenset()) -> Party | None:
        """The subject of the sentences before this one, the nearest first."""
        for steps, earlier in enumerate(sentence.passage.article.sentences_before(sentence)):
            if steps > 12:
                break
            found = self.subject(self.slotted(earlier), earlier, None, others)
            if found is not None:
                return found
        for steps, earlier in enumerate(sentence.passage.article.sentences_before(sentence)):
            if steps > 1:
                break
            people = [
                m
                for m in earlier.mentions
                if m.kind == "person" and m.actor_id and m.actor_id not in others
            ]
            if people:
                return self.party(people[-1], "principal", None)
        return None

    def subject(
        self, view: Slotted, sentence: Sentence, before: int | None, others: frozenset[str]
    ) -> Party | None:
        """First person in a subject's position: one with a finite verb behind it is preferred."""
        return self._in_subject(view, sentence, before, others, finite=True) or self._in_subject(
            view, sentence, before, others, finite=False
        )

    def _in_subject(
        self,
        view: Slotted,
        sentence: Sentence,
        before: int | None,
        others: frozenset[str],
        *,
        finite: bool,
    ) -> Party | None:
        for match in _PEOPLE.finditer(view.text):
            if finite and not _VERB_BEHIND.match(view.text, match.end()):
                continue
            slot = view.slots[match[0]]
            if view.text[match.end() : match.end() + 1] == ":":
                continue
            if before is not None and slot.start >= before:
                return None
            if NOT_SUBJECT.search(view.text[: match.start()]) or view.text[
                match.end() : match.end() + 2
            ] in ("'s", "' "):
                continue
            if OBJECT.search(view.text[: match.start()]):
                continue
            inner = slot.heads[0] if slot.kind == DELEGATION and slot.heads else slot
            for party in self._told(inner, sentence, others):
                if party.actor_id not in others:
                    return party
        return None

    def _told(self, slot: Slot, sentence: Sentence, others: frozenset[str]) -> list[Party]:
        """Whom the slot of a subject means."""
        if slot.kind == PERSON:
            return self._named(slot, "principal")
        if slot.kind != REFERENCE:
            return []
        if slot.words in ("he", "she"):
            told = self._pronoun(slot, sentence, others)
            return [told] if told is not None else []
        if slot.country is not None or _ONE.match(slot.words):
            return self._referred(slot, sentence, others)
        return []

    # -- groups ------------------------------------------------------------------------------

    def _of_two(
        self, words: str, slot: Slot, sentence: Sentence, others: frozenset[str]
    ) -> list[Party]:
        """ "the former", "the latter": of the two persons named just before."""
        article = sentence.passage.article
        for text in (sentence, *article.sentences_before(sentence)):
            people = [
                m
                for m in text.mentions
                if m.kind == "person"
                and m.actor_id
                and (text is not sentence or m.end - sentence.start <= slot.start)
            ]
            if len({m.actor_id for m in people}) == 2:
                mention = people[0] if words == "the former" else people[-1]
                if mention.actor_id in others:
                    return []
                return [self.party(mention, "principal", None)]
            if people and text is not sentence:
                break
        return []

    def _body_told_of(self, slot: Slot, sentence: Sentence, others: frozenset[str]) -> list[Party]:
        """ "The Lao delegation arrived …, where it was received": the delegation told of last."""
        for earlier in reversed(self.slotted(sentence).slots.values()):
            if earlier.kind != REFERENCE or earlier.start >= slot.start:
                continue
            if earlier.words.split()[-1] in _DELEGATIONS:
                return self._referred(earlier, sentence, others)
        return self._delegation_before(sentence, others)

    def _delegation_before(self, sentence: Sentence, others: frozenset[str]) -> list[Party]:
        """ "The delegation", "the guests": the head of the delegation told of last, else of the one
        that the post tells of."""
        article = sentence.passage.article
        for steps, earlier in enumerate(article.sentences_before(sentence)):
            if steps > 8:
                break
            found = self._delegation_in(earlier, others)
            if found:
                return found
        for other in self.articles:
            if other.post_id != article.post_id or other is article:
                continue
            for passage in other.passages:
                if passage.kind == "paragraph" and "delegation" in passage.level:
                    for candidate in passage.sentences:
                        found = self._delegation_in(candidate, others)
                        if found:
                            return found
        return []

    def _delegation_in(self, sentence: Sentence, others: frozenset[str]) -> list[Party]:
        for slot in reversed(list(self.slotted(sentence).slots.values())):
            if slot.kind == DELEGATION and slot.words not in ("body", "adjunct"):
                found = [p for p in self.parties(slot, sentence) if p.actor_id not in others]
                if found:
                    return found
        return []
