"""Who a slot means: names, delegations, pronouns and roles ("the Vietnamese leader").

Resolves only what the same article supports; an unclear reference gives nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from pipeline.countries import country_of, find_countries
from pipeline.meetings import offices
from pipeline.meetings.corpus import Actor, Article, Mention, Sentence
from pipeline.meetings.party import Party
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
_NOT_SUBJECT = re.compile(
    r"\b(?:with|by|to|of|for|from|in|between|among|alongside|than|like|under|against|on|at|"
    r"about|without|toward|towards|behalf of|and|via|through|told|asked|thanked|"
    r"congratulated|praised|including)\s*$",
    re.I,
)
_VERB_BEHIND = re.compile(
    r"(?:,[^,;]{1,90},)?,? (?:(?:also|then|later|recently|further|first|\w+ly) )?"
    r"(?:has|have|had|is|was|were|are|will|would|said|met|held|made|paid|told|spoke|became|"
    r"began|took|gave|[a-z]+ed|[a-z]{3,}s)\b"
)
_SINGULAR = {"he", "she", "him", "her"}


# "President X thanked Y": what stands right behind a verb is its object.
_OBJECT = re.compile(
    r"\b(?:met|meets|received|receives|welcomed|thanked|told|praised|hosted|invited|visited|saw|"
    r"joined|urged|assured|congratulated|briefed|accompanied by|called on)\s*$",
    re.I,
)
_REACH = 60  # sentences back in which an office holder may have been named
_AHEAD = 8  # persons named next among whom a reference before them finds its holder
_VISITOR = ("visitor", "guest")
# "The President arrived …": one office holder, no group and no guest.
_OFFICE = re.compile(
    r"(?:the (?!two|three|four|five|pair|duo|trio|former|latter)"
    r"|(?:his|her) (?:majesty|\w* ?highness))"
    r"(?!.*(?:s|visitor|guest|host|side|counterpart|delegation|official)$)"
)
_NOBODY = frozenset(
    "side counterpart counterparts officials official ministers leaders hosts".split()
)


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
        self._by_name: dict[str, str] | None = None
        self._pronouns: dict[tuple[Sentence, int, frozenset[str]], Party | None] = {}
        self._countries: dict[str, str] | None = None
        self.speakers = Speakers(self)

    def slotted(self, sentence: Sentence) -> Slotted:
        found = self._slotted.get(sentence)
        if found is None:
            found = self._slotted[sentence] = slotted(sentence, self.reference)
        return found

    # -- slots -------------------------------------------------------------------------------

    def parties(
        self, slot: Slot, sentence: Sentence, others: frozenset[str] = frozenset()
    ) -> list[Party]:
        """The participants a slot means; `others` are those it cannot be."""
        if slot.kind in (PERSON, ORGANISATION):
            return self._named(slot, "principal")
        if slot.kind == DELEGATION:
            role = "principal" if slot.words == "with" else "delegation_head"
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

    # -- references --------------------------------------------------------------------------

    def _referred(self, slot: Slot, sentence: Sentence, others: frozenset[str]) -> list[Party]:
        words = slot.words
        if words in ("i", "we", "me", "us"):
            told = self.speakers.of(sentence)
            return [told] if told else []
        if words in ("the former", "the latter"):
            return self._of_two(words, slot, sentence, others)
        if words == "it":
            return self._delegation_before(sentence, others)
        if words in _SINGULAR:
            found = self._antecedent(slot, sentence, others)
            return [found] if found else []
        if (
            words.startswith(("the two", "both", "the pair", "the duo", "they", "them", "these"))
            and slot.country is None
        ):
            found = self._antecedent(slot, sentence, others)
            return [found] if found else []
        if slot.country is not None:
            return self._by_country(slot, sentence, others)
        return self._by_title(slot, sentence, others)

    def _antecedent(self, slot: Slot, sentence: Sentence, others: frozenset[str]) -> Party | None:
        """The person talked about: the subject of this sentence before the pronoun, or earlier."""
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
            if _NOT_SUBJECT.search(view.text[: match.start()]) or view.text[
                match.end() : match.end() + 2
            ] in ("'s", "' "):
                continue
            inner = slot.heads[0] if slot.kind == DELEGATION and slot.heads else slot
            if inner.kind == PERSON:
                for party in self._named(inner, "principal"):
                    if party.actor_id not in others:
                        return party
            elif inner.kind == REFERENCE and inner.words in ("he", "she"):
                told = self._pronoun(inner, sentence, others)
                if told is not None:
                    return told
            elif inner.kind == REFERENCE and inner.country is None and _OFFICE.match(inner.words):
                held = self._by_title(inner, sentence, others)
                if held:
                    return held[0]
            elif inner.kind == REFERENCE and inner.country is not None:
                found = [
                    p for p in self._by_country(inner, sentence, others) if p.actor_id not in others
                ]
                if found:
                    return found[0]
        return None

    def _people_before(self, sentence: Sentence, position: int) -> Iterator[Mention]:
        """Persons named before the position, the nearest first; then those of the title."""
        for mention in reversed(sentence.mentions):
            if mention.kind == "person" and mention.start - sentence.start < position:
                yield mention
        article = sentence.passage.article
        for earlier in article.sentences_before(sentence):
            yield from (m for m in reversed(earlier.mentions) if m.kind == "person")
        for passage in article.passages:
            if passage.kind == "title":
                yield from (m for m in passage.mentions if m.kind == "person")

    def _country(self, mention: Mention) -> str | None:
        actor = self.actors.get(mention.actor_id or "")
        return (
            (actor.country if actor else None)
            or mention.country
            or self._known_country(mention.actor_id or "", mention.title)
        )

    def _by_country(self, slot: Slot, sentence: Sentence, others: frozenset[str]) -> list[Party]:
        noun = slot.words.split()[-1] if slot.words else ""
        fallback: Mention | None = None
        role = " ".join(
            word
            for word in offices.role_of(slot.words).split()
            if country_of(word, self.reference) is None
        )
        for mention in self._people_before(sentence, slot.start):
            if (
                mention.actor_id is None
                or mention.actor_id in others
                or self._country(mention) != slot.country
            ):
                continue
            title = (mention.title or "").lower()
            if (
                noun
                in (
                    "minister",
                    "president",
                    "premier",
                    "chancellor",
                    "ambassador",
                    "king",
                    "speaker",
                    "chairman",
                    "secretary",
                )
                and title
                and not offices.holds(title, role)
            ):
                fallback = fallback or mention
                continue
            return [self.party(mention, self._role(noun), None)]
        if noun == "counterpart":
            fallback = None
        found = self._holder_ahead(slot, sentence, others) or fallback
        return [self.party(found, self._role(noun), None)] if found else []

    def _holder_ahead(
        self, slot: Slot, sentence: Sentence, others: frozenset[str]
    ) -> Mention | None:
        """ "Peru's foreign minister met … Ana Huaman is …": the holder whom the text names next."""
        role = offices.role_of(slot.words)
        article = sentence.passage.article
        ahead = [
            m
            for passage in article.passages[sentence.passage.index :]
            if passage.kind == "paragraph"
            for m in passage.mentions
            if m.kind == "person" and m.actor_id and m.start >= sentence.start + slot.end
        ]
        own = [m for m in ahead[:_AHEAD] if self._country(m) == slot.country]
        for mention in own:
            if mention.actor_id not in others and offices.holds(mention.title, role):
                return mention
        alone = len({m.actor_id for m in own}) == 1 and (
            role.endswith("counterpart") or not any(m.title for m in own)
        )
        return own[0] if alone and own[0].actor_id not in others else None

    def _role(self, noun: str) -> str:
        return "delegation_head" if noun == "delegation" else "principal"

    def _by_title(self, slot: Slot, sentence: Sentence, others: frozenset[str]) -> list[Party]:
        """ "the premier", "his guest": the holder of the office told of, or the visitor.

        Of several holders the one whom the text tells of (a subject, or named in the title) goes
        before one who is only mentioned: in a readout "the Minister" is its own minister.
        """
        noun = slot.words.split()[-1] if slot.words else ""
        if noun in ("delegation", "visitors", "guests", "visitor", "guest"):
            found = self._delegation_before(sentence, others)
            return found or (self._visitor(sentence, others) if noun in _VISITOR else [])
        if noun == "host":
            return self._visitor(sentence, others)
        if noun in _NOBODY:
            return []
        role = offices.role_of(slot.words)
        first: Party | None = None
        seen: dict[str | None, list[Mention]] = {}
        for steps, (mention, title, told) in enumerate(self._holders(sentence, slot.start)):
            if steps > 16:
                break
            if mention.actor_id in others:
                continue
            seen.setdefault(mention.actor_id, []).append(mention)
            if not offices.holds(title, role):
                continue
            if told:
                return [self.party(mention, "principal", None)]
            first = first or self.party(mention, "principal", None)
        if first is None and len(seen) == 1:
            first = self._untitled(next(iter(seen.values())))
        return [first] if first else []

    def _untitled(self, mentions: Sequence[Mention]) -> Party | None:
        """The only person told of, where nothing gives him another office: the own holder."""
        if any(m.title or (m.phrase_start, m.phrase_end) != (m.start, m.end) for m in mentions):
            return None
        return self.party(mentions[0], "principal", None)

    def _holders(self, sentence: Sentence, position: int) -> Iterator[tuple[Mention, str, bool]]:
        """Persons before the position with their whole phrases, the nearest first, those of the
        title last; and whether the text tells of them (a subject, or the title)."""
        article = sentence.passage.article
        titles = [s for p in article.passages if p.kind == "title" for s in p.sentences]
        earlier = islice(article.sentences_before(sentence), _REACH)
        for text in (sentence, *earlier, *titles):
            view = self.slotted(text)
            for match in reversed(list(_PEOPLE.finditer(view.text))):
                slot = view.slots[match[0]]
                if text is sentence and slot.start >= position:
                    continue
                for inner in slot.heads or (slot,):
                    mention = inner.mention
                    if inner.kind == PERSON and mention is not None and mention.actor_id:
                        told = text in titles or not _NOT_SUBJECT.search(view.text[: match.start()])
                        told = told and _OBJECT.search(view.text[: match.start()]) is None
                        phrase = text.text[inner.start : inner.end]
                        yield mention, f"{phrase} {mention.title or ''}", told

    def _visitor(self, sentence: Sentence, others: frozenset[str]) -> list[Party]:
        """The other side of a visit: the last person told of who is of another country."""
        own = {self._country_of(actor_id) for actor_id in others} - {None}
        found = self.topic(sentence, others)
        if found is None or (found.country is not None and found.country in own):
            return []
        return [found]

    def _country_of(self, actor_id: str) -> str | None:
        actor = self.actors.get(actor_id)
        return (actor.country if actor else None) or self._known_country(actor_id, None)

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
