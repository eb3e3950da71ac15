"""Whom a role means: "the premier", "the Lao guest", "his Turkish counterpart".

Of the article's cast those come in question who fit by office and country; of these the one whom
the text tells of. Nobody where two are told alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.actors.home import home
from pipeline.meetings import offices
from pipeline.meetings.cast import TITLE, Cast, Figure, Naming
from pipeline.meetings.corpus import Article, Sentence
from pipeline.meetings.slots import Slot

if TYPE_CHECKING:
    from pipeline.meetings.references import References

_VISITOR = frozenset("visitor guest".split())
_PARTY_HEADS = frozenset(["general secretary", "secretary-general"])
# No office of its own: whom a country sent or chose.
_VAGUE = frozenset(
    "diplomat envoy leader lawmaker parliamentarian chief delegation side guests visitors".split()
)
_PEER = frozenset("counterpart colleague homologue peer".split())


class Roles:
    """Resolves the roles in the articles of one document."""

    def __init__(self, references: References) -> None:
        self.references = references
        self._homes: dict[int, str | None] = {}

    def meant(self, slot: Slot, sentence: Sentence, others: frozenset[str]) -> Figure | None:
        """The one of the cast whom a noun phrase means: "the premier", "the Lao guest"."""
        role = offices.role_of(slot.words)
        if not role:
            return None
        cast = self.references.cast(sentence.passage.article)
        if slot.words.startswith(("his ", "her ", "their ")) and not slot.words.endswith(
            ("majesty", "highness")
        ):
            owner = self.references.subject(
                self.references.slotted(sentence), sentence, slot.start, others
            )
            others = others | {owner.actor_id} if owner else others
        known = [
            (self._fit(figure, role, slot, sentence, others), figure, namings)
            for figure, namings in cast.before(sentence, slot.start)
            if figure.actor_id not in others
        ]
        best = max((fit for fit, _, _ in known), default=0)
        fitting = [(figure, namings) for fit, figure, namings in known if fit == best]
        if best:
            return self._salient(fitting, sentence, cast)
        return (
            self._ahead(role, slot, sentence, others, cast)
            or self._of_country(slot, [figure for _, figure, _ in known])
            or self._untitled(slot, cast, others, sentence)
        )

    def _fit(
        self, figure: Figure, role: str, slot: Slot, sentence: Sentence, others: frozenset[str]
    ) -> int:
        """How well a person suits a noun phrase; 0 where office or country speak against it."""
        noun = role.split()[-1]
        if slot.country is not None and figure.country != slot.country:
            return 0
        if noun in _PEER:
            return self._peer(figure, slot, sentence, others) if slot.country else 0
        if noun in offices.ANYBODY:
            if slot.country is not None or noun == "host":
                return 1 if slot.country or self._foreign(figure, sentence, others) else 0
            return 1 if noun in _VISITOR and self._foreign(figure, sentence, others) else 0
        held = figure.fit(role)
        if held and "visiting" in slot.words and self._foreign(figure, sentence, others):
            return held + 2
        if held:
            return held + 1
        return 1 if slot.country is not None and figure.bare() else 0

    def _foreign(self, figure: Figure, sentence: Sentence, others: frozenset[str]) -> bool:
        """Whether the person can be of the other side than those who are known."""
        figures = self.references.cast(sentence.passage.article).figures
        own = {figures[key].country for key in others if key in figures} - {None}
        if not own and (at := self._home(sentence.passage.article)):
            own = {at}
        return figure.country is None or figure.country not in own

    def _peer(self, figure: Figure, slot: Slot, sentence: Sentence, others: frozenset[str]) -> int:
        """ "his Hungarian counterpart": of the same office, or of none that is told."""
        cast = self.references.cast(sentence.passage.article)
        stated = figure.stated()
        if any("counterpart" in words.lower() for words in stated):
            return 3
        own = others | {
            m.actor_id or "" for m in sentence.mentions if m.end - sentence.start <= slot.start
        }
        ours = [cast.figures[key].stated() for key in sorted(own) if key in cast.figures]
        if not ours or not any(map(offices.ranks, ours)) or not offices.ranks(stated):
            return 1
        return 2 if any(offices.ranks(stated) & offices.ranks(own) for own in ours) else 0

    def _salient(
        self, fitting: Sequence[tuple[Figure, Sequence[Naming]]], sentence: Sentence, cast: Cast
    ) -> Figure | None:
        """Of those who fit the one whom the text tells of; nobody where two are told alike."""
        if len(fitting) == 1:
            return fitting[0][0]
        here = cast.order(sentence)
        at = self._home(sentence.passage.article)
        protagonists = cast.protagonists()

        def last(namings: Sequence[Naming]) -> int:
            return max((n.order for n in namings if n.told), default=TITLE - 1)

        nearest = max(last(namings) for _, namings in fitting)
        scores = []
        for figure, namings in fitting:
            score = 0
            if any(n.told for n in namings):
                score += 2
            if last(namings) == nearest:
                score += 2
            if here - last(namings) <= 1:
                score += 1
            if figure.actor_id in protagonists:
                score += 2
            if figure.country is not None and figure.country == at:
                score += 1
            scores.append((score, figure))
        top = max(score for score, _ in scores)
        first = [figure for score, figure in scores if score == top]
        return first[0] if len(first) == 1 else None

    def _ahead(
        self, role: str, slot: Slot, sentence: Sentence, others: frozenset[str], cast: Cast
    ) -> Figure | None:
        """ "Peru's foreign minister met … Ana Huaman is …": the holder whom the text names next."""
        ahead = [
            (figure, n)
            for figure, n in cast.ahead(sentence, slot.end)
            if slot.country is None or figure.country == slot.country
        ]
        anybody = role.split()[-1] in offices.ANYBODY
        holders = {} if anybody else {f.actor_id: f for f, _ in ahead if f.fit(role) >= 2}
        if slot.country is None:
            found = list(holders.values())
            return found[0] if len(found) == 1 and found[0].actor_id not in others else None
        for figure in holders.values():
            if figure.actor_id not in others:
                return figure
        alone = len({figure.actor_id for figure, _ in ahead}) == 1 and (
            role.endswith("counterpart") or not any(n.mention.title for _, n in ahead)
        )
        return ahead[0][0] if alone and ahead[0][0].actor_id not in others else None

    def _of_country(self, slot: Slot, known: Sequence[Figure]) -> Figure | None:
        """The only person told of from the country, where no office of state speaks against it;
        a party's head may be the state's as well."""
        if slot.country is None or slot.words.split()[-1] in _PEER:
            return None
        own = [figure for figure in known if figure.country == slot.country]
        if len(own) != 1:
            return None
        other = offices.ranks(own[0].stated()) - _PARTY_HEADS
        return None if other and slot.words.split()[-1] not in _VAGUE else own[0]

    def _untitled(
        self, slot: Slot, cast: Cast, others: frozenset[str], sentence: Sentence
    ) -> Figure | None:
        """The only person told of, where nothing gives him another office: the own holder."""
        if slot.country is not None or offices.role_of(slot.words).split()[-1] in offices.ANYBODY:
            return None
        known = [f for f, _ in cast.before(sentence, slot.start) if f.actor_id not in others]
        return known[0] if len(known) == 1 and known[0].bare() else None

    def _home(self, article: Article) -> str | None:
        """The state whose offices the article names without their country."""
        if id(article) not in self._homes:
            publisher = self.references.actors.get(article.publisher_id or "")
            self._homes[id(article)] = home(
                article.publisher_id,
                publisher.name if publisher else None,
                publisher.country if publisher else None,
                article.dateline_place,
                self.references.reference,
            )
        return self._homes[id(article)]
